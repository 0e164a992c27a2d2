"""What crosses the border of conclusions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState, PublicStatus


@dataclass(frozen=True)
class PublicAnswer:
    """What the QR page says: the status and, of a conclusion that is or was in force, its date. No name, no content."""

    status: PublicStatus
    dated: date | None = None


@dataclass(frozen=True)
class ConclusionFacts:
    """A conclusion as other contexts know it."""

    id: UUID
    examination_id: UUID
    order_id: UUID
    seq: int
    kind: ConclusionKind
    state: ConclusionState
    number: str
    language: str
    dated: date | None
    final_file_id: UUID | None
    final_sha256: str
    revision_1_sha256: str
    sealed_at: datetime | None


@dataclass(frozen=True)
class SigningTask:
    """What an expert's signing program is given: exactly these bytes, by their digest."""

    conclusion_id: UUID
    revision_1_file_id: UUID
    revision_1_sha256: str
    size: int
    my_turn: bool
    waits_for: str


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with everything that its answer rests on."""

    number: int
    text: str
    first_object: int | None
    last_object: int | None
    outcome: str
    answer: str
    observations: str
    """The research part, in which the observations stand."""
    methods: tuple[str, ...]
    """Each `id version`, as noted."""
