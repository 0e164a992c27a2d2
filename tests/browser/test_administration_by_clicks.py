"""A day of the administrator and a day of the auditor, by clicks, in Russian and in Kazakh."""

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from saraptama.demo import scenes
from saraptama.demo.cast import INSTITUTE
from saraptama.demo.draining import drain
from saraptama.demo.scenes import Scene
from saraptama.foundation.accounts.models import User
from saraptama.foundation.reference import selectors as reference
from tests.browser.person import House, Person
from tests.browser.service import Service, apart, checked_offline

LANGUAGES = pytest.mark.parametrize("language", ["ru", "kk"])


@pytest.fixture(scope="module")
def scene(service: Service) -> Scene:
    """A case in production, its acts in the log."""
    played: Scene = apart(partial(scenes.the_work_goes_on, drain))
    service.drain()
    return played


@LANGUAGES
def test_a_new_clerk_is_let_in_and_out_again(house: House, language: str) -> None:
    ruslan = house.sits("ruslan", language)
    login = f"new.clerk.{language}"
    an_account_is_opened(ruslan, login)
    a_role_is_given(ruslan)
    secret = a_one_time_password_is_shown(ruslan)
    the_newcomer_is_asked_for_a_second_factor_first(house, login, secret, language)
    the_account_is_closed(ruslan, login)
    assert apart(lambda: User.objects.get(login=login).is_active) is False
    assert ruslan.complaints == []


def an_account_is_opened(ruslan: Person, login: str) -> None:
    ruslan.turns_to("Administration")
    ruslan.page.locator("nav .tabs").get_by_role("link", name=ruslan.said("People"), exact=True).click()
    ruslan.page.locator(".page-actions a").click()
    ruslan.writes("Surname", "Жаңаев")
    ruslan.writes("Given name", "Арман")
    ruslan.page.locator("[name=home_unit_id]").select_option(str(apart(lambda: reference.unit_by_code(INSTITUTE).id)))
    ruslan.writes("Login", login)
    ruslan.presses("Open the account")
    expect(ruslan.page.get_by_role("heading", level=1)).to_contain_text("Жаңаев Арман")
    ruslan.sees("No role yet: this person can sign in and see nothing. Give a role below.")


def a_role_is_given(ruslan: Person) -> None:
    ruslan.page.locator("details.more > summary").click()
    ruslan.page.locator("[name=role]").select_option("CLERK")
    ruslan.writes("Ground", "Приказ 41-л от 20.11.2026")
    ruslan.presses("Give the role")
    expect(ruslan.page.locator("main table").first).to_contain_text(ruslan.said("records clerk"))


def a_one_time_password_is_shown(ruslan: Person) -> str:
    """Once; whoever turns back does not see it again."""
    ruslan.follows("One-time password")
    ruslan.writes("Ground", "Приказ 41-л от 20.11.2026")
    ruslan.page.locator("form.confirm button[type=submit]").click()
    secret = ruslan.page.locator("code.secret").last.inner_text()
    ruslan.follows("I have written it down")
    expect(ruslan.page.locator("main")).not_to_contain_text(secret)
    return secret


def the_newcomer_is_asked_for_a_second_factor_first(house: House, login: str, secret: str, language: str) -> None:
    """No desk opens before the newcomer has a factor and a password of their own."""
    newcomer = house.visitor(language)
    newcomer.opens("/account/login/")
    newcomer.writes("Login", login)
    newcomer.writes("Password", secret)
    newcomer.activates(newcomer.page.locator("main").get_by_role("button", name=newcomer.said("Sign in"), exact=True))
    newcomer.page.wait_for_url(re.compile("second-factor"))
    newcomer.opens("/registry/")
    expect(newcomer.page).to_have_url(re.compile("second-factor"))


def the_account_is_closed(ruslan: Person, login: str) -> None:
    ruslan.follows("Close the account")
    expect(ruslan.page.locator(".confirm-consequences li").first).to_be_visible()
    ruslan.writes("Ground", "Приказ 42-л")
    ruslan.page.locator("form.confirm button[type=submit]").click()
    ruslan.follows("Open the account")
    ruslan.page.go_back()


@LANGUAGES
def test_a_day_is_moved_after_its_effect_was_shown(house: House, scene: Scene, language: str) -> None:
    ruslan = house.sits("ruslan", language)
    ruslan.turns_to("Administration")
    ruslan.page.locator("nav .tabs").get_by_role("link", name=ruslan.said("Reference data"), exact=True).click()
    ruslan.page.locator("main a[href$='/reference/calendar/']").first.click()
    expect(ruslan.page.locator("table.month")).to_have_count(12)
    ruslan.page.locator("table.month td a").first.click()
    chosen = ruslan.page.locator("[name=day]").input_value()
    assert chosen.startswith("01.01.")
    ruslan.writes("Source", f"adilet.zan.kz, {language}")
    ruslan.presses("Show what it would do")
    ruslan.sees("What it would do")
    ruslan.presses("Save as a new version")
    ruslan.sees(
        "The calendar has a new version. Cases that are open keep the one they began with, unless you apply it."
    )


@LANGUAGES
def test_the_log_is_verified_and_its_outcome_stands_there(house: House, service: Service, language: str) -> None:
    ruslan = house.sits("ruslan", language)
    ruslan.turns_to("Administration")
    ruslan.page.locator("nav .tabs").get_by_role("link", name=ruslan.said("Log of acts"), exact=True).click()
    service.drain()
    ruslan.presses("Verify now")
    service.drain()
    ruslan.page.reload()
    expect(ruslan.page.locator("main")).to_contain_text(ruslan.said("holds"))


@LANGUAGES
def test_the_auditor_reads_a_case_and_takes_its_proof_away(
    house: House, service: Service, scene: Scene, language: str, tmp_path: Path
) -> None:
    """Two clicks from the desk to the acts; the file holds without the service; the reading itself is on record."""
    zarina = house.sits("zarina", language)
    zarina.turns_to("Administration")
    zarina.page.locator("nav .tabs").get_by_role("link", name=zarina.said("Acts of a case"), exact=True).click()
    zarina.page.locator("main ul.feed a").first.click()
    expect(zarina.page.get_by_role("heading", level=1)).to_contain_text("71-")
    with zarina.page.expect_download() as waiting:
        zarina.presses("Take away as proof")
    file = tmp_path / "acts.zip"
    waiting.value.save_as(file)
    checked = checked_offline(file, service.trust(tmp_path / "trust"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    the_journal_is_open_to_her_and_no_button_is(zarina)
    assert zarina.complaints == []


def the_journal_is_open_to_her_and_no_button_is(zarina: Person) -> None:
    zarina.turns_to("Administration")
    zarina.follows("Journal of orders")
    zarina.opens_first_row()
    expect(zarina.page.locator("main form[method=post] button.btn-primary")).to_have_count(0)
