"""Who calls: a machine with an access token of the client-credentials grant."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from saraptama.foundation.accounts.machine import actor_from_bearer
from saraptama.kernel.actor import ActorRef


class MachineBearer(HttpBearer):
    """`Authorization: Bearer …`; the actor is then `request.auth`."""

    openapi_description = "Access token from the token endpoint (OAuth2 client credentials)."

    def authenticate(self, request: HttpRequest, token: str) -> ActorRef | None:
        return actor_from_bearer(request)


def actor_of(request: HttpRequest) -> ActorRef:
    """The machine that calls; only for operations behind MachineBearer."""
    actor = getattr(request, "auth", None)
    if not isinstance(actor, ActorRef):
        raise TypeError("the operation is not behind MachineBearer")
    return actor
