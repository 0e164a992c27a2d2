"""A deficient order is completed where the body sent it: what is missing in words, a field for each, papers with it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.intake import services
from saraptama.casework.intake.models import Order
from saraptama.foundation.documents.selectors import files_of_case
from tests.web.examination_page.sitting import Desk
from tests.web.orderer_portal.writing import filled, scan

pytestmark = pytest.mark.django_db

UNSIGNED = {"signature_status": "ABSENT", "scan": ""}
NO_OBJECTS = {
    "objects-count": "1",
    "objects-0-kind": "THING",
    "objects-0-name": "",
    "objects-0-quantity": "1",
    "objects-0-measure_unit": "PIECE",
    "objects-0-packaging": "",
    "objects-0-seal_number": "",
    "objects-0-destruction_permission": "NONE",
}


def sent_and_checked(actors: Any, **changes: dict[str, Any]) -> tuple[Desk, Order]:
    """An order that the records office found wanting."""
    desk = Desk("timur")
    desk.sends(f"{filled(desk, **changes)}check/")
    order = Order.objects.get()
    services.check_order(actors["aigerim"], order_id=order.pk)
    order.refresh_from_db()
    return desk, order


def test_the_way_leads_from_the_home_to_the_field(actors: Any) -> None:
    desk, order = sent_and_checked(actors, signature=UNSIGNED)
    assert order.state == "deficient"
    url = f"/portal/orders/{order.pk}/complete/"
    assert f'href="{url}"' in desk.opens(f"/portal/orders/{order.pk}/")
    page = desk.reads(url)
    assert "Signature of the appointing person" in page
    assert "CPC art. 272" in page
    assert 'name="scan"' in desk.opens(url)
    assert 'name="first_number"' not in desk.opens(url)  # only what is missing is asked for


def test_the_scan_completes_it_and_the_order_is_checked_again(actors: Any) -> None:
    desk, order = sent_and_checked(actors, signature=UNSIGNED)
    address = desk.sends(f"/portal/orders/{order.pk}/complete/", scan=scan())
    order.refresh_from_db()
    assert (order.state, order.signature_status) == ("checked", "PAPER_SCAN")
    assert [file.kind for file in files_of_case(order.pk)] == ["ORDER"]
    assert "the order is complete" in desk.reads(address)


def test_what_is_still_missing_is_counted(actors: Any) -> None:
    desk, order = sent_and_checked(actors, signature=UNSIGNED, objects=NO_OBJECTS)
    objects = {**NO_OBJECTS, "objects-0-name": "Расписка", "objects-0-no_seal_reason": "документ"}
    page = desk.reads(desk.sends(f"/portal/orders/{order.pk}/complete/", **objects))
    assert order.ordered_objects.get().name == "Расписка"
    assert "The order still lacks 1 thing" in page


def test_nothing_is_sent_in_vain(actors: Any) -> None:
    desk, order = sent_and_checked(actors, signature=UNSIGNED)
    page = desk.sends_in_vain(f"/portal/orders/{order.pk}/complete/")
    assert "Nothing was added yet." in page


def test_a_wrong_file_leaves_the_order_as_it_was(actors: Any) -> None:
    desk, order = sent_and_checked(actors, signature=UNSIGNED)
    program = SimpleUploadedFile("скан.pdf", b"MZ\x90\x00 a program", content_type="application/pdf")
    page = desk.sends_in_vain(f"/portal/orders/{order.pk}/complete/", scan=program)
    assert "file_disguised" in page
    order.refresh_from_db()
    assert (order.state, files_of_case(order.pk)) == ("deficient", [])


def test_another_body_finds_nothing(actors: Any) -> None:
    _, order = sent_and_checked(actors, signature=UNSIGNED)
    assert Desk("karlygash").client.get(f"/portal/orders/{order.pk}/complete/").status_code == 404
