"""Conclusions: the document, what stands in it, and who signed."""

from saraptama.casework.conclusions.models.contents import AnswerCell, Picture
from saraptama.casework.conclusions.models.documents import Conclusion, ConclusionStatus
from saraptama.casework.conclusions.models.signatures import Signatory, SignatureRecord

__all__ = ["AnswerCell", "Conclusion", "ConclusionStatus", "Picture", "Signatory", "SignatureRecord"]
