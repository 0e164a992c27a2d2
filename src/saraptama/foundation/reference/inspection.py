"""What the keeper of the reference data should know: what is missing, and what still rests on our assumption."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from saraptama.foundation.reference import calendars
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.errors import CalendarMissing
from saraptama.foundation.reference.models import NormSet, Term
from saraptama.foundation.reference.sheets import LISTS, SHEETS
from saraptama.kernel import clock

_CALENDAR_AHEAD = timedelta(days=400)
"""The calendar must reach so far that the terms of every case opened today can be counted."""


@dataclass(frozen=True)
class Unconfirmed:
    """How many rows of a list their owner has not confirmed yet."""

    list_name: str
    rows: int
    of: int


def faults(today: date | None = None) -> list[str]:
    """What keeps the service from working by law: sentences that say what to load."""
    day = today or clock.today()
    found = [_("The list “{name}” is empty. Load it.").format(name=name) for name in _empty_lists()]
    if not NormSet.objects.in_force_on(day).exists():
        found.append(_("No norms of the statutory clock are in force on {day}. Publish them.").format(day=day))
    return found + _calendar_faults(day)


def unconfirmed() -> list[Unconfirmed]:
    """The lists with rows that rest on practice or assumption, most of them first."""
    counted = [
        Unconfirmed(name, sum(not row.confirmed for row in rows), len(rows))
        for name, rows in ((sheet.name, list(sheet.rows())) for sheet in SHEETS.values())
    ]
    return sorted((one for one in counted if one.rows), key=lambda one: (-one.rows, one.list_name))


def _empty_lists() -> list[str]:
    filled: Counter[str] = Counter(Term.objects.values_list("dictionary", flat=True))
    empty: list[Any] = [sheet.name for sheet in LISTS if not sheet.rows().exists()]
    return [*empty, *(dictionary.value for dictionary in Dictionary if not filled[dictionary.value])]


def _calendar_faults(day: date) -> list[str]:
    try:
        latest = calendars.latest_version()
    except CalendarMissing as missing:
        return [missing.text()]
    if latest.last_day < day + _CALENDAR_AHEAD:
        return [_("The working calendar ends on {day}. Add the following years.").format(day=latest.last_day)]
    return []
