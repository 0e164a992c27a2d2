"""Questions about notifications and dispatches."""

from uuid import UUID

from saraptama.foundation.messaging.models import Dispatch, DispatchQuerySet, Notification
from saraptama.foundation.messaging.types import NotificationLine
from saraptama.kernel.actor import ActorRef


def unread_count(user_id: UUID) -> int:
    """How many lines a person has not read."""
    return Notification.objects.filter(user_id=user_id, read_at__isnull=True).count()


def notifications_of(user_id: UUID, *, limit: int = 50) -> list[NotificationLine]:
    """A person's newest lines."""
    lines = Notification.objects.filter(user_id=user_id).order_by("-created_at")[:limit]
    return [
        NotificationLine(
            id=line.id,
            kind=line.kind,
            params=line.params,
            link=line.link,
            created_at=line.created_at,
            read=line.read_at is not None,
        )
        for line in lines
    ]


def dispatches_visible_to(actor: ActorRef) -> DispatchQuerySet:
    """What was sent, as far as the actor may see it."""
    return Dispatch.objects.visible_to(actor).select_related("recipient").order_by("-sent_at")


def dispatch_of(subject_table: str, subject_id: UUID, kind: str) -> Dispatch | None:
    """The dispatch of one subject, if it was sent."""
    return Dispatch.objects.filter(subject_table=subject_table, subject_id=subject_id, kind=kind).first()
