"""Who asks for a page, and which examination; the same two questions at the top of every view."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from saraptama.casework.examinations import selectors
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


def acting(request: HttpRequest) -> ActorRef:
    """The signed-in person. The access table lets nobody else through to these pages."""
    actor: ActorRef | None = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    if actor is None:
        raise NotVisible
    return actor


def examination_of(request: HttpRequest, examination_id: UUID) -> Any:
    """The examination, for the institute's own people; an appointing body follows its orders in the portal."""
    actor = acting(request)
    if actor.body_id is not None:
        raise NotVisible
    return selectors.examination_for(actor, examination_id)
