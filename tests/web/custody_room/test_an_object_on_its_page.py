"""An object's page tells every hand and place; a scanned label leads to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.rules import check_chain_file
from saraptama.casework.intake.models import Order
from saraptama.kernel import clock

pytestmark = pytest.mark.django_db


def one_of(order: Order) -> CustodyObject:
    return CustodyObject.objects.filter(order=order).order_by("label")[0]


def test_the_chain_is_told_from_the_latest_link(custodian: Client, kept_order: Order) -> None:
    page = custodian.get(reverse("custody_object", args=[one_of(kept_order).pk]))
    assert [step.icon for step in page.context["chain"]] == ["geo-alt", "box-arrow-in-down"]
    assert "store-1 / shelf-2" in page.context["chain"][0].way
    assert "Исмаилов" in page.context["chain"][1].way
    assert page.context["faults"] == []


def test_where_it_was_at_a_past_minute(custodian: Client, kept_order: Order) -> None:
    url = reverse("custody_object", args=[one_of(kept_order).pk])
    here = clock.now().astimezone(clock.ALMATY)
    before = here - timedelta(days=30)
    ask = "%Y-%m-%dT%H:%M"
    assert "store-1 / shelf-2" in custodian.get(url, {"moment": here.strftime(ask)}).context["answer"]
    assert "store-1" not in custodian.get(url, {"moment": before.strftime(ask)}).context["answer"]


def test_a_scanned_label_opens_the_object(custodian: Client, kept_order: Order) -> None:
    thing = one_of(kept_order)
    page = reverse("custody_object", args=[thing.pk])
    scanned = f"http://testserver{reverse('custody_by_label', args=[thing.label])}"
    assert custodian.get(scanned).headers["Location"] == page
    for typed in (thing.label, thing.label.lower(), scanned):
        assert custodian.get(reverse("custody_find"), {"label": typed}).headers["Location"] == page


def test_an_unknown_label_is_told_as_such(custodian: Client) -> None:
    answer = custodian.get(reverse("custody_by_label", args=["O-71-2026-999999"]))
    assert answer.status_code == 404
    assert "object_unknown" in answer.content.decode()


def test_labels_carry_a_code_for_each_object(custodian: Client, kept_order: Order) -> None:
    page = custodian.get(reverse("custody_labels", args=[kept_order.pk])).content.decode()
    labels = CustodyObject.objects.filter(order=kept_order).values_list("label", flat=True)
    assert all(label in page for label in labels)
    assert page.count("<path") >= len(labels)


def test_every_count_of_the_room_leads_to_its_list(custodian: Client, kept_order: Order) -> None:
    for stat in custodian.get(reverse("custody_home")).context["stats"]:
        if not stat.url.startswith("#"):
            assert custodian.get(stat.url).context["table"].total.count == stat.count, stat.label


def test_the_list_is_narrowed_by_place(custodian: Client, kept_order: Order, shelf: Any) -> None:
    objects = reverse("custody_objects")
    assert custodian.get(objects, {"place": str(shelf.pk)}).context["table"].total.count == 2
    assert custodian.get(objects, {"place": str(shelf.parent.pk)}).context["table"].total.count == 0


def test_a_place_is_added_inside_another(custodian: Client, shelf: Any) -> None:
    places = reverse("custody_places")
    custodian.post(places, {"parent_id": str(shelf.pk), "kind": "BOX", "code": "box-1", "name": "Короб 1"})
    page = custodian.get(places)
    assert [place.path for place, *_ in page.context["places"]] == [
        "store-1",
        "store-1.shelf-2",
        "store-1.shelf-2.box-1",
    ]
    refused = custodian.post(places, {"parent_id": "", "kind": "BOX", "code": "Короб", "name": "Короб"})
    assert "code" in refused.context["form"].errors


def test_an_orderer_has_no_custody_room(seated: Any, kept_order: Order) -> None:
    timur = seated("timur")
    assert timur.get(reverse("custody_home")).status_code == 403
    assert timur.get(reverse("custody_object", args=[one_of(kept_order).pk])).status_code == 403


def test_the_chain_is_taken_away_as_a_file_that_anybody_can_check(custodian: Client, kept_order: Order) -> None:
    thing = one_of(kept_order)
    address = reverse("custody_chain", args=[thing.pk])
    assert address in custodian.get(reverse("custody_object", args=[thing.pk])).content.decode()
    answer = custodian.get(address)
    assert thing.label in answer.headers["Content-Disposition"]
    assert check_chain_file(answer.content) == (thing.chain_length, [])
