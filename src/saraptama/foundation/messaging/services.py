"""Publishing facts, telling people, sending things and taking their receipts."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging import rights
from saraptama.foundation.messaging.enums import Channel, DispatchKind, DispatchState, NotificationKind
from saraptama.foundation.messaging.errors import AlreadyReceived, NotTheRecipient, ReceiptDoesNotFit
from saraptama.foundation.messaging.kept_answers import once
from saraptama.foundation.messaging.models import Dispatch, Notification
from saraptama.foundation.messaging.tasks import react
from saraptama.foundation.messaging.telling import tell_systems
from saraptama.foundation.messaging.types import Event
from saraptama.foundation.messaging.webhooks import (
    change_webhook,
    change_webhook_secret,
    close_webhook,
    redeliver,
    register_webhook,
    try_webhook,
)
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id

__all__ = [
    "change_webhook",
    "change_webhook_secret",
    "close_webhook",
    "dispatch",
    "mark_read",
    "notify",
    "once",
    "publish",
    "record_receipt",
    "redeliver",
    "register_webhook",
    "tell_systems",
    "try_webhook",
    "wake_workers",
]

_STORE = """
INSERT INTO messaging_outboxevent (id, name, payload, actor_id, recorded_at) VALUES ($1, $2, $3::jsonb, $4, $5)
"""


def publish(actor: ActorRef, event: Event) -> None:
    """Store a fact and defer its handlers, in the transaction of its act: both are there, or neither."""
    event_id = new_id()
    with executed(_STORE, [event_id, event.name, json.dumps(event.payload()), actor.id, clock.now()]):
        pass
    react.defer(event_id=str(event_id))
    transaction.on_commit(wake_workers)


def wake_workers() -> None:
    """Tell waiting workers that there is work. Outside the act's transaction, where it serialises nobody."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT pg_notify('procrastinate_any_queue_v1', '{"type": "job_inserted", "job_id": 0}')""")


def notify(
    user_ids: Iterable[UUID], *, kind: NotificationKind, params: dict[str, Any] | None = None, link: str = ""
) -> None:
    """Put a line into each person's notifications; a person named twice is told once."""
    moment = clock.now()
    Notification.objects.bulk_create(
        Notification(user_id=user, kind=kind, params=params or {}, link=link, created_at=moment)
        for user in dict.fromkeys(user_ids)
    )


def mark_read(actor: ActorRef, *, notification_ids: Sequence[UUID] | None = None) -> int:
    """Mark the actor's own lines as read: some, or all."""
    mine = Notification.objects.filter(user_id=actor.id, read_at__isnull=True)
    if notification_ids is not None:
        mine = mine.filter(id__in=notification_ids)
    return mine.update(read_at=clock.now())


@transaction.atomic
def dispatch(
    actor: ActorRef,
    *,
    kind: DispatchKind,
    subject: models.Model,
    title: str,
    unit_id: UUID,
    recipient_id: UUID,
    files: Sequence[UUID],
    content_sha256: str = "",
    channel: Channel = Channel.PORTAL,
) -> Dispatch:
    """Send something to an appointing body. A repeat for the same subject returns the first dispatch."""
    moment = clock.now()
    sent, created = Dispatch.objects.get_or_create(
        kind=kind,
        subject_table=subject._meta.db_table,
        subject_id=subject.pk,
        defaults={
            "channel": channel,
            "title": title,
            "unit_id": unit_id,
            "recipient_id": recipient_id,
            "files": list(files),
            "content_sha256": content_sha256,
            "sent_on": clock.local_date(moment),
            "sent_at": moment,
        },
    )
    if created:
        record(
            actor,
            act="messaging.dispatched",
            right=rights.SEND,
            subject=sent,
            occurred_on=sent.sent_on,
            wrote=[sent],
            details={"kind": kind, "channel": channel, "recipient": str(recipient_id)},
            documents={"content": content_sha256} if content_sha256 else {},
        )
    return sent


@transaction.atomic
def record_receipt(actor: ActorRef, *, dispatch_id: UUID, receiver_name: str, content_sha256: str = "") -> Dispatch:
    """Take the recipient's receipt. The hash, when given, must be that of what was sent.

    Raises NotTheRecipient, AlreadyReceived, ReceiptDoesNotFit.
    """
    actor.require(rights.RECEIVE)
    sent = Dispatch.objects.select_for_update().filter(pk=dispatch_id).first()
    if sent is None:
        raise NotVisible
    if actor.body_id != sent.recipient_id:
        raise NotTheRecipient
    if sent.state == DispatchState.RECEIVED:
        raise AlreadyReceived(received_on=timezone.localtime(sent.received_at).strftime("%d.%m.%Y"))
    if content_sha256 and content_sha256.lower() != sent.content_sha256:
        raise ReceiptDoesNotFit(field="content_sha256")
    sent.state = DispatchState.RECEIVED
    sent.received_at = clock.now()
    sent.received_by = actor.id
    sent.receiver_name = receiver_name
    sent.save(update_fields=["state", "received_at", "received_by", "receiver_name"])
    record(
        actor,
        act="messaging.received",
        right=rights.RECEIVE,
        subject=sent,
        occurred_on=clock.today(),
        wrote=[sent],
        details={"kind": sent.kind},
        documents={"content": sent.content_sha256} if sent.content_sha256 else {},
    )
    return sent
