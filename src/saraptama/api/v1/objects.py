"""Objects of the body's own orders: what was received, how it is sealed, what happened to it.

Where inside the institute an object lies, and in whose hands, is not told: only that it is in the custody room or with
an expert. Taking objects over needs two people, so a machine only looks on.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import CustodyState, HandOverState
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.custody.types import ChainLink
from saraptama.kernel.actor import ActorRef

router = Router(tags=["objects"])


class ObjectLine(Schema):
    """An object in custody, or a part of one."""

    object_id: UUID
    order_id: UUID | None
    label: str
    kind: str
    name: str
    quantity: Decimal
    measure_unit: str
    packaging: str
    seal_number: str
    no_seal_reason: str
    destruction_permission: str
    state: str
    state_label: str
    received_on: date
    part_of: UUID | None


class ObjectPage(Schema):
    """Objects by label, and where the next page begins."""

    items: list[ObjectLine]
    next: str


class LinkOut(Schema):
    """One link of an object's chain: what happened and when, with which seal; no inner places, no names."""

    seq: int
    act: str
    act_label: str
    at: datetime
    occurred_on: date
    quantity: Decimal
    seal_state: str
    seal_number: str
    previous_hash: str
    hash: str


class ObjectCard(ObjectLine):
    """One object with its chain; each link names the hash of the one before."""

    chain: list[LinkOut]
    chain_is_whole: bool


class HandOverOut(Schema):
    """Objects that went, or were to go, from one person to another within the institute."""

    hand_over_id: UUID
    state: str
    state_label: str
    offered_at: datetime
    resolved_at: datetime | None
    labels: list[str]


class HandOverPage(Schema):
    """Hand-overs, the newest first, and where the next page begins."""

    items: list[HandOverOut]
    next: str


@router.get(
    "/objects",
    response={200: ObjectPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_objects",
    url_name="objects",
    summary="Objects that the body's orders sent",
)
def list_objects(
    request: HttpRequest,
    cursor: Cursor = "",
    limit: Limit = 50,
    order_id: UUID | None = None,
    under_care: Annotated[bool, Query(description="Only those that the institute still answers for.")] = False,
) -> ObjectPage:
    """By label; parts come after their wholes."""
    rows = custody.visible_objects(_caller(request)).filter(order__isnull=False)
    if order_id is not None:
        rows = rows.of_order(order_id)
    if under_care:
        rows = rows.under_our_care()
    page = page_of(rows, by=("label", "id"), cursor=cursor, limit=limit)
    return ObjectPage(items=[ObjectLine(**_line(row)) for row in page.rows], next=page.next)


@router.get(
    "/objects/{object_id}",
    response={200: ObjectCard, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_object",
    url_name="object",
    summary="One object and its chain",
)
def get_object(request: HttpRequest, object_id: UUID) -> ObjectCard:
    """What happened to it since its acceptance, and whether the chain of hashes is whole."""
    thing = custody.object_card(_caller(request), object_id)
    return ObjectCard(
        **_line(thing),
        chain=[_link(link) for link in custody.chain_of(thing.id)],
        chain_is_whole=not custody.faults_of(thing.id),
    )


@router.get(
    "/hand-overs",
    response={200: HandOverPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_hand_overs",
    url_name="hand_overs",
    summary="Hand-overs of the body's objects",
)
def list_hand_overs(
    request: HttpRequest, cursor: Cursor = "", limit: Limit = 50, order_id: UUID | None = None
) -> HandOverPage:
    """Who gave and who took is the institute's own affair; that two people did stands in the chain."""
    rows = custody.hand_overs_of_visible(_caller(request), order_id=order_id)
    page = page_of(rows, by=("-offered_at", "-id"), cursor=cursor, limit=limit)
    return HandOverPage(items=[_hand_over(row) for row in page.rows], next=page.next)


def _caller(request: HttpRequest) -> ActorRef:
    actor = actor_of(request)
    actor.require(CUSTODY_VIEW)
    return actor


def _line(row: Any) -> dict[str, Any]:
    return {
        "object_id": row.id,
        "order_id": row.order_id,
        "label": row.label,
        "kind": row.kind,
        "name": row.name,
        "quantity": row.quantity,
        "measure_unit": row.measure_unit,
        "packaging": row.packaging,
        "seal_number": row.seal_number,
        "no_seal_reason": row.no_seal_reason,
        "destruction_permission": row.destruction_permission,
        "state": row.state,
        "state_label": custody.label_of(CustodyState(row.state)),
        "received_on": row.received_on,
        "part_of": row.parent_id,
    }


def _link(link: ChainLink) -> LinkOut:
    return LinkOut(
        seq=link.seq,
        act=link.act.value,
        act_label=custody.label_of(link.act),
        at=link.at,
        occurred_on=link.occurred_on,
        quantity=link.quantity,
        seal_state=link.seal_state.value,
        seal_number=link.seal_number,
        previous_hash=link.previous_hash,
        hash=link.hash,
    )


def _hand_over(row: Any) -> HandOverOut:
    return HandOverOut(
        hand_over_id=row.id,
        state=row.state,
        state_label=custody.label_of(HandOverState(row.state)),
        offered_at=row.offered_at,
        resolved_at=row.resolved_at,
        labels=[item.custody_object.label for item in row.items.all()],
    )
