"""The walk from the first due date to the last: each suspension and extension moves it, and says by how much."""

from datetime import date

from saraptama.casework.examinations.enums import DefectCode, SuspensionGround
from saraptama.casework.examinations.rules.days import Days
from saraptama.casework.examinations.rules.facts import Extended
from saraptama.casework.examinations.rules.norms import CALENDAR, Norms, Quantity
from saraptama.casework.examinations.rules.suspensions import Period
from saraptama.casework.examinations.types import Defect, Step

LAW_34 = "Law 44-VI art. 34"
ORDER_303 = "Order 303"


class Walk:
    """Due date, outer limit and outer limit without extensions, moved step by step."""

    def __init__(self, norms: Norms, days: Days, *, t0: date, due: date | None, cap: date | None, unit: str) -> None:
        self.norms, self.days, self.unit = norms, days, unit
        self.due, self.cap, self.unextended = due, cap, cap
        self.covered = t0
        self.extension_days = 0
        self.extensions = 0
        self.steps: list[Step] = []

    def take(self, moves: list[Period | Extended]) -> "Walk":
        """Take every move, in the order of its days."""
        for move in sorted(moves, key=lambda m: m.on if isinstance(m, Extended) else m.start):
            if isinstance(move, Extended):
                self.extend(move)
            else:
                self.suspend(move)
        return self

    def suspend(self, period: Period) -> None:
        """Add the suspended days; those that an earlier suspension has added only if the norms say so (§5.3)."""
        if self.due is not None and period.start > self.due:
            self._note(DefectCode.SUSPENDED_AFTER_DUE, period.start, period.key)
        if period.end is None:
            self.due = self.cap = self.unextended = None
            self.covered = date.max
            self._say_suspension(period, "open_suspension", 0)
            return
        covered = min(max(period.start, self.covered), period.end)
        self._move(covered if self.norms.overlaps_count_once else period.start, period.end)
        self.covered = max(self.covered, period.end)
        key = "petition_suspends" if period.ground is SuspensionGround.PETITION else "other_ground_suspends"
        self._say_suspension(period, key, (period.end - period.start).days)
        if covered > period.start:
            self._say_overlap(period.start, covered)
        self._say_limit(period)

    def extend(self, fact: Extended) -> None:
        """Add the days that the appointing body granted (R4)."""
        longest = self.norms.extension_max
        days = self._days_of(fact)
        if days <= 0:
            self._note(DefectCode.EXTENSION_WITHOUT_DAYS, fact.on, fact.key)
            return
        if longest is not None and days > longest.value:
            self._note(DefectCode.EXTENSION_LONGER_THAN_NORM, fact.on, fact.key)
        self.extensions += 1
        if self.norms.extension_count is not None and self.extensions > self.norms.extension_count:
            self._note(DefectCode.EXTENSIONS_MORE_THAN_NORM, fact.on, fact.key)
        granted = Quantity(days, longest.unit if longest and not fact.until else CALENDAR, "", True)
        before = self.due
        self.due, self.cap = self.days.after(before, granted), self.days.after(self.cap, granted)
        self.extension_days += days
        self.steps.append(
            Step("extended", "R4", LAW_34, before or fact.on, self.due, days, granted.unit, True, self.due)
        )

    def _days_of(self, fact: Extended) -> int:
        """The granted days; of a decision that names a date, those from the due date before it."""
        if fact.until is None or self.due is None:
            return fact.days
        return (fact.until - self.due).days

    def _move(self, start: date, end: date) -> None:
        self.due = self.days.shift(self.due, start, end, self.unit)
        self.cap = self.days.shift(self.cap, start, end, self.norms.cap.unit)
        self.unextended = self.days.shift(self.unextended, start, end, self.norms.cap.unit)

    def _say_suspension(self, period: Period, key: str, days: int) -> None:
        petition = period.ground is SuspensionGround.PETITION
        rule, article = ("R5", LAW_34) if petition else ("R9", ORDER_303)
        confirmed = self.norms.petition.confirmed if petition else self.norms.other_confirmed
        self.steps.append(Step(key, rule, article, period.start, period.end, days, CALENDAR, confirmed, self.due))

    def _say_overlap(self, start: date, end: date) -> None:
        once = self.norms.overlaps_count_once
        key, days = ("overlap_counted_once", (start - end).days) if once else ("overlap_counted_twice", 0)
        self.steps.append(Step(key, "5.3", ORDER_303, start, end, days, CALENDAR, False, self.due))

    def _say_limit(self, period: Period) -> None:
        limit = self.norms.limit_of(period.ground)
        if limit is None or period.limit is None or not period.ended_by_limit:
            return
        rule, article = ("R5", LAW_34) if period.ground is SuspensionGround.PETITION else ("R9", ORDER_303)
        self.steps.append(
            Step("limit_reached", rule, article, period.window_from, period.limit, limit.value, limit.unit,
                 limit.confirmed)
        )  # fmt: skip
        if period.resumed is not None and period.resumed > period.limit:
            late = (period.resumed - period.limit).days
            self.steps.append(
                Step("late_answer_filed", rule, article, period.limit, period.resumed, late, CALENDAR, limit.confirmed)
            )

    def _note(self, code: DefectCode, on: date, key: str) -> None:
        defect = Defect(code, on, key)
        if defect not in self.days.defects:
            self.days.defects.append(defect)
