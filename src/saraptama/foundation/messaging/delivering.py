"""One attempt to deliver one message; what follows when it fails, and when everything failed."""

import json
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_of_body, people_with_role
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.enums import DeliveryState, NotificationKind, WebhookState
from saraptama.foundation.messaging.models import Webhook, WebhookDelivery, WebhookHealth
from saraptama.foundation.messaging.services import notify
from saraptama.foundation.messaging.tasks import deliver_webhook
from saraptama.foundation.messaging.types import WebhookAnswer
from saraptama.foundation.messaging.webhook_signing import headers_of
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM

log = structlog.get_logger(__name__)

ATTEMPTS_SHOWN = 20


def attempt(delivery_id: UUID) -> None:
    """Call the address once, outside any transaction, and note what came of it.

    A job that runs twice may deliver twice: the receiver knows a message by its id (at least once, never less).
    """
    delivery = WebhookDelivery.objects.select_related("webhook").get(pk=delivery_id)
    webhook = delivery.webhook
    if delivery.state != DeliveryState.WAITING or webhook.state != WebhookState.ACTIVE:
        return
    body = body_of(delivery)
    answer = ports.webhook_caller.get().call(webhook.url, headers_of(webhook, delivery.message_id, body), body)
    _note(delivery.id, answer)


def body_of(delivery: WebhookDelivery) -> bytes:
    """The message: the same bytes at every attempt."""
    content = {
        "type": delivery.kind,
        "timestamp": delivery.happened_at.isoformat(),
        "leaf_index": delivery.position,
        "data": delivery.data,
    }
    return json.dumps(content, separators=(",", ":"), sort_keys=True).encode()


@transaction.atomic
def _note(delivery_id: UUID, answer: WebhookAnswer) -> None:
    # The address first, the message second: in this order everybody locks them.
    webhook = Webhook.objects.select_for_update().get(deliveries=delivery_id)
    delivery = WebhookDelivery.objects.select_for_update().get(pk=delivery_id)
    moment = clock.now()
    tried = {"at": moment.isoformat(), "status": answer.status, "problem": answer.problem}
    delivery.attempts = [*delivery.attempts, tried][-ATTEMPTS_SHOWN:]
    if answer.taken:
        delivery.state, delivery.delivered_at, delivery.next_attempt_at = DeliveryState.DELIVERED, moment, None
        WebhookHealth.objects.filter(webhook=webhook).update(failures=0, last_success_at=moment)
    else:
        _note_failure(webhook, delivery, answer)
    delivery.save(update_fields=["attempts", "state", "delivered_at", "next_attempt_at"])


def _note_failure(webhook: Webhook, delivery: WebhookDelivery, answer: WebhookAnswer) -> None:
    moment = clock.now()
    health = WebhookHealth.objects.select_for_update().get(webhook=webhook)
    health.failures, health.last_failure_at = health.failures + 1, moment
    health.save(update_fields=["failures", "last_failure_at"])
    if webhook.state == WebhookState.ACTIVE and (answer.gone or health.failures >= settings.WEBHOOK_MOST_FAILURES):
        _disable(webhook, gone=answer.gone, failures=health.failures)
    pauses = settings.WEBHOOK_PAUSES
    tries = len(delivery.attempts)
    if tries > len(pauses):
        delivery.state, delivery.next_attempt_at = DeliveryState.FAILED, None
        log.warning("webhook_given_up", webhook=str(webhook.id), delivery=str(delivery.id))
        return
    delivery.next_attempt_at = moment + timedelta(seconds=pauses[tries - 1])
    if webhook.state == WebhookState.ACTIVE:
        deliver_webhook.configure(schedule_at=delivery.next_attempt_at).defer(delivery_id=str(delivery.id))


def _disable(webhook: Webhook, *, gone: bool, failures: int) -> None:
    """Stop calling an address that does not answer, and tell those who can mend it. What waits goes on waiting."""
    webhook.state = WebhookState.DISABLED
    webhook.save(update_fields=["state"])
    record(
        SYSTEM,
        act="messaging.webhook_disabled",
        subject=webhook,
        occurred_on=clock.today(),
        wrote=[webhook],
        details={"gone": gone, "failures": failures},
    )
    told = [*people_of_body(webhook.body_id), *people_with_role(RoleCode.ADMINISTRATOR)]
    notify([person.id for person in told], kind=NotificationKind.WEBHOOK_DISABLED, params={"number": webhook.url})
