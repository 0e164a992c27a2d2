"""The checklist of CPC art. 272 beside the order: each item, what the last check found, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import FindingOutcome
from saraptama.casework.intake.selectors import label_of
from saraptama.casework.intake.types import Finding
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import ChecklistItem
from saraptama.web.examination_page.head import article_text
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.tones import Tone

SAYS: dict[str, str | Promise] = {
    "body_not_named": _("The body is not named as this kind of body must be."),
    "place_missing": _("The place of appointment is missing."),
    "type_missing": _("No type of examination is named."),
    "grounds_missing": _("The grounds are missing."),
    "case_no_missing": _("The number of the case is missing."),
    "article_missing": _("No article is named."),
    "objects_missing": _("No object is sent, and the order does not say “by materials”."),
    "destruction_not_stated": _("Nothing is said of destruction: it counts as not permitted."),
    "addressee_missing": _("The addressee is missing."),
    "questions_missing": _("No question is put."),
    "consent_missing": _("The written consent is not on file."),
    "acquaintance_missing": _("The protocol of acquaintance is missing."),
    "signature_missing": _("There is no valid signature."),
    "first_number_missing": _("The number of the first conclusion is missing."),
    "first_copy_missing": _("The copy of the first conclusion is missing."),
    "reasons_for_doubt_missing": _("The reasons for doubt or addition are missing."),
}
"""What each finding of intake's rules means."""

TONES = {
    FindingOutcome.BLOCK: Tone.OVERDUE,
    FindingOutcome.DEFICIENT: Tone.ATTENTION,
    FindingOutcome.WARN: Tone.ATTENTION,
}

PARTS = {
    "O1": "body",
    "O2": "order",
    "O3": "specialties",
    "O4": "case",
    "O5": "objects",
    "O6": "objects",
    "O7": "order",
    "O8": "questions",
    "O9": "persons",
    "O10": "order",
    "O11": "order",
    "O12": "first",
}
"""The part of the page on which the particular stands."""


@dataclass(frozen=True)
class Line:
    """One item of the checklist as the page shows it."""

    code: str
    text: str
    article: str
    chip: Chip
    part: str
    says: tuple[str | Promise, ...] = ()
    mend: str = ""


def checklist_of(order: Any, findings: Sequence[Finding]) -> list[Line]:
    """Every item in force, with what is missing of it."""
    return [_line(item, order, [f for f in findings if f.item == item.code]) for item in reference.checklist()]


def _line(item: ChecklistItem, order: Any, missing: list[Finding]) -> Line:
    part, text, article = PARTS.get(item.code, "order"), str(item.text), article_text(item.article)
    if not order.checks_done:
        return Line(item.code, text, article, Chip(_("not checked yet"), Tone.WAITING), part)
    if not missing:
        return Line(item.code, text, article, Chip(_("nothing missing"), Tone.DONE), part)
    outcome = missing[0].outcome
    return Line(
        item.code,
        text,
        article,
        Chip(label_of(outcome), TONES[outcome]),
        part,
        tuple(SAYS.get(found.message, found.message) for found in missing),
        str(item.mend),
    )
