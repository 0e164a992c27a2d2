"""An order in words: its number, its head, the facts of its parts."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Channel,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    OrderKind,
    OrderState,
    SignatureStatus,
)
from saraptama.casework.intake.selectors import label_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.rights import Confidentiality
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Fact, RecordHead
from saraptama.web.shared.formats import DASH, date_text, number_text
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tones import Tone

TURNS = {
    OrderState.RECEIVED: "registry",
    OrderState.CHECKED: "registry",
    OrderState.DEFICIENT: "body",
    OrderState.REGISTERED: "institute",
}


def number_of(order: Any) -> str:
    """What people quote: the registration number, or the incoming one while there is none."""
    registered = [number.text for number in order.registrations.all()]
    return registered[0] if registered else incoming_number(order)


def incoming_number(order: Any) -> str:
    """The number under which the order came in."""
    arrivals = sorted(order.arrivals.all(), key=lambda arrival: (arrival.recorded_at, arrival.pk))
    if not arrivals:
        return DASH
    return _("inc. {year}/{number}").format(year=arrivals[0].year, number=arrivals[0].number)


def channel_of(order: Any) -> str:
    """How the order came."""
    arrivals = sorted(order.arrivals.all(), key=lambda arrival: (arrival.recorded_at, arrival.pk))
    return label_of(Channel(arrivals[0].channel)) if arrivals else DASH


def cited(order: Any) -> str:
    """The order as papers cite it."""
    number = f"№ {order.number}" if order.number else _("without a number")
    return _("{number} of {day}").format(number=number, day=date_text(order.ordered_on))


def body_of(order: Any) -> str:
    """The appointing body, as the order names it or as the register does."""
    return order.body_name or str(reference.body(order.appointing_body_id).name)


def specialties_of(order: Any) -> str:
    """The ciphers that the order asks for, or its own words where there is none."""
    return ", ".join(asked.specialty_code or asked.asked_text for asked in order.specialties.all())


def quantity_of(thing: Any) -> str:
    """Quantity with its unit, of an announced object as of one in custody."""
    count = number_text(Decimal(f"{thing.quantity.normalize():f}"))
    return f"{count} {reference.label('measure_unit', thing.measure_unit)}"


def confidentiality_of(order: Any) -> Chip:
    """How closely the case is held."""
    level = Confidentiality(order.confidentiality)
    is_open = level is Confidentiality.OPEN
    return Chip(
        label_of(level), Tone.WAITING if is_open else Tone.ATTENTION, icon="unlock" if is_open else "shield-lock"
    )


def turn_of(order: Any) -> str:
    """Whose turn it is."""
    turns = {"registry": _("records office"), "body": _("appointing body"), "institute": _("institute")}
    return turns.get(TURNS.get(OrderState(order.state), ""), "")


def head_of(order: Any) -> RecordHead:
    """The head of the order's page."""
    return RecordHead(
        number=number_of(order),
        title=f"{label_of(OrderKind(order.order_kind)).capitalize()} {cited(order)}",
        status=status_of(OrderState(order.state), large=True),
        whose_turn=turn_of(order),
        facts=(
            Fact(_("Appointed by"), body_of(order)),
            Fact(_("Received"), f"{date_text(order.received_on)}, {channel_of(order)}"),
            Fact(_("Registered"), date_text(order.accepted_on)),
            Fact(_("Confidentiality"), confidentiality_of(order)),
        ),
    )


def facts_of_order(order: Any) -> list[Fact]:
    """When, where and how it appoints."""
    time = order.ordered_at_time.strftime("%H:%M") if order.ordered_at_time else ""
    kind, composition = ExamKind(order.exam_kind), Composition(order.composition)
    return _told(
        (_("Order"), f"{label_of(OrderKind(order.order_kind))} {cited(order)} {time}".strip()),
        (_("Place of appointment"), order.place),
        (_("Kind of examination"), f"{label_of(kind)}, {label_of(composition)}"),
        (_("Addressed to"), str(reference.unit(order.institute_id).name)),
        (_("Unit"), str(reference.unit(order.unit_id).name) if order.unit_id != order.institute_id else None),
        (_("Expert named in the order"), order.named_expert or None),
        (_("Language of the proceedings"), reference.label("language", order.language)),
        (_("Signature"), status_of(SignatureStatus(order.signature_status))),
        (_("Protocol of acquaintance"), _("attached") if order.acquaintance_protocol else _("not attached")),
    )


def facts_of_body(order: Any) -> list[Fact]:
    """Who appoints."""
    return _told(
        (_("Appointing body"), str(reference.body(order.appointing_body_id).name)),
        (_("Its name as in the order"), order.body_name or None),
        (_("Appointing person"), order.person_name),
        (_("Position and rank"), ", ".join(part for part in (order.person_position, order.person_rank) if part)),
    )


def facts_of_case(order: Any) -> list[Fact]:
    """In which case."""
    kind = label_of(CaseNoKind(order.case_no_kind)) if order.case_no_kind else ""
    return _told(
        (_("Category of the case"), label_of(CaseCategory(order.case_category)) if order.case_category else ""),
        (_("Number of the case"), f"{order.case_no} ({kind})" if order.case_no else ""),
        (_("Articles"), "; ".join(article["text"] for article in order.articles)),
        (_("Grounds"), order.grounds),
        (_("Circumstances of the case"), order.plot),
        (_("Consent of victim or witness"), label_of(Consent(order.consent))),
        (_("Exception of art. 271"), _exception(order) or None),
        (_("Destruction of objects"), label_of(DestructionPermission(order.destruction_permission))),
        (_("By materials alone"), _("yes") if order.by_materials else None),
    )


def facts_of_first(order: Any) -> list[Fact]:
    """The examination that is doubted or added to."""
    return _told(
        (_("Who made the first examination"), order.first_institute),
        (_("Number of the first conclusion"), order.first_number),
        (_("Reasons for doubt or addition"), order.first_note),
        (_("Copy of the first conclusion"), _("on file") if order.first_document_id else _("missing")),
    )


def _exception(order: Any) -> str:
    return reference.label("consent_exception", order.consent_exception) if order.consent_exception else ""


def _told(*facts: tuple[str, Any]) -> list[Fact]:
    """An empty particular is shown as empty: its absence is what a check looks for. None is not worth a line."""
    return [Fact(name, value or DASH) for name, value in facts if value is not None]
