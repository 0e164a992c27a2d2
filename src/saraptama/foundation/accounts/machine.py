"""Machines at the door: from a bearer token (RFC 6750) to an actor, in two queries and one SHA-256.

The slow hash of a client's secret is paid once, where the token is issued; a token itself is 180 random bits or more,
so a plain digest finds it.
"""

from allauth.idp.oidc.models import Client, Token
from django.http import HttpRequest

from saraptama.foundation.accounts.actors import machine_actor
from saraptama.foundation.accounts.errors import UserInactive, UserUnknown
from saraptama.foundation.accounts.models import MachineAccount, User
from saraptama.kernel.actor import ActorRef

_SCHEME = "bearer"


def actor_from_bearer(request: HttpRequest) -> ActorRef | None:
    """The machine that sends a valid access token in the Authorization header, with the token's scopes as rights.

    None for no token, an unknown or expired one, a client tied to nobody, or a user whose access was closed.
    """
    value = _bearer_value(request)
    if not value:
        return None
    token = Token.objects.lookup(Token.Type.ACCESS_TOKEN, value)
    if token is None or not token.client_id:
        return None
    user = _machine_user(token.client_id)
    if user is None or not user.is_active:
        return None
    return machine_actor(user, token.get_scopes())


def actor_for_client(client: Client) -> ActorRef:
    """The actor behind an OAuth2 client with every scope the client may ask for."""
    user = _machine_user(client.pk)
    if user is None:
        raise UserUnknown(login=client.pk)
    if not user.is_active:
        raise UserInactive()
    return machine_actor(user, client.get_scopes())


def _bearer_value(request: HttpRequest) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == _SCHEME else ""


def _machine_user(client_id: str) -> User | None:
    account = MachineAccount.objects.select_related("user").filter(client_id=client_id).first()
    return account.user if account else None
