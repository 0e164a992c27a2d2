"""Keys of an account in an administrator's hands: password, second factor, sessions, lockouts."""

import secrets
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.db import transaction

from saraptama.foundation.accounts.errors import NothingToRemove
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.policies import check_manage_person, check_not_oneself
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.accounts.services.people import set_password
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import ActorRef

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letters or digits that are taken for each other on the telephone."""


@transaction.atomic
def reset_password(actor: ActorRef, *, user_id: UUID, ground: str) -> str:
    """A one-time secret instead of the password; returned once, stored only as a slow hash.

    The person chooses an own password at the next sign-in; sessions that are open now end.
    """
    user = _locked(user_id)
    check_not_oneself(actor, user_id)
    check_manage_person(actor, user)
    secret = _one_time_secret()
    set_password(user, secret)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    ended = _end_sessions(user)
    _record(actor, "accounts.password_reset", user, {"ground": ground, "sessions": ended}, wrote=True)
    return secret


@transaction.atomic
def remove_second_factor(actor: ActorRef, *, user_id: UUID, ground: str) -> User:
    """Take the authenticator app and its recovery codes off an account, for who lost the telephone.

    Never one's own (four eyes). Sessions end; a role that demands a second factor asks for a new one at the sign-in.
    """
    user = _locked(user_id)
    check_not_oneself(actor, user_id)
    check_manage_person(actor, user)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise NothingToRemove()
    _record(actor, "accounts.second_factor_removed", user, {"ground": ground, "sessions": _end_sessions(user)})
    return user


@transaction.atomic
def end_sessions(actor: ActorRef, *, user_id: UUID, ground: str) -> int:
    """End every session of a person now; returns how many there were."""
    user = _locked(user_id)
    check_manage_person(actor, user)
    ended = _end_sessions(user)
    if ended:
        _record(actor, "accounts.sessions_ended", user, {"ground": ground, "sessions": ended})
    return ended


@transaction.atomic
def lift_lockout(actor: ActorRef, *, user_id: UUID, ground: str) -> int:
    """Forget the failed attempts to sign in as this person; returns how many addresses may try again."""
    user = _locked(user_id)
    check_manage_person(actor, user)
    lifted: int = reset(username=user.login)
    if lifted:
        _record(actor, "accounts.lockout_lifted", user, {"ground": ground, "addresses": lifted})
    return lifted


def _locked(user_id: UUID) -> User:
    return User.objects.select_for_update(of=("self",)).select_related("home_unit").get(id=user_id)


def _one_time_secret() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(16))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def _end_sessions(user: User) -> int:
    sessions = UserSession.objects.purge_and_list(user)
    for session in sessions:
        session.end()
    return len(sessions)


def _record(actor: ActorRef, act: str, user: User, details: dict[str, object], *, wrote: bool = False) -> None:
    record(actor, act=act, right=ACCOUNTS_MANAGE, subject=user, wrote=[user] if wrote else [], details=details)
