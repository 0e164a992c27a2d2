"""Machines at the door: from a bearer token (RFC 6750) to an actor, in one query and one SHA-256.

The slow hash of a client's secret is paid once, where the token is issued; a token itself is 180 random bits or more,
so a plain digest finds it.
"""

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from django.http import HttpRequest

from saraptama.foundation.accounts.actors import grants_of, kind_of, machine_actor, within_scopes
from saraptama.foundation.accounts.errors import UserInactive, UserUnknown
from saraptama.foundation.accounts.models import MachineAccount, User
from saraptama.foundation.audit.prepared import executed
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

_SCHEME = "bearer"

_CALLER = """
SELECT u.id, u.kind, u.appointing_body_id, t.scopes,
    r.role, n.path, r.region_codes, r.examination_types, r.confidentiality
FROM allauth_idp_oidc_token t
JOIN accounts_machineaccount m ON m.client_id = t.client_id
JOIN accounts_user u ON u.id = m.user_id AND u.is_active
LEFT JOIN accounts_roleassignment r ON r.user_id = u.id
    AND r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to >= $4)
LEFT JOIN reference_unit n ON n.id = r.unit_id
WHERE t.hash = $1 AND t.type = $2 AND (t.expires_at IS NULL OR t.expires_at > $3)
ORDER BY r.role, r.id
"""


def actor_from_bearer(request: HttpRequest) -> ActorRef | None:
    """The machine that sends a valid access token in the Authorization header, with the token's scopes as rights.

    None for no token, an unknown or expired one, a client tied to nobody, or a user whose access was closed.
    """
    value = _bearer_value(request)
    if not value:
        return None
    moment = clock.now()
    digest = get_adapter().hash_token(value)
    with executed(_CALLER, [digest, Token.Type.ACCESS_TOKEN.value, moment, clock.local_date(moment)]) as cursor:
        rows = cursor.fetchall()
    if not rows:
        return None
    user_id, kind, body_id, scopes = rows[0][:4]
    grants = grants_of(row[4:] for row in rows if row[4] is not None)
    return ActorRef(id=user_id, kind=kind_of(kind), grants=within_scopes(grants, scopes.split()), body_id=body_id)


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
