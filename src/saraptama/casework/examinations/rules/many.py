"""The same clock for many examinations at once, over arrays: for re-dating and reports (design, section 7).

It answers with dates only, by the very rules of `term`; a test holds the two to each other on random histories. What
arrays cannot say in order (norms in working days that an extension interrupts) is told by `needs_the_slow_way`.
Days are proleptic ordinals (`date.toordinal`); NONE stands for a day that there is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from saraptama.casework.examinations.enums import Complexity, SuspensionGround
from saraptama.casework.examinations.rules.norms import CALENDAR, Norms, Quantity
from saraptama.kernel.calendar import WorkingCalendar

Ordinals = NDArray[np.int64]
NONE = np.int64(-1)
FAR = np.int64(4_000_000)
"""Beyond every date: a suspension without an end."""

COMPLEXITIES = (*Complexity, None)
GROUNDS = tuple(SuspensionGround)


@dataclass(frozen=True, slots=True)
class Suspensions:
    """Suspensions of all histories. `window_from` is the first day of the window in which the limit counts."""

    owner: Ordinals
    ground: NDArray[np.int8]
    start: Ordinals
    window_from: Ordinals
    resumed: Ordinals


@dataclass(frozen=True, slots=True)
class Extensions:
    """Days granted by appointing bodies, of all histories."""

    owner: Ordinals
    days: Ordinals


@dataclass(frozen=True, slots=True)
class Histories:
    """What the clock needs of each history: T0, the place of its category in COMPLEXITIES, its last day."""

    t0: Ordinals
    complexity: NDArray[np.int8]
    finished: Ordinals
    suspensions: Suspensions
    extensions: Extensions


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of each history; NONE where no date can be named."""

    due: Ordinals
    cap: Ordinals
    target: Ordinals
    due_on_confirmed_grounds: Ordinals
    suspended: Ordinals
    """Days on which production stood still up to the day asked about, or to the end."""


class ArrayCalendar:
    """A working calendar as arrays of ordinals: working days by look-up, no loop."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.first = calendar.first.toordinal()
        every = range(self.first, calendar.last.toordinal() + 1)
        is_working = np.fromiter((calendar.is_working(date.fromordinal(day)) for day in every), bool, len(every))
        self.counted = np.cumsum(is_working)
        self.working = np.flatnonzero(is_working).astype(np.int64) + self.first

    def add(self, day: Ordinals, count: Ordinals | int) -> Ordinals:
        """So many working days later; a count of zero gives the day itself. NONE stays NONE."""
        steps = np.broadcast_to(np.asarray(count, np.int64), day.shape)
        moved = self._nth(self._up_to(day) + steps - 1)
        return np.where((day == NONE) | (steps == 0), day, moved)

    def between(self, start: Ordinals, end: Ordinals) -> Ordinals:
        """How many working days lie in (start, end]."""
        return self._up_to(end) - self._up_to(start)

    def on_or_before(self, day: Ordinals) -> Ordinals:
        """The day, or the working day before it."""
        return np.where(day == NONE, NONE, self._nth(self._up_to(day) - 1))

    def on_or_after(self, day: Ordinals) -> Ordinals:
        """The day, or the working day after it."""
        return np.where(day == NONE, NONE, self._nth(self._up_to(day - 1)))

    def _up_to(self, day: Ordinals) -> Ordinals:
        return self.counted[np.clip(day - self.first, 0, len(self.counted) - 1)]

    def _nth(self, index: Ordinals) -> Ordinals:
        inside = (index >= 0) & (index < len(self.working))
        return np.where(inside, self.working[np.clip(index, 0, len(self.working) - 1)], NONE)


def reckon_many(told: Histories, norms: Norms, calendar: ArrayCalendar, as_of: date) -> Dates:
    """The dates of every history under one version of the norms, on one day."""
    today = np.int64(as_of.toordinal())
    stops = _stops(told, norms, calendar)
    lawful = stops.only(np.array([not norms.rests_on_practice(ground) for ground in GROUNDS]))
    due, cap, units = _first_dates(told, norms, calendar)
    granted = _sum_by_owner(told.extensions.owner, np.maximum(told.extensions.days, 0), len(told.t0))
    in_days = norms.extension_max.unit if norms.extension_max else CALENDAR
    moved, moved_cap = (
        _extended(_moved(stops, first, unit, norms, calendar), granted, in_days, calendar)
        for first, unit in ((due, units), (cap, norms.cap.unit))
    )
    confirmed = _extended(_moved(lawful, due, units, norms, calendar), granted, in_days, calendar)
    finals = [calendar.on_or_after(day) if norms.roll_forward else day for day in (moved, moved_cap, confirmed)]
    until = np.where(told.finished == NONE, today, told.finished)
    return Dates(finals[0], finals[1], calendar.on_or_before(finals[0]), finals[2], stops.merged(until, len(told.t0)))


def needs_the_slow_way(told: Histories, norms: Norms) -> NDArray[np.bool_]:
    """Histories whose dates depend on the order of their moves: extensions among days of different units."""
    units = {norm.unit for _, norm in norms.by_complexity} | {norms.cap.unit}
    if norms.extension_max is not None:
        units.add(norms.extension_max.unit)
    answer = np.zeros(len(told.t0), bool)
    if len(units) > 1 or units == {"working"}:
        answer[told.extensions.owner] = True
        answer[told.suspensions.owner] = True
    return answer


@dataclass(frozen=True, slots=True)
class _Stops:
    """Suspensions cut to their limits and to the life of the term, by owner and first day."""

    owner: Ordinals
    ground: NDArray[np.int8]
    start: Ordinals
    end: Ordinals

    def only(self, grounds: NDArray[np.bool_]) -> "_Stops":
        chosen = grounds[self.ground]
        return _Stops(self.owner[chosen], self.ground[chosen], self.start[chosen], self.end[chosen])

    def fresh_from(self) -> Ordinals:
        """From which day each one covers what no earlier one of the same history has covered."""
        if not len(self.owner):
            return self.start
        shifted = self.owner * (2 * FAR)
        reached = np.maximum.accumulate(self.end + shifted)
        before = np.concatenate(([NONE], reached[:-1]))
        return np.minimum(np.maximum(self.start, before - shifted), self.end)

    def merged(self, until: Ordinals, count: int) -> Ordinals:
        """Days in the union of each history's suspensions, up to and with its day."""
        limit = until[self.owner]
        cut = _Stops(self.owner, self.ground, np.minimum(self.start, limit), np.minimum(self.end, limit))
        return _sum_by_owner(cut.owner, cut.end - cut.fresh_from(), count)


