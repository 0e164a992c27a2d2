"""The custody room on a telephone, in Russian and in Kazakh: accepted, handed over between two people, scanned.

Giver and receiver confirm each on their own device, or at the giver's; a second press of the button does nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from saraptama.demo.cast import PASSWORD
from tests.browser.person import DESK, PHONE, House, Person, one_time_code
from tests.browser.service import apart

LANGUAGES = ("ru", "kk")
THINGS = ("Договор", "Образцы подписи")


def with_a_telephone(house: House, login: str, language: str) -> Person:
    """Somebody of the cast with the service on a telephone; a code of the app opens once, so each has a fresh one."""
    apart(cache.clear)
    person = house.visitor(language, size=DESK)
    house.visitors[f"{login} {language}"] = person
    person.signs_in(login)
    person.language = str(person.page.locator("html").get_attribute("lang"))
    if person.language != language:
        person.speaks(language)
    person.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return person


def order_is_registered(number: str) -> str:
    """Timur's order announces two sealed things; its address in the custody room."""
    from saraptama.casework.intake.enums import ObjectKind
    from saraptama.casework.intake.types import ObjectDeclared
    from tests.factories import intake

    things = tuple(
        ObjectDeclared(kind=ObjectKind.DOCUMENT, name=name, quantity=Decimal(1), seal_number=f"П-{number}-{place}")
        for place, name in enumerate(THINGS, start=1)
    )
    order = intake.registered_order(intake.complete_order(number=number, objects=things))
    return f"/custody/orders/{order.pk}/"


def in_hands_of(path: str) -> dict[str, str]:
    """Who holds each object of the order, by login; and how many links its chain has."""
    from saraptama.casework.custody.models import CustodyObject
    from saraptama.foundation.accounts.models import User

    order_id = path.rstrip("/").rpartition("/")[2]
    rows = CustodyObject.objects.filter(order_id=order_id).order_by("label")
    logins = dict(User.objects.values_list("id", "login"))
    return {row.label: f"{logins.get(row.holder_id, '-')} {row.chain_length}" for row in rows}


def fits(person: Person) -> None:
    """Nothing sticks out of a telephone."""
    width = person.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0], f"{person.page.url} is {width} px wide"


def accepts(bolat: Person, path: str) -> None:
    """From the page of the case to the labels: every seal is looked at."""
    bolat.opens(path)
    fits(bolat)
    bolat.follows("Accept the objects")
    bolat.writes("Brought by", "Исмаилов Т.")
    for number, name in enumerate(THINGS, start=1):
        row = bolat.page.get_by_role("group", name=f"{number}. {name}", exact=True)
        bolat.chooses("Seal", "intact", "seal", inside=row)
    fits(bolat)
    bolat.presses("Accept")
    bolat.sees("Accepted: {count} objects. Print their labels.", count=str(len(THINGS)))
    fits(bolat)


def offers(bolat: Person, path: str, named: str) -> str:
    """All objects of the case to one person; the address of the offer."""
    bolat.opens(path)
    bolat.presses("Hand over")
    fits(bolat)
    bolat.picks("To whom", named)
    bolat.presses("Offer")
    bolat.sees("Offered. The objects stay yours until the receiver confirms.")
    fits(bolat)
    return bolat.page.url.removeprefix(bolat.address)


def looks_at_each_seal(person: Person) -> None:
    for seal in person.page.locator("input[type=radio][value=INTACT]").all():
        seal.check()


@pytest.mark.parametrize("language", LANGUAGES)
def test_giver_and_receiver_on_two_telephones(house: House, language: str) -> None:
    path = apart(lambda: order_is_registered(f"41{LANGUAGES.index(language)}"))
    bolat, yerlan = (with_a_telephone(house, login, language) for login in ("bolat", "yerlan"))
    accepts(bolat, path)
    offer = offers(bolat, path, "Сейітов")
    held = apart(lambda: in_hands_of(path))
    assert {who.split()[0] for who in held.values()} == {"bolat"}, "nothing moved before the receiver confirmed"
    yerlan.opens("/custody/")
    fits(yerlan)
    yerlan.page.locator(f"#for-me a[href='{offer}']").click()
    fits(yerlan)
    looks_at_each_seal(yerlan)
    presses_twice(yerlan, "I confirm")
    yerlan.sees("Taken over: the objects are in your hands.")
    taken = apart(lambda: in_hands_of(path))
    links = {label: int(who.split()[1]) for label, who in held.items()}
    assert taken == {label: f"yerlan {count + 1}" for label, count in links.items()}, "one link more, and only one"
    bolat.page.reload()
    expect(bolat.page.get_by_role("button", name=bolat.said("I confirm"))).to_have_count(0)
    assert house.complaints() == {}


