"""Notifications as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.translation import gettext

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
    NotificationKind.TERM_PASSES: "hourglass-split",
    NotificationKind.TERM_ENDS: "exclamation-triangle-fill",
    NotificationKind.ASK_EXTENSION: "clock-history",
    NotificationKind.CALENDAR_CORRECTED: "calendar3",
    NotificationKind.PETITION_WAITS: "envelope",
    NotificationKind.PETITION_LIMIT: "clock-history",
    NotificationKind.DECIDE_ON_SILENCE: "shuffle",
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


def _subject_of(params: Mapping[str, Any]) -> str:
    """The number of what a line is about; of a term also how much of it has passed, and when it is due."""
    parts = [str(params.get("number", ""))]
    if params.get("share"):
        parts.append(gettext("{share} % passed").format(share=params["share"]))
    if "due" in params:
        day = formats.date_format(date.fromisoformat(params["due"]), "SHORT_DATE_FORMAT")
        parts.append(gettext("due on {date}").format(date=day))
    if "until" in params:
        day = formats.date_format(date.fromisoformat(params["until"]), "SHORT_DATE_FORMAT")
        parts.append(gettext("until {date}").format(date=day))
    return " · ".join(filter(None, parts))


def lines_of(stored: Iterable[NotificationLine]) -> list[Line]:
    """Notifications in the language active now; the subject is the number of what they are about."""
    return [
        Line(
            id=line.id,
            icon=_ICONS.get(NotificationKind(line.kind), "bell"),
            text=str(NotificationKind(line.kind).label),
            subject=_subject_of(line.params),
            link=address_of(line.link),
            at=line.created_at,
            is_read=line.read,
        )
        for line in stored
    ]
