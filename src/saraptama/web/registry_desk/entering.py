"""Entering an order from paper: taken in, its papers kept with the case, and held against the checklist, in one go."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import Channel, EarlierRelation
from saraptama.casework.intake.policies import scopes_of
from saraptama.casework.intake.rights import INTAKE_REGISTER
from saraptama.casework.intake.services import link_earlier_order
from saraptama.casework.intake.types import OrderSubmission, OrderSupplement
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.documents.services import store
from saraptama.foundation.documents.types import FileFacts
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Unit
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible
from saraptama.kernel.rights import Confidentiality, Scope
from saraptama.web.registry_desk.forms.fields import SCANS

Papers = Mapping[str, UploadedFile | None]
"""Uploaded files by the field they came in."""

KINDS = {"scan": FileKind.ORDER, "consent_document": FileKind.ATTACHMENT, "first_document": FileKind.ATTACHMENT}
NAMED_IN_THE_ORDER = ("consent_document", "first_document")


@transaction.atomic
def enter_from_paper(
    actor: ActorRef,
    *,
    submission: OrderSubmission,
    papers: Papers,
    request_key: UUID,
    earlier: Mapping[UUID, EarlierRelation],
) -> UUID:
    """The order that was typed, checked at once; a repeat of the same form leads to the first order.

    The form's key is the order's id as well: under it the scan was kept before the order was typed.
    """
    received = register_order.receive(
        actor,
        submission=submission,
        channel=Channel.PAPER,
        request_key=str(request_key),
        order_id=request_key,
    )
    if received.repeated:
        return received.order_id
    kept = keep(actor, received.order_id, papers)
    named: dict[str, Any] = {name: kept[name] for name in NAMED_IN_THE_ORDER if name in kept}
    if named:
        register_order.supplement(actor, order_id=received.order_id, supplied=OrderSupplement(**named))
    else:
        register_order.check(actor, order_id=received.order_id)
    for earlier_id, relation in earlier.items():
        link_earlier_order(actor, order_id=received.order_id, earlier_id=earlier_id, relation=relation)
    return received.order_id


def keep_scan(actor: ActorRef, request_key: UUID, paper: UploadedFile, *, confidentiality: Confidentiality) -> None:
    """Keep a scan before its order is typed, under the id that the order will have, for the eyes of this institute."""
    if selectors.is_known(request_key):
        raise NotVisible
    home = next((unit for unit in reference.institutes() if actor.may(INTAKE_REGISTER, _scope_in(unit))), None)
    if home is None:
        raise NotPermitted(right=INTAKE_REGISTER.says)
    store(
        actor,
        name=str(paper.name),
        media_type=paper.content_type or "application/octet-stream",
        case_id=request_key,
        kind=FileKind.ORDER,
        stream=cast(BinaryIO, paper.file),
        scope=replace(_scope_in(home), confidentiality=confidentiality),
    )


def _scope_in(unit: Unit) -> Scope:
    return Scope(unit.path, unit.region_code)


def scans_of(case_id: UUID) -> list[FileFacts]:
    """The scans of an order, whether it is typed already or not."""
    return [file for file in files_of_case(case_id) if file.kind == FileKind.ORDER and file.media_type in SCANS]


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
        if actor.may(INTAKE_REGISTER, _scope_in(unit))
    ]


def units_of(institutes: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    """The departments and laboratories of these institutes."""
    return [
        (unit.code, str(unit.name))
        for code, _name in institutes
        for unit in reference.units(within=reference.unit_by_code(code).path)
        if unit.code != code
    ]
