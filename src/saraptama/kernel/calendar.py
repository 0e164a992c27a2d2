"""Working days: which days count, and arithmetic over them in constant time.

A calendar is a version of data, not of code: weekends are Saturday and Sunday, and everything else (holidays, observed
days off, days moved by a government resolution) comes from outside as exceptions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saraptama.kernel.errors import Refusal

_SATURDAY = 6


class DayKind(StrEnum):
    """Why a day differs from the ordinary week."""

    HOLIDAY = "HOLIDAY"
    """A national or state holiday, or a religious day off."""
    OBSERVED = "OBSERVED"
    """A day off because a holiday fell on a weekend."""
    MOVED_OFF = "MOVED_OFF"
    """A weekday made a day off by resolution, worked on another day instead."""
    MOVED_WORK = "MOVED_WORK"
    """A weekend day made a working day by resolution."""


class OutsideCalendar(Refusal):
    """The day, or the answer, lies outside the years for which the calendar is known."""

    code = "outside_calendar"
    message = (
        "The working calendar {version} covers {first} to {last}; {day} is outside it. "
        "Ask the keeper of the reference data to add the missing years."
    )


@dataclass(frozen=True)
class WorkingCalendar:
    """One version of the national calendar from `first` to `last`, both included.

    `off_days` are weekdays or weekends on which nobody works; `work_days` are weekend days that are worked.
    """

    version: str
    first: date
    last: date
    off_days: frozenset[date]
    work_days: frozenset[date]
    _first: int = field(init=False, repr=False, compare=False)
    _counted: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Number of working days in [first, day], by day's distance from `first`."""
    _working: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Ordinals of the working days in order."""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a calendar ends before it begins")
        if both := self.off_days & self.work_days:
            raise ValueError(f"days both off and worked: {sorted(both)}")
        start = self.first.toordinal()
        off = {day.toordinal() for day in self.off_days}
        work = {day.toordinal() for day in self.work_days}
        counted: list[int] = []
        working: list[int] = []
        for ordinal in range(start, self.last.toordinal() + 1):
            weekday = (ordinal - 1) % 7 + 1  # ordinal 1 is a Monday
            if ordinal in work or (weekday < _SATURDAY and ordinal not in off):
                working.append(ordinal)
            counted.append(len(working))
        object.__setattr__(self, "_first", start)
        object.__setattr__(self, "_counted", tuple(counted))
        object.__setattr__(self, "_working", tuple(working))

    @classmethod
    def from_days(cls, version: str, first: date, last: date, exceptions: Mapping[date, DayKind]) -> "WorkingCalendar":
        """The calendar with these exceptions to the ordinary week."""

        def days_of(worked: bool) -> Iterable[date]:
            return (day for day, kind in exceptions.items() if (kind is DayKind.MOVED_WORK) == worked)

        return cls(version, first, last, frozenset(days_of(False)), frozenset(days_of(True)))

    def covers(self, day: date) -> bool:
        """Whether the calendar knows this day."""
        return self.first <= day <= self.last

    def is_working(self, day: date) -> bool:
        """Whether institutes work on this day."""
        return self._up_to(day) > self._before(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is `count` working days after the day, or before it when negative.

        The day itself is not counted (domain.md, R12); zero gives the day itself.
        """
        if count == 0:
            self._up_to(day)
            return day
        index = self._up_to(day) + count - 1 if count > 0 else self._before(day) + count
        return self._nth(index, day)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]: the first day is not counted. Negative when end is earlier."""
        return self._up_to(end) - self._up_to(start)

    def last_working_on_or_before(self, day: date) -> date:
        """The day itself when it is worked, otherwise the nearest working day before it."""
        return self._nth(self._up_to(day) - 1, day)

    def first_working_on_or_after(self, day: date) -> date:
        """The day itself when it is worked, otherwise the nearest working day after it."""
        return self._nth(self._before(day), day)

    def next_working_after(self, day: date) -> date:
        """The first working day strictly after the day."""
        return self.add_working_days(day, 1)

    def _up_to(self, day: date) -> int:
        position = day.toordinal() - self._first
        if not 0 <= position < len(self._counted):
            raise self._outside(day)
        return self._counted[position]

    def _before(self, day: date) -> int:
        self._up_to(day)
        position = day.toordinal() - self._first
        return self._counted[position - 1] if position else 0

    def _nth(self, index: int, asked: date) -> date:
        if not 0 <= index < len(self._working):
            raise self._outside(asked)
        return date.fromordinal(self._working[index])

    def _outside(self, day: date) -> OutsideCalendar:
        return OutsideCalendar(version=self.version, first=self.first, last=self.last, day=day)
