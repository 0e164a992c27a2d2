"""The statutory term of an examination (Law 44-VI art. 34; domain.md §5.1–5.3): pure and total.

Whatever the facts, it answers: what is odd in them stands in `defects`, and what cannot be known is None. Facts later
than the day asked about have not happened yet, so any past day can be replayed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from saraptama.casework.examinations.enums import DefectCode, Result, SuspensionGround, TermState
from saraptama.casework.examinations.rules.days import Days
from saraptama.casework.examinations.rules.facts import Fact
from saraptama.casework.examinations.rules.norms import CALENDAR, Norms, Quantity
from saraptama.casework.examinations.rules.reading import Reading, read
from saraptama.casework.examinations.rules.suspensions import Period, merged_days, periods, resumed_on
from saraptama.casework.examinations.rules.walk import LAW_34, ORDER_303, Walk
from saraptama.casework.examinations.types import Counters, Defect, Step, Term
from saraptama.kernel.calendar import WorkingCalendar

TERMS_RULE = "CPC, rule on terms"


def term(events: Iterable[Fact], norms: Norms, calendar: WorkingCalendar, as_of: date) -> Term:
    """The term as it stands on a day, with every step that led to its dates."""
    defects: list[Defect] = []
    reading = read(events, as_of, defects)
    days = Days(calendar, defects)
    t0 = reading.t0
    reckoned = (
        _waiting(reading, norms, calendar, as_of) if t0 is None else _Reckoning(reading, t0, norms, days, as_of).term()
    )
    return _with_delivery(reckoned, reading, norms, days)


def _waiting(reading: Reading, norms: Norms, calendar: WorkingCalendar, as_of: date) -> Term:
    finished = reading.finished
    if finished is not None and finished.result is Result.CONCLUSION:
        reading.defects.append(Defect(DefectCode.FINISHED_BEFORE_START, finished.on))
    key, since = "waiting_for_objects", reading.order_accepted
    if since is None:
        key, since = "waiting_for_order", reading.objects_complete
    waited = finished.on if finished else as_of
    steps = (
        () if since is None else (Step(key, "R1", LAW_34, since, None, max(0, (waited - since).days), CALENDAR, True),)
    )
    return Term(
        state=TermState.WAITING if finished is None else TermState.STOPPED,
        as_of=as_of,
        norms_version=norms.version,
        calendar_version=calendar.version,
        complexity=reading.complexity,
        steps=steps,
    )


@dataclass(slots=True)
class _Reckoning:
    reading: Reading
    t0: date
    norms: Norms
    days: Days
    as_of: date

    def term(self) -> Term:
        reading, t0 = self.reading, self.t0
        end = reading.finished.on if reading.finished else self.as_of
        if end < t0:
            reading.defects.append(Defect(DefectCode.FINISHED_BEFORE_START, end))
        found = periods(reading, t0, self.norms, self.days, self.as_of)
        opening = self._opening()
        walk = self._walk(found)
        lawful = self._walk([p for p in found if not self.norms.rests_on_practice(p.ground)], unsaid=True)
        today = self._walk(resumed_on(found, self.as_of)) if any(p.is_open for p in found) else walk
        strict, rolled = walk.due, self.days.rolled_forward(walk.due)
        due = self._final(walk.due)
        due_today = self._final(today.due)
        target = self.days.last_working(due)
        suspended = merged_days(found, end)
        remaining = None if due_today is None else (due_today - end).days
        overdue_days = self._overdue(due, remaining, end)
        return Term(
            state=self._state(overdue_days, found),
            as_of=self.as_of,
            norms_version=self.norms.version,
            calendar_version=self.days.calendar.version,
            t0=t0,
            complexity=reading.complexity,
            due=due,
            due_on_confirmed_grounds=self._final(lawful.due),
            due_strict=strict,
            due_rolled_forward=rolled,
            cap=self._final(walk.cap),
            target=target,
            due_from_expert=self._from_expert(walk.due),
            ask_extension_by=None if due is None else self.days.working_after(due, -self.norms.ask_before_due),
            due_if_resumed_today=due_today if today is not walk else None,
            elapsed=max(0, (end - t0).days - suspended),
            remaining=remaining,
            overdue_days=overdue_days,
            extension_days=walk.extension_days,
            in_term=None if due is None else overdue_days == 0,
            over_cap=today.unextended is not None and end > today.unextended,
            is_suspended=any(p.is_open for p in found),
            counters=self._counters(found, end),
            steps=(*opening, *walk.steps, *self._ending(walk.due, due, target)),
        )

    def _norm(self) -> Quantity:
        """The norm of the category; before the expert sets it, only the outer limit of art. 34 is known."""
        return self.norms.norm_of(self.reading.complexity) if self.reading.complexity else self.norms.cap

    def _first_due(self, quantity: Quantity) -> date | None:
        end = self.days.after(self.t0, quantity)
        return self.days.plus(end, -1) if self.norms.start_day_counts else end

    def _base(self) -> tuple[date | None, date | None, Quantity]:
        """First due date and outer limit; the norm never exceeds the limit (§5.3)."""
        norm, cap = self._norm(), self._first_due(self.norms.cap)
        due = self._first_due(norm)
        if due is not None and cap is not None and due > cap:
            return cap, cap, self.norms.cap
        return due, cap, norm

    def _walk(self, found: list[Period], *, unsaid: bool = False) -> Walk:
        """The walk over these suspensions; what is odd in one that was only supposed is not said."""
        due, cap, norm = self._base()
        days = Days(self.days.calendar, []) if unsaid else self.days
        walk = Walk(self.norms, days, t0=self.t0, due=due, cap=cap, unit=norm.unit)
        return walk.take([*found, *self.reading.extended])

    def _opening(self) -> list[Step]:
        reading, t0 = self.reading, self.t0
        due, _, norm = self._base()
        waited_from = min(day for day in (reading.order_accepted, reading.objects_complete) if day is not None)
        first_day = "first_day_counted" if self.norms.start_day_counts else "first_day_not_counted"
        if reading.complexity is None:
            key, rule, article = "limit_until_complexity", "R2", LAW_34
        elif norm is self._norm():
            key, rule, article = "norm_of_complexity", "R3", ORDER_303
        else:
            key, rule, article = "norm_cut_to_limit", "R2", LAW_34
        waited = (t0 - waited_from).days
        return [
            Step("clock_starts", "R1", LAW_34, waited_from, t0, waited, CALENDAR, True),
            Step(first_day, "R12", TERMS_RULE, t0, t0, 0, CALENDAR, self.norms.start_confirmed),
            Step(key, rule, article, t0, due, norm.value, norm.unit, norm.confirmed, due),
        ]

    def _final(self, raw: date | None) -> date | None:
        return self.days.rolled_forward(raw) if self.norms.roll_forward else raw

    def _ending(self, raw: date | None, due: date | None, target: date | None) -> list[Step]:
        if raw is None or due is None or target is None:
            return []
        if due != raw:
            days = (due - raw).days
            return [Step("rolled_forward", "R13", TERMS_RULE, raw, due, days, CALENDAR, self.norms.end_confirmed, due)]
        if target != due:
            days = (target - due).days
            return [Step("ends_on_day_off", "R13", TERMS_RULE, due, target, days, CALENDAR, self.norms.end_confirmed)]
        return []

    def _from_expert(self, raw: date | None) -> date | None:
        accepted = self.reading.expert_accepted
        return None if accepted is None else self.days.shift(raw, self.t0, accepted, self._norm().unit)

    def _overdue(self, due: date | None, remaining: int | None, end: date) -> int:
        left = remaining if due is None else (due - end).days
        return 0 if left is None else max(0, -left)

    def _state(self, overdue_days: int, found: list[Period]) -> TermState:
        if self.reading.finished is not None:
            return TermState.STOPPED
        if overdue_days:
            return TermState.OVERDUE
        return TermState.SUSPENDED if any(p.is_open for p in found) else TermState.RUNNING

    def _counters(self, found: list[Period], end: date) -> Counters:
        """§4.7. Returned materials stay in the unit until they are dispatched (§5.4, example 7)."""
        finished, accepted = self.reading.finished, self.reading.expert_accepted
        left = end
        if finished is not None and finished.result is Result.RETURNED:
            left = max(end, self.reading.dispatched or self.as_of)
        grounds: dict[SuspensionGround, int] = {}
        for period in found:
            grounds[period.ground] = grounds.get(period.ground, 0) + period.days_until(end)
        return Counters(
            in_unit=max(0, (left - self.t0).days + 1),
            suspended=merged_days(found, end),
            with_expert=None if accepted is None else max(0, (left - accepted).days + 1),
            suspended_by_ground=tuple(grounds.items()),
        )


def _with_delivery(reckoned: Term, reading: Reading, norms: Norms, days: Days) -> Term:
    """The three days for handing over the result, or for sending the materials back (R7, R8)."""
    finished = reading.finished
    defects = reading.defects
    if finished is None:
        return replace(reckoned, defects=tuple(defects))
    due, target, steps = None, None, reckoned.steps
    if finished.result is not Result.WITHDRAWN:
        returned = finished.result is Result.RETURNED
        quantity = norms.return_dispatch if returned else norms.delivery
        due = days.after(finished.on, quantity)
        target = days.last_working(due)
        key, rule = ("return_dispatch", "R8") if returned else ("delivery", "R7")
        steps = (
            *steps,
            Step(key, rule, LAW_34, finished.on, due, quantity.value, quantity.unit, quantity.confirmed),
        )
    return replace(
        reckoned,
        finished_on=finished.on,
        result=finished.result,
        delivery_due=due,
        delivery_target=target,
        steps=steps,
        defects=tuple(defects),
    )