def presses_twice(person: Person, sentence: str) -> None:
    """An impatient finger: the second press comes before the page has answered the first."""
    person.page.get_by_role("button", name=person.said(sentence), exact=True).dblclick(no_wait_after=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_at_the_giver_s_telephone(house: House, language: str) -> None:
    path = apart(lambda: order_is_registered(f"42{LANGUAGES.index(language)}"))
    bolat = with_a_telephone(house, "bolat", language)
    accepts(bolat, path)
    offers(bolat, path, "Сейітов")
    bolat.follows("The receiver is beside me")
    fits(bolat)
    looks_at_each_seal(bolat)
    apart(cache.clear)
    bolat.writes("Receiver's login", "yerlan")
    bolat.writes("Receiver's password", PASSWORD)
    bolat.writes("Receiver's code", one_time_code())
    bolat.presses("I take the objects")
    bolat.sees("Handed over: both have confirmed. You are still signed in.")
    fits(bolat)
    assert {who.split()[0] for who in apart(lambda: in_hands_of(path)).values()} == {"yerlan"}
    assert house.complaints() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_on_a_label_opens_the_object_on_a_telephone_that_signs_in_first(
    house: House, language: str
) -> None:
    path = apart(lambda: order_is_registered(f"43{LANGUAGES.index(language)}"))
    bolat = with_a_telephone(house, "bolat", language)
    accepts(bolat, path)
    label = min(apart(lambda: in_hands_of(path)))
    apart(cache.clear)
    stranger = house.visitor(language, size=PHONE)
    stranger.opens(f"/custody/l/{label}/")
    stranger.writes("Login", "bolat")
    stranger.writes("Password", PASSWORD)
    stranger.page.locator("main").get_by_role("button", name=stranger.said("Sign in"), exact=True).click()
    stranger.writes("Code", one_time_code())
    stranger.page.locator("main").get_by_role("button", name=stranger.said("Sign in"), exact=True).click()
    expect(stranger.page.locator(".record-head")).to_contain_text(label)
    fits(stranger)


CUT_OFF = (
    "[...document.querySelectorAll('.label *')]"
    ".filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)"
    ".map(one => `${one.className} ${one.textContent.trim()}: ${one.scrollWidth} of ${one.clientWidth}`)"
)


def test_labels_are_printed_whole_on_a_sheet_and_on_a_roll(house: House) -> None:
    path = apart(lambda: order_is_registered("450"))
    bolat = with_a_telephone(house, "bolat", "kk")
    accepts(bolat, path)
    for paper, wide in (("sheet", 190), ("roll", 54)):
        bolat.opens(f"{path}labels/?paper={paper}")
        sheets = bolat.page.locator(f"link[media=print][href*='labels-{paper}']")
        expect(sheets).to_have_count(1)
        bolat.page.emulate_media(media="print")
        bolat.page.set_viewport_size({"width": round(wide * 96 / 25.4), "height": 900})
        # A browser fetches sheets and letters for paper, and lays them out, when it pleases; a printer waits for them.
        with suppress(TookTooLong):
            bolat.page.wait_for_function(f"() => ({CUT_OFF}).length === 0", timeout=5000)
        assert bolat.page.evaluate(CUT_OFF) == [], f"cut off on the {paper}"
        bolat.page.emulate_media(media="screen")


CAMERA = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(video) { return video.srcObject ? [{ rawValue: window.before_the_camera }] : []; }
};
navigator.mediaDevices.getUserMedia = async () => {
  if (window.camera_is_refused) throw new DOMException("no", "NotAllowedError");
  return document.createElement("canvas").captureStream();
};
"""
"""This machine has no camera and its browser no reader of codes: what both would bring is put in their place."""


def test_a_label_before_the_camera_opens_its_object_and_an_unknown_one_is_told(house: House) -> None:
    path = apart(lambda: order_is_registered("440"))
    bolat = with_a_telephone(house, "bolat", "ru")
    accepts(bolat, path)
    label = min(apart(lambda: in_hands_of(path)))
    bolat.opens("/custody/")
    expect(bolat.page.locator("[data-scan]")).to_be_hidden()
    bolat.page.context.add_init_script(CAMERA)
    films(bolat, f"{bolat.address}/custody/l/{label}/")
    expect(bolat.page.locator(".record-head")).to_contain_text(label)
    films(bolat, "O-71-2026-999999")
    bolat.sees("No object has the label {label}. Below is what is found by these words.", label="O-71-2026-999999")
    bolat.opens("/custody/")
    bolat.page.evaluate("window.camera_is_refused = true")
    bolat.presses("Scan by camera")
    bolat.sees("The camera cannot be used: allow it for this site in the browser, or type the label.")
    assert house.complaints() == {}


def films(bolat: Person, code: str) -> None:
    bolat.opens("/custody/")
    bolat.page.evaluate("code => { window.before_the_camera = code; }", code)
    bolat.presses("Scan by camera")


@pytest.fixture(autouse=True)
def everybody_goes_home(house: House) -> Any:
    """Each test has its own telephones."""
    yield
    closing: list[Callable[[], None]] = [person.page.context.close for person in house.visitors.values()]
    house.visitors.clear()
    for close in closing:
        close()
