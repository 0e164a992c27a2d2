"""Another system gets a token by client credentials and acts within its scopes, until it is revoked."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from saraptama.foundation.accounts import errors
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.machine import actor_from_bearer
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import (
    actor_for,
    actor_for_client,
    close_access,
    register_machine,
    revoke_machine,
)
from saraptama.foundation.accounts.services.machines import MachineCredentials
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.rights import Right

pytestmark = pytest.mark.urls("tests.foundation.accounts.urls")
SUBMIT, VIEW = Right("intake.submit", ""), Right("intake.view", "")


@pytest.fixture(autouse=True)
def doors(settings: Any) -> None:
    settings.ACCESS_TABLE = "tests.foundation.accounts.urls.ACCESS"


@pytest.fixture
def torelik(person: Callable[..., User], court: Any) -> User:
    """The courts' system."""
    return person("torelik", RoleCode.API_ORDERER, kind="MACHINE", appointing_body_id=court.id, password=None)


@pytest.fixture
def credentials(torelik: User) -> MachineCredentials:
    return register_machine(SYSTEM, user_id=torelik.id, name="Courts")


def ask(client: Client, credentials: MachineCredentials, **fields: str) -> Any:
    body = {"client_id": credentials.client_id, "client_secret": credentials.secret, **fields}
    return client.post("/identity/o/api/token", {"grant_type": "client_credentials", **body})


def token_of(client: Client, credentials: MachineCredentials, **fields: str) -> str:
    return str(ask(client, credentials, **fields).json()["access_token"])


def bearer(value: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {value}"}


def actor(value: str) -> ActorRef | None:
    return actor_from_bearer(RequestFactory().get("/", headers=bearer(value)))


def knock(client: Client, door: str, value: str) -> HttpResponse:
    return client.get(f"/{door}/", headers=bearer(value))  # type: ignore[return-value] # the test client's own response


def test_client_credentials_become_an_actor(client: Client, torelik: User, credentials: MachineCredentials) -> None:
    answer = ask(client, credentials)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert (body["token_type"], body["expires_in"], "refresh_token" in body) == ("Bearer", 3600, False)
    machine = actor(body["access_token"])
    assert machine is not None
    assert (machine.id, machine.kind, machine.body_id) == (torelik.id, ActorKind.MACHINE, torelik.appointing_body_id)
    assert machine.may(SUBMIT) and machine.may(VIEW)


def test_http_basic_works_too(client: Client, credentials: MachineCredentials) -> None:
    pair = base64.b64encode(f"{credentials.client_id}:{credentials.secret}".encode()).decode()
    answer = client.post(
        "/identity/o/api/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
    )
    assert actor(answer.json()["access_token"]) is not None


def test_a_scope_narrows_the_role_and_never_widens_it(client: Client, credentials: MachineCredentials) -> None:
    narrow = actor(token_of(client, credentials, scope="intake.view"))
    assert narrow is not None
    assert narrow.may(VIEW) and not narrow.may(SUBMIT)
    refused = ask(client, credentials, scope="intake.view accounts.manage")
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
    ],
)
def test_anything_else_gets_no_token(
    client: Client, credentials: MachineCredentials, fields: dict[str, str], status: int, error: str
) -> None:
    answer = ask(client, credentials, **fields)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert not Token.objects.exists()


def test_the_endpoint_answers_posts_only(client: Client) -> None:
    assert client.get("/identity/o/api/token").status_code == 405


def test_guessing_at_the_endpoint_is_slowed_down(
    client: Client, credentials: MachineCredentials, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"machine_token": "2/m/ip"}
    statuses = [ask(client, credentials, client_secret="wrong").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def test_a_token_is_stored_as_a_digest_and_a_secret_as_a_slow_hash(
    client: Client, credentials: MachineCredentials, settings: Any
) -> None:
    value = token_of(client, credentials)
    assert value not in Token.objects.get().hash
    assert credentials.secret not in OAuthClient.objects.get(id=credentials.client_id).secret


def test_finding_the_machine_costs_one_query_and_no_slow_hash(
    client: Client, credentials: MachineCredentials, settings: Any, django_assert_num_queries: Any
) -> None:
    value = token_of(client, credentials)
    settings.PASSWORD_HASHERS = []
    with django_assert_num_queries(1):
        assert actor(value) is not None


def test_an_expired_token_is_nobody(client: Client, credentials: MachineCredentials) -> None:
    value = token_of(client, credentials)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert actor(value) is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic Zm9v", "Token abc"])
def test_no_token_is_nobody(header: str, db: None) -> None:
    assert actor_from_bearer(RequestFactory().get("/", headers={"Authorization": header})) is None


def test_a_machine_gives_back_its_own_token_only(
    client: Client, credentials: MachineCredentials, torelik: User
) -> None:
    value = token_of(client, credentials)
    other = register_machine(SYSTEM, user_id=torelik.id, name="Second")
    for giver, left in ((other, True), (credentials, False)):
        fields = {"client_id": giver.client_id, "client_secret": giver.secret, "token": value}
        assert client.post("/identity/o/api/revoke", fields).status_code == 200
        assert (actor(value) is not None) is left


def test_a_revoked_client_and_a_closed_user_lose_their_tokens_at_once(
    client: Client, credentials: MachineCredentials, torelik: User
) -> None:
    value = token_of(client, credentials)
    close_access(SYSTEM, user_id=torelik.id, ground="order 30")
    assert actor(value) is None
    assert ask(client, credentials).status_code == 401
    revoke_machine(SYSTEM, client_id=credentials.client_id, ground="order 31")
    assert not OAuthClient.objects.filter(id=credentials.client_id).exists()
    assert not Token.objects.exists()
    with pytest.raises(errors.UserUnknown):
        revoke_machine(SYSTEM, client_id=credentials.client_id, ground="order 31")


def test_only_rights_of_the_machines_role_are_scopes(torelik: User) -> None:
    with pytest.raises(errors.ScopeUnknown, match=r"accounts\.manage"):
        register_machine(SYSTEM, user_id=torelik.id, name="Courts", scopes=["accounts.manage", "intake.view"])


def test_a_person_gets_no_client(person: Callable[..., User]) -> None:
    with pytest.raises(errors.UserDataWrong):
        register_machine(SYSTEM, user_id=person("clerk").id, name="Clerk")


def test_only_an_administrator_registers_machines(person: Callable[..., User], torelik: User) -> None:
    with pytest.raises(NotPermitted):
        register_machine(actor_for(person("clerk", RoleCode.CLERK)), user_id=torelik.id, name="Courts")


def test_the_actor_of_a_client_is_the_same_without_a_token(credentials: MachineCredentials, torelik: User) -> None:
    machine = actor_for_client(OAuthClient.objects.get(id=credentials.client_id))
    assert machine.id == torelik.id and machine.may(SUBMIT)


def test_a_machine_cannot_sign_in_as_a_person(client: Client, torelik: User) -> None:
    client.post("/account/login/", {"login": "torelik", "password": ""})
    assert client.get("/desk/").status_code == 302


def test_doors_for_machines_open_to_tokens_only(client: Client, credentials: MachineCredentials, torelik: User) -> None:
    value = token_of(client, credentials)
    narrow = token_of(client, credentials, scope="intake.view")
    assert knock(client, "machine", value).content.decode() == str(torelik.id)
    assert knock(client, "submit", value).status_code == 200
    assert knock(client, "submit", narrow).status_code == 403
    refused = client.get("/machine/")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert refused["WWW-Authenticate"].startswith("Bearer")
    assert knock(client, "desk", value).status_code == 302
