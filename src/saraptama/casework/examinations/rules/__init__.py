"""Pure rules: the statutory term, and who may be assigned. No Django, no database."""

from saraptama.casework.examinations.rules.candidates import explain_candidates
from saraptama.casework.examinations.rules.histories import History, read_history
from saraptama.casework.examinations.rules.norms import Norms, NormsNotUnderstood
from saraptama.casework.examinations.rules.stages import Entry, StageClocks, stage_clocks
from saraptama.casework.examinations.rules.term import term

__all__ = [
    "Entry",
    "History",
    "Norms",
    "NormsNotUnderstood",
    "StageClocks",
    "explain_candidates",
    "read_history",
    "stage_clocks",
    "term",
]
