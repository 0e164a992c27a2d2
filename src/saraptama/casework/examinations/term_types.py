"""The explained term and its parts; others reach them through `types`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.casework.examinations.enums import Complexity, DefectCode, Result, SuspensionGround, TermState


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning, so that the screen can answer “why this date?”.

    `days` in `unit` lie between `start` (not counted) and `end` (counted). `due_after` is the due date reached after
    the step; None for a step that explains but does not move it, or when no date can be named.
    """

    key: str
    rule: str
    article: str
    start: date
    end: date | None
    days: int
    unit: str
    confirmed: bool
    due_after: date | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something odd in the dated facts, with its day and the key of the fact."""

    code: DefectCode
    on: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters of the institutes' journals (domain.md §4.7)."""

    in_unit: int = 0
    """From acceptance to the end, both days counted; for a return the end is the dispatch of the materials."""
    suspended: int = 0
    """Calendar days of the merged suspensions."""
    with_expert: int | None = None
    """From the expert's own acceptance, both days counted."""
    suspended_by_ground: tuple[tuple[SuspensionGround, int], ...] = ()
    """Calendar days by ground, before merging."""

    @property
    def in_production(self) -> int:
        """Days in the unit without the suspended ones."""
        return self.in_unit - self.suspended


@dataclass(frozen=True, slots=True)
class Term:
    """The statutory term on a day, with the whole way to it. All dates are local days of the institute."""

    state: TermState
    as_of: date
    norms_version: str
    calendar_version: str
    t0: date | None = None
    complexity: Complexity | None = None
    due: date | None = None
    """The legal due date; None before the start, and while stopped on a ground that knows no limit."""
    due_on_confirmed_grounds: date | None = None
    """The due date under the same norms without the suspensions that rest on unconfirmed practice (S2–S5)."""
    due_strict: date | None = None
    due_rolled_forward: date | None = None
    """What the due date would be under the other reading of a non-working last day (R13)."""
    cap: date | None = None
    """The outer limit of art. 34, moved by suspensions and extensions."""
    target: date | None = None
    """The last working day not later than the due date."""
    due_from_expert: date | None = None
    """The old journals' date, counted from the expert's acceptance; information only (R15)."""
    ask_extension_by: date | None = None
    due_if_resumed_today: date | None = None
    elapsed: int = 0
    """Days of the term used, suspended days not counted; the day of acceptance is day 0."""
    remaining: int | None = None
    """Days of the term left, negative when overdue."""
    overdue_days: int = 0
    extension_days: int = 0
    in_term: bool | None = None
    over_cap: bool = False
    """The journals' flag “over 30”: more days used than art. 34 allows without an extension."""
    is_suspended: bool = False
    finished_on: date | None = None
    result: Result | None = None
    delivery_due: date | None = None
    delivery_target: date | None = None
    counters: Counters = Counters()
    steps: tuple[Step, ...] = ()
    defects: tuple[Defect, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Whether the due date is only the outer limit, because the expert has not set the complexity yet."""
        return self.t0 is not None and self.complexity is None

    @property
    def extended(self) -> bool:
        """Whether the appointing body has granted any days."""
        return self.extension_days > 0


@dataclass(frozen=True, slots=True)
class TermDates:
    """The dates of a term that are stored with its examination."""

    due: date | None
    cap: date | None
    target: date | None


@dataclass(frozen=True, slots=True)
class Redated:
    """An examination that would be due, or should be ready, on another day; nothing but its dates is told."""

    examination_id: UUID
    institute_id: UUID
    former: TermDates
    new: TermDates

    @property
    def former_due(self) -> date | None:
        """The due date that is stored."""
        return self.former.due

    @property
    def new_due(self) -> date | None:
        """The due date that it would be."""
        return self.new.due

    @property
    def days(self) -> int | None:
        """By how many days the due date moves, or else its last working day; None where a date cannot be named."""
        for before, after in ((self.former.due, self.new.due), (self.former.target, self.new.target)):
            if before != after:
                return None if before is None or after is None else (after - before).days
        return 0
