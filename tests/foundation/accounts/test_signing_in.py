"""People sign in with password and code; machines never do; guessing is locked out."""

import base64
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.utils import timezone

from saraptama.foundation.accounts.demo_codes import current_code
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.errors import DemoOnly
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import close_access, delegate, enrol_demo_totp
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM
from tests.foundation.accounts.conftest import PASSWORD

pytestmark = pytest.mark.urls("tests.foundation.accounts.urls")

SECRET = base64.b32encode(b"twenty secret bytes!").decode()


@pytest.fixture(autouse=True)
def doors(settings: Any) -> None:
    """The doors of these tests stand in a table of their own."""
    settings.ACCESS_TABLE = "tests.foundation.accounts.urls.ACCESS"
    settings.DEMO = True


def type_password(client: Client, login: str, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": login, "password": password})


def type_code(client: Client, code: str) -> Any:
    return client.post("/account/second-factor/code/", {"code": code})


def is_inside(client: Client) -> bool:
    return bool(client.get("/desk/").status_code == 200)


def sign_in(client: Client, user: User) -> None:
    type_password(client, user.login)
    type_code(client, current_code(user.login))


def test_an_orderer_signs_in_by_password(client: Client, person: Callable[..., User], court: Any) -> None:
    judge = person("judge", RoleCode.ORDERER, kind="ORDERER", appointing_body_id=court.id)
    assert type_password(client, "JUDGE").status_code == 302
    assert client.get("/desk/").content.decode() == str(judge.id)


def test_a_wrong_password_says_what_to_do_in_the_persons_language(client: Client, person: Callable[..., User]) -> None:
    person("judge")
    answer = type_password(client, "judge", "wrong-wrong-wrong")
    assert not is_inside(client)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_there_is_no_sign_up_and_no_reset_by_mail(client: Client) -> None:
    for address in ("/account/signup/", "/account/password/reset/", "/account/email/"):
        assert client.get(address).status_code == 404


def test_an_expert_needs_the_code_as_well(client: Client, person: Callable[..., User]) -> None:
    expert = person("expert", RoleCode.EXPERT)
    enrol_demo_totp(expert, SECRET)
    assert type_password(client, "expert").url == "/account/second-factor/code/"
    assert not is_inside(client)
    type_code(client, "000000" if current_code("expert") != "000000" else "000001")
    assert not is_inside(client)
    type_code(client, current_code("expert"))
    assert is_inside(client)


def test_a_code_opens_the_door_once(person: Callable[..., User]) -> None:
    expert = person("expert", RoleCode.EXPERT)
    enrol_demo_totp(expert, SECRET)
    code = current_code("expert")
    outcomes = []
    for client in (Client(), Client()):
        type_password(client, "expert")
        type_code(client, code)
        outcomes.append(is_inside(client))
    assert outcomes == [True, False]


@pytest.mark.parametrize(
    "role",
    [RoleCode.ADMINISTRATOR, RoleCode.DIRECTOR, RoleCode.HEAD, RoleCode.EXPERT, RoleCode.CLERK, RoleCode.CUSTODIAN],
)
def test_a_password_alone_opens_no_privileged_role(role: RoleCode, client: Client, person: Callable[..., User]) -> None:
    person("somebody", role)
    type_password(client, "somebody")
    answer = client.get("/desk/")
    assert (answer.status_code, answer.url) == (302, "/account/second-factor/app/?next=/desk/")
    assert client.post("/desk/").status_code == 302


def test_a_deputy_of_a_privileged_role_needs_the_code_too(client: Client, person: Callable[..., User]) -> None:
    director, deputy = person("director", RoleCode.DIRECTOR), person("deputy")
    type_password(client, "deputy")
    assert is_inside(client)
    today = clock.today()
    delegate(
        SYSTEM,
        from_user_id=director.id,
        to_user_id=deputy.id,
        role=RoleCode.DIRECTOR,
        valid_from=today,
        valid_to=today,
        ground="order 12",
    )
    assert not is_inside(client)


@pytest.mark.django_db(transaction=True)
def test_a_new_expert_sets_up_the_app_and_is_inside(client: Client, person: Callable[..., User]) -> None:
    person("expert", RoleCode.EXPERT)
    type_password(client, "expert")
    page = client.get("/account/second-factor/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post("/account/second-factor/app/", {"code": _code_of(secret)})
    assert is_inside(client)
    assert Authenticator.objects.filter(user__login="expert", type="recovery_codes").exists()
    stored = Authenticator.objects.get(user__login="expert", type="totp").data["secret"]
    assert secret not in stored


def test_a_password_session_from_before_the_app_is_asked_for_a_code(
    client: Client, person: Callable[..., User]
) -> None:
    user = person("somebody", RoleCode.EXPERT)
    type_password(client, "somebody")
    enrol_demo_totp(user, SECRET)
    assert client.get("/desk/").url == "/account/second-factor/confirm/?next=/desk/"
    client.post("/account/second-factor/confirm/", {"code": current_code("somebody")})
    assert is_inside(client)


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_replaces_a_lost_telephone_once(person: Callable[..., User]) -> None:
    person("expert", RoleCode.EXPERT)
    first = Client()
    type_password(first, "expert")
    secret = first.get("/account/second-factor/app/").context["form"].secret
    first.post("/account/second-factor/app/", {"code": _code_of(secret)})
    recovery = first.get("/account/second-factor/recovery-codes/").context["unused_codes"][0]
    outcomes = []
    for client in (Client(), Client()):
        type_password(client, "expert")
        type_code(client, recovery)
        outcomes.append(is_inside(client))
    assert outcomes == [True, False]


def test_a_privileged_role_keeps_its_second_factor(client: Client, person: Callable[..., User]) -> None:
    expert = person("expert", RoleCode.EXPERT)
    enrol_demo_totp(expert, SECRET)
    sign_in(client, expert)
    answer = client.post("/account/second-factor/app/remove/")
    assert Authenticator.objects.filter(user=expert, type="totp").exists()
    assert answer.status_code == 200


def test_five_failures_lock_the_name_for_that_address_only(person: Callable[..., User]) -> None:
    person("judge")
    attacker = Client(REMOTE_ADDR="192.0.2.7")
    answers = [type_password(attacker, "judge", f"guess-number-{n}").status_code for n in range(5)]
    assert answers[-1] == 429
    type_password(attacker, "judge")
    assert not is_inside(attacker)
    owner = Client(REMOTE_ADDR="192.0.2.8")
    type_password(owner, "judge")
    assert is_inside(owner)


def test_the_lock_ends_after_a_quarter_of_an_hour(person: Callable[..., User]) -> None:
    person("judge")
    client = Client(REMOTE_ADDR="192.0.2.9")
    for n in range(5):
        type_password(client, "judge", f"guess-number-{n}")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    type_password(client, "judge")
    assert is_inside(client)


def test_codes_cannot_be_guessed_without_end(client: Client, person: Callable[..., User]) -> None:
    expert = person("expert", RoleCode.EXPERT)
    enrol_demo_totp(expert, SECRET)
    type_password(client, "expert")
    right = current_code("expert")
    wrong = [f"{(int(right) + n) % 1_000_000:06}" for n in range(5, 40)]
    for code in wrong:
        type_code(client, code)
    type_code(client, right)
    assert not is_inside(client)


def test_a_change_of_how_one_signs_in_asks_again_who_it_is(client: Client, person: Callable[..., User]) -> None:
    person("judge")
    type_password(client, "judge")
    assert client.get("/account/second-factor/app/").status_code == 200
    with clock.held_at(clock.now() + timedelta(minutes=16)):
        answer = client.get("/account/second-factor/app/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/confirm/")
    client.post("/account/confirm/", {"password": PASSWORD, "next": "/account/second-factor/app/"})
    assert client.get("/account/second-factor/app/").status_code == 200


def test_a_closed_account_is_out_at_once(client: Client, person: Callable[..., User]) -> None:
    judge = person("judge")
    type_password(client, "judge")
    assert is_inside(client)
    close_access(SYSTEM, user_id=judge.id, ground="order 13")
    assert not is_inside(client)
    assert type_password(Client(), "judge").status_code in (200, 302)
    assert not is_inside(client)


def test_a_person_sees_the_own_sessions_and_ends_the_others(person: Callable[..., User]) -> None:
    person("judge")
    office, home = Client(HTTP_USER_AGENT="office"), Client(HTTP_USER_AGENT="home")
    for client in (office, home):
        type_password(client, "judge")
    page = office.get("/account/sessions/").content.decode()
    assert "office" in page and "home" in page
    assert UserSession.objects.count() == 2
    office.post("/account/sessions/")
    assert (is_inside(office), is_inside(home)) == (True, False)


def test_a_changed_password_is_an_act_and_ends_no_own_session(client: Client, person: Callable[..., User]) -> None:
    judge = person("judge")
    type_password(client, "judge")
    answer = client.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": "quiet-steppe-rain-57", "password2": "quiet-steppe-rain-57"},
    )
    assert answer.status_code == 302
    judge.refresh_from_db()
    assert judge.check_password("quiet-steppe-rain-57")
    assert AuditEntry.objects.filter(act="accounts.password_changed", actor_id=judge.id).count() == 1


def test_signing_in_changes_no_audited_row(client: Client, person: Callable[..., User]) -> None:
    judge = person("judge")
    type_password(client, "judge")
    before = judge.row_version
    judge.refresh_from_db()
    assert judge.row_version == before


def test_passwords_are_stored_by_argon2(settings: Any, person: Callable[..., User]) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = person("judge")
    assert identify_hasher(user.password).algorithm == "argon2"


def test_known_secrets_exist_in_the_demonstration_only(settings: Any, person: Callable[..., User]) -> None:
    user = person("expert", RoleCode.EXPERT)
    settings.DEMO = False
    with pytest.raises(DemoOnly):
        enrol_demo_totp(user, SECRET)
    with pytest.raises(DemoOnly):
        current_code("expert")


def test_every_page_of_sign_in_speaks_kazakh_russian_and_english(client: Client, units: SimpleNamespace) -> None:
    for language in ("kk", "ru", "en"):
        assert client.get("/account/login/", headers={"Accept-Language": language}).status_code == 200


def test_the_pages_about_oneself_open(client: Client, person: Callable[..., User]) -> None:
    expert = person("expert", RoleCode.EXPERT)
    enrol_demo_totp(expert, SECRET)
    sign_in(client, expert)
    for page in ("account/logout/", "account/password/", "account/sessions/", "account/second-factor/"):
        assert client.get(f"/{page}").status_code == 200, page


def _code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
