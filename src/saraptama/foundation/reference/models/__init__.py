"""Reference data: dated, in three languages, audited."""

from saraptama.foundation.reference.models.bodies import AppointingBody, AppointingBodyKind
from saraptama.foundation.reference.models.calendar import CalendarDay, CalendarVersion
from saraptama.foundation.reference.models.places import Region, Unit
from saraptama.foundation.reference.models.specialties import Specialty
from saraptama.foundation.reference.models.terms import ChecklistItem, NormSet, Term, TypicalQuestion
from saraptama.foundation.reference.models.version import ReferenceVersion

__all__ = [
    "AppointingBody",
    "AppointingBodyKind",
    "CalendarDay",
    "CalendarVersion",
    "ChecklistItem",
    "NormSet",
    "ReferenceVersion",
    "Region",
    "Specialty",
    "Term",
    "TypicalQuestion",
    "Unit",
]
