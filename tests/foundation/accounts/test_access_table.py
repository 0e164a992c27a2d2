"""The gate: an address is open to whom its row admits, and an address without a row to nobody."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saraptama.foundation.accounts import access
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.middleware import UnlistedAddress
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import delegate
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM

pytestmark = pytest.mark.urls("tests.foundation.accounts.urls")


@pytest.fixture(autouse=True)
def doors(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second factor has tests of its own; here a signed-in person has shown it."""
    settings.ACCESS_TABLE = "tests.foundation.accounts.urls.ACCESS"
    monkeypatch.setattr("saraptama.foundation.accounts.middleware._showed_second_factor", lambda request: True)


def test_an_address_without_a_row_is_not_found_and_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="saraptama.foundation.accounts.middleware"):
        assert client.get("/forgotten/").status_code == 404
    assert "not in the access table" in caplog.text


def test_a_developer_learns_at_once_that_a_row_is_missing(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(UnlistedAddress, match="forgotten"):
        client.get("/forgotten/")


def test_a_public_address_is_open_to_everybody(client: Client) -> None:
    assert client.get("/").content.decode() == "nobody"


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/desk/?tab=late")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/desk/%3Ftab%3Dlate"


def test_a_fragment_of_a_page_sends_the_whole_page_to_sign_in(client: Client) -> None:
    answer = client.get("/desk/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/account/login/")


def test_a_right_opens_its_address_and_no_other_role_does(client: Client, person: Callable[..., User]) -> None:
    clerk, expert = person("clerk", RoleCode.CLERK), person("expert", RoleCode.EXPERT)
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/registry/").status_code == 200
    client.force_login(expert, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/registry/").status_code == 403


def test_acting_for_somebody_opens_their_doors_and_shuts_the_own(client: Client, person: Callable[..., User]) -> None:
    clerk, deputy = person("clerk", RoleCode.CLERK), person("deputy")
    today = clock.today()
    delegate(
        SYSTEM,
        from_user_id=clerk.id,
        to_user_id=deputy.id,
        role=RoleCode.CLERK,
        valid_from=today,
        valid_to=today,
        ground="order 40",
    )
    client.force_login(deputy, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/registry/").status_code == 403
    client.post("/acting-for/", {"holder": str(clerk.id)})
    assert client.get("/registry/").status_code == 200
    client.post("/acting-for/", {"holder": ""})
    assert client.get("/registry/").status_code == 403


def test_a_session_opens_no_door_for_machines(client: Client, person: Callable[..., User]) -> None:
    client.force_login(person("clerk", RoleCode.CLERK), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/machine/").status_code == 401


def test_the_printed_table_names_every_address_with_its_right(db: None, settings: Any) -> None:
    rows = {**access.table(), "forgotten": access.public("forgotten")}
    settings.ACCESS_TABLE = f"{__name__}.PRINTED"
    PRINTED.update(rows)
    page = access.as_markdown()
    assert "| `/registry/` (registry) | holders of `intake.register` | the records office |" in page
    assert "| `/machine/` (machine) | machines with a token | any machine |" in page
    assert len(page.splitlines()) == len(access.addresses()) + 2


PRINTED: dict[str, access.Access] = {}
