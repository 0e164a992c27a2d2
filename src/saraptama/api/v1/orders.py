"""Orders: an appointing body's system sends them, and asks what became of them."""

import hashlib
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status

from saraptama.api.v1.examinations import ExaminationLine, line_of
from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.versions import tag_of
from saraptama.api.v1.writing import IdempotencyKey
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.casework.intake.rights import INTAKE_SUBMIT, INTAKE_VIEW
from saraptama.casework.intake.types import Finding, ReceivedOrder
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.order_documents.document import OrderDocument
from saraptama.integrations.order_documents.places import place_in_document
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey.register_order import register_from_outside
from saraptama.kernel.actor import ActorRef

router = Router(tags=["orders"])

AN_ORDER_IN_XML = {
    "requestBody": {"content": {"application/xml": {"schema": {"type": "string", "description": "See order.xsd."}}}}
}


class FindingOut(Schema):
    """A particular that the order lacks (CPC 272(1)): `code` for machines, the sentences in Accept-Language."""

    item: str
    outcome: str
    article: str
    field: str
    code: str
    detail: str
    mend: str


class RegistrationOut(Schema):
    """The number that an institute gave."""

    institute: str
    number: str


class OrderOut(Schema):
    """What became of a sent order; a repeat of the same message gets the same answer."""

    order_id: UUID
    conversation_id: UUID
    state: str
    state_label: str
    incoming_number: str
    registrations: list[RegistrationOut]
    findings: list[FindingOut]
    repeated: bool


class OrderLine(Schema):
    """An order in a list."""

    order_id: UUID
    conversation_id: UUID
    state: str
    state_label: str
    kind: str
    number: str
    ordered_on: date
    received_on: date
    accepted_on: date | None
    case_number: str
    institute: str
    registrations: list[RegistrationOut]


class OrderPage(Schema):
    """Orders, the newest first, and where the next page begins."""

    items: list[OrderLine]
    next: str


class OrderCard(OrderLine):
    """One order with what it still lacks and the examinations that it led to."""

    findings: list[FindingOut]
    examinations: list[ExaminationLine]


def order_out(answer: ReceivedOrder) -> OrderOut:
    """The answer as it leaves the house."""
    return OrderOut(
        order_id=answer.order_id,
        conversation_id=answer.conversation_id,
        state=answer.state.value,
        state_label=intake.label_of(answer.state),
        incoming_number=answer.incoming_number,
        registrations=[
            RegistrationOut(institute=number.institute_code, number=number.text) for number in answer.registrations
        ],
        findings=findings_out(answer.findings),
        repeated=answer.repeated,
    )


def findings_out(findings: tuple[Finding, ...] | list[Finding]) -> list[FindingOut]:
    """What is missing, with the words of the checklist."""
    items = {item.code: item for item in reference.checklist()} if findings else {}
    return [
        FindingOut(
            item=finding.item,
            outcome=finding.outcome.value,
            article=finding.article,
            field=place_in_document(finding.field),
            code=finding.message,
            detail=str(items[finding.item].text) if finding.item in items else "",
            mend=str(items[finding.item].mend) if finding.item in items else "",
        )
        for finding in findings
    ]


@router.post(
    "/orders",
    response={201: OrderOut, 200: OrderOut, 400: Problem, 401: Problem, 403: Problem, 409: Problem, 413: Problem,
              415: Problem, 422: Problem},
    operation_id="register_order",
    url_name="orders",
    summary="Send an order appointing an examination",
    openapi_extra=AN_ORDER_IN_XML,
)  # fmt: skip
def register_order(request: HttpRequest, document: OrderDocument, idempotency_key: IdempotencyKey) -> Status[OrderOut]:
    """Register an order. What bars registration leaves it deficient, with the list of what is missing."""
    actor = actor_of(request)
    actor.require(INTAKE_SUBMIT)
    answer = register_from_outside(
        actor,
        submission=to_submission(document),
        channel=Channel.API,
        idempotency_key=idempotency_key,
        source_system=f"api:{actor.id}",
        payload_hash=hashlib.sha256(request.body).hexdigest(),
    )
    return Status(200 if answer.repeated else 201, order_out(answer))


@router.get(
    "/orders",
    response={200: OrderPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_orders",
    url_name="orders",
    summary="Orders of the caller's body",
)
def list_orders(
    request: HttpRequest,
    cursor: Cursor = "",
    limit: Limit = 50,
    state: Annotated[
        Literal["", "received", "checked", "deficient", "registered", "returned", "withdrawn", "closed"], Query()
    ] = "",
    conversation_id: UUID | None = None,
) -> OrderPage:
    """The newest first; narrowed by state, or to the order of one conversation."""
    actor = actor_of(request)
    actor.require(INTAKE_VIEW)
    rows = intake.journal(actor, states=[OrderState(state)] if state else ())
    if conversation_id is not None:
        rows = rows.filter(conversation_id=conversation_id)
    page = page_of(rows, by=("-received_on", "-id"), cursor=cursor, limit=limit)
    return OrderPage(items=[OrderLine(**_line(row)) for row in page.rows], next=page.next)


@router.get(
    "/orders/{order_id}",
    response={200: OrderCard, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_order",
    url_name="order",
    summary="One order: its state, what it lacks, its examinations",
)
def get_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> OrderCard:
    """What became of an order. Its ETag names the version for If-Match."""
    actor = actor_of(request)
    actor.require(INTAKE_VIEW)
    order = intake.order_card(actor, order_id)
    response["ETag"] = version_of(actor, order)
    return card_of(actor, order)


def version_of(actor: ActorRef, order: Any) -> str:
    """The ETag of an order: it changes with the order and with each of its examinations."""
    opened = examinations.of_order(actor, order.id)
    return tag_of(order.row_version, len(opened), sum(row.row_version for row in opened))


def card_of(actor: ActorRef, order: Any) -> OrderCard:
    """One order as its system sees it."""
    return OrderCard(
        **_line(order),
        findings=findings_out(intake.latest_findings(order.id)),
        examinations=[line_of(row) for row in examinations.of_order(actor, order.id)],
    )


def _line(order: Any) -> dict[str, Any]:
    return {
        "order_id": order.id,
        "conversation_id": order.conversation_id,
        "state": order.state,
        "state_label": intake.label_of(OrderState(order.state)),
        "kind": order.order_kind,
        "number": order.number,
        "ordered_on": order.ordered_on,
        "received_on": order.received_on,
        "accepted_on": order.accepted_on,
        "case_number": order.case_no,
        "institute": reference.unit(order.institute_id).code,
        "registrations": [
            RegistrationOut(institute=reference.unit(row.institute_id).code, number=row.text)
            for row in order.registrations.all()
        ],
    }
