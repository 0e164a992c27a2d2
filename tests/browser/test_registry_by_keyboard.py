"""A clerk registers an order from paper with the keyboard alone, in Russian and in Kazakh (issue 3, item 1).

The keystrokes and the seconds go into the report, and are not judged: a person types slower than a driver and thinks
between fields. At two keystrokes a second, a slow clerk's pace, 240 of them are two minutes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db.models import Count
from playwright.sync_api import expect

from saraptama.kernel import clock
from tests.browser.person import House, Person
from tests.browser.service import apart

MOST_STOPS = 40
"""No field is further from the one before it than this."""


@dataclass
class Keyboard:
    """What the fingers do, counted."""

    person: Person
    struck: int = 0
    began: float = field(default_factory=time.monotonic)

    def press(self, key: str) -> None:
        self.person.page.keyboard.press(key)
        self.struck += 1

    def type(self, text: str) -> None:
        self.person.page.keyboard.type(text)
        self.struck += len(text)

    def holds(self) -> str:
        """The name of the field that holds the focus, without its row."""
        return str(self.person.page.evaluate("(document.activeElement.name || document.activeElement.tagName)"))

    def to(self, name: str) -> None:
        """Tab by tab to a field."""
        for _ in range(MOST_STOPS):
            if self.holds() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is out of the keyboard's reach; it stopped at {self.holds()}")

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.type(text)

    def choose(self, name: str, value: str) -> None:
        """An entry of a list, by the arrow."""
        self.to(name)
        for _ in range(MOST_STOPS):
            if self.person.page.evaluate("document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{name} offers no {value}")

    def seconds(self) -> float:
        return time.monotonic() - self.began


def types_the_paper(keys: Keyboard, number: str) -> None:
    """Everything that the law asks of an order, with two questions and one object."""
    day = clock.today().strftime("%d%m%Y")
    keys.write("number", number)
    keys.write("ordered_on", day)
    keys.write("place", "Астана")
    keys.to("acquaintance_protocol")
    keys.press("Space")
    keys.write("body_code", "71-03-1")
    keys.write("person_name", "Исмаилов Т.")
    keys.choose("case_no_kind", "ERDR")
    keys.write("case_no", f"267199039999{number}")
    keys.write("articles", "ст.190 ч.3")
    keys.write("grounds", "Спор о подписи")
    keys.choose("case_category", "CRIM")
    keys.write("specialties-0-code", "1.1")
    keys.write("questions-0-text", "Кем выполнена подпись?")
    keys.press("Control+Enter")
    expect(keys.person.page.locator("[name=questions-1-text]")).to_be_focused()
    keys.type("Не изменён ли почерк?")
    keys.write("objects-0-name", "Договор")
    keys.write("objects-0-seal_number", "П-7")
    keys.choose("destruction_permission", "NONE")


@pytest.mark.parametrize(("language", "number"), [("ru", "301"), ("kk", "302")])
def test_an_order_is_registered_without_the_mouse(
    house: House, language: str, number: str, record_property: Callable[[str, object], None]
) -> None:
    aigerim = house.sits("aigerim", language)
    aigerim.opens("/registry/")
    aigerim.opens("/registry/enter/")
    page = aigerim.page
    expect(page.locator("[name=order_kind]")).to_be_focused()
    keys = Keyboard(aigerim)
    types_the_paper(keys, number)
    keys.press("Alt+KeyR")
    result = page.locator("#result")
    expect(result).to_be_focused()
    expect(result).to_contain_text("71-")
    record_property(f"{language}: keystrokes", keys.struck)
    record_property(f"{language}: seconds of the driver", round(keys.seconds(), 1))
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(".label-number")).to_contain_text("71-")
    assert apart(lambda: questions_of(number)) == 2
    assert house.complaints() == {}


def questions_of(number: str) -> int:
    from saraptama.casework.intake.models import Order

    found = Order.objects.filter(number=number, state="registered", arrivals__channel="PAPER")
    return int(found.aggregate(asked=Count("questions"))["asked"])


def test_enter_goes_on_and_never_sends_half_an_order(house: House) -> None:
    aigerim = house.sits("aigerim")
    aigerim.opens("/registry/enter/")
    keys = Keyboard(aigerim)
    keys.write("number", "303")
    keys.press("Enter")
    assert keys.holds() == "ordered_on"
    assert aigerim.page.url.endswith("/registry/enter/")


def test_enter_in_the_last_field_of_a_list_adds_a_row(house: House) -> None:
    aigerim = house.sits("aigerim")
    aigerim.opens("/registry/enter/")
    keys = Keyboard(aigerim)
    keys.press("Alt+Digit6")
    assert keys.holds() == "questions-0-text"
    keys.type("Первый?")
    keys.to("questions-0-specialty_seq")
    keys.press("Enter")
    expect(aigerim.page.locator("[name=questions-1-text]")).to_be_focused()
    assert aigerim.page.locator("[name=questions-0-text]").input_value() == "Первый?"


def an_earlier_order_stands() -> None:
    from tests.factories import intake

    intake.registered_order(intake.complete_order(number="300", case_no="267199039999300"))


def test_the_offer_of_earlier_orders_and_what_cannot_stand_together_come_while_typing(house: House) -> None:
    apart(an_earlier_order_stands)
    aigerim = house.sits("aigerim", "ru")
    aigerim.opens("/registry/enter/")
    keys = Keyboard(aigerim)
    keys.write("ordered_on", clock.today().strftime("%d%m%Y"))
    keys.choose("case_no_kind", "ERDR")
    keys.write("case_no", "267199039999300")
    keys.choose("exam_kind", "PRIMARY")
    keys.choose("case_category", "CIV")
    keys.press("Tab")
    expect(aigerim.page.locator("#foreseen .tone-overdue")).to_be_visible()
    expect(aigerim.page.locator("#foreseen .earlier a")).to_contain_text("71-")
