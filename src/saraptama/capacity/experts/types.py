"""What the register of experts tells other contexts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind


@dataclass(frozen=True)
class CertificateFacts:
    """A qualification certificate for one specialty (Law art. 20)."""

    specialty: str
    number: str
    valid_from: date
    valid_to: date | None
    suspended_from: date | None

    def valid_on(self, day: date) -> bool:
        """In force on a day: begun, not ended, not suspended."""
        return (
            self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
            and (self.suspended_from is None or day < self.suspended_from)
        )


@dataclass(frozen=True)
class AbsenceFacts:
    """Days on which an expert is away; both count."""

    valid_from: date
    valid_to: date
    kind: AbsenceKind

    def covers(self, day: date) -> bool:
        """Whether the expert is away on a day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True)
class ExpertFacts:
    """Everything an assignment weighs about one expert, as of a day."""

    expert_id: UUID
    user_id: UUID
    name: str
    unit_id: UUID | None
    unit_path: str
    position: str
    certificates: tuple[CertificateFacts, ...]
    absences: tuple[AbsenceFacts, ...]
    languages: tuple[str, ...]
    kind: ExpertKind
    capacity: int
    hired_on: date
    left_on: date | None


@dataclass(frozen=True, kw_only=True)
class ExpertFilter:
    """What the register is narrowed by; an empty value narrows nothing."""

    words: str = ""
    specialty: str = ""
    language: str = ""
    region: str = ""
    unit_path: str = ""
    kind: str = ""
    present: bool = False
    """Not away today."""
    former: bool = False
    """Those who have left, too."""


@dataclass(frozen=True, slots=True)
class ExpertBrief:
    """An expert in a line of a board."""

    expert_id: UUID
    user_id: UUID
    name: str
    position: str
    capacity: int
    absent_until: date | None = None
