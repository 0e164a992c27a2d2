"""Suspensions as intervals (start, end]: the day of the petition is still a day of production."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from saraptama.casework.examinations.enums import DefectCode, SuspensionGround
from saraptama.casework.examinations.rules.days import Days
from saraptama.casework.examinations.rules.norms import Norms
from saraptama.casework.examinations.rules.reading import Reading
from saraptama.casework.examinations.types import Defect


@dataclass(frozen=True, slots=True)
class Period:
    """One suspension. `end` is None while it is open on a ground that knows no limit."""

    key: str
    ground: SuspensionGround
    start: date
    end: date | None
    window_from: date
    """From which day the limit is counted: the first petition on the same subject."""
    limit: date | None
    resumed: date | None
    is_open: bool

    @property
    def ended_by_limit(self) -> bool:
        """Whether the clock went on by itself (R5)."""
        return self.limit is not None and self.end == self.limit and self.resumed != self.limit

    def until(self, day: date) -> date:
        """The last suspended day that is not later than the day."""
        return day if self.end is None else min(self.end, day)

    def days_until(self, day: date) -> int:
        """Calendar days of the suspension up to and with the day."""
        return max(0, (self.until(day) - self.start).days)


def periods(reading: Reading, t0: date, norms: Norms, days: Days, as_of: date) -> list[Period]:
    """The suspensions that stop the clock, in order, cut to the life of the term and to their limits."""
    found: list[Period] = []
    windows: dict[str, date] = {}
    for fact in reading.suspended.values():
        if not norms.stops_clock(fact.ground):
            continue
        window_from = fact.on
        if fact.ground is SuspensionGround.PETITION and not norms.second_petition_opens_window:
            window_from = windows.setdefault(fact.subject, fact.on)
        longest = norms.limit_of(fact.ground)
        limit = None if longest is None else days.after(window_from, longest)
        if fact.on < t0:
            days.defects.append(Defect(DefectCode.SUSPENDED_BEFORE_START, fact.on, fact.key))
        resumed = reading.resumed[fact.key].on if fact.key in reading.resumed else None
        start = max(fact.on, t0)
        end = _end(start, limit, resumed, reading.finished.on if reading.finished else None)
        is_open = resumed is None and reading.finished is None and (end is None or (start < end and as_of <= end))
        found.append(Period(fact.key, fact.ground, start, end, window_from, limit, resumed, is_open))
    return sorted(found, key=lambda period: period.start)


def resumed_on(found: Iterable[Period], day: date) -> list[Period]:
    """The same suspensions, had the open ones ended on the day."""
    return [replace(p, end=max(p.start, p.until(day))) if p.is_open else p for p in found]


def merged_days(found: Iterable[Period], until: date) -> int:
    """Calendar days in the union of the suspensions, up to and with the day."""
    total, covered = 0, date.min
    for period in found:
        end = period.until(until)
        start = max(period.start, covered)
        if end > start:
            total += (end - start).days
            covered = end
    return total


def _end(start: date, limit: date | None, resumed: date | None, finished: date | None) -> date | None:
    ends = [day for day in (limit, resumed, finished) if day is not None]
    return max(start, min(ends)) if ends else None
