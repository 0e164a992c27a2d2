"""Who is told: the people of a role in a unit, the people of a body."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_of_body, people_with_role
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.services import notify
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.service_actor import service_actor

Link = tuple[str, UUID]
"""The name of a page and the record it shows; the web layer turns it into an address."""


def link_text(link: Link | None) -> str:
    """`page:id`, as it is stored."""
    return f"{link[0]}:{link[1]}" if link else ""


def about(examination_id: UUID) -> dict[str, Any]:
    """Which examination a notification speaks of, by the number that people quote."""
    examination = examinations.examination_for(service_actor(VIEW), examination_id)
    return {"number": f"{examination.registration.text}/{examination.seq}"}


def tell(user_ids: Iterable[UUID], *, kind: NotificationKind, params: dict[str, Any] | None = None,
         link: Link | None = None) -> None:  # fmt: skip
    """Tell these people."""
    notify(user_ids, kind=kind, params=params, link=link_text(link))


def tell_role(role: RoleCode, unit_id: UUID, *, kind: NotificationKind, params: dict[str, Any] | None = None,
              link: Link | None = None) -> None:  # fmt: skip
    """Tell everybody who holds the role in the unit or above it."""
    path = reference.unit(unit_id).path
    tell([person.id for person in people_with_role(role, path)], kind=kind, params=params, link=link)


def tell_body(body_id: UUID, *, kind: NotificationKind, params: dict[str, Any] | None = None,
              link: Link | None = None) -> None:  # fmt: skip
    """Tell the people of an appointing body."""
    tell([person.id for person in people_of_body(body_id)], kind=kind, params=params, link=link)
