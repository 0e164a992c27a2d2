"""What a scanner types and a telephone opens: the page of the object, or a clear word that nobody knows it (A10)."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject
from saraptama.kernel.actor import ActorRef
from saraptama.web.custody_room.scanned import printed_page
from tests.factories import custody, intake

pytestmark = pytest.mark.django_db


@pytest.fixture
def powder(actors: dict[str, ActorRef]) -> CustodyObject:
    return custody.substance(actors["bolat"])


def find(client: Client, scanned: str) -> str:
    answer = client.get(reverse("custody_find"), {"label": scanned})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture
def clerk(seated: Callable[[str], Client]) -> Client:
    """Aigerim, signed in with both factors."""
    return seated("aigerim")


def page(thing: CustodyObject) -> str:
    return reverse("custody_object", args=[thing.pk])


def test_a_scanned_label_opens_its_object(custodian: Client, powder: CustodyObject) -> None:
    assert find(custodian, powder.label) == page(powder)
    assert find(custodian, f" {powder.label.lower()} ") == page(powder)
    assert find(custodian, "О" + powder.label[1:]) == page(powder), "the Cyrillic letter of a keyboard"


def test_the_address_that_is_printed_leads_there_whatever_the_service_was_called(
    custodian: Client, powder: CustodyObject
) -> None:
    printed = f"https://saraptama.example.kz/custody/l/{powder.label}/"
    assert find(custodian, printed) == page(powder)
    unknown = "https://saraptama.example.kz/custody/l/O-71-2026-999999/"
    assert find(custodian, unknown) == reverse("custody_by_label", args=["O-71-2026-999999"])


def test_the_box_on_top_of_every_page_opens_a_scanned_label_at_once(custodian: Client, powder: CustodyObject) -> None:
    for scanned in (powder.label, "О" + powder.label[1:]):
        assert custodian.post(reverse("search"), {"q": scanned}).headers["Location"] == page(powder)
    printed = f"http://testserver/custody/l/{powder.label}/"
    assert custodian.post(reverse("search"), {"q": printed}).headers["Location"].endswith(f"/l/{powder.label}/")


def test_an_unknown_label_is_told_as_such(custodian: Client) -> None:
    answer = custodian.get(reverse("custody_find"), {"label": "O-71-2026-999999"}, follow=True)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "O-71-2026-999999" in re.sub(r"<input[^>]*>", "", told), "the message names it, not only the box"
    assert custodian.get(reverse("custody_by_label", args=["O-71-2026-999999"])).status_code == 404


def test_the_folder_of_a_case_leads_to_its_objects(custodian: Client) -> None:
    order = intake.registered_order()
    number = order.registrations.get().text
    assert find(custodian, number) == reverse("custody_order", args=[order.pk])


def test_the_journal_opens_what_was_scanned_off_a_folder(clerk: Client) -> None:
    printed = "https://saraptama.example.kz/registry/n/71-2026-000123/"
    answer = clerk.get(reverse("registry_journal"), {"words": printed})
    assert answer.headers["Location"] == reverse("registry_by_number", args=["71-2026-000123"])


@pytest.mark.parametrize(
    "foreign",
    [
        "https://example.kz/account/logout/",
        "javascript:alert(1)",
        "https://example.kz/custody/l/O-1/?next=//elsewhere",
        "https://example.kz//custody/l/O-1/../..//elsewhere",
    ],
)
def test_no_other_address_is_followed(foreign: str) -> None:
    assert printed_page(foreign) == ""


def test_a_telephone_that_is_not_signed_in_comes_to_the_object_after_signing_in(
    client: Client, powder: CustodyObject
) -> None:
    address = reverse("custody_by_label", args=[powder.label])
    answer = client.get(address)
    assert answer.status_code == 302
    assert f"next={address}" in answer.headers["Location"]
