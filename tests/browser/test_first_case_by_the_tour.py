"""A new user registers a first case with nothing but the built-in tour (features.md R5), by clicks, in both languages.

The newcomer knows no page: goes only where the card on the screen sends them, and types what stands on its paper.
"""

from playwright.sync_api import Locator, expect

from tests.browser.person import House, Person
from tests.browser.service import Service

MINUTES_AT_A_BEGINNERS_PACE = 10
STROKES_A_SECOND = 1.0
"""Two fingers looking for keys; the rest of the ten minutes is for reading."""


def card(newcomer: Person) -> Locator:
    return newcomer.page.locator("aside.tour")


def begins(newcomer: Person) -> None:
    """From the first page: help, the tour, the card of one's own role."""
    newcomer.opens("/")
    newcomer.page.keyboard.press("?")
    newcomer.follows("Guided tour of the demonstration")
    own = newcomer.page.locator(".tours > li").filter(has=newcomer.page.locator("button[name=begin]")).first
    expect(own).to_contain_text(newcomer.said("Records clerk: register a first order in ten minutes"))
    own.get_by_role("button").click()
    expect(card(newcomer).locator(".tour-place")).to_contain_text("1")


def types_what_the_card_says(newcomer: Person) -> int:
    """Every field under the name that the card gives it; how many keys that took."""
    struck = 0
    for line in card(newcomer).locator(".tour-paper dl > div").all():
        label, says = line.locator("dt").inner_text(), line.locator("dd").inner_text()
        field = newcomer.page.locator(f"[name={line.locator('dd').get_attribute('data-sample')}]")
        assert label.strip() in newcomer.page.locator(f"label[for={field.get_attribute('id')}]").inner_text()
        match field.evaluate("e => e.type"):
            case "checkbox":
                field.check()
            case "select-one":
                field.select_option(label=says)
            case _:
                field.fill(says)
                struck += len(says)
        struck += 2
    return struck


def registers_a_first_case(newcomer: Person) -> int:
    begins(newcomer)
    card(newcomer).locator("button[value=on]").click()
    expect(card(newcomer).locator(".tour-paper")).to_be_visible()
    struck = types_what_the_card_says(newcomer)
    newcomer.presses("Enter and check")
    expect(card(newcomer).locator(".tour-place")).to_contain_text("3")
    newcomer.presses("Register")
    newcomer.sees_status("registered", "order")
    return struck


def test_a_newcomer_registers_a_first_case_in_russian(house: House, service: Service) -> None:
    newcomer = house.sits("aigerim", "ru")
    struck = registers_a_first_case(newcomer)
    assert struck / STROKES_A_SECOND < MINUTES_AT_A_BEGINNERS_PACE * 60
    the_tour_goes_on_to_its_end(newcomer)
    assert newcomer.complaints == []


def the_tour_goes_on_to_its_end(newcomer: Person) -> None:
    """Each further stop is reached by the button alone, and frames what it speaks of."""
    for _ in range(3):
        card(newcomer).locator("button[value=on]").click()
        expect(newcomer.page.locator("[data-tour-here=yes]")).to_be_visible()
        expect(newcomer.page.locator(".tour-target")).to_have_count(1)
    expect(card(newcomer).locator("button[value=on]")).to_have_count(0)
    card(newcomer).locator("button[value=end]").click()
    expect(card(newcomer)).to_have_count(0)


def test_a_newcomer_registers_a_first_case_in_kazakh(house: House, service: Service) -> None:
    newcomer = house.sits("aigerim", "kk")
    registers_a_first_case(newcomer)
    newcomer.page.locator("aside.tour button[value=end]").click()
