"""The custodian looks at each seal and accepts; what did not come stays awaited."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject, Receipt
from saraptama.casework.custody.selectors import objects_complete_on
from saraptama.casework.intake.models import Order

pytestmark = pytest.mark.django_db

NOTHING_ELSE = {
    "others-count": "1",
    "others-0-kind": "THING",
    "others-0-measure_unit": "PIECE",
}


def brought(order: Order, *, place: str = "", **of_second: str) -> dict[str, str]:
    """The form with both announced objects, sealed as the order says; fields of the second may differ."""
    typed = {"request_key": str(uuid4()), "brought_by": "Исмаилов Т.", "place_id": place, **NOTHING_ELSE}
    for sent in order.ordered_objects.all():
        row = {"arrived": "on", "seal_state": "INTACT", "seal_number": sent.seal_number, "quantity": str(sent.quantity)}
        row |= of_second if sent.number == 2 else {}
        typed |= {f"object-{sent.pk}-{name}": value for name, value in row.items() if value}
    return typed


def accept(client: Client, order: Order, typed: dict[str, str]) -> Any:
    return client.post(reverse("custody_accept", args=[order.pk]), typed)


def test_what_is_expected_is_accepted_into_a_place(custodian: Client, expected_order: Order, shelf: Any) -> None:
    assert custodian.get(reverse("custody_home")).context["stats"][0].count == 1
    answer = accept(custodian, expected_order, brought(expected_order, place=str(shelf.pk)))
    assert answer.headers["Location"] == reverse("custody_order", args=[expected_order.pk])
    assert set(CustodyObject.objects.values_list("place", "state")) == {(shelf.pk, "stored")}
    assert objects_complete_on(expected_order.pk) is not None
    assert [s.count for s in custodian.get(reverse("custody_home")).context["stats"]][:2] == [0, 2]


def test_the_same_form_sent_twice_is_one_act(custodian: Client, expected_order: Order) -> None:
    typed = brought(expected_order)
    accept(custodian, expected_order, typed)
    accept(custodian, expected_order, typed)
    assert Receipt.objects.count() == 1


def test_what_did_not_come_stays_awaited(custodian: Client, expected_order: Order) -> None:
    accept(custodian, expected_order, brought(expected_order, arrived=""))
    page = custodian.get(reverse("custody_order", args=[expected_order.pk]))
    assert [sent.number for sent, _quantity in page.context["missing"]] == [2]
    assert page.context["step"].url == reverse("custody_accept", args=[expected_order.pk])


def test_a_seal_nobody_looked_at_is_not_accepted(custodian: Client, expected_order: Order) -> None:
    page = accept(custodian, expected_order, brought(expected_order, seal_state=""))
    second = page.context["rows"].declared[1][1]
    assert list(second.errors) == ["seal_state"]
    assert not CustodyObject.objects.exists()


def test_a_broken_seal_needs_a_remark_at_its_object(custodian: Client, expected_order: Order) -> None:
    page = accept(custodian, expected_order, brought(expected_order, seal_state="BROKEN"))
    second = page.context["rows"].declared[1][1]
    assert list(second.errors) == ["remark"]
    answer = accept(custodian, expected_order, brought(expected_order, seal_state="BROKEN", remark="Надорвана"))
    assert answer.status_code == 302


def test_an_object_without_a_seal_says_why(custodian: Client, expected_order: Order) -> None:
    without = brought(expected_order, seal_state="NONE", no_seal_reason="Живые образцы")
    assert accept(custodian, expected_order, without).status_code == 302
    assert CustodyObject.objects.get(seal_number="").no_seal_reason == "Живые образцы"


def test_what_the_order_does_not_name_is_accepted_too(custodian: Client, expected_order: Order) -> None:
    more = {
        "others-0-name": "Флешка",
        "others-0-seal_state": "INTACT",
        "others-0-seal_number": "П-9",
        "others-0-quantity": "1",
    }
    accept(custodian, expected_order, brought(expected_order) | more)
    assert CustodyObject.objects.get(name="Флешка").ordered_object_id is None


def test_an_expert_does_not_accept(seated: Any, expected_order: Order) -> None:
    assert seated("yerlan").get(reverse("custody_accept", args=[expected_order.pk])).status_code in (403, 404)
