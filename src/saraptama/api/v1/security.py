"""Who calls: a machine with an access token of the client-credentials grant."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from saraptama.kernel.actor import ActorRef


class MachineBearer(HttpBearer):
    """`Authorization: Bearer …`; the actor is then `request.auth`.

    The gate of the access table has already turned the token into the actor, and has refused what its row does not
    admit; the token is not looked up a second time.
    """

    openapi_description = "Access token from the token endpoint (OAuth2 client credentials)."

    def authenticate(self, request: HttpRequest, token: str) -> ActorRef | None:
        actor: ActorRef | None = getattr(request, "actor", None)
        return actor


def actor_of(request: HttpRequest) -> ActorRef:
    """The machine that calls; only for operations behind MachineBearer."""
    actor = getattr(request, "auth", None)
    if not isinstance(actor, ActorRef):
        raise TypeError("the operation is not behind MachineBearer")
    return actor
