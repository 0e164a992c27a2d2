"""Questions about notifications and dispatches."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from saraptama.foundation.messaging.models import (
    Dispatch,
    DispatchQuerySet,
    Notification,
    Webhook,
    WebhookDelivery,
    WebhookQuerySet,
)
from saraptama.foundation.messaging.types import NotificationLine
from saraptama.foundation.messaging.webhook_signing import secret_of
from saraptama.kernel.actor import ActorRef


def unread_count(user_id: UUID) -> int:
    """How many lines a person has not read."""
    return Notification.objects.filter(user_id=user_id, read_at__isnull=True).count()


def people_with_unread(since: datetime) -> list[UUID]:
    """Whoever was told something since a moment and has not read it."""
    unread = Notification.objects.filter(read_at__isnull=True, created_at__gt=since)
    return list(unread.order_by("user_id").values_list("user_id", flat=True).distinct())


def unread_after(user_id: UUID, moment: datetime) -> list[NotificationLine]:
    """A person's unread lines of later than a moment, the oldest first."""
    unread = Notification.objects.filter(user_id=user_id, read_at__isnull=True, created_at__gt=moment)
    return [_line(row) for row in unread.order_by("created_at")]


def notifications_of(user_id: UUID, *, limit: int = 50) -> list[NotificationLine]:
    """A person's newest lines."""
    lines = Notification.objects.filter(user_id=user_id).order_by("-created_at")[:limit]
    return [_line(row) for row in lines]


def _line(row: Notification) -> NotificationLine:
    return NotificationLine(
        id=row.id,
        kind=row.kind,
        params=row.params,
        link=row.link,
        created_at=row.created_at,
        read=row.read_at is not None,
    )


def dispatches_visible_to(actor: ActorRef) -> DispatchQuerySet:
    """What was sent, as far as the actor may see it."""
    return Dispatch.objects.visible_to(actor).select_related("recipient").order_by("-sent_at")


def dispatch_of(subject_table: str, subject_id: UUID, kind: str) -> Dispatch | None:
    """The dispatch of one subject, if it was sent."""
    return Dispatch.objects.filter(subject_table=subject_table, subject_id=subject_id, kind=kind).first()


def dispatches_of_content(content_sha256: str) -> list[Dispatch]:
    """What was sent with exactly this content: who knows the hash has held the file. No actor is asked."""
    return list(Dispatch.objects.filter(content_sha256=content_sha256).exclude(content_sha256="")[:10])


def webhooks_visible_to(actor: ActorRef) -> WebhookQuerySet:
    """The addresses of the actor's body, the oldest first."""
    return Webhook.objects.visible_to(actor).select_related("health").order_by("id")


def webhook_secret(webhook: Webhook) -> str:
    """The secret with which the receiver checks signatures; shown when it is made, and never again."""
    return secret_of(webhook)


def deliveries_of(webhook: Webhook) -> QuerySet[WebhookDelivery]:
    """The messages to an address, in the order in which they were made."""
    return webhook.deliveries.order_by("id")
