"""Passwords, second factors, sessions and lockouts of other people: by four eyes, once, and on the record."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from saraptama.foundation.accounts import errors, selectors
from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import (
    actor_for,
    add_machine,
    assign_role,
    change_password,
    change_user,
    close_access,
    create_user,
    end_sessions,
    lift_lockout,
    remove_second_factor,
    reset_password,
    restore_access,
    rotate_secret,
)
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import NotPermitted
from tests.foundation.accounts.conftest import PASSWORD

OWN_PASSWORD = "quiet-river-stone-77"


def last_act() -> AuditEntry:
    entry = AuditEntry.objects.order_by("recorded_at", "id").last()
    assert entry is not None
    return entry


def test_a_one_time_password_opens_the_door_once_and_then_an_own_one_is_chosen(
    administrator: ActorRef, person: Callable[..., User], client: Client
) -> None:
    user = person("judge")
    secret = reset_password(administrator, user_id=user.id, ground="memo 5")
    user.refresh_from_db()
    assert user.must_change_password and user.check_password(secret) and not user.check_password(PASSWORD)
    assert secret not in str(last_act().details) and last_act().details["ground"] == "memo 5"
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("notifications")).headers["Location"] == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).status_code == 200
    change_password(actor_for(user), user_id=user.id, password=OWN_PASSWORD)
    assert client.get(reverse("notifications")).status_code == 302  # the session ended with the password
    user.refresh_from_db()
    assert not user.must_change_password


def test_a_password_that_somebody_else_set_is_one_to_be_changed(
    administrator: ActorRef, person: Callable[..., User]
) -> None:
    user = person("judge")
    assert change_password(administrator, user_id=user.id, password=OWN_PASSWORD).must_change_password


@pytest.mark.parametrize("act", [reset_password, remove_second_factor, close_access])
def test_nobody_takes_a_protection_off_the_own_account(act: Callable[..., Any], administrator: ActorRef) -> None:
    with pytest.raises(errors.NotOnOneself):
        act(administrator, user_id=administrator.id, ground="memo 5")


def test_a_lost_telephone_costs_the_second_factor_and_every_session(
    administrator: ActorRef, person: Callable[..., User]
) -> None:
    user = person("clerk")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    remove_second_factor(administrator, user_id=user.id, ground="memo 6")
    assert not Authenticator.objects.filter(user=user).exists()
    assert last_act().act == "accounts.second_factor_removed"
    with pytest.raises(errors.NothingToRemove):
        remove_second_factor(administrator, user_id=user.id, ground="memo 6")


def test_sessions_end_at_once(administrator: ActorRef, person: Callable[..., User], client: Client) -> None:
    user = person("judge")
    client.post(reverse("account_login"), {"login": "judge", "password": PASSWORD})
    assert client.get(reverse("notifications")).status_code == 200
    assert len(selectors.sessions_of(user.id)) == 1
    assert end_sessions(administrator, user_id=user.id, ground="memo 7") == 1
    assert client.get(reverse("notifications")).status_code == 302
    assert end_sessions(administrator, user_id=user.id, ground="memo 7") == 0


def test_a_lockout_is_seen_and_lifted(administrator: ActorRef, person: Callable[..., User], client: Client) -> None:
    user = person("judge")
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "judge", "password": "wrong-wrong-wrong"})
    assert [lockout.login for lockout in selectors.lockouts("judge")] == ["judge"]
    assert lift_lockout(administrator, user_id=user.id, ground="call") >= 1
    assert selectors.lockouts("judge") == []
    client.post(reverse("account_login"), {"login": "judge", "password": PASSWORD})
    assert client.get(reverse("notifications")).status_code == 200


def test_the_administrator_of_an_institute_cannot_take_over_who_holds_a_role_above(
    person: Callable[..., User], units: SimpleNamespace
) -> None:
    local = actor_for(person("local", RoleCode.ADMINISTRATOR, units.astana))
    auditor = person("auditor", RoleCode.AUDITOR, units.astana)
    reset_password(local, user_id=auditor.id, ground="memo 8")
    assign_role(SYSTEM, user_id=auditor.id, role=RoleCode.AUDITOR, unit_id=units.centre.id, ground="order 9")
    for act in (reset_password, close_access, end_sessions):
        with pytest.raises(NotPermitted):
            act(local, user_id=auditor.id, ground="memo 8")


def test_whoever_manages_the_whole_centre_manages_people_outside_of_it_too(
    person: Callable[..., User], units: SimpleNamespace, court: Any
) -> None:
    central = actor_for(person("central", RoleCode.ADMINISTRATOR, units.centre))
    local = actor_for(person("local", RoleCode.ADMINISTRATOR, units.astana))
    judge = {"surname": "Судья", "kind": UserKind.ORDERER, "appointing_body_id": court.id}
    created = create_user(central, login="judge-1", **judge)
    assign_role(central, user_id=created.id, role=RoleCode.ORDERER, ground="letter 1")
    with pytest.raises(NotPermitted):
        create_user(local, login="judge-2", **judge)


def change(actor: ActorRef, user: User, **changes: Any) -> User:
    given = {"login": user.login, "surname": user.surname, "home_unit_id": user.home_unit_id, "language": "ru"}
    seen = changes.pop("seen_version", user.row_version)
    return change_user(actor, user_id=user.id, seen_version=seen, **{**given, **changes})


def test_a_change_names_the_fields_and_not_their_contents(
    administrator: ActorRef, person: Callable[..., User], units: SimpleNamespace
) -> None:
    user = person("clerk", RoleCode.CLERK, units.astana)
    change(administrator, user, surname="Новая")
    assert last_act().details == {"fields": ["surname"]}


def test_who_saves_second_is_told_what_stands_there_now(
    administrator: ActorRef, person: Callable[..., User], units: SimpleNamespace
) -> None:
    user = person("clerk", RoleCode.CLERK, units.astana)
    seen = user.row_version
    change(administrator, user, surname="Первая")
    with pytest.raises(errors.PersonChangedMeanwhile, match="Первая"):
        change(administrator, user, surname="Вторая", seen_version=seen)


def test_saving_what_is_there_already_is_no_act(
    administrator: ActorRef, person: Callable[..., User], units: SimpleNamespace
) -> None:
    user = person("clerk", RoleCode.CLERK, units.astana)
    before = AuditEntry.objects.count()
    change(administrator, user)
    assert AuditEntry.objects.count() == before


def test_nobody_moves_a_person_into_a_unit_beyond_the_own_reach(
    person: Callable[..., User], units: SimpleNamespace
) -> None:
    local = actor_for(person("local", RoleCode.ADMINISTRATOR, units.astana))
    clerk = person("clerk", RoleCode.CLERK, units.astana)
    with pytest.raises(NotPermitted):
        change(local, clerk, home_unit_id=units.almaty.id)


def test_closing_and_opening_are_acts_with_a_ground(administrator: ActorRef, person: Callable[..., User]) -> None:
    user = person("clerk")
    close_access(administrator, user_id=user.id, ground="order 10")
    assert not selectors.user(user.id).is_active  # type: ignore[union-attr] # there is such a person
    restore_access(administrator, user_id=user.id, ground="order 11")
    assert (last_act().act, last_act().details["ground"]) == ("accounts.access_restored", "order 11")


def tokens_of(actor: ActorRef, client_id: str) -> int:
    return next(machine.tokens for machine in selectors.machines(actor) if machine.client_id == client_id)


def test_a_renewed_secret_ends_the_old_one_and_its_tokens(administrator: ActorRef, court: Any, client: Client) -> None:
    first = add_machine(
        administrator, login="court-system", name="Төрелік", body_id=court.id, scopes=["intake.view"], ground="letter"
    )
    token = {"grant_type": "client_credentials", "client_id": first.client_id}
    assert client.post(reverse("oauth_token"), {**token, "client_secret": first.secret}).status_code == 200
    assert tokens_of(administrator, first.client_id) == 1
    second = rotate_secret(administrator, client_id=first.client_id, ground="letter 2")
    assert tokens_of(administrator, first.client_id) == 0
    assert client.post(reverse("oauth_token"), {**token, "client_secret": first.secret}).status_code == 401
    assert client.post(reverse("oauth_token"), {**token, "client_secret": second.secret}).status_code == 200
    with pytest.raises(errors.MachineUnknown):
        rotate_secret(administrator, client_id="nobody", ground="letter 3")
