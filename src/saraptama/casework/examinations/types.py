"""What crosses the border of the context: the explained term, and the verdict on each candidate."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saraptama.casework.examinations.enums import (
    AssignmentRole,
    CandidateRule,
    Complexity,
    DefectCode,
    Result,
    SuspensionGround,
    TermState,
)


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


@dataclass(frozen=True, slots=True)
class CandidateVerdict:
    """Whether an expert may be assigned, and the first rule that forbids it, with its date."""

    expert_id: UUID
    user_id: UUID | None
    name: str
    unit_id: UUID | None
    position: str
    eligible: bool
    rule: CandidateRule | None
    since: date | None
    """The day from which (or on which) the rule speaks: end of the certificate, beginning of the absence …"""
    until: date | None
    detail: str
    load: "Load"
    certificate: str = ""
    """Number of the certificate on which the verdict rests."""
    limit: int | None = None
    """How many examinations at once the expert takes."""
    set_aside: tuple[CandidateRule, ...] = ()
    """Conflicts that two people have set aside for this examination."""


@dataclass(frozen=True, slots=True)
class Load:
    """What an expert has in work on a day, by complexity (domain.md §3)."""

    total: int = 0
    simple: int = 0
    medium: int = 0
    high: int = 0
    special: int = 0
    overdue: int = 0

    @property
    def unset(self) -> int:
        """Those whose complexity is not set yet."""
        return self.total - self.simple - self.medium - self.high - self.special


@dataclass(frozen=True, slots=True)
class Signer:
    """An expert whose signature the conclusion needs."""

    expert_id: UUID
    user_id: UUID
    is_lead: bool
    """The lead of the whole, who signs last; there is exactly one once the leading part is assigned."""
    role: AssignmentRole
    """Lead or member in the own part."""
    examination_id: UUID
    """The part of a complex examination to which the expert is assigned; otherwise the examination itself."""
    specialty: str
    seq: int
    part: str
    """What the head gave this expert to do, in words; empty for the whole."""
    questions: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PartClock:
    """How long an expert has had a part, and how it stands to the day that the head gave for it."""

    given_on: date
    accepted_on: date | None
    ended_on: date | None
    due_on: date | None
    elapsed: int
    """Days since the part was given, standstills of the examination not counted."""
    overdue_days: int
    running: bool


@dataclass(frozen=True, slots=True)
class PartOfWork:
    """One expert's part in an examination, now or formerly."""

    assignment_id: UUID
    examination_id: UUID
    expert_id: UUID
    user_id: UUID | None
    role: AssignmentRole
    specialty: str
    part: str
    questions: tuple[int, ...]
    due_on: date | None
    clock: PartClock


@dataclass(frozen=True, slots=True, kw_only=True)
class PartGiven:
    """What the head gives one expert of a commission: words, numbers of questions, the day by which it is wanted."""

    part: str = ""
    questions: tuple[int, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to an examination, for the life line on its page."""

    occurred_on: date
    recorded_at: datetime
    act: str
    says: str
    actor_id: UUID
    ground: str = ""
    state: str = ""
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """A step of the reckoning with its sentence in the reader's language."""

    step: Step
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    """What a list of examinations is narrowed by; an empty value narrows nothing."""

    number: str = ""
    states: tuple[str, ...] = ()
    specialty: str = ""
    examination_type: str = ""
    unit_path: str = ""
    institute_id: UUID | None = None
    body_id: UUID | None = None
    expert_user_id: UUID | None = None
    exam_kind: str = ""
    composition: str = ""
    case_category: str = ""
    complexity: str = ""
    result: str = ""
    region: str = ""
    registered_from: date | None = None
    registered_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    finished_from: date | None = None
    finished_to: date | None = None
    overdue: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCounts:
    """What waits for whom among the examinations an actor sees."""

    awaiting_objects: int
    to_accept: int
    to_assign: int
    to_be_accepted_by_expert: int
    in_production: int
    suspended: int
    awaiting_agreement: int
    to_sign: int
    to_deliver: int
    overdue: int
    due_soon: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """What the workload board is narrowed by; `on` is a past day, None is now."""

    on: date | None = None
    unit_path: str = ""
    region: str = ""
    specialty: str = ""
    expert_id: UUID | None = None
    complexity: str = ""
    due_within: int | None = None
    overdue: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether an expert's counts may be less than all he or she has in hands."""
        return bool(self.unit_path or self.region or self.specialty or self.is_narrowed_to_work)

    @property
    def is_narrowed_to_work(self) -> bool:
        """Whether only certain work is asked for: then experts without any do not belong to the answer."""
        return bool(self.expert_id or self.complexity or self.due_within is not None or self.overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertWorkload:
    """What an expert has in hands of one unit's work."""

    expert_id: UUID
    user_id: UUID
    name: str
    position: str
    unit_id: UUID
    load: Load
    leads: int
    due_soon: int
    due_later: int
    units: int
    """Work units: the load weighed by complexity."""
    capacity: int
    free: int | None
    absent_until: date | None = None


@dataclass(frozen=True, slots=True)
class UnitWorkload:
    """A unit's work: the sum over its experts, and what waits for one."""

    unit_id: UUID
    experts: tuple[ExpertWorkload, ...]
    waiting: int = 0

    @property
    def total(self) -> int:
        """Parts in hands."""
        return sum(line.load.total for line in self.experts)

    @property
    def units(self) -> int:
        """Work units in hands."""
        return sum(line.units for line in self.experts)

    @property
    def free(self) -> int:
        """Examinations that its experts could still take."""
        return sum(line.free or 0 for line in self.experts)

    @property
    def overdue(self) -> int:
        """Overdue parts."""
        return sum(line.load.overdue for line in self.experts)

    @property
    def due_soon(self) -> int:
        """Parts due within 7 days."""
        return sum(line.due_soon for line in self.experts)

    @property
    def due_later(self) -> int:
        """Parts due within 14 days."""
        return sum(line.due_later for line in self.experts)


@dataclass(frozen=True, slots=True)
class WorkloadBoard:
    """The workload of the units that an actor sees, on a day."""

    on: date
    units: tuple[UnitWorkload, ...]
    has_dues: bool = True
    """Whether it says what fell due; not for a past day with more work than can be reckoned again."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """What waits for an expert in one specialty of one unit."""

    unit_id: UUID
    specialty: str
    waiting: int
    oldest: date
    due: date | None
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FallingDue:
    """How much falls due, and when."""

    overdue: int
    today: int
    soon: int
    later: int
    standing: int
    """The clock stands still on a ground without a limit: no date can be named."""
