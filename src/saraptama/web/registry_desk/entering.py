"""Entering an order from paper: taken in, its papers kept with the case, and held against the checklist, in one go."""

from collections.abc import Mapping
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.policies import scopes_of
from saraptama.casework.intake.rights import INTAKE_REGISTER
from saraptama.casework.intake.types import OrderSubmission, OrderSupplement
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import store
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Scope

Papers = Mapping[str, UploadedFile | None]
"""Uploaded files by the field they came in."""

KINDS = {"scan": FileKind.ORDER, "consent_document": FileKind.ATTACHMENT, "first_document": FileKind.ATTACHMENT}
NAMED_IN_THE_ORDER = ("consent_document", "first_document")


@transaction.atomic
def enter_from_paper(actor: ActorRef, *, submission: OrderSubmission, papers: Papers, request_key: UUID) -> UUID:
    """The order that was typed, checked at once; a repeat of the same form leads to the first order."""
    received = register_order.receive(actor, submission=submission, channel=Channel.PAPER, request_key=str(request_key))
    if received.repeated:
        return received.order_id
    kept = keep(actor, received.order_id, papers)
    named: dict[str, Any] = {name: kept[name] for name in NAMED_IN_THE_ORDER if name in kept}
    if named:
        register_order.supplement(actor, order_id=received.order_id, supplied=OrderSupplement(**named))
    else:
        register_order.check(actor, order_id=received.order_id)
    return received.order_id


def keep(actor: ActorRef, order_id: UUID, papers: Papers) -> dict[str, UUID]:
    """Store each paper with the case; the ids by the field it came in."""
    given = {name: paper for name, paper in papers.items() if paper}
    scope = scope_of(actor, order_id) if given else Scope()
    return {
        name: store(
            actor,
            name=str(paper.name),
            media_type=paper.content_type or "application/octet-stream",
            case_id=order_id,
            kind=KINDS[name],
            stream=cast(BinaryIO, paper.file),
            scope=scope,
        ).id
        for name, paper in given.items()
    }


def scope_of(actor: ActorRef, order_id: UUID) -> Scope:
    """Where the papers of an order belong."""
    order = selectors.order_card(actor, order_id)
    return scopes_of(
        unit_path=reference.unit(order.unit_id).path,
        region=order.region,
        confidentiality=order.confidentiality,
        specialties=[asked.specialty_code for asked in order.specialties.all()],
    )[0]


def institutes_of(actor: ActorRef) -> list[tuple[str, str]]:
    """The institutes in which this person may register, by code."""
    return [
        (unit.code, f"{unit.city}: {unit.name}" if unit.city else str(unit.name))
        for unit in reference.institutes()
        if actor.may(INTAKE_REGISTER, Scope(unit.path, unit.region_code))
    ]


def units_of(institutes: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    """The departments and laboratories of these institutes."""
    return [
        (unit.code, str(unit.name))
        for code, _name in institutes
        for unit in reference.units(within=reference.unit_by_code(code).path)
        if unit.code != code
    ]
