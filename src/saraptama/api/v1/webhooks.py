"""Webhooks: the addresses at which a body's system is told what happened to its orders, and what was sent there."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from saraptama.api.v1.limits import hold_to
from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.versions import IfMatch, require_fresh, tag_of
from saraptama.api.v1.writing import IdempotencyKey, Written, once
from saraptama.foundation.messaging import selectors as messaging
from saraptama.foundation.messaging import services
from saraptama.foundation.messaging.enums import FactKind
from saraptama.foundation.messaging.rights import WEBHOOKS
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

router = Router(tags=["webhooks"])

Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00]*$")]
Kinds = Annotated[list[FactKind], Field(min_length=1, max_length=50)]
MOST_A_MINUTE = 30


class WebhookIn(Schema):
    """An address to be told: https only, no private networks, no password in it."""

    model_config = ConfigDict(extra="forbid")

    url: Url
    kinds: Kinds
    description: Description = ""


class WebhookChange(Schema):
    """What is to be changed; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    url: Url | None = None
    kinds: Kinds | None = None
    description: Description | None = None
    active: bool | None = None


class WebhookOut(Schema):
    """An address that is told. After too many failures in a row its state is DISABLED until it is switched on again."""

    webhook_id: UUID
    url: str
    kinds: list[str]
    description: str
    state: str
    told_from: int
    failures: int
    last_success_at: datetime | None
    last_failure_at: datetime | None
    created_at: datetime


class WebhookWithSecret(WebhookOut):
    """The address with its signing secret, which is shown this once."""

    secret: str


class WebhookList(Schema):
    """The addresses of the body, the oldest first."""

    items: list[WebhookOut]


class AttemptOut(Schema):
    """One attempt: the HTTP status of the receiver, or why there was none."""

    at: datetime
    status: int | None
    problem: str


class DeliveryOut(Schema):
    """A message to the address. `leaf_index` is the place of the fact in the log: it only grows."""

    delivery_id: UUID
    message_id: str
    leaf_index: int | None
    kind: str
    data: dict[str, Any]
    state: str
    attempts: list[AttemptOut]
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    created_at: datetime


class DeliveryPage(Schema):
    """Messages in the order in which they were made, and where the next page begins."""

    items: list[DeliveryOut]
    next: str


READING: dict[int, Any] = {400: Problem, 401: Problem, 403: Problem, 422: Problem}
WRITING: dict[int, Any] = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
WITH_BODY: dict[int, Any] = {**WRITING, 413: Problem, 415: Problem}


@router.post(
    "/webhooks",
    response={201: WebhookWithSecret, **WITH_BODY},
    operation_id="register_webhook",
    url_name="webhooks",
    summary="Name an address to be told what happens",
)
def register_webhook(request: HttpRequest, given: WebhookIn, idempotency_key: IdempotencyKey) -> HttpResponse:
    """It is told of everything from now on. Messages are signed (Standard Webhooks); the secret is in this answer."""

    def act() -> Written:
        made = services.register_webhook(
            _caller(request), url=given.url, kinds=given.kinds, description=given.description
        )
        return 201, _with_secret(made)

    return once(request, idempotency_key, act)


@router.get(
    "/webhooks",
    response={200: WebhookList, 401: Problem, 403: Problem},
    operation_id="list_webhooks",
    url_name="webhooks",
    summary="The addresses of the body",
)
def list_webhooks(request: HttpRequest) -> WebhookList:
    """With how the last attempts went."""
    return WebhookList(items=[WebhookOut(**_line(row)) for row in messaging.webhooks_visible_to(_caller(request))])


