"""A found record as one line: its number, what it is about, its state."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake.enums import OrderState
from saraptama.web.examination_page.words import number_of as examination_number
from saraptama.web.examination_page.words import specialty_text
from saraptama.web.registry_desk.words import body_of, cited
from saraptama.web.registry_desk.words import number_of as order_number
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.statuses import status_of


@dataclass(frozen=True)
class Hit:
    """One line of the results."""

    title: str | Promise
    url: str
    says: str | Promise = ""
    chip: Chip | None = None
    icon: str = ""


def hit_of_order(order: Any, page: str) -> Hit:
    """An order: the number people quote, whose it is, when it came."""
    says = " · ".join([cited(order), body_of(order), *([order.case_no] if order.case_no else [])])
    return Hit(
        order_number(order), reverse(page, args=[order.pk]), says, status_of(OrderState(order.state)), "journal-text"
    )


def hit_of_examination(examination: Any) -> Hit:
    """An examination: its number, specialty, lead expert's unit, due date."""
    order = examination.order
    says = [specialty_text(examination.specialty_code), body_of(order)]
    says += [date_text(examination.registered_on)]
    return Hit(
        examination_number(examination),
        reverse("examination", args=[examination.pk]),
        " · ".join(part for part in says if part),
        status_of(ExaminationState(examination.state)),
        "search",
    )


def hit_of_object(thing: Any) -> Hit:
    """An object: its label, its name, where it is."""
    place = thing.place.name if thing.place_id else ""
    says = " · ".join(part for part in (thing.name, place) if part)
    return Hit(
        thing.label, reverse("custody_object", args=[thing.pk]), says, status_of(CustodyState(thing.state)), "box-seam"
    )


def hit_of_expert(expert: Any) -> Hit:
    """An expert by name; the card opens where the installation has one."""
    try:
        url = reverse("head_expert", args=[expert.pk])
    except NoReverseMatch:
        url = ""
    return Hit(expert.user.full_name(), url, "", None, "person-badge")
