"""Changing the working calendar. Every edit is a new version; a case can always be counted with its own."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import formats

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import calendars, policies, types
from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.foundation.reference.errors import CalendarDayUnchanged, RecordNotAccepted, WeekdayNotFitting
from saraptama.foundation.reference.models import CalendarDay, CalendarVersion
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.foundation.reference.services.writing import one_writer, save_checked
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.calendar import OutsideCalendar

_SATURDAY = 5


@transaction.atomic
def edit_calendar_day(
    actor: ActorRef,
    *,
    day: date,
    kind: str | None,
    title: types.Names | None = None,
    act: str,
    source: str,
    estimated: bool = False,
) -> int:
    """Make a day a holiday, a day off or a working day by an act; `kind` None makes it an ordinary day again.

    Returns the number of the new calendar version. A holiday may fall on a weekend, a moved day must change the week.
    """
    policies.check_edit(actor)
    one_writer()
    latest = calendars.latest_version()
    if not latest.first_day <= day <= latest.last_day:
        raise OutsideCalendar(version=latest.number, first=latest.first_day, last=latest.last_day, day=day)
    standing = [row for row in calendars.days_of(latest.number) if row.date == day]
    new = [_new_day(day, kind, title, act, source, estimated)] if kind else []
    _check_changes(day, standing, new)
    version = _next_version(latest, standing, new, act)
    record(
        actor,
        act="reference.calendar_day_edited",
        right=REFERENCE_EDIT,
        subject=version,
        occurred_on=day,
        wrote=[version, *standing, *new],
        details={"day": day.isoformat(), "kind": kind or "", "version": version.number},
    )
    return version.number


def _new_day(day: date, kind: str, title: types.Names | None, act: str, source: str, estimated: bool) -> CalendarDay:
    if kind not in CalendarDayKind.values:
        raise RecordNotAccepted(field="kind", reason=kind)
    is_weekend = day.weekday() >= _SATURDAY
    if (kind == CalendarDayKind.MOVED_WORK) != is_weekend and kind != CalendarDayKind.HOLIDAY:
        weekday = formats.date_format(day, "l")
        raise WeekdayNotFitting(field="kind", day=day, weekday=weekday, kind=CalendarDayKind(kind).label)
    names = title or types.Names("", "", "")
    return CalendarDay(
        date=day,
        kind=kind,
        title_kk=names.kk,
        title_ru=names.ru,
        title_en=names.en,
        act=act,
        estimated=estimated,
        source=source,
    )


def _check_changes(day: date, standing: Sequence[CalendarDay], new: Sequence[CalendarDay]) -> None:
    names = ("kind", "title_kk", "title_ru", "title_en", "act", "estimated", "source")
    before, after = ([[getattr(row, name) for name in names] for row in rows] for rows in (standing, new))
    if before == after:
        raise CalendarDayUnchanged(day=day)


def _next_version(
    latest: CalendarVersion, dropped: Sequence[CalendarDay], new: Sequence[CalendarDay], act: str
) -> CalendarVersion:
    number = latest.number + 1
    for row in dropped:
        row.until_version = number
        save_checked(row)
    for row in new:
        row.from_version = number
        save_checked(row)
    version = CalendarVersion(
        number=number,
        first_day=latest.first_day,
        last_day=latest.last_day,
        days_hash=calendars.hash_of(calendars.days_of(number)),
        act=act,
    )
    save_checked(version)
    return version
