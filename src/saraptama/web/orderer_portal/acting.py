"""Who asks: somebody who speaks for an appointing body."""

from django.http import HttpRequest

from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


def orderer(request: HttpRequest) -> ActorRef:
    """The signed-in person of a body. The service's own people have desks of their own."""
    actor: ActorRef | None = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    if actor is None or actor.body_id is None:
        raise NotVisible
    return actor
