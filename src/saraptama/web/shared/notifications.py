"""Notifications as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.types import NotificationLine

_ICONS = {
    NotificationKind.ORDER_RECEIVED: "box-arrow-in-down",
    NotificationKind.OBJECTS_EXPECTED: "box-seam",
    NotificationKind.TO_ASSIGN: "people",
    NotificationKind.ASSIGNED: "person-check",
    NotificationKind.HAND_OVER_OFFERED: "arrow-left-right",
    NotificationKind.PETITION_RECEIVED: "envelope",
    NotificationKind.PETITION_ANSWERED: "reply",
    NotificationKind.TO_AGREE: "clipboard-check",
    NotificationKind.AGREED: "check2",
    NotificationKind.DISAGREED: "chat-left-text",
    NotificationKind.DELIVERED: "file-earmark-check",
    NotificationKind.RECEIPT: "patch-check",
    NotificationKind.TO_SIGN: "pencil",
    NotificationKind.RETURNED: "arrow-left",
    NotificationKind.TO_RETURN: "arrow-left",
    NotificationKind.CONFLICT_OVERRIDE_WAITS: "people",
    NotificationKind.INCIDENT_OPENED: "exclamation-triangle-fill",
    NotificationKind.SIGNATURE_WITHDRAWN: "pencil",
    NotificationKind.EXPORT_READY: "download",
}


@dataclass(frozen=True)
class Line:
    """One line as the page shows it."""

    id: UUID
    icon: str
    text: str
    subject: str
    link: str
    at: datetime
    is_read: bool


def address_of(stored: str) -> str:
    """The address of `page:id`, as the journey stores it; a page that no longer exists leads nowhere."""
    page, _, key = stored.partition(":")
    try:
        return reverse(page, args=[key] if key else []) if page else ""
    except NoReverseMatch:
        return ""


def lines_of(stored: Iterable[NotificationLine]) -> list[Line]:
    """Notifications in the language active now; the subject is the number of what they are about."""
    return [
        Line(
            id=line.id,
            icon=_ICONS.get(NotificationKind(line.kind), "bell"),
            text=str(NotificationKind(line.kind).label),
            subject=str(line.params.get("number", "")),
            link=address_of(line.link),
            at=line.created_at,
            is_read=line.read,
        )
        for line in stored
    ]
