"""Reading the log on for those who want to be told: each fact becomes a message to each address that asked for it."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from saraptama.foundation.audit.selectors import next_position
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.enums import WebhookState
from saraptama.foundation.messaging.models import TellingProgress, Webhook, WebhookDelivery
from saraptama.foundation.messaging.tasks import deliver_webhook
from saraptama.foundation.messaging.types import ToldFact
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id

LEAVES_AT_ONCE = 1000


def tell_systems() -> int:
    """Read to the end of the log; returns how many messages were made. Leaves come in order and each is read once."""
    made = 0
    while True:
        more, messages = _read_on()
        made += messages
        if not more:
            return made


@transaction.atomic
def _read_on() -> tuple[bool, int]:
    """One stretch of the log. The place in the log moves in the transaction that makes the messages."""
    TellingProgress.objects.get_or_create(id=1)
    progress = TellingProgress.objects.select_for_update().get(id=1)
    end = next_position()
    webhooks = list(Webhook.objects.listening())
    if not webhooks:
        # Nobody listens: nothing is read. A new address is told from the end of the log as it is then.
        progress.position = end
        progress.save(update_fields=["position"])
        return False, 0
    start = max(progress.position, min(webhook.told_from for webhook in webhooks))
    facts, progress.position = ports.told_facts.get()(start, LEAVES_AT_ONCE)
    progress.save(update_fields=["position"])
    return progress.position < end, _make_messages(webhooks, facts)


def _make_messages(webhooks: Sequence[Webhook], facts: Sequence[ToldFact]) -> int:
    of_body: dict[UUID, list[Webhook]] = defaultdict(list)
    for webhook in webhooks:
        of_body[webhook.body_id].append(webhook)
    messages = [
        _message(webhook, fact)
        for fact in facts
        for webhook in of_body[fact.body_id]
        if fact.kind in webhook.kinds and fact.position >= webhook.told_from
    ]
    # Ids of one moment have no order of their own: they get that of the log.
    for message, id in zip(messages, sorted(new_id() for _ in messages), strict=True):
        message.id = id
    for message in WebhookDelivery.objects.bulk_create(messages):
        if message.webhook.state == WebhookState.ACTIVE:
            deliver_webhook.defer(delivery_id=str(message.id))
    return len(messages)


def _message(webhook: Webhook, fact: ToldFact) -> WebhookDelivery:
    moment = clock.now()
    return WebhookDelivery(
        webhook=webhook,
        position=fact.position,
        message_id=fact.message_id,
        kind=fact.kind,
        data=fact.data,
        happened_at=fact.happened_at,
        next_attempt_at=moment,
        created_at=moment,
    )
