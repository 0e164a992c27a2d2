"""The course of one examination: every date from registration to return, by chance but as the law lets it run.

Due dates are not invented: they are what the clock's own rule says of these facts.
"""

import random
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from saraptama.casework.examinations.enums import Complexity, Result, SuspensionGround
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Extended,
    Fact,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.demo.bulk import shares
from saraptama.demo.bulk.days import NEVER, WorkingDays
from saraptama.demo.bulk.shares import Wheel
from saraptama.kernel.calendar import WorkingCalendar

_COMPLEXITY = Wheel(shares.COMPLEXITIES)
_GROUNDS = Wheel({"S1": 75, "S2": 8, "S3": 10, "S4": 5, "S5": 2})
_PETITION_LIMIT = 10
"""Working days after which an unanswered petition lets the materials go back (R5, R6)."""
_EXTENDED_BY_COMPLEXITY = {"SIMPLE": 0.02, "MEDIUM": 0.06, "HIGH": 0.14, "SPECIAL": 0.4}
"""Six in a hundred altogether."""

Dues = tuple[int | None, int | None, int | None]


@dataclass(slots=True)
class Standstill:
    """One suspension; `until` is the day on which its ground was removed."""

    ground: str
    start: int
    planned: int
    until: int


@dataclass(slots=True)
class Prolongation:
    """A petition for more days, and the body's decision."""

    asked: int
    decided: int
    days: int


@dataclass(slots=True)
class Course:
    """The days of one examination; NEVER for what does not come."""

    registered: int
    objects: int
    accepted: int
    assigned: int
    begun: int
    complexity: str
    result: str = Result.CONCLUSION.value
    standstill: Standstill | None = None
    prolongation: Prolongation | None = None
    submitted: int = NEVER
    agreed: int = NEVER
    finished: int = NEVER
    delivered: int = NEVER
    closed: int = NEVER

    @property
    def t0(self) -> int:
        """The later of the two acceptances (R1)."""
        return max(self.registered, self.objects)

    def leave_unassigned(self) -> None:
        """Nobody can take it: the examination stays with the head."""
        self.assigned = self.begun = self.submitted = self.agreed = NEVER
        self.finished = self.delivered = self.closed = NEVER
        self.standstill = self.prolongation = None


class Clock:
    """The rule of the term, asked with ordinals and remembered."""

    def __init__(self, norms: Norms, calendar: WorkingCalendar, until: int) -> None:
        self.norms, self.calendar = norms, calendar
        self.until = date.fromordinal(until)
        self.dues = lru_cache(maxsize=200_000)(self._dues)

    def _dues(
        self,
        t0: int,
        complexity: str = "",
        standstill: tuple[str, int, int] | None = None,
        extended: tuple[int, int] | None = None,
    ) -> Dues:
        day = date.fromordinal(t0)
        facts: list[Fact] = [OrderAccepted(day), ObjectsComplete(day)]
        if complexity:
            facts.append(ComplexitySet(day, Complexity(complexity)))
        if standstill:
            ground, start, end = standstill
            facts.append(Suspended(date.fromordinal(start), SuspensionGround(ground), "1"))
            if end != NEVER:
                facts.append(Resumed(date.fromordinal(end), "1"))
        if extended:
            facts.append(Extended(date.fromordinal(extended[0]), extended[1]))
        known = term(facts, self.norms, self.calendar, date.max)
        return _ordinal(known.due), _ordinal(known.cap), _ordinal(known.target)

    def of(self, course: Course, until: int) -> Dues:
        """Due date, limit and target as the facts up to a day make them."""
        standstill, extended = None, None
        if (still := course.standstill) and still.start <= until:
            standstill = (still.ground, still.start, still.until if still.until <= until else NEVER)
        if (more := course.prolongation) and more.decided <= until:
            extended = (more.decided, more.days)
        return self.dues(course.t0, course.complexity if course.begun <= until else "", standstill, extended)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


