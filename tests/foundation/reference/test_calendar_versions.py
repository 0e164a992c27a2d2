"""Each edit of the calendar is a new version; a case can always be counted with its own."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference import calendars, selectors, services
from saraptama.foundation.reference.errors import CalendarDayUnchanged, CalendarMissing, WeekdayNotFitting
from saraptama.foundation.reference.models import CalendarDay, CalendarVersion
from saraptama.foundation.reference.types import Names
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.calendar import OutsideCalendar
from saraptama.kernel.errors import NotPermitted

pytestmark = pytest.mark.usefixtures("delivered_data")

FRIDAY, SUNDAY = date(2026, 6, 5), date(2026, 6, 7)
MOVED = Names("Демалыс күні", "Выходной день", "Day off")


def move_off(actor: ActorRef, day: date = FRIDAY, kind: str = "MOVED_OFF") -> int:
    return services.edit_calendar_day(actor, day=day, kind=kind, title=MOVED, act="resolution 1", source="tests")


def test_an_edit_makes_a_new_version_and_keeps_the_old_one(aliya: ActorRef) -> None:
    assert move_off(aliya) == 2
    assert not selectors.calendar().is_working(FRIDAY)
    assert selectors.calendar(1).is_working(FRIDAY)
    assert (selectors.calendar().version, selectors.calendar("1").version) == ("2", "1")


def test_a_version_has_the_hash_of_all_its_days(aliya: ActorRef) -> None:
    move_off(aliya)
    first, second = CalendarVersion.objects.order_by("number")
    assert first.days_hash != second.days_hash == calendars.hash_of(calendars.days_of(2))


def test_removing_the_day_gives_the_first_hash_again(aliya: ActorRef) -> None:
    move_off(aliya)
    services.edit_calendar_day(aliya, day=FRIDAY, kind=None, act="resolution 2", source="tests")
    hashes = CalendarVersion.objects.order_by("number").values_list("days_hash", flat=True)
    assert hashes[0] == hashes[2] != hashes[1]


def test_one_edit_is_one_act(aliya: ActorRef) -> None:
    before = AuditEntry.objects.count()
    move_off(aliya)
    entry = AuditEntry.objects.get(act="reference.calendar_day_edited")
    assert AuditEntry.objects.count() == before + 1
    assert entry.occurred_on == FRIDAY
    assert entry.details == {"day": "2026-06-05", "kind": "MOVED_OFF", "version": 2}


def test_a_sunday_is_made_a_working_day(aliya: ActorRef) -> None:
    move_off(aliya, SUNDAY, "MOVED_WORK")
    assert selectors.calendar().is_working(SUNDAY)


def test_the_same_edit_twice_is_refused(aliya: ActorRef) -> None:
    move_off(aliya)
    with pytest.raises(CalendarDayUnchanged):
        move_off(aliya)
    assert CalendarVersion.objects.count() == 2


def test_an_ordinary_day_cannot_be_made_ordinary(aliya: ActorRef) -> None:
    with pytest.raises(CalendarDayUnchanged):
        services.edit_calendar_day(aliya, day=FRIDAY, kind=None, act="resolution 2", source="tests")


@pytest.mark.parametrize(("day", "kind"), [(SUNDAY, "MOVED_OFF"), (FRIDAY, "MOVED_WORK")])
def test_a_move_must_change_the_week(aliya: ActorRef, day: date, kind: str) -> None:
    with pytest.raises(WeekdayNotFitting):
        move_off(aliya, day, kind)


def test_a_day_outside_the_years_of_the_calendar_is_refused(aliya: ActorRef) -> None:
    with pytest.raises(OutsideCalendar):
        move_off(aliya, date(2031, 6, 6))


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(CalendarMissing):
        selectors.calendar(77)


def test_bolat_may_not_edit(bolat: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        move_off(bolat)


def test_a_date_stands_once_in_a_version() -> None:
    day = CalendarDay.objects.get(date=date(2026, 12, 16))
    fields = {f.name: getattr(day, f.name) for f in CalendarDay._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match="once_in_a_version"), transaction.atomic():
        CalendarDay.objects.create(**fields)


def test_former_versions_cannot_be_rewritten(aliya: ActorRef) -> None:
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        CalendarVersion.objects.update(days_hash="0" * 64)
