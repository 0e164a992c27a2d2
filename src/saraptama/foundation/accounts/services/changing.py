"""Changing what is recorded of a person, without overwriting what somebody else changed meanwhile."""

from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.foundation.accounts.enums import Language
from saraptama.foundation.accounts.errors import IinTaken, IinWrong, LoginTaken, PersonChangedMeanwhile
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.policies import check_manage, check_manage_person, check_own
from saraptama.foundation.accounts.rights import ACCOUNTS_MANAGE
from saraptama.foundation.accounts.services.people import check_fields, unit_path_of
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.identifiers import iin_defects


@transaction.atomic
def change_user(
    actor: ActorRef,
    *,
    user_id: UUID,
    seen_version: int,
    login: str,
    surname: str,
    name: str = "",
    patronymic: str = "",
    email: str = "",
    iin: str | None = None,
    language: Language = Language.RU,
    appointing_body_id: UUID | None = None,
    home_unit_id: UUID | None = None,
) -> User:
    """Change a person's particulars. `seen_version` is the version that the administrator looked at.

    What is as it was changes nothing and is not recorded. Raises PersonChangedMeanwhile and others.
    """
    user = _locked(user_id)
    check_manage_person(actor, user)
    wanted: dict[str, Any] = {
        "login": login.strip().lower(),
        "surname": surname.strip(),
        "name": name.strip(),
        "patronymic": patronymic.strip(),
        "email": email.strip(),
        "iin": iin or None,
        "language": Language(language),
        "appointing_body_id": appointing_body_id,
        "home_unit_id": home_unit_id,
    }
    changed = [field for field, value in wanted.items() if getattr(user, field) != value]
    if not changed:
        return user
    if user.row_version != seen_version:
        raise PersonChangedMeanwhile(changes=", ".join(_said(user, field) for field in changed))
    for field in changed:
        setattr(user, field, wanted[field])
    user = _with_fresh_unit(user)
    check_manage(actor, unit_path_of(user))
    _check_unique(user, changed)
    check_fields(user)
    user.save(update_fields=changed)
    record(
        actor,
        act="accounts.user_changed",
        right=ACCOUNTS_MANAGE,
        subject=user,
        wrote=[user],
        details={"fields": sorted(changed)},
    )
    return user


@transaction.atomic
def change_own_address(actor: ActorRef, *, user_id: UUID, email: str) -> User:
    """Where notifications go: one's own e-mail. The address already there changes nothing."""
    check_own(actor, user_id)
    user = _locked(user_id)
    if user.email != email.strip():
        user.email = email.strip()
        check_fields(user)
        user.save(update_fields=["email"])
        record(actor, act="accounts.address_changed", subject=user, wrote=[user])
    return user


def _locked(user_id: UUID) -> User:
    return User.objects.select_for_update(of=("self",)).select_related("home_unit").get(id=user_id)


def _with_fresh_unit(user: User) -> User:
    """Forget the unit read before: the key may name another now."""
    user._state.fields_cache.pop("home_unit", None)
    user._state.fields_cache.pop("appointing_body", None)
    return user


def _said(user: User, field: str) -> str:
    """A field with the value that stands there now; an IIN is not shown to who did not type it."""
    title = str(getattr(User._meta.get_field(field), "verbose_name", field))
    if field == "iin":
        return title
    shown = {"home_unit_id": user.home_unit, "appointing_body_id": user.appointing_body}.get(field)
    return f"{title} — {shown or getattr(user, field) or '∅'}"


def _check_unique(user: User, changed: list[str]) -> None:
    others = User.objects.exclude(id=user.id)
    if "login" in changed and others.filter(login=user.login).exists():
        raise LoginTaken(field="login", login=user.login)
    if "iin" in changed and user.iin:
        if iin_defects(user.iin):
            raise IinWrong(field="iin")
        if others.filter(iin=user.iin).exists():
            raise IinTaken(field="iin")
