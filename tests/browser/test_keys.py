"""Working without the mouse: the skip link, rows under j and k, the search box, errors that take the focus."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from saraptama.demo import scenes
from saraptama.demo.draining import drain
from tests.browser.person import House, Person
from tests.browser.service import Service, apart


@pytest.fixture(scope="module")
def two_orders(service: Service) -> None:
    """Two orders of the journal."""
    for scene in (scenes.objects_are_awaited, scenes.objects_are_here):
        apart(partial(scene, drain))


def focused(page: Page) -> str:
    """What holds the focus, as the person hears it."""
    return str(page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()"))


def sits_before_the_journal(house: House) -> Person:
    aigerim = house.sits("aigerim")
    aigerim.opens("/registry/journal/")
    return aigerim


@pytest.mark.usefixtures("two_orders")
def test_rows_are_walked_with_j_and_k_and_opened_with_enter(house: House) -> None:
    """Under a Cyrillic layout the same keys are о and л."""
    page = sits_before_the_journal(house).page
    numbers = [" ".join(text.split()) for text in page.locator("tr[data-href] th a").all_inner_texts()]
    assert len(numbers) == 2
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert focused(page) == numbers[place]
    page.dispatch_event("body", "keydown", {"key": "о", "bubbles": True})
    assert focused(page) == numbers[1]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(numbers[1])


@pytest.mark.usefixtures("two_orders")
def test_the_skip_link_comes_first_and_leads_to_the_content(house: House) -> None:
    aigerim = sits_before_the_journal(house)
    aigerim.page.keyboard.press("Tab")
    assert focused(aigerim.page) == aigerim.said("Skip to the content")
    expect(aigerim.page.locator(":focus")).to_be_in_viewport()
    aigerim.page.keyboard.press("Enter")
    assert focused(aigerim.page).startswith(aigerim.said("Records office"))
    aigerim.page.keyboard.press("Tab")
    assert aigerim.page.evaluate("document.activeElement.closest('#content') !== null")


def test_errors_take_the_focus_and_lead_to_their_fields(house: House) -> None:
    """An order from paper, sent with the keyboard before anything is filled in."""
    aigerim = house.sits("aigerim")
    aigerim.opens("/registry/enter/")
    aigerim.field("Grounds").press("Tab")
    aigerim.page.get_by_role("button", name=aigerim.said("Enter and check")).press("Enter")
    summary = aigerim.page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    aigerim.page.keyboard.press("Tab")
    lack = focused(aigerim.page)
    aigerim.page.keyboard.press("Enter")
    label = aigerim.page.evaluate("document.activeElement.labels[0].innerText.trim()")
    assert lack.startswith(label.splitlines()[0].partition(" (")[0])
    assert aigerim.page.locator(":focus").get_attribute("aria-invalid") == "true"


def test_every_stop_of_the_keyboard_can_be_seen(house: House) -> None:
    """A ring around whatever holds the focus, on every stop of a desk."""
    aigerim = house.sits("aigerim")
    aigerim.opens("/registry/")
    unseen = []
    for _ in range(25):
        aigerim.page.keyboard.press("Tab")
        ring = aigerim.page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return document.activeElement === document.body"
            " || s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none'; })()"
        )
        if not ring:
            unseen.append(focused(aigerim.page))
    assert unseen == []
