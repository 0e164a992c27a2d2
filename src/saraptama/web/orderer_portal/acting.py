"""Who asks: somebody who speaks for an appointing body."""

from django.http import HttpRequest

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import AppointingBody
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

CHANGED_MEANWHILE = 409
"""Status of a refusal that no input mends: the record is no longer as the page showed it, and its form is gone."""


def orderer(request: HttpRequest) -> ActorRef:
    """The signed-in person of a body. The service's own people have desks of their own."""
    actor: ActorRef | None = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    if actor is None or actor.body_id is None:
        raise NotVisible
    return actor


def body_of(actor: ActorRef) -> AppointingBody:
    """The body in whose name the person acts."""
    if actor.body_id is None:
        raise NotVisible
    return reference.body(actor.body_id)
