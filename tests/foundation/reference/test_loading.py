"""The delivered data is loaded once, renewed by a newer delivery, and never overwrites what people changed."""

from datetime import date

import pytest

from saraptama.foundation.audit.models import AuditEntry, AuditRow
from saraptama.foundation.reference import delivered, selectors, services
from saraptama.foundation.reference.models import CalendarDay, CalendarVersion, Term, Unit
from saraptama.foundation.reference.types import Names
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted


def test_loading_twice_changes_nothing(delivered_data: list[services.Loaded]) -> None:
    entries, version = AuditEntry.objects.count(), selectors.reference_version()
    again = services.load_seed()
    assert sum(one.added + one.changed for one in again) == 0
    assert (AuditEntry.objects.count(), selectors.reference_version()) == (entries, version)


def test_each_file_is_one_act_and_every_row_is_committed_to(delivered_data: list[services.Loaded]) -> None:
    assert AuditEntry.objects.count() == sum(1 for one in delivered_data if one.added)
    assert AuditRow.objects.count() == sum(one.added for one in delivered_data) + 1  # and the calendar's version


def test_a_term_that_a_person_changed_is_left_alone(delivered_data: list[services.Loaded], aliya: ActorRef) -> None:
    services.replace_term(
        aliya,
        dictionary="exam_kind",
        code="REPEATED",
        from_day=date(2027, 1, 1),
        label=Names("Қайта", "Повторная (новая)", "Repeat"),
        source="order 1",
    )
    again = {one.name: one for one in services.load_seed()}
    assert again["exam_kind"].kept == ("REPEATED",)
    assert selectors.label("exam_kind", "REPEATED", "kk", on=date(2027, 1, 1)) == "Қайта"


def test_a_newer_delivery_renews_its_own_rows(
    delivered_data: list[services.Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = dict(delivered.lists())
    files["exam_kind"] = files["exam_kind"].replace("Первичная".encode(), "Первая".encode())
    monkeypatch.setattr(delivered, "lists", lambda: iter(files.items()))
    changed = [(one.name, one.changed) for one in services.load_seed() if one.changed or one.added]
    assert changed == [("exam_kind", 1)]
    assert selectors.label("exam_kind", "PRIMARY", "ru") == "Первая"


def test_an_edited_calendar_is_not_reset(delivered_data: list[services.Loaded], aliya: ActorRef) -> None:
    holiday = date(2026, 5, 27)
    services.edit_calendar_day(aliya, day=holiday, kind=None, act="act 5", source="tests")
    services.load_seed()
    assert selectors.calendar().is_working(holiday)


def test_missing_years_are_added_to_the_calendar(
    delivered_data: list[services.Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivered, "calendar_years", lambda: (date(2015, 1, 1), date(2028, 12, 31)))
    (loaded,) = [one for one in services.load_seed() if one.added]
    assert loaded.name == "calendar"
    assert CalendarVersion.objects.count() == 2
    assert {day.year for day in CalendarDay.objects.filter(from_version=2).values_list("date", flat=True)} == {2028}
    assert selectors.calendar().last == date(2028, 12, 31)


def test_a_person_without_the_right_loads_nothing(db: None, bolat: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        services.load_seed(bolat)
    assert not Term.objects.exists()


def test_nothing_is_missing_after_loading(delivered_data: list[services.Loaded]) -> None:
    assert selectors.faults(date(2026, 11, 21)) == []
    assert selectors.unconfirmed()[0].list_name == "bodies"


def test_an_empty_database_names_what_is_missing(db: None) -> None:
    faults = " ".join(selectors.faults(date(2026, 11, 21)))
    assert "units" in faults and "exam_kind" in faults and "2026-11-21" in faults


def test_a_calendar_that_ends_soon_is_a_fault(delivered_data: list[services.Loaded]) -> None:
    assert ["2027-12-31" in fault for fault in selectors.faults(date(2027, 6, 1))] == [True]


def test_units_form_one_tree(delivered_data: list[services.Loaded]) -> None:
    for unit in Unit.objects.select_related("parent"):
        assert unit.path.rpartition(".")[0] == (unit.parent.path if unit.parent else "")
