"""Machines of appointing bodies: an OAuth2 client tied to a machine user (RFC 6749, client credentials)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from allauth.idp.oidc.models import Client, Token
from django.db import transaction

from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.accounts.errors import MachineUnknown, ScopeUnknown, UserDataWrong, UserUnknown
from saraptama.foundation.accounts.models import MachineAccount, User
from saraptama.foundation.accounts.policies import check_manage
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.accounts.roles import rights_of
from saraptama.foundation.accounts.services.people import create_user
from saraptama.foundation.accounts.services.roles import assign_role
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import ActorRef


@dataclass(frozen=True)
class MachineCredentials:
    """What the operator of the machine receives, once: the secret is stored only as a slow hash."""

    client_id: str
    secret: str


@transaction.atomic
def register_machine(
    actor: ActorRef,
    *,
    user_id: UUID,
    name: str,
    scopes: Iterable[str] | None = None,
    client_id: str | None = None,
    secret: str | None = None,
) -> MachineCredentials:
    """Make a client for a machine user. Scopes are rights of the machine's role; without any, all of them.

    An identifier and a secret may be given where both sides agreed on them beforehand (the demo, a migration).
    """
    user = User.objects.select_for_update().get(id=user_id)
    check_manage(actor, "")
    if user.kind != UserKind.MACHINE:
        raise UserDataWrong(field="user", reason=user.get_kind_display())
    granted = _checked_scopes(scopes)
    credentials = MachineCredentials(client_id or secrets.token_hex(16), secret or secrets.token_urlsafe(32))
    _make_client(credentials, name, granted)
    account = MachineAccount.objects.create(client_id=credentials.client_id, user=user)
    record(
        actor,
        act="accounts.machine_registered",
        right=ACCOUNTS_MANAGE,
        subject=account,
        wrote=[account],
        details={"user": str(user.id), "client": account.client_id, "scopes": granted},
    )
    return credentials


@transaction.atomic
def revoke_machine(actor: ActorRef, *, client_id: str, ground: str) -> None:
    """Take a client away with every token it holds. The tie to the user stays as history; a repeat is refused."""
    check_manage(actor, "")
    account = MachineAccount.objects.filter(client_id=client_id).first()
    client = Client.objects.select_for_update().filter(pk=client_id).first()
    if account is None or client is None:
        raise UserUnknown(login=client_id)
    Token.objects.filter(client=client).delete()
    client.delete()
    record(
        actor,
        act="accounts.machine_revoked",
        right=ACCOUNTS_MANAGE,
        subject=account,
        details={"client": client_id, "ground": ground},
    )


@transaction.atomic
def rotate_secret(actor: ActorRef, *, client_id: str, ground: str) -> MachineCredentials:
    """A new secret for a client; the old one and every token it obtained are good for nothing from now on."""
    check_manage(actor, "")
    account = MachineAccount.objects.filter(client_id=client_id).first()
    client = Client.objects.select_for_update().filter(pk=client_id).first()
    if account is None or client is None:
        raise MachineUnknown(client=client_id)
    credentials = MachineCredentials(client_id, secrets.token_urlsafe(32))
    client.set_secret(credentials.secret)
    client.save(update_fields=["secret"])
    tokens, _ = Token.objects.filter(client=client).delete()
    record(
        actor,
        act="accounts.machine_secret_rotated",
        right=ACCOUNTS_MANAGE,
        subject=account,
        details={"client": client_id, "ground": ground, "tokens": tokens},
    )
    return credentials


@transaction.atomic
def add_machine(
    actor: ActorRef, *, login: str, name: str, body_id: UUID, scopes: Iterable[str], ground: str
) -> MachineCredentials:
    """An appointing body's information system: its user, its role and its client, in one step."""
    user = create_user(actor, login=login, surname=name, kind=UserKind.MACHINE, appointing_body_id=body_id)
    assign_role(actor, user_id=user.id, role=RoleCode.API_ORDERER, ground=ground)
    return register_machine(actor, user_id=user.id, name=name, scopes=scopes)


def _checked_scopes(scopes: Iterable[str] | None) -> list[str]:
    allowed = rights_of(RoleCode.API_ORDERER)
    wanted = allowed if scopes is None else frozenset(scopes)
    if unknown := wanted - allowed:
        raise ScopeUnknown(field="scopes", scopes=", ".join(sorted(unknown)))
    return sorted(wanted)


def _make_client(credentials: MachineCredentials, name: str, scopes: list[str]) -> Client:
    client = Client(id=credentials.client_id, name=name, type=Client.Type.CONFIDENTIAL)
    client.set_secret(credentials.secret)
    client.set_scopes(scopes)
    client.set_default_scopes(scopes)
    client.grant_types = Client.GrantType.CLIENT_CREDENTIALS
    client.set_response_types([])
    client.save(force_insert=True)
    return client
