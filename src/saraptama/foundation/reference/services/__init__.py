"""Acts upon reference data."""

from saraptama.foundation.reference.services.calendar import edit_calendar_day
from saraptama.foundation.reference.services.delivery import Loaded, load_seed
from saraptama.foundation.reference.services.norms import publish_norms
from saraptama.foundation.reference.services.revising import add_record, end_record, revise_record
from saraptama.foundation.reference.services.terms import add_term, close_term, replace_term
from saraptama.foundation.reference.services.transfer import ImportPreview, export_tsv, import_tsv, preview_tsv

__all__ = [
    "ImportPreview",
    "Loaded",
    "add_record",
    "add_term",
    "close_term",
    "edit_calendar_day",
    "end_record",
    "export_tsv",
    "import_tsv",
    "load_seed",
    "preview_tsv",
    "publish_norms",
    "replace_term",
    "revise_record",
]
