"""What a body's system may still do with an order that it sent: complete it, or recall it."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, StringConstraints

from saraptama.api.v1.documents import papers_of
from saraptama.api.v1.orders import OrderCard, card_of, version_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.versions import IfMatch, require_fresh
from saraptama.api.v1.writing import IdempotencyKey, Written, once
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import CaseNoKind, Consent
from saraptama.casework.intake.rights import INTAKE_SUBMIT
from saraptama.casework.intake.services import withdraw_order
from saraptama.casework.intake.types import OrderSupplement, QuestionAsked
from saraptama.integrations.order_documents.document import (
    Article,
    ObjectSent,
    OptionalCode,
    OptionalLine,
    OptionalText,
    Part,
)
from saraptama.integrations.order_documents.errors import FieldWrong
from saraptama.integrations.order_documents.submission import article_text, object_declared
from saraptama.journey.register_order import supplement
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

router = Router(tags=["orders"])

Ground = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class QuestionAdded(Part):
    """One more question; `specialty_seq` is the place of its specialty in the order, from 1."""

    text: QuestionText
    specialty_seq: Annotated[int, Field(ge=1, le=20)] | None = None


class SupplementIn(Part):
    """What completes a deficient order. What is left out stays as it is; lists are added to."""

    number: OptionalLine | None = None
    place: OptionalLine | None = None
    grounds: OptionalText | None = None
    plot: OptionalText | None = None
    case_number: OptionalLine | None = None
    case_number_kind: CaseNoKind | None = None
    articles: Annotated[list[Article], Field(max_length=50)] = []
    by_materials: bool | None = None
    consent: Consent | None = None
    consent_exception: OptionalCode | None = None
    consent_document_id: UUID | None = None
    acquaintance_protocol: bool | None = None
    first_institute: OptionalLine | None = None
    first_number: OptionalLine | None = None
    first_reason: OptionalText | None = None
    first_document_id: UUID | None = None
    questions: Annotated[list[QuestionAdded], Field(max_length=200)] = []
    objects: Annotated[list[ObjectSent], Field(max_length=1000)] = []


class WithdrawalIn(Part):
    """Why the body recalls its order."""

    ground: Ground


ACT = {200: OrderCard, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 412: Problem,
       413: Problem, 415: Problem, 422: Problem}  # fmt: skip


@router.post(
    "/orders/{order_id}/supplement",
    response=ACT,
    operation_id="supplement_order",
    url_name="order_supplement",
    summary="Complete a deficient order",
)
def supplement_order(
    request: HttpRequest, order_id: UUID, given: SupplementIn, idempotency_key: IdempotencyKey, if_match: IfMatch = ""
) -> HttpResponse:
    """The order is checked again at once; the records office then registers it. Papers are attached beforehand."""
    return _act(request, order_id, idempotency_key, lambda actor: _supplement(actor, order_id, given))


@router.post(
    "/orders/{order_id}/withdrawal",
    response=ACT,
    operation_id="withdraw_order",
    url_name="order_withdrawal",
    summary="Recall an order",
)
def withdraw(
    request: HttpRequest, order_id: UUID, given: WithdrawalIn, idempotency_key: IdempotencyKey, if_match: IfMatch = ""
) -> HttpResponse:
    """Its examinations end, its objects come back. This cannot be taken back."""
    return _act(
        request, order_id, idempotency_key, lambda actor: withdraw_order(actor, order_id=order_id, ground=given.ground)
    )


def _act(request: HttpRequest, order_id: UUID, key: str, act: Callable[[ActorRef], Any]) -> HttpResponse:
    """Lock the order, look whether the caller knows its present version, act, and say what became of it."""
    actor = actor_of(request)
    actor.require(INTAKE_SUBMIT)
    made: dict[str, str] = {}

    def written() -> Written:
        order = intake.visible_orders(actor).select_for_update(of=("self",)).filter(pk=order_id).first()
        if order is None:
            raise NotVisible
        require_fresh(request, version_of(actor, order))
        act(actor)
        now = intake.order_card(actor, order_id)
        made["ETag"] = version_of(actor, now)
        return 200, card_of(actor, now)

    response = once(request, key, written)
    for name, value in made.items():
        response[name] = value
    return response


def _supplement(actor: ActorRef, order_id: UUID, given: SupplementIn) -> None:
    known = {paper.id for paper in papers_of(order_id)}
    for name in ("consent_document_id", "first_document_id"):
        document = getattr(given, name)
        if document is not None and document not in known:
            raise FieldWrong(field=name, path=name, why=str(NotVisible().text()))
    supplement(
        actor,
        order_id=order_id,
        supplied=OrderSupplement(
            number=given.number,
            place=given.place,
            grounds=given.grounds,
            plot=given.plot,
            case_no=given.case_number,
            case_no_kind=given.case_number_kind,
            articles=tuple(article_text(article) for article in given.articles),
            by_materials=given.by_materials,
            consent=given.consent,
            consent_exception=given.consent_exception,
            consent_document=given.consent_document_id,
            acquaintance_protocol=given.acquaintance_protocol,
            first_institute=given.first_institute,
            first_number=given.first_number,
            first_note=given.first_reason,
            first_document=given.first_document_id,
            questions=tuple(QuestionAsked(text=q.text, specialty_seq=q.specialty_seq) for q in given.questions),
            objects=tuple(object_declared(sent) for sent in given.objects),
        ),
    )
