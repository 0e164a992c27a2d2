"""Calendars by version. A version never changes, so what is remembered of it stays true."""

import hashlib
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from saraptama.foundation.reference.errors import CalendarMissing
from saraptama.foundation.reference.models import CalendarDay, CalendarVersion
from saraptama.kernel.calendar import DayKind, WorkingCalendar
from saraptama.kernel.canonical import canonical_json

_remembered: dict[tuple[str, int, str], WorkingCalendar] = {}
_REMEMBERED_AT_MOST = 64


def latest_version() -> CalendarVersion:
    """The calendar in use."""
    version = CalendarVersion.objects.order_by("-number").first()
    if version is None:
        raise CalendarMissing(version="")
    return version


def version_by_number(number: int) -> CalendarVersion:
    """A former or the present calendar."""
    version = CalendarVersion.objects.filter(number=number).first()
    if version is None:
        raise CalendarMissing(version=number)
    return version


def days_of(number: int) -> list[CalendarDay]:
    """The days that stood in a version, by date."""
    stood = Q(from_version__lte=number) & (Q(until_version__isnull=True) | Q(until_version__gt=number))
    return list(CalendarDay.objects.filter(stood).order_by("date"))


def hash_of(days: Iterable[CalendarDay]) -> str:
    """SHA-256 over dates and kinds: what counts for the clock. A mended title gives no new date to anybody."""
    counted = sorted((day.date.isoformat(), str(day.kind)) for day in days)
    return hashlib.sha256(canonical_json(counted)).hexdigest()


def working_calendar(version: CalendarVersion) -> WorkingCalendar:
    """The calendar of a version, counted once in each process."""
    key = (str(connection.settings_dict["NAME"]), version.number, version.days_hash)
    if key not in _remembered:
        if len(_remembered) >= _REMEMBERED_AT_MOST:
            _remembered.clear()
        exceptions = {day.date: DayKind(day.kind) for day in days_of(version.number)}
        _remembered[key] = WorkingCalendar.from_days(
            str(version.number), version.first_day, version.last_day, exceptions
        )
    return _remembered[key]
