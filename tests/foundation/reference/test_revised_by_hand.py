"""Lists changed by hand: the past stays as it was, the file's rules hold for the form, two keepers do not overwrite."""

from datetime import timedelta
from typing import Any

import pytest

from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference import errors, selectors, services
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, StaleRecord

LIST = "packaging"


@pytest.fixture
def keeper(aliya: ActorRef, delivered_data: Any) -> ActorRef:
    """Aliya, with the delivered lists before her."""
    return aliya


def newest() -> selectors.RecordLine:
    """The first code of the list, in its newest version."""
    return selectors.records_of(LIST, selectors.records_of(LIST)[0].code)[0]


def revise(actor: ActorRef, line: selectors.RecordLine, **cells: str) -> None:
    services.revise_record(
        actor,
        list_name=LIST,
        record_id=line.id,
        seen_version=line.row_version,
        cells={**line.cells, "valid_to": "", **cells},
    )


def test_a_new_version_begins_on_its_day_and_the_old_one_ends_the_day_before(keeper: ActorRef) -> None:
    line, first = newest(), clock.today() + timedelta(days=30)
    revise(keeper, line, valid_from=first.isoformat(), label_ru="Новое название", source="Order 7")
    later, former = selectors.records_of(LIST, line.code)
    assert (later.cells["label_ru"], later.valid_from) == ("Новое название", first)
    assert former.valid_to == first - timedelta(days=1)
    assert former.cells["label_ru"] == line.cells["label_ru"]
    entry = AuditEntry.objects.filter(act="reference.record_changed").get()
    assert entry.details == {"list": LIST, "code": line.code} and entry.rows.count() == 2


def test_what_was_in_force_in_the_past_cannot_be_changed(keeper: ActorRef) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(errors.PastIsFixed):
        revise(keeper, newest(), valid_from=yesterday.isoformat(), label_ru="Иначе")
    with pytest.raises(errors.PastIsFixed):
        revise(keeper, newest(), valid_from="", label_ru="Иначе")


def test_a_version_that_is_still_ahead_is_changed_in_its_place(keeper: ActorRef) -> None:
    line, first = newest(), clock.today() + timedelta(days=30)
    revise(keeper, line, valid_from=first.isoformat(), label_ru="Раз")
    ahead = newest()
    revise(keeper, ahead, label_ru="Два")
    versions = selectors.records_of(LIST, line.code)
    assert [one.cells["label_ru"] for one in versions] == ["Два", line.cells["label_ru"]]


def test_the_second_of_two_keepers_is_stopped(keeper: ActorRef) -> None:
    seen, day = newest(), (clock.today() + timedelta(days=30)).isoformat()
    revise(keeper, seen, valid_from=day, label_ru="Раз")
    with pytest.raises(StaleRecord):
        revise(keeper, seen, valid_from=day, label_ru="Два")


def test_a_code_ends_and_keeps_its_label(keeper: ActorRef) -> None:
    line = newest()
    services.end_record(
        keeper,
        list_name=LIST,
        record_id=line.id,
        seen_version=line.row_version,
        last_day=clock.today(),
        source="Order 8",
    )
    assert newest().valid_to == clock.today()
    assert selectors.label(LIST, line.code, "ru") == line.cells["label_ru"]
    with pytest.raises(errors.PastIsFixed):
        services.end_record(
            keeper,
            list_name=LIST,
            record_id=line.id,
            seen_version=newest().row_version,
            last_day=clock.today() - timedelta(days=9),
            source="Order 8",
        )


def test_a_form_says_no_more_than_a_file_may(keeper: ActorRef) -> None:
    cells = {**newest().cells, "code": "NEW-1", "source": "", "valid_from": "", "valid_to": ""}
    with pytest.raises(errors.CellRefused) as refused:
        services.add_record(keeper, list_name=LIST, cells=cells)
    assert refused.value.field == "source"
    services.add_record(keeper, list_name=LIST, cells={**cells, "source": "Order 9"})
    with pytest.raises(errors.RecordNotAccepted):
        services.add_record(keeper, list_name=LIST, cells={**cells, "source": "Order 9"})


def test_only_the_keeper_of_the_data_changes_it(bolat: ActorRef, delivered_data: Any) -> None:
    with pytest.raises(NotPermitted):
        revise(bolat, newest(), valid_from=clock.today().isoformat())
