"""Orders: an appointing body's system sends them, and asks what became of them."""

import hashlib
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Header, Router, Schema

from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.types import ReceivedOrder
from saraptama.integrations.order_documents.document import OrderDocument
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey.register_order import register_from_outside
from saraptama.kernel.errors import Refusal

router = Router(tags=["orders"])

LONGEST_KEY = 100


class IdempotencyKeyMissing(Refusal):
    """Every write names itself, so that a repeat is recognised."""

    code = "idempotency_key_missing"
    message = _("Send the header Idempotency-Key: a text of 1 to 100 characters that names this message.")
    status = 400


class FindingOut(Schema):
    """A particular that the order lacks (CPC 272(1))."""

    item: str
    outcome: str
    article: str
    field: str
    message: str


class RegistrationOut(Schema):
    """The number that an institute gave."""

    institute: str
    number: str


class OrderOut(Schema):
    """What became of an order; a repeat of the same message gets the same answer."""

    order_id: UUID
    conversation_id: UUID
    state: str
    incoming_number: str
    registrations: list[RegistrationOut]
    findings: list[FindingOut]
    repeated: bool


def order_out(answer: ReceivedOrder) -> OrderOut:
    """The answer as it leaves the house."""
    return OrderOut(
        order_id=answer.order_id,
        conversation_id=answer.conversation_id,
        state=answer.state.value,
        incoming_number=answer.incoming_number,
        registrations=[
            RegistrationOut(institute=number.institute_code, number=number.text) for number in answer.registrations
        ],
        findings=[
            FindingOut(item=f.item, outcome=f.outcome.value, article=f.article, field=f.field, message=f.message)
            for f in answer.findings
        ],
        repeated=answer.repeated,
    )


@router.post(
    "/orders",
    response={201: OrderOut, 200: OrderOut, 400: Problem, 401: Problem, 403: Problem, 409: Problem, 413: Problem,
              415: Problem, 422: Problem},
    operation_id="register_order",
    summary="Send an order appointing an examination",
)  # fmt: skip
def register_order(
    request: HttpRequest, document: OrderDocument, idempotency_key: Annotated[str, Header()] = ""
) -> tuple[int, OrderOut]:
    """Register an order. What bars registration leaves it deficient, with the list of what is missing."""
    key = idempotency_key.strip()
    if not key or len(key) > LONGEST_KEY:
        raise IdempotencyKeyMissing(field="Idempotency-Key")
    actor = actor_of(request)
    answer = register_from_outside(
        actor,
        submission=to_submission(document),
        channel=Channel.API,
        idempotency_key=key,
        source_system=f"api:{actor.id}",
        payload_hash=hashlib.sha256(request.body).hexdigest(),
    )
    return (200 if answer.repeated else 201), order_out(answer)
