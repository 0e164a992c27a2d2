"""Users: created, closed, restored; their password and language."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from saraptama.foundation.accounts.enums import Language, UserKind
from saraptama.foundation.accounts.errors import IinTaken, IinWrong, LoginTaken, PasswordTooWeak, UserDataWrong
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.policies import (
    check_manage,
    check_manage_person,
    check_not_oneself,
    check_own,
)
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.identifiers import iin_defects


@transaction.atomic
def create_user(
    actor: ActorRef,
    *,
    login: str,
    surname: str,
    kind: UserKind,
    name: str = "",
    patronymic: str = "",
    email: str = "",
    iin: str | None = None,
    language: Language = Language.RU,
    appointing_body_id: UUID | None = None,
    home_unit_id: UUID | None = None,
    password: str | None = None,
) -> User:
    """Open an account. Without a password nobody signs in with it until one is set."""
    user = User(
        login=login.strip().lower(),
        surname=surname.strip(),
        name=name.strip(),
        patronymic=patronymic.strip(),
        email=email.strip(),
        iin=iin or None,
        language=language,
        kind=kind,
        appointing_body_id=appointing_body_id,
        home_unit_id=home_unit_id,
    )
    check_manage(actor, unit_path_of(user))
    _check_unique(user)
    set_password(user, password)
    check_fields(user)
    user.save(force_insert=True)
    record(
        actor,
        act="accounts.user_created",
        right=ACCOUNTS_MANAGE,
        subject=user,
        wrote=[user],
        details={"kind": user.kind, "body": _text(user.appointing_body_id), "unit": _text(user.home_unit_id)},
    )
    return user


@transaction.atomic
def close_access(actor: ActorRef, *, user_id: UUID, ground: str) -> User:
    """End a person's access: every later request is refused, history keeps the name. A repeat changes nothing."""
    return _switch_access(actor, user_id, active=False, act="accounts.access_closed", ground=ground)


@transaction.atomic
def restore_access(actor: ActorRef, *, user_id: UUID, ground: str) -> User:
    """Let a person sign in again. A repeat changes nothing."""
    return _switch_access(actor, user_id, active=True, act="accounts.access_restored", ground=ground)


@transaction.atomic
def change_password(actor: ActorRef, *, user_id: UUID, password: str) -> User:
    """Set a new password that meets the policy; one's own, or as administrator somebody's, who then chooses another."""
    check_own(actor, user_id)
    user = User.objects.select_for_update().get(id=user_id)
    set_password(user, password)
    user.must_change_password = actor.id != user_id
    user.save(update_fields=["password", "must_change_password"])
    record(actor, act="accounts.password_changed", subject=user, wrote=[user])
    return user


@transaction.atomic
def choose_language(actor: ActorRef, *, user_id: UUID, language: Language) -> User:
    """Remember the language in which a person reads the service. The language already chosen changes nothing."""
    check_own(actor, user_id)
    user = User.objects.select_for_update().get(id=user_id)
    if user.language != language:
        user.language = Language(language)
        user.save(update_fields=["language"])
        record(actor, act="accounts.language_chosen", subject=user, wrote=[user], details={"language": user.language})
    return user


def unit_path_of(user: User) -> str:
    """Where a user belongs in the tree of units; empty for people outside it."""
    return user.home_unit.path if user.home_unit else ""


def _switch_access(actor: ActorRef, user_id: UUID, *, active: bool, act: str, ground: str) -> User:
    user = User.objects.select_for_update(of=("self",)).select_related("home_unit").get(id=user_id)
    check_manage_person(actor, user)
    if not active:
        check_not_oneself(actor, user_id)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        record(actor, act=act, right=ACCOUNTS_MANAGE, subject=user, wrote=[user], details={"ground": ground})
    return user


def _check_unique(user: User) -> None:
    if User.objects.filter(login=user.login).exists():
        raise LoginTaken(field="login", login=user.login)
    if user.iin:
        if iin_defects(user.iin):
            raise IinWrong(field="iin")
        if User.objects.filter(iin=user.iin).exists():
            raise IinTaken(field="iin")


def check_fields(user: User) -> None:
    """Refuse a user whose fields break a rule of the record."""
    try:
        user.full_clean()
    except ValidationError as error:
        raise UserDataWrong(reason=" ".join(error.messages)) from None


def set_password(user: User, password: str | None) -> None:
    """Put a password that meets the policy on the user; without one nobody signs in."""
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordTooWeak(field="password", reason=" ".join(error.messages)) from None
    user.set_password(password)


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