@router.get(
    "/webhooks/{webhook_id}",
    response={200: WebhookOut, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_webhook",
    url_name="webhook",
    summary="One address",
)
def get_webhook(request: HttpRequest, response: HttpResponse, webhook_id: UUID) -> WebhookOut:
    """Its ETag names the version for If-Match."""
    row = _one(_caller(request), webhook_id)
    response["ETag"] = tag_of(row.row_version)
    return WebhookOut(**_line(row))


@router.patch(
    "/webhooks/{webhook_id}",
    response={200: WebhookOut, 412: Problem, **WITH_BODY},
    operation_id="change_webhook",
    url_name="webhook",
    summary="Change an address, or switch it off or on",
)
def change_webhook(
    request: HttpRequest, webhook_id: UUID, change: WebhookChange, idempotency_key: IdempotencyKey,
    if_match: IfMatch = "",
) -> HttpResponse:  # fmt: skip
    """Switched on again, it gets everything that waited meanwhile, in the order of the log."""

    def act() -> Written:
        actor = _caller(request)
        require_fresh(request, tag_of(_one(actor, webhook_id).row_version))
        services.change_webhook(
            actor,
            webhook_id=webhook_id,
            url=change.url,
            kinds=change.kinds,
            description=change.description,
            active=change.active,
        )
        return 200, WebhookOut(**_line(_one(actor, webhook_id)))

    return once(request, idempotency_key, act)


@router.delete(
    "/webhooks/{webhook_id}",
    response={204: None, 412: Problem, **WRITING},
    operation_id="delete_webhook",
    url_name="webhook",
    summary="Tell an address nothing any more",
)
def delete_webhook(
    request: HttpRequest, webhook_id: UUID, idempotency_key: IdempotencyKey, if_match: IfMatch = ""
) -> HttpResponse:
    """What was sent there stays on record."""

    def act() -> Written:
        actor = _caller(request)
        require_fresh(request, tag_of(_one(actor, webhook_id).row_version))
        services.close_webhook(actor, webhook_id=webhook_id)
        return 204, None

    return once(request, idempotency_key, act)


@router.post(
    "/webhooks/{webhook_id}/secret",
    response={200: WebhookWithSecret, **WRITING},
    operation_id="change_webhook_secret",
    url_name="webhook_secret",
    summary="Give a new signing secret",
)
def change_webhook_secret(request: HttpRequest, webhook_id: UUID, idempotency_key: IdempotencyKey) -> HttpResponse:
    """For a day messages carry the signatures of both secrets."""
    return once(
        request,
        idempotency_key,
        lambda: (200, _with_secret(services.change_webhook_secret(_caller(request), webhook_id=webhook_id))),
    )


@router.post(
    "/webhooks/{webhook_id}/test",
    response={202: DeliveryOut, 429: Problem, **WRITING},
    operation_id="test_webhook",
    url_name="webhook_test",
    summary="Send a message that says nothing",
)
def test_webhook(request: HttpRequest, webhook_id: UUID, idempotency_key: IdempotencyKey) -> HttpResponse:
    """Whether it arrives is seen among the deliveries."""
    hold_to(request, "webhooks", most=MOST_A_MINUTE)
    return once(
        request,
        idempotency_key,
        lambda: (202, _delivery(services.try_webhook(_caller(request), webhook_id=webhook_id))),
    )


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    response={200: DeliveryPage, 404: Problem, **READING},
    operation_id="list_deliveries",
    url_name="webhook_deliveries",
    summary="What was sent to an address",
)
def list_deliveries(
    request: HttpRequest,
    webhook_id: UUID,
    cursor: Cursor = "",
    limit: Limit = 50,
    after: Annotated[
        int | None, Query(ge=-1, le=2**62, description="Only facts whose leaf index is greater than this one.")
    ] = None,
    state: Annotated[Literal["", "WAITING", "DELIVERED", "FAILED"], Query()] = "",
) -> DeliveryPage:
    """A system that was away reads here what it missed: `after` is the last leaf index that it knows."""
    rows = messaging.deliveries_of(_one(_caller(request), webhook_id))
    if after is not None:
        rows = rows.filter(position__gt=after)
    if state:
        rows = rows.filter(state=state)
    page = page_of(rows, by=("id",), cursor=cursor, limit=limit)
    return DeliveryPage(items=[_delivery(row) for row in page.rows], next=page.next)


@router.post(
    "/deliveries/{delivery_id}/redelivery",
    response={202: DeliveryOut, 429: Problem, **WRITING},
    operation_id="redeliver",
    url_name="redelivery",
    summary="Send a message once more",
)
def redeliver(request: HttpRequest, delivery_id: UUID, idempotency_key: IdempotencyKey) -> HttpResponse:
    """Under the same message id, whatever became of it before."""
    hold_to(request, "webhooks", most=MOST_A_MINUTE)
    return once(
        request,
        idempotency_key,
        lambda: (202, _delivery(services.redeliver(_caller(request), delivery_id=delivery_id))),
    )


def _caller(request: HttpRequest) -> ActorRef:
    actor = actor_of(request)
    actor.require(WEBHOOKS)
    return actor


def _one(actor: ActorRef, webhook_id: UUID) -> Any:
    found = messaging.webhooks_visible_to(actor).filter(pk=webhook_id).first()
    if found is None:
        raise NotVisible
    return found


def _line(row: Any) -> dict[str, Any]:
    return {
        "webhook_id": row.id,
        "url": row.url,
        "kinds": row.kinds,
        "description": row.description,
        "state": row.state,
        "told_from": row.told_from,
        "failures": row.health.failures,
        "last_success_at": row.health.last_success_at,
        "last_failure_at": row.health.last_failure_at,
        "created_at": row.created_at,
    }


def _with_secret(row: Any) -> WebhookWithSecret:
    return WebhookWithSecret(**_line(row), secret=messaging.webhook_secret(row))


def _delivery(row: Any) -> DeliveryOut:
    return DeliveryOut(
        delivery_id=row.id,
        message_id=row.message_id,
        leaf_index=row.position,
        kind=row.kind,
        data=row.data,
        state=row.state,
        attempts=[AttemptOut(**tried) for tried in row.attempts],
        next_attempt_at=row.next_attempt_at,
        delivered_at=row.delivered_at,
        created_at=row.created_at,
    )
