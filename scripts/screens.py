"""Pictures of the main screens, taken from a running demonstration into docs/screens.

    make demo                              in one terminal
    .venv/bin/python scripts/screens.py    in another; --url for another address

Everybody signs in by the pages, as the demonstration's own first lines say. Needs Chromium and poppler-utils.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "docs" / "screens"
LARGEST = 160 * 1024
EVERY_STEP = "Every step of the reckoning, with its article"
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django  # noqa: E402 - the path comes first
from playwright.sync_api import sync_playwright  # noqa: E402 - the path comes first

from saraptama.demo.cast import CAST  # noqa: E402 - the same
from tests.browser.person import PHONE, House, Person, chromium  # noqa: E402 - the same

DESK = (1280, 760)


@dataclass(frozen=True)
class Screen:
    """One picture: whose window, in which language, and the way there."""

    name: str
    login: str
    language: str
    go: Callable[[Person], None]
    size: tuple[int, int] = DESK


def at(path: str) -> Callable[[Person], None]:
    """Straight to a page."""
    return lambda person: person.opens(path)


def first_of(path: str, *further: str) -> Callable[[Person], None]:
    """The topmost record of a list, then by links with these words."""

    def go(person: Person) -> None:
        person.opens(path)
        person.opens_first_row()
        for words in further:
            person.follows(words)

    return go


def explained(path: str) -> Callable[[Person], None]:
    """The topmost record of a list with its due date explained."""

    def go(person: Person) -> None:
        first_of(path)(person)
        person.reads_why()

    return go


def candidates(person: Person) -> None:
    """Whom the head can assign, and whom not."""
    person.opens("/head/")
    person.follows("Take into production and choose the expert")


def chain(person: Person) -> None:
    """Every hand that an object went through."""
    first_of("/custody/objects/?state=held")(person)
    person.page.evaluate("document.getElementById('chain').scrollIntoView({block: 'center'})")


def suggested(person: Person) -> None:
    """The search box while a number is typed into it."""
    person.opens("/registry/")
    person.page.keyboard.press("/")
    person.page.keyboard.type("71-2026-00000", delay=20)
    person.page.locator("#suggestions .hit").first.wait_for()


SCREENS_OF_THE_README = (
    Screen("entrance-ru", "", "ru", at("/")),
    Screen("portal-ru", "timur", "ru", at("/portal/")),
    Screen("order-and-checklist-ru", "aigerim", "ru", first_of("/registry/inbox/?state=deficient")),
    Screen("custody-chain-ru", "bolat", "ru", chain),
    Screen("custody-phone-kk", "bolat", "kk", at("/custody/"), PHONE),
    Screen("head-desk-ru", "dana", "ru", at("/head/")),
    Screen("candidates-ru", "dana", "ru", candidates),
    Screen("examination-ru", "yerlan", "ru", first_of("/expert/?state=suspended"), (1280, 880)),
    Screen("term-ru", "yerlan", "ru", first_of("/expert/?state=suspended", EVERY_STEP)),
    Screen("editor-ru", "yerlan", "ru", first_of("/expert/?state=in_production", "Write the conclusion")),
    Screen("expert-desk-kk", "yerlan", "kk", at("/expert/")),
    Screen("examination-phone-kk", "yerlan", "kk", explained("/expert/?state=suspended"), PHONE),
    Screen("journal-en", "nurlan", "en", at("/head/examinations/"), (1280, 640)),
    Screen("sign-in-ru", "", "ru", at("/account/login/")),
    Screen("registry-desk-kk", "aigerim", "kk", at("/registry/")),
    Screen("order-from-paper-ru", "aigerim", "ru", at("/registry/enter/")),
    Screen("journal-of-orders-ru", "aigerim", "ru", at("/registry/journal/")),
    Screen("search-ru", "aigerim", "ru", at("/search/?q=71-2026")),
    Screen("search-suggestions-kk", "aigerim", "kk", suggested),
    Screen("help-kk", "aigerim", "kk", at("/help/?for=/registry/enter/")),
    Screen("workload-ru", "dana", "ru", at("/head/workload/")),
    Screen("experts-kk", "dana", "kk", at("/head/experts/")),
    Screen("agreements-phone-ru", "dana", "ru", at("/head/agreements/"), PHONE),
    Screen("guided-order-ru", "timur", "ru", at("/portal/new/")),
    Screen("portal-phone-kk", "timur", "kk", at("/portal/"), PHONE),
    Screen("status-by-code-phone-kk", "", "kk", at("/track/"), PHONE),
    Screen("administration-ru", "ruslan", "ru", at("/administration/")),
    Screen("people-kk", "ruslan", "kk", at("/administration/people/")),
    Screen("log-ru", "ruslan", "ru", at("/administration/log/")),
)


def take_conclusion(house: House, folder: Path) -> int:
    """The first page of a conclusion that was sent, drawn from the file that its recipient downloads."""
    timur = house.sits("timur", "ru")
    timur.opens("/portal/received/")
    timur.opens_first_row()
    with tempfile.TemporaryDirectory() as kept, timur.page.expect_download() as waiting:
        timur.page.locator("main a.btn", has_text=timur.said("Download")).first.click()
        file, path = Path(kept) / "conclusion.pdf", folder / "conclusion-ru.png"
        waiting.value.save_as(file)
        subprocess.run(["pdftoppm", "-png", "-singlefile", "-gray", "-r", "80", file, path.with_suffix("")], check=True)
    return path.stat().st_size


def take(house: House, screen: Screen, folder: Path) -> int:
    """The window as it stands; the size of the picture."""
    person = house.sits(screen.login, screen.language) if screen.login else house.visitor(screen.language)
    person.page.set_viewport_size({"width": screen.size[0], "height": screen.size[1]})
    screen.go(person)
    person.page.wait_for_load_state("networkidle")
    path = folder / f"{screen.name}.png"
    person.page.screenshot(path=path, animations="disabled")
    person.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return path.stat().st_size


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--url", default="http://127.0.0.1:8000", help="where the demonstration runs")
    arguments.add_argument("--folder", type=Path, default=SCREENS, help="where the pictures go")
    given = arguments.parse_args()
    django.setup()  # for the words that a person looks for
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        house = House(chromium(playwright), given.url)
        sizes = {screen.name: take(house, screen, given.folder) for screen in SCREENS_OF_THE_README}
        sizes["conclusion-ru"] = take_conclusion(house, given.folder)
        for member in CAST:
            if member.login in {screen.login for screen in SCREENS_OF_THE_README}:
                house.sits(member.login, member.language)  # everybody's own language again
        house.close()
        house.browser.close()
    for name, size in sizes.items():
        sys.stdout.write(f"{name:<26}{size / 1024:>7.0f} KB{'  too large' if size > LARGEST else ''}\n")
    return 1 if max(sizes.values()) > LARGEST else 0


if __name__ == "__main__":
    sys.exit(main())
