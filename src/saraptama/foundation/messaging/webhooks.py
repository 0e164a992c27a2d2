"""Keeping the addresses at which a body's system is told what happened: name, change, delete, try."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from saraptama.foundation.audit.selectors import next_position
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.enums import DeliveryState, FactKind, WebhookState
from saraptama.foundation.messaging.errors import TooManyWebhooks, WebhookNotActive
from saraptama.foundation.messaging.models import Webhook, WebhookDelivery, WebhookHealth
from saraptama.foundation.messaging.rights import WEBHOOKS
from saraptama.foundation.messaging.tasks import deliver_webhook
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible
from saraptama.kernel.ids import new_id

MOST_OF_A_BODY = 10


@transaction.atomic
def register_webhook(actor: ActorRef, *, url: str, kinds: Iterable[str], description: str = "") -> Webhook:
    """Name an address of one's own body's system. It is told of everything from now on; the past is read by lists.

    Raises WrongWebhookAddress, TooManyWebhooks, NotPermitted.
    """
    actor.require(WEBHOOKS)
    if actor.body_id is None:
        raise NotPermitted(right=WEBHOOKS.says)
    ports.webhook_caller.get().check(url)
    if Webhook.objects.visible_to(actor).count() >= MOST_OF_A_BODY:
        raise TooManyWebhooks(most=MOST_OF_A_BODY)
    moment = clock.now()
    webhook = Webhook.objects.create(
        body_id=actor.body_id,
        url=url,
        kinds=_told(kinds),
        description=description,
        secret_changed_at=moment,
        told_from=next_position(),
        created_by=actor.id,
        created_at=moment,
    )
    WebhookHealth.objects.create(webhook=webhook)
    _record(actor, webhook, "messaging.webhook_registered")
    return webhook


@transaction.atomic
def change_webhook(
    actor: ActorRef,
    *,
    webhook_id: UUID,
    url: str | None = None,
    kinds: Iterable[str] | None = None,
    description: str | None = None,
    active: bool | None = None,
) -> Webhook:
    """Change an address, or switch it off or on again; what waited meanwhile is sent then."""
    webhook = _locked(actor, webhook_id)
    if url is not None and url != webhook.url:
        ports.webhook_caller.get().check(url)
        webhook.url = url
    if kinds is not None:
        webhook.kinds = _told(kinds)
    if description is not None:
        webhook.description = description
    switched_on = bool(active) and webhook.state == WebhookState.DISABLED
    if active is not None:
        webhook.state = WebhookState.ACTIVE if active else WebhookState.DISABLED
    webhook.save()
    _record(actor, webhook, "messaging.webhook_changed")
    if switched_on:
        _begin_again(webhook)
    return webhook


@transaction.atomic
def close_webhook(actor: ActorRef, *, webhook_id: UUID) -> None:
    """Delete an address: nothing is told there any more. Its row stays as history."""
    webhook = _locked(actor, webhook_id)
    webhook.state = WebhookState.CLOSED
    webhook.save(update_fields=["state"])
    _record(actor, webhook, "messaging.webhook_closed")


@transaction.atomic
def change_webhook_secret(actor: ActorRef, *, webhook_id: UUID) -> Webhook:
    """Give a new secret. For a day messages carry the signatures of both."""
    webhook = _locked(actor, webhook_id)
    webhook.generation += 1
    webhook.secret_changed_at = clock.now()
    webhook.save(update_fields=["generation", "secret_changed_at"])
    _record(actor, webhook, "messaging.webhook_secret_changed")
    return webhook


@transaction.atomic
def try_webhook(actor: ActorRef, *, webhook_id: UUID) -> WebhookDelivery:
    """Send a message that says nothing, to see whether it arrives. Raises WebhookNotActive."""
    webhook = _locked(actor, webhook_id)
    if webhook.state != WebhookState.ACTIVE:
        raise WebhookNotActive
    moment, delivery_id = clock.now(), new_id()
    delivery = WebhookDelivery.objects.create(
        id=delivery_id,
        webhook=webhook,
        message_id=f"test_{delivery_id}",
        kind=FactKind.TEST,
        happened_at=moment,
        next_attempt_at=moment,
        created_at=moment,
    )
    deliver_webhook.defer(delivery_id=str(delivery.id))
    return delivery


@transaction.atomic
def redeliver(actor: ActorRef, *, delivery_id: UUID) -> WebhookDelivery:
    """Send a message once more, under the same id, whatever became of it before. Raises WebhookNotActive."""
    mine = Webhook.objects.visible_to(actor)
    delivery = WebhookDelivery.objects.filter(pk=delivery_id, webhook__in=mine).select_related("webhook").first()
    if delivery is None:
        raise NotVisible
    if delivery.webhook.state != WebhookState.ACTIVE:
        raise WebhookNotActive
    delivery.state, delivery.next_attempt_at = DeliveryState.WAITING, clock.now()
    delivery.save(update_fields=["state", "next_attempt_at"])
    deliver_webhook.defer(delivery_id=str(delivery.id))
    return delivery


def _begin_again(webhook: Webhook) -> None:
    WebhookHealth.objects.filter(webhook=webhook).update(failures=0)
    waiting = webhook.deliveries.filter(state=DeliveryState.WAITING).order_by("position").values_list("id", flat=True)
    for delivery_id in waiting:
        deliver_webhook.defer(delivery_id=str(delivery_id))


def _locked(actor: ActorRef, webhook_id: UUID) -> Webhook:
    actor.require(WEBHOOKS)
    webhook = Webhook.objects.visible_to(actor).select_for_update().filter(pk=webhook_id).first()
    if webhook is None:
        raise NotVisible
    return webhook


def _told(kinds: Iterable[str]) -> list[str]:
    """Each kind once."""
    return sorted({FactKind(kind).value for kind in kinds})


def _record(actor: ActorRef, webhook: Webhook, act: str) -> None:
    """The address itself may say whose it is: the record names its state only."""
    record(
        actor,
        act=act,
        right=WEBHOOKS,
        subject=webhook,
        occurred_on=clock.today(),
        wrote=[webhook],
        details={"state": webhook.state, "kinds": webhook.kinds, "generation": webhook.generation},
    )
