"""May this method be used here and now."""

from datetime import date
from uuid import UUID

from saraptama.capacity.methods.errors import MethodNotValid
from saraptama.capacity.methods.selectors import method
from saraptama.capacity.methods.types import MethodFacts


def check_method(version_id: UUID, *, specialty: str, on: date) -> MethodFacts:
    """The version, if it is registered for the specialty and in force on the day; otherwise MethodNotValid."""
    facts = method(version_id)
    if not facts.valid_for(specialty, on):
        raise MethodNotValid(field="method", number=facts.number, specialty=specialty, day=on)
    return facts


def can_use(version_id: UUID, *, specialty: str, on: date) -> bool:
    """The same question for a button."""
    return method(version_id).valid_for(specialty, on)
