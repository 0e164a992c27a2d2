"""The main journey by the keyboard alone, and as a screen reader tells it (features.md R2, docs/accessibility.md).

The walk is the one that others do with the mouse: signing in, ordering, registering, accepting objects, assigning,
handing over, accepting, petitioning, answering, writing, agreeing, signing, receiving, returning.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.by_keyboard import PersonByKeyboard
from tests.browser.person import House
from tests.browser.service import Service
from tests.browser.walk import OBJECTS, walk

ANNOUNCED = {
    "aigerim": ("Checked: nothing is missing.",),
    "bolat": ("Accepted: {count} objects. Print their labels.", "Returned."),
    "dana": ("Assigned. The expert is told and accepts next.", "Agreed. The expert, or the next head, is told."),
    "yerlan": (
        "The petition is sent; the appointing body sees it at once.",
        "Submitted. Until the head decides nobody writes in the draft.",
        "Your signature is verified and kept. Log proof and seal follow by themselves.",
    ),
    "timur": (
        "The order is sent. The records office checks it and registers it.",
        "Your answer is recorded; the expert sees it at once.",
        "The receipt is given. Thank you: the institute knows that you have it.",
    ),
}
"""What each of them is told aloud, among other things."""

PAGES_AT_LEAST = 35


@pytest.fixture(scope="module")
def house(service: Service, browser: Browser) -> Iterator[House]:
    house = House(browser, service.url, PersonByKeyboard)
    yield house
    house.close()


def test_ten_tasks_by_the_keyboard_alone_and_by_ear(house: House, service: Service, tmp_path: Path) -> None:
    conclusion = walk(house, service, tmp_path, language="ru", scripts=True)
    assert conclusion.read_bytes().startswith(b"%PDF-")
    people = {login: house.sits(login, "ru") for login in ANNOUNCED}
    listeners = {login: person for login, person in people.items() if isinstance(person, PersonByKeyboard)}
    assert {wrong for person in listeners.values() for wrong in person.misheard} == set()
    for login, sentences in ANNOUNCED.items():
        heard = " | ".join(listeners[login].heard)
        for sentence in sentences:
            assert listeners[login].said(sentence, count=str(len(OBJECTS))).rstrip(".") in heard
    assert sum(len(person.listened_to) for person in listeners.values()) >= PAGES_AT_LEAST
    assert house.complaints() == {}
