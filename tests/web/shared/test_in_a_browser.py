"""Frame, components and public pages in a real Chromium: accessible, obedient to the policy, usable by keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, sync_playwright

from saraptama.foundation.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/", "/status/", "/account/login/", "/gallery/", "/gallery/form/", "/gallery/refusal/stale/"]
PHONE, DESK = (360, 740), (1280, 900)


@dataclass
class Visit:
    """One window of the browser, with what it complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> "Visit":
        self.page.goto(self.address + path, wait_until="networkidle")
        return self


class Chromium:
    """The browser and the service it looks at."""

    def __init__(self, browser: Browser, address: str, session: str) -> None:
        self.browser = browser
        self.address = address
        self.session = session

    def visit(
        self,
        path: str,
        *,
        size: tuple[int, int] = DESK,
        language: str = "kk",
        theme: Any = "light",
        scripts: bool = True,
        signed_in: bool = False,
    ) -> Visit:
        """Open a page in a fresh window."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=theme, java_script_enabled=scripts
        )
        cookies = {"saraptama_language": language} | ({"sessionid": self.session} if signed_in else {})
        context.add_cookies([{"name": n, "value": v, "url": self.address} for n, v in cookies.items()])
        visit = Visit(context.new_page(), self.address)
        visit.page.on("console", lambda said: _note(visit, said.type, said.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit.go(path)


def _note(visit: Visit, kind: str, text: str) -> None:
    """Failure pages are asked for on purpose; anything else that the console calls an error counts."""
    if kind == "error" and "the server responded with a status of" not in text:
        visit.complaints.append(text)


@pytest.fixture
def chromium(live_server: Any) -> Iterator[Chromium]:
    """A browser in which the records clerk may be signed in. The database is not asked once the browser runs."""
    clerk = User.objects.get(login="aigerim")
    session = SessionStore()
    session[SESSION_KEY] = str(clerk.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = clerk.get_session_auth_hash()
    session["second_factor_set_up_here"] = True
    session.create()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield Chromium(browser, live_server.url, str(session.session_key))
        browser.close()


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical, as `rule: element`."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def test_the_judge_of_accessibility_sees_what_is_wrong(chromium: Chromium) -> None:
    visit = chromium.visit("/status/")
    visit.page.evaluate("document.querySelector('h1').innerHTML = '<a href=/></a>'")
    assert any(line.startswith("link-name") for line in serious(visit.page))


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_obey_the_policy_and_fit_a_phone(chromium: Chromium, theme: str) -> None:
    for path in PUBLIC:
        for size in (DESK, PHONE):
            visit = chromium.visit(path, size=size, theme=theme, language="kk" if size == PHONE else "ru")
            assert serious(visit.page) == [], (path, size)
            assert visit.complaints == [], (path, size)
            assert overflow(visit.page) == 0, (path, size)
            visit.page.context.close()


def test_pages_of_signed_in_people_are_accessible_too(chromium: Chromium) -> None:
    for path in ("/gallery/", "/notifications/", "/account/sessions/"):
        for size in (DESK, PHONE):
            visit = chromium.visit(path, size=size, signed_in=True)
            assert serious(visit.page) == [], (path, size)
            assert (visit.complaints, overflow(visit.page)) == ([], 0), (path, size)
            visit.page.context.close()


def test_a_form_with_errors_leads_to_its_fields(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/form/", language="ru")
    visit.page.click("form[data-draft] .form-actions .btn-primary")
    visit.page.wait_for_selector("[data-error-summary]")
    assert serious(visit.page) == []
    assert visit.page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    visit.page.click("[data-error-summary] a >> nth=0")
    assert visit.page.evaluate("document.activeElement.id") == "id_number"


def test_rows_are_added_with_and_without_scripts(chromium: Chromium) -> None:
    for scripts in (True, False):
        visit = chromium.visit("/gallery/form/", scripts=scripts)
        visit.page.fill("#id_number", "7594")
        visit.page.fill("#id_questions-0-text", "Кем выполнена подпись?")
        visit.page.click("button[name=questions-add]")
        visit.page.wait_for_selector("#id_questions-1-text")
        assert visit.page.input_value("#id_questions-0-text") == "Кем выполнена подпись?"
        assert visit.page.input_value("#id_number") == "7594"
        assert visit.page.locator(".has-error").count() == 0
        visit.page.click("button[name=questions-remove] >> nth=0")
        visit.page.wait_for_selector("#id_questions-1-text", state="detached")
        assert visit.complaints == []


def test_enter_in_a_field_sends_the_form_and_removes_no_row(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/form/")
    visit.page.fill("#id_number", "7594")
    visit.page.press("#id_number", "Enter")
    visit.page.wait_for_selector("[data-error-summary]")


def test_a_table_is_walked_by_keys_under_either_keyboard(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/")
    for key, number in (("j", "004498"), ("j", "004377"), ("k", "004498"), ("о", "004377"), ("л", "004498")):
        visit.page.dispatch_event("body", "keydown", {"key": key, "bubbles": True})
        assert number in visit.page.locator("tr.is-current").inner_text()
    visit.page.keyboard.press("Enter")
    assert visit.page.url.endswith("#examination-2")


def test_filters_change_the_address_and_only_the_table(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/")
    visit.page.evaluate("window.untouched = true")
    visit.page.click("#table-examinations summary >> nth=0")
    visit.page.select_option("#filter-examinations-state", "done")
    visit.page.click("#table-examinations form.menu-panel-start button")
    visit.page.wait_for_selector(".filter-chip")
    assert "state=done" in visit.page.url
    assert visit.page.locator("tr[data-href]").count() == 1
    assert visit.page.evaluate("window.untouched")
    visit.page.click(".filter-chip")
    visit.page.wait_for_selector(".filter-chip", state="detached")
    assert visit.page.locator("tr[data-href]").count() == 5
    assert visit.complaints == []


def test_what_was_typed_outlives_a_reload(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/form/")
    visit.page.fill("#id_number", "7594-26")
    visit.page.locator("[data-draft-note]:not(:empty)").wait_for()
    visit.page.reload()
    visit.page.click("[data-draft-restore]")
    assert visit.page.input_value("#id_number") == "7594-26"


def test_the_menu_of_desks_opens_on_a_phone_without_scripts(chromium: Chromium) -> None:
    visit = chromium.visit("/notifications/", size=PHONE, scripts=False, signed_in=True)
    assert not visit.page.locator("#desks").is_visible()
    visit.page.click(".menu-button")
    assert visit.page.locator("#desks").is_visible()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(chromium: Chromium) -> None:
    visit = chromium.visit("/status/")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip-link"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "content"


def test_a_refused_fragment_shows_the_whole_explanation(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/")
    visit.page.evaluate("htmx.ajax('GET', '/gallery/refusal/stale/', '#table-examinations')")
    visit.page.wait_for_selector("h1:has-text('Жазба')")
    assert visit.page.locator("main").count() == 1


def test_keys_lead_to_help_and_to_the_desks_and_suggestions_are_walked_by_arrows(chromium: Chromium) -> None:
    visit = chromium.visit("/notifications/", signed_in=True)
    visit.page.keyboard.press("g")
    visit.page.keyboard.press("r")
    visit.page.wait_for_url("**/registry/")
    visit.page.keyboard.press("?")
    visit.page.wait_for_url("**/help/?for=/registry/")
    assert serious(visit.page) == []
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("журнал")
    visit.page.wait_for_selector("#suggestions a, #suggestions p.muted")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector(".suggestions-panel", state="detached")
    assert visit.complaints == []


def test_a_double_click_sends_a_form_once(chromium: Chromium) -> None:
    visit = chromium.visit("/gallery/form/")
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    visit.page.evaluate(
        "() => { const b = document.querySelector('form[data-draft] .btn-primary'); b.click(); b.click(); }"
    )
    visit.page.wait_for_selector("[data-error-summary]")
    assert len(sent) == 1
