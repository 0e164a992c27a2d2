"""A year of the working calendar as twelve months to look at: what departs from the ordinary week is marked."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise

from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.foundation.reference.types import CalendarDay
from saraptama.kernel.calendar import WorkingCalendar

MARKS = {CalendarDayKind.HOLIDAY: "●", CalendarDayKind.MOVED_OFF: "○", CalendarDayKind.MOVED_WORK: "■"}
"""A shape for each kind of departure: nobody has to tell colours apart."""

_MONDAY = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True)
class Cell:
    """A place in a month: a day of it, or nothing before its first and after its last."""

    day: date | None
    is_off: bool = False
    departs: CalendarDay | None = None

    @property
    def mark(self) -> str:
        return MARKS[CalendarDayKind(self.departs.kind)] if self.departs else ""

    @property
    def says(self) -> str:
        """What the day is, and its name where it has one."""
        if self.departs is None:
            return ""
        words = (str(CalendarDayKind(self.departs.kind).label), str(self.departs.title or ""))
        return ", ".join(word for word in words if word)


@dataclass(frozen=True)
class Month:
    """Weeks from Monday to Sunday, and how many days of the month are worked."""

    title: str | Promise
    weeks: list[list[Cell]]
    working_days: int


def legend() -> list[tuple[str, str, str | Promise]]:
    """Each mark with its kind and its words."""
    return [(mark, kind.lower(), kind.label) for kind, mark in MARKS.items()]


def weekday_names() -> list[tuple[str | Promise, str | Promise]]:
    """Short and whole names, from Monday."""
    return [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(7)]


def months_of(year: int, version: WorkingCalendar, departing: Iterable[CalendarDay]) -> list[Month]:
    """The twelve months."""
    by_date = {day.date: day for day in departing}
    return [_month(year, number, version, by_date) for number in range(1, 13)]


def _month(year: int, number: int, version: WorkingCalendar, departing: Mapping[date, CalendarDay]) -> Month:
    weeks = [
        [_cell(day, number, version, departing) for day in week] for week in _MONDAY.monthdatescalendar(year, number)
    ]
    worked = sum(cell.day is not None and not cell.is_off for week in weeks for cell in week)
    return Month(MONTHS[number], weeks, worked)


def _cell(day: date, month: int, version: WorkingCalendar, departing: Mapping[date, CalendarDay]) -> Cell:
    if day.month != month:
        return Cell(None)
    return Cell(day, is_off=version.covers(day) and not version.is_working(day), departs=departing.get(day))