class Fate:
    """Draws courses."""

    def __init__(self, rng: random.Random, days: WorkingDays, clock: Clock) -> None:
        self.rng, self.days, self.clock = rng, days, clock

    def course(self, registered: int) -> Course:
        """An examination registered on a working day, followed to its end."""
        complexity = _COMPLEXITY.draw(self.rng)
        course = self._beginning(registered, complexity)
        chance = self.rng.random()
        returned = chance < shares.RETURNED
        if chance < shares.SUSPENDED:
            self._suspend(course, returned)
        if returned:
            self._return(course)
            return course
        if self.rng.random() < shares.IMPOSSIBLE / (1 - shares.RETURNED):
            course.result = Result.IMPOSSIBLE.value
        if self.rng.random() < _EXTENDED_BY_COMPLEXITY[complexity]:
            self._extend(course)
        self._end(course)
        return course

    def _beginning(self, registered: int, complexity: str) -> Course:
        rng, later = self.rng, self.days.later
        chance = rng.random()
        waits = 0 if chance < 0.7 else 1 + int(rng.random() * (5 if chance < 0.95 else 20))
        objects = later(registered, waits)
        slack = 1 if complexity == "SIMPLE" else 2
        accepted = later(objects, int(rng.random() * 1.3))
        assigned = later(accepted, int(rng.random() ** 2 * (slack + 1)))
        begun = later(assigned, int(rng.random() ** 2 * (slack + 1)))
        return Course(registered, objects, accepted, assigned, begun, complexity)

    def _suspend(self, course: Course, returned: bool) -> None:
        due = self.clock.dues(course.t0, course.complexity)[0] or course.begun
        room = max(0, self.days.between(course.begun, self.days.on_or_before(due)) - 2)
        start = self.days.later(course.begun, int(self.rng.random() * room))
        ground = "S1" if returned else _GROUNDS.draw(self.rng)
        if ground == "S1":
            wait = 11 + int(self.rng.random() * 5) if self.rng.random() < 0.1 else 1 + int(self.rng.random() * 9)
            planned, until = NEVER, NEVER if returned else self.days.later(start, wait)
        else:
            planned = until = self.days.later(start, 2 + int(self.rng.random() * 8))
        course.standstill = Standstill(ground, start, planned, until)

    def _return(self, course: Course) -> None:
        """The ground was not removed: on the working day after the limit the materials go back (R6)."""
        assert course.standstill is not None
        course.result = Result.RETURNED.value
        course.finished = self.days.later(course.standstill.start, _PETITION_LIMIT + 1)
        self._hand_over(course)

    def _extend(self, course: Course) -> None:
        due = self._due(course)
        last = self.days.on_or_before(due)
        earliest = max(course.begun, course.standstill.until if course.standstill else 0)
        asked = max(earliest, self._earlier(last, 4))
        decided = self.days.later(asked, 1 + int(self.rng.random() * 3))
        if decided <= last:
            course.prolongation = Prolongation(asked, decided, 5 * (1 + int(self.rng.random() * 6)))

    def _end(self, course: Course) -> None:
        rng, days = self.rng, self.days
        due = self._due(course)
        earliest = max(course.begun, course.standstill.until if course.standstill else 0)
        if more := course.prolongation:
            earliest = max(earliest, more.decided)
        if rng.random() < shares.OVERDUE:
            course.finished = days.later(max(due, earliest), 1 + int(rng.random() * 8))
        else:
            last = max(days.on_or_before(due), earliest)
            room = days.between(earliest, last)
            course.finished = days.later(earliest, room - int(rng.random() ** 1.6 * room))
        agreed = max(earliest, self._earlier(course.finished, int(rng.random() * 2)))
        course.agreed = agreed
        course.submitted = max(earliest, self._earlier(agreed, int(rng.random() * 3)))
        self._hand_over(course)

    def _hand_over(self, course: Course) -> None:
        """Within three days of the end (R7, R8); the receipt follows some days later."""
        delivered = self.days.later(course.finished, int(self.rng.random() * 3))
        course.delivered = delivered if delivered - course.finished <= 3 else course.finished
        course.closed = self.days.later(course.delivered, 1 + int(self.rng.random() * 9))

    def _due(self, course: Course) -> int:
        due = self.clock.of(course, NEVER - 1)[0]
        assert due is not None
        return due

    def _earlier(self, day: int, count: int) -> int:
        return self.days.all[max(0, self.days.between(self.days.all[0], day) - count)]
