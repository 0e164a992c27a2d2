"""Questions to the delivered data."""

from datetime import date
from uuid import uuid4

import pytest

from saraptama.foundation.reference import selectors, services
from saraptama.foundation.reference.errors import (
    CalendarMissing,
    NormsMissing,
    NormsNotAccepted,
    NotInForce,
    NumberMalformed,
    UnknownReference,
)
from saraptama.foundation.reference.policies import check_iin
from saraptama.kernel.actor import ActorRef


@pytest.mark.usefixtures("delivered_data")
class TestDeliveredData:
    def test_the_name_of_organ_05_depends_on_the_day(self) -> None:
        assert selectors.body_kind("05", on=date(2018, 5, 1)).name.ru == (
            "Национальное бюро по противодействию коррупции"
        )
        assert selectors.body_kind("05", on=date(2026, 5, 1)).name.ru == "Антикоррупционная служба"
        assert len(selectors.body_kinds(on=date(2026, 5, 1))) == 10

    def test_a_region_did_not_exist_before_it_was_made(self) -> None:
        assert selectors.region("10", on=date(2023, 1, 1)).name.kk == "Абай облысы"
        with pytest.raises(NotInForce):
            selectors.region("10", on=date(2021, 1, 1))

    def test_institutes_stand_in_the_order_of_the_kazakh_alphabet(self) -> None:
        names = [unit.name.kk.split()[0] for unit in selectors.institutes()]
        assert names[:6] == ["Абай", "Ақмола", "Ақтөбе", "Алматы", "Астана", "Атырау"]
        assert names.index("Қарағанды") < names.index("Маңғыстау") < names.index("Ұлытау") < names.index("Шымкент")

    def test_a_laboratory_belongs_to_its_institute(self) -> None:
        laboratory = selectors.unit_by_code("I71-CRIM")
        assert laboratory.is_within("centre.i71") and not laboratory.is_within("centre.i7")
        assert selectors.institute_of(laboratory.id) == selectors.unit_by_code("I71")
        assert laboratory in selectors.units(within="centre.i71")

    def test_a_list_is_narrowed_by_the_keys_of_a_unit_and_all_below_it(self) -> None:
        below = selectors.units_below("centre.i71") or []
        assert selectors.unit_by_code("I71").id in below and selectors.unit_by_code("I71-CRIM").id in below
        assert selectors.unit_by_code("I75").id not in below

    def test_nothing_is_narrowed_without_a_path_or_by_that_of_the_centre(self) -> None:
        assert selectors.units_below("") is None
        assert selectors.units_below("centre") is None

    def test_below_a_path_that_nobody_has_stands_nothing(self) -> None:
        assert selectors.units_below("centre.nowhere") == []

    def test_bodies_are_found_by_any_form_of_a_word(self) -> None:
        found = selectors.bodies(kind="03", region="71", q="полицией")
        assert "Департамент полиции города Астаны" in [body.name.ru for body in found]
        assert selectors.bodies(q="соттың", region="79", kind="01") == selectors.bodies(region="79", kind="01")

    def test_orders_are_for_specialties_not_for_types(self) -> None:
        codes = [specialty.code for specialty in selectors.open_specialties()]
        assert len(codes) == 62 + 3
        assert "17.1" in codes and "17" not in codes
        assert selectors.specialty("17.1").type_code == "17"

    def test_norms_are_found_by_day_and_by_version(self) -> None:
        norms = selectors.norms_on(date(2025, 1, 13))
        assert norms == selectors.norms("2026-11-a")
        assert norms.values["cap_days"]["value"] == 30
        assert "norm_days.simple" in norms.unconfirmed() and "cap_days" not in norms.unconfirmed()

    def test_a_new_version_of_the_norms_leaves_old_days_alone(self, aliya: ActorRef) -> None:
        values = dict(selectors.norms("2026-11-a").values)
        values["delivery"] = {"value": 5, "unit": "calendar", "source": "Order 9", "confirmed": True}
        services.publish_norms(
            aliya, version="2027-01-a", valid_from=date(2027, 1, 1), values=values, source="Order 9", confirmed=True
        )
        days = [selectors.norms_on(day).values["delivery"]["value"] for day in (date(2026, 12, 31), date(2027, 1, 1))]
        assert days == [3, 5]
        services.load_seed()
        assert selectors.norms_on(date(2027, 1, 1)).version == "2027-01-a"

    def test_norms_without_a_source_are_refused(self, aliya: ActorRef) -> None:
        values = dict(selectors.norms("2026-11-a").values) | {"delivery": {"value": 5, "confirmed": True}}
        with pytest.raises(NormsNotAccepted, match="delivery"):
            services.publish_norms(
                aliya, version="2027-01-b", valid_from=date(2027, 1, 1), values=values, source="Order 9"
            )

    def test_the_checklist_tells_how_to_mend(self) -> None:
        items = {item.code: item for item in selectors.checklist()}
        assert items["O8"].severity == "BLOCK"
        assert items["O8"].mend.in_language("ru") == "Поставьте хотя бы один вопрос."
        assert items["O9"].applies_when == "VICTIM_OR_WITNESS_EXAMINED"

    def test_form_lists_keep_their_order(self) -> None:
        assert [code for code, _ in selectors.choices("exam_kind")] == ["PRIMARY", "ADDITIONAL", "REPEATED"]

    def test_calendar_days_of_a_year(self) -> None:
        days = selectors.calendar_days(2025)
        assert {day.date.year for day in days} == {2025}
        assert str(next(day for day in days if day.date == date(2025, 12, 16)).title.en) == "Independence Day"

    def test_unknown_codes_are_refused(self) -> None:
        for ask in (
            lambda: selectors.unit(uuid4()),
            lambda: selectors.unit_by_code("I99"),
            lambda: selectors.body(uuid4()),
            lambda: selectors.body_by_code("99-01-1"),
            lambda: selectors.specialty("99.9"),
            lambda: selectors.label("exam_kind", "THIRD"),
            lambda: selectors.norms("1999-a"),
        ):
            with pytest.raises(UnknownReference):
                ask()


def test_an_empty_database_says_so(db: None) -> None:
    with pytest.raises(CalendarMissing):
        selectors.calendar()
    with pytest.raises(NormsMissing):
        selectors.norms_on(date(2026, 1, 1))
    assert selectors.reference_version() == 0


def test_a_mistyped_iin_is_refused_with_its_reason() -> None:
    assert check_iin(" 999999000012 ").text == "999999000012"
    with pytest.raises(NumberMalformed, match="mistyped"):
        check_iin("999999000013")
