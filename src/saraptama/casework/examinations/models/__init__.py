"""Examinations, their people, standstills and working papers."""

from saraptama.casework.examinations.models.alerts import TermAlert
from saraptama.casework.examinations.models.conflicts import (
    ConflictOverride,
    OverrideConfirmation,
    Recusal,
    RecusalDecision,
)
from saraptama.casework.examinations.models.corrections import CalendarCorrection, CalendarVersionChange
from saraptama.casework.examinations.models.examinations import (
    ComplexitySetting,
    Examination,
    ExaminationStatus,
    ObjectAllocation,
)
from saraptama.casework.examinations.models.people import Agreement, Assignment, ExpertAcceptance
from saraptama.casework.examinations.models.production import MethodUse, Note
from saraptama.casework.examinations.models.reminders import PetitionReminder
from saraptama.casework.examinations.models.standstill import (
    Extension,
    Petition,
    PetitionAnswer,
    Resumption,
    Suspension,
)

__all__ = [
    "Agreement",
    "Assignment",
    "CalendarCorrection",
    "CalendarVersionChange",
    "ComplexitySetting",
    "ConflictOverride",
    "Examination",
    "ExaminationStatus",
    "ExpertAcceptance",
    "Extension",
    "MethodUse",
    "Note",
    "ObjectAllocation",
    "OverrideConfirmation",
    "Petition",
    "PetitionAnswer",
    "PetitionReminder",
    "Recusal",
    "RecusalDecision",
    "Resumption",
    "Suspension",
    "TermAlert",
]
