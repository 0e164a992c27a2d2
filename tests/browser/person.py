"""A person in front of the pages: reads words, presses what stands there, and knows nothing else of the service.

Tests name what is on a page by its English sentence; the person looks for it in their own language.
"""

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Browser, Locator, Page, expect

from saraptama.demo.cast import CAST, PASSWORD, TOTP_SECRET
from saraptama.foundation.accounts.enums import UserKind

DESK, PHONE = (1280, 900), (360, 740)
TOTP_SECONDS = 30

HEARS_REFUSALS = (
    "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
)


def one_time_code() -> str:
    """What the telephone of anybody in the cast shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // TOTP_SECONDS)
    digest = hmac.new(base64.b32decode(TOTP_SECRET), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@dataclass
class Person:
    """One window of the browser, and whoever sits before it."""

    page: Page
    address: str
    language: str
    complaints: list[str] = field(default_factory=list)
    """What the browser's console called an error: broken scripts, refused styles, missing files."""

    def said(self, sentence: str, context: str = "", **values: str) -> str:
        """A sentence of the service in this person's language."""
        with translation.override(self.language):
            shown = pgettext(context, sentence) if context else gettext(sentence)
        return shown.format(**values) if values else shown

    # What hands do; somebody without a mouse does it otherwise

    def activates(self, target: Locator) -> None:
        """A link, a button, whatever opens something."""
        target.click()

    def marks(self, target: Locator) -> None:
        """A box, or one of several choices."""
        target.check()

    def fills(self, target: Locator, text: str) -> None:
        target.fill(text)

    def takes(self, target: Locator, entry: str) -> None:
        """An entry of a list, by its whole label."""
        target.select_option(label=entry)

    def hands_in(self, target: Locator, file: Path) -> None:
        target.set_input_files(file)

    # Moving about

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)

    def follows(self, sentence: str) -> None:
        """A link with exactly these words."""
        self.activates(self.page.get_by_role("link", name=self.said(sentence), exact=True).first)

    def presses(self, sentence: str) -> None:
        self.activates(self.page.get_by_role("button", name=self.said(sentence), exact=True))

    def adds(self, sentence: str, title: str, number: int) -> None:
        """Another row of a form; without scripts the whole page comes back with it."""
        self.presses(sentence)
        expect(self.row(title, number)).to_be_visible()

    def turns_to(self, desk: str) -> None:
        """A desk of the menu on the left; on a telephone it opens by its button."""
        menu = self.page.locator(".menu-button")
        if menu.is_visible():
            self.activates(menu)
        self.activates(self.page.locator("nav.side").get_by_role("link", name=self.said(desk), exact=True))

    def opens_first_row(self) -> None:
        """The topmost record of the list."""
        self.activates(self.page.locator("table[data-rows] tr[data-href] a").first)

    # Filling in

    def writes(self, label: str, value: str, *, inside: Locator | None = None) -> None:
        self.fills(self.field(label, inside), value)

    def picks(self, label: str, words: str, *, inside: Locator | None = None) -> None:
        """An entry of a list, by how it begins."""
        asked = self.field(label, inside)
        entries = [(entry.text_content() or "").strip() for entry in asked.locator("option").all()]
        self.takes(asked, next(entry for entry in entries if entry.startswith(words)))

    def chooses(self, legend: str, choice: str, context: str = "", *, inside: Locator | None = None) -> None:
        """One of several, under their heading."""
        group = (inside or self.page).get_by_role("group", name=_marked(self.said(legend)))
        self.marks(group.last.get_by_label(self.said(choice, context), exact=True))

    def ticks(self, label: str) -> None:
        self.marks(self.page.get_by_label(self.said(label), exact=True))

    def attaches(self, label: str, file: Path) -> None:
        self.hands_in(self.field(label), file)

    def field(self, label: str, inside: Locator | None = None) -> Locator:
        found = (inside or self.page).get_by_label(_marked(self.said(label)))
        return found.and_(self.page.locator("input, select, textarea"))

    def row(self, title: str, number: int) -> Locator:
        """One of the repeated rows of a form."""
        return self.page.get_by_role("group", name=f"{self.said(title)} {number}", exact=True)

    # Looking

    def sees(self, sentence: str, context: str = "", **values: str) -> None:
        self.sees_text(self.said(sentence, context, **values))

    def sees_text(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_heading(self, sentence: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.said(sentence))

    def sees_status(self, word: str, context: str) -> None:
        """The state in the head of a record."""
        expect(
            self.page.locator(".record-head, .page-head").get_by_text(self.said(word, context)).first
        ).to_be_visible()

    def reads_why(self) -> str:
        """What the due date answers to “why?”."""
        chip = self.page.locator("details.why").first
        self.activates(chip.locator("summary"))
        return chip.locator(".why-panel").inner_text()

    # Signing in

    def signs_in(self, login: str) -> None:
        """By password, and by the telephone for those who have a second factor."""
        self.opens("/account/login/")
        self.writes("Login", login)
        self.writes("Password", PASSWORD)
        self.activates(self.page.locator("main").get_by_role("button", name=self.said("Sign in"), exact=True))
        if any(member.login == login and member.kind is UserKind.STAFF for member in CAST):
            self.writes("Code", one_time_code())
            self.activates(self.page.locator("main").get_by_role("button", name=self.said("Sign in"), exact=True))
        expect(self.page.locator("body.signed-in")).to_be_visible()

    def speaks(self, language: str) -> None:
        """Choose the language on top of the page; it stays with the account."""
        self.activates(self.page.locator(f"header button[name=language][value={language}]"))
        expect(self.page.locator(f"html[lang={language}]")).to_be_attached()
        self.language = language


def _marked(label: str) -> re.Pattern[str]:
    """The label, perhaps marked as optional or followed by how many rows there are."""
    return re.compile(rf"^\s*{re.escape(label)}(\s*\(.+\)|\s+\d+)?\s*$")


class House:
    """Everybody at the service, each in a browser of their own."""

    def __init__(self, browser: Browser, address: str, guest: type[Person] = Person) -> None:
        self.browser = browser
        self.address = address
        self.guest = guest
        self.visitors: dict[str, Person] = {}
        self._sitting: dict[tuple[str, bool], Person] = {}

    def visitor(self, language: str = "ru", *, size: tuple[int, int] = DESK, scripts: bool = True) -> Person:
        """Somebody who has not signed in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "saraptama_language", "value": language, "url": self.address}])
        if scripts:
            context.add_init_script(HEARS_REFUSALS)
        visitor = self.guest(context.new_page(), self.address, language)
        context.on("console", lambda said: said.type == "error" and visitor.complaints.append(said.text))
        context.on("weberror", lambda broken: visitor.complaints.append(str(broken.error)))
        return visitor

    def sits(self, login: str, language: str = "ru", *, scripts: bool = True) -> Person:
        """A member of the cast at their desk; signs in the first time only, for a one-time code opens but once."""
        known = self._sitting.get((login, scripts))
        if known is None:
            known = self.visitor(language, scripts=scripts)
            known.signs_in(login)
            self._sitting[login, scripts] = known
            known.language = str(known.page.locator("html").get_attribute("lang"))
        if known.language != language:
            known.speaks(language)
        return known

    def complaints(self) -> dict[str, list[str]]:
        """What the browsers complained about, by person."""
        people = {login: person for (login, _), person in self._sitting.items()} | self.visitors
        return {name: person.complaints for name, person in people.items() if person.complaints}

    def takes_pictures(self, folder: Path) -> None:
        """Every window as it stands: a failed test shows what the people saw."""
        folder.mkdir(parents=True, exist_ok=True)
        for context in self.browser.contexts:
            for number, page in enumerate(context.pages):
                page.screenshot(path=folder / f"{self.browser.contexts.index(context)}-{number}.png", full_page=True)

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()


def chromium(playwright: Any) -> Browser:
    """The system's Chromium. A missing one is an error, never a skipped test."""
    import shutil

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("Chromium is missing. Install it: apt-get install chromium")
    browser: Browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
    )
    return browser
