"""The token endpoint for machines: client credentials (RFC 6749, 4.4) and revocation (RFC 7009).

Protocol by oauthlib, storage by the sign-in library's tables of clients and tokens. That library's own endpoint is not
used: it offers many more grants, and its module cannot be imported without an HTTP client that we do not carry.
"""

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote_plus

from allauth.idp.oidc.models import Client, Token
from django.conf import settings
from oauthlib.common import Request
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator

from saraptama.foundation.accounts.models import MachineAccount
from saraptama.kernel import clock


class ClientCredentials(RequestValidator):
    """Answers oauthlib's questions about clients, scopes and tokens."""

    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Every client here has a secret."""
        return True

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """By HTTP Basic or by the body (RFC 6749, 2.3.1); a client whose user lost access is a stranger."""
        client_id, secret = _basic(request) or (request.client_id, request.client_secret)
        client = Client.objects.filter(pk=client_id).first() if client_id and secret else None
        if client is None or not client.check_secret(secret):
            return False
        if not MachineAccount.objects.filter(client_id=client.pk, user__is_active=True).exists():
            return False
        client.client_id = client.pk  # the name under which oauthlib looks for it
        request.client = client
        return True

    def authenticate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        """There are no public clients."""
        return False

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Client, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Only what the client was made for."""
        return grant_type in client.get_grant_types()

    def get_default_scopes(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> list[str]:
        """What a client gets that asks for nothing in particular."""
        return request.client.get_default_scopes() if request.client else []

    def validate_scopes(
        self, client_id: str, scopes: Sequence[str], client: Client, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """A client may ask for less than it was given, never for more."""
        return set(scopes) <= set(client.get_scopes())

    def save_bearer_token(self, token: dict[str, Any], request: Request, *args: Any, **kwargs: Any) -> None:
        """Keep the digest of the token, never the token."""
        row = Token(
            type=Token.Type.ACCESS_TOKEN,
            client=request.client,
            created_at=clock.now(),
            expires_at=clock.now() + settings.MACHINE_TOKEN_LIFETIME,
        )
        row.set_value(token["access_token"])
        row.set_scopes(token["scope"].split())
        row.save(force_insert=True)

    def revoke_token(self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any) -> None:
        """A client gives back its own tokens only."""
        Token.objects.by_value(token).filter(type=Token.Type.ACCESS_TOKEN, client=request.client).delete()


def token_server() -> BackendApplicationServer:
    """The endpoint as oauthlib runs it."""
    return BackendApplicationServer(
        ClientCredentials(), token_expires_in=int(settings.MACHINE_TOKEN_LIFETIME.total_seconds())
    )


def _basic(request: Request) -> tuple[str, str] | None:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return unquote_plus(client_id), unquote_plus(secret)