def _stops(told: Histories, norms: Norms, calendar: ArrayCalendar) -> _Stops:
    given = told.suspensions
    stopping = np.array([norms.stops_clock(ground) for ground in GROUNDS])[given.ground]
    owner, ground = given.owner[stopping], given.ground[stopping]
    limit = np.full(len(owner), FAR)
    for place, kind in enumerate(GROUNDS):
        longest = norms.limit_of(kind)
        if longest is not None:
            of_kind = ground == place
            last = _after(given.window_from[stopping][of_kind], longest, calendar)
            limit[of_kind] = np.where(last == NONE, FAR, last)
    start = np.maximum(given.start[stopping], told.t0[owner])
    end = limit
    for day in (given.resumed[stopping], told.finished[owner]):
        end = np.where(day == NONE, end, np.minimum(end, day))
    order = np.lexsort((start, owner))
    return _Stops(owner[order], ground[order], start[order], np.maximum(start, end)[order])


def _first_dates(told: Histories, norms: Norms, calendar: ArrayCalendar) -> tuple[Ordinals, Ordinals, NDArray[np.str_]]:
    """First due date, outer limit, and the unit of each history's norm; the norm never exceeds the limit (§5.3)."""
    back = -1 if norms.start_day_counts else 0
    cap = _after(told.t0, norms.cap, calendar) + back
    due, units = cap.copy(), np.full(len(cap), norms.cap.unit, "U8")
    for place, complexity in enumerate(COMPLEXITIES):
        if complexity is None:
            continue
        chosen = told.complexity == place
        norm = norms.norm_of(complexity)
        first = _after(told.t0[chosen], norm, calendar) + back
        shorter = first <= cap[chosen]
        due[chosen] = np.where(shorter, first, cap[chosen])
        units[chosen] = np.where(shorter, norm.unit, norms.cap.unit)
    return due, cap, units


def _moved(
    stops: _Stops, first: Ordinals, unit: NDArray[np.str_] | str, norms: Norms, calendar: ArrayCalendar
) -> Ordinals:
    """The day moved by each history's suspensions, in the unit of its norm; NONE while one is open without limit."""
    fresh = stops.fresh_from() if norms.overlaps_count_once else stops.start
    open_ = np.zeros(len(first), bool)
    open_[stops.owner[stops.end >= FAR]] = True
    ended = np.minimum(stops.end, FAR - 1)
    days = _sum_by_owner(stops.owner, ended - fresh, len(first))
    if isinstance(unit, str) and unit == CALENDAR:
        return np.where(open_, NONE, first + days)
    working = _sum_by_owner(stops.owner, calendar.between(fresh, ended), len(first))
    return np.where(open_, NONE, np.where(np.asarray(unit) == CALENDAR, first + days, calendar.add(first, working)))


def _extended(day: Ordinals, granted: Ordinals, unit: str, calendar: ArrayCalendar) -> Ordinals:
    longer = day + granted if unit == CALENDAR else calendar.add(day, granted)
    return np.where(day == NONE, NONE, longer)


def _after(day: Ordinals, quantity: Quantity, calendar: ArrayCalendar) -> Ordinals:
    return day + quantity.value if quantity.unit == CALENDAR else calendar.add(day, quantity.value)


def _sum_by_owner(owner: Ordinals, days: Ordinals, count: int) -> Ordinals:
    return np.bincount(owner, weights=days, minlength=count).astype(np.int64)


def complexity_places(complexities: Sequence[Complexity | None]) -> NDArray[np.int8]:
    """Categories as their places in COMPLEXITIES."""
    return np.array([COMPLEXITIES.index(one) for one in complexities], np.int8)
