"""What the register of methods tells other contexts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.capacity.methods.enums import MethodStatus
from saraptama.foundation.reference.types import Names


@dataclass(frozen=True)
class MethodFacts:
    """One version of a method: what a conclusion cites."""

    id: UUID
    method_id: UUID
    number: str
    version: str
    name: Names
    specialties: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    status: MethodStatus
    destructive: bool
    confirmed: bool

    def valid_for(self, specialty: str, day: date) -> bool:
        """Registered for the specialty and in force on the day."""
        return (
            self.status is MethodStatus.REGISTERED
            and specialty in self.specialties
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )
