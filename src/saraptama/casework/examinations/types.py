"""What crosses the border of the context: the explained term, and the verdict on each candidate."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saraptama.casework.examinations.enums import (
    AssignmentRole,
    CandidateRule,
)
from saraptama.casework.examinations.term_types import Counters as Counters
from saraptama.casework.examinations.term_types import Defect as Defect
from saraptama.casework.examinations.term_types import Redated as Redated
from saraptama.casework.examinations.term_types import Step as Step
from saraptama.casework.examinations.term_types import Term as Term
from saraptama.casework.examinations.term_types import TermDates as TermDates


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
