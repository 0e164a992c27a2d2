"""Conclusions: the document, what stands in it, who signed, and the working record it rests on."""

from saraptama.casework.conclusions.models.contents import AnswerCell, Picture, ResearchTable
from saraptama.casework.conclusions.models.documents import Conclusion, ConclusionStatus
from saraptama.casework.conclusions.models.signatures import (
    Dissent,
    Signatory,
    SignatureRecord,
    SignatureWithdrawal,
)
from saraptama.casework.conclusions.models.working_record import EquipmentUse, NoteAddendum

__all__ = [
    "AnswerCell",
    "Conclusion",
    "ConclusionStatus",
    "Dissent",
    "EquipmentUse",
    "NoteAddendum",
    "Picture",
    "ResearchTable",
    "Signatory",
    "SignatureRecord",
    "SignatureWithdrawal",
]
