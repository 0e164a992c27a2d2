"""How an examination is named and dated on every desk."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel import clock
from saraptama.web.shared.cells import DueChip

UNDER_THE_CLOCK = frozenset(
    {
        ExaminationState.ACCEPTED,
        ExaminationState.ASSIGNED,
        ExaminationState.IN_PRODUCTION,
        ExaminationState.SUSPENDED,
        ExaminationState.AWAITING_APPROVAL,
        ExaminationState.APPROVED,
        ExaminationState.REGISTERED,
        ExaminationState.AWAITING_OBJECTS,
    }
)
"""States in which days are still counted; afterwards the due date is a fact of the past."""


def number_of(examination: Any) -> str:
    """The registration number with the place of the specialty: what people quote."""
    return f"{examination.registration.text}/{examination.seq}"


def specialty_of(examination: Any) -> str:
    """The specialty with its cipher, or the words of the order where no cipher fits."""
    return specialty_text(examination.specialty_code) or asked_words(examination)


def specialty_text(code: str) -> str:
    """`1.1 Handwriting and signatures` in the language active now; empty for no code."""
    if not code:
        return ""
    try:
        return f"{code} {reference.specialty(code).name}"
    except UnknownReference:
        return code


def asked_words(examination: Any) -> str:
    """What the order calls a specialty that stands in no list (law, art. 19)."""
    asked = examination.order.specialties.filter(seq=examination.seq).values_list("asked_text", flat=True).first()
    return asked or _("specialty not in the list")


def unit_name(unit: Any) -> str:
    """The unit's name in the language active now."""
    return str(reference.unit(unit.id).name)


def body_of(examination: Any) -> str:
    """The appointing body, as the order names it or as the register does."""
    order = examination.order
    return order.body_name or str(reference.body(order.appointing_body_id).name)


def expert_of(examination: Any, names: dict[Any, str]) -> str:
    """The lead expert's name; empty before the assignment."""
    return names.get(examination.lead_user_id, "")


def due_of(examination: Any, today: date | None = None) -> DueChip:
    """The due date for a list, from the stored date of the term."""
    if ExaminationState(examination.state) not in UNDER_THE_CLOCK or examination.due_on is None:
        return DueChip(examination.due_on)
    left = (examination.due_on - (today or clock.today())).days
    return DueChip(examination.due_on, left, paused=examination.state == ExaminationState.SUSPENDED.value and left >= 0)


def page_of(examination: Any) -> str:
    """The address of the examination's page."""
    return reverse("examination", args=[examination.pk])
