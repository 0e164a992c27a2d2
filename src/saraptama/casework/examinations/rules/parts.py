"""The clock of one expert's part in an examination. Pure.

The statutory term is the examination's (Law 44-VI art. 34); the part's own clock says how long this expert has had it,
standstills of the examination not counted, and whether the day that the head gave for it is past.
"""

from collections.abc import Iterable
from datetime import date

from saraptama.casework.examinations.types import PartClock, Term

STANDSTILLS = frozenset({"petition_suspends", "other_ground_suspends", "open_suspension"})
"""Steps of the reckoning during which nobody works."""


def part_clock(
    reckoned: Term, *, given_on: date, accepted_on: date | None, ended_on: date | None, due_on: date | None, on: date
) -> PartClock:
    """The part's clock on a day: it starts when the part is given; the day of giving is day 0."""
    until = min(ended_on or on, on)
    elapsed = max(0, (until - given_on).days - standing(reckoned, given_on, until))
    late = (until - due_on).days if due_on is not None else 0
    return PartClock(
        given_on=given_on,
        accepted_on=accepted_on,
        ended_on=ended_on,
        due_on=due_on,
        elapsed=elapsed,
        overdue_days=max(0, late),
        running=ended_on is None or ended_on > on,
    )


def standing(reckoned: Term, start: date, end: date) -> int:
    """Days of standstill between two days, overlapping ones counted once; a standstill (S, R] begins after S."""
    spans = sorted(_clipped(reckoned, start, end))
    days, reached = 0, start
    for first, last in spans:
        days += max(0, (last - max(first, reached)).days)
        reached = max(reached, last)
    return days


def _clipped(reckoned: Term, start: date, end: date) -> Iterable[tuple[date, date]]:
    for step in reckoned.steps:
        if step.key in STANDSTILLS and step.start < end and (step.end is None or step.end > start):
            yield max(step.start, start), min(step.end or end, end)
