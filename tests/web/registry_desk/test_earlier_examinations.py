"""Earlier examinations on the pages: offered while typing and on the order's page, decided once by a person (A7)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import EarlierRelation, ExamKind
from saraptama.casework.intake.models import Order
from saraptama.kernel.actor import ActorRef
from tests.factories import intake
from tests.web.registry_desk.paper import paper_order

pytestmark = pytest.mark.django_db

Actors = dict[str, ActorRef]


@pytest.fixture
def earlier(actors: Actors) -> Order:
    """An order in the same case as the paper's."""
    return intake.registered_order(intake.complete_order(number="11", persons=(), objects=()))


def test_the_form_offers_them_before_it_is_sent(clerk: Client, earlier: Order) -> None:
    page = clerk.post("/registry/enter/foreseen/", paper_order(number="78"))
    assert [offer.pk for offer in page.context["earlier"]] == [earlier.pk]
    assert not Order.objects.filter(number="78").exists()
    assert "<html" not in page.content.decode()


def test_the_same_without_scripts_by_a_button(clerk: Client, earlier: Order) -> None:
    page = clerk.post("/registry/enter/", paper_order(number="78", look="1"))
    assert [offer.pk for offer in page.context["earlier"]] == [earlier.pk]
    assert "Договор" in page.content.decode()
    assert not Order.objects.filter(number="78").exists()


def test_what_the_form_says_of_an_earlier_order_is_noted_with_the_new_one(
    clerk: Client, earlier: Order, actors: Actors
) -> None:
    clerk.post("/registry/enter/", paper_order(number="78", **{f"earlier-{earlier.pk}": "SAME_CASE"}))
    order = Order.objects.get(number="78")
    decided = selectors.decisions_of(order.pk)
    assert [(link.earlier_id, link.relation, link.actor_id) for link in decided] == [
        (earlier.pk, "SAME_CASE", actors["aigerim"].id)
    ]


def test_a_relation_that_does_not_fit_keeps_the_form(clerk: Client, earlier: Order) -> None:
    page = clerk.post("/registry/enter/", paper_order(number="78", **{f"earlier-{earlier.pk}": "FIRST"}))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Order.objects.filter(number="78").exists()


def test_the_page_of_the_order_asks_and_shows_the_decision(clerk: Client, earlier: Order, actors: Actors) -> None:
    later = intake.receive(actors["timur"], intake.complete_order(number="12", exam_kind=ExamKind.REPEATED)).order_id
    address = reverse("registry_order", args=[later])
    (offer, decision) = clerk.get(address).context["earlier"][0]
    assert (offer.pk, decision) == (earlier.pk, None)
    clerk.post(reverse("registry_link", args=[later]), {"earlier": earlier.pk, "relation": "FIRST", "ground": "л.д. 3"})
    (_offer, decision) = clerk.get(address).context["earlier"][0]
    assert decision["ground"] == "л.д. 3"
    assert selectors.first_orders_of(later) == [earlier.pk]


def test_an_order_that_nothing_betrays_is_linked_by_its_number(clerk: Client, actors: Actors) -> None:
    apart: dict[str, Any] = {"persons": (), "objects": (), "articles": ("ст.190",), "by_materials": True}
    other = {"case_no": "267199031111111", "case_no_kind": intake.CaseNoKind.ERDR}
    first = intake.registered_order(intake.complete_order(number="1", **apart))
    given = intake.complete_order(number="2", exam_kind=ExamKind.ADDITIONAL, **apart, **other)
    later = intake.receive(actors["timur"], given).order_id
    address = reverse("registry_link", args=[later])
    assert clerk.get(reverse("registry_order", args=[later])).context["earlier"] == []
    clerk.post(address, {"number": selectors.registration_number_of(first.pk), "relation": "SUPPLEMENTED"})
    assert [link.relation for link in selectors.decisions_of(later)] == [EarlierRelation.SUPPLEMENTED]
    (offer, _decision) = clerk.get(reverse("registry_order", args=[later])).context["earlier"][0]
    assert offer.pk == first.pk
    told = clerk.post(address, {"number": "71-1999-000001", "relation": "SUPPLEMENTED"}, follow=True)
    assert any("71" in str(message) or message for message in told.context["messages"])
    assert len(selectors.decisions_of(later)) == 1


@pytest.mark.parametrize("sent", [{"earlier": "not-an-id", "relation": "SAME_CASE"}, {"relation": "", "earlier": ""}])
def test_nonsense_decides_nothing(clerk: Client, actors: Actors, sent: dict[str, Any]) -> None:
    later = intake.receive(actors["timur"]).order_id
    assert clerk.post(reverse("registry_link", args=[later]), sent).status_code in (302, 404)
    assert selectors.decisions_of(later) == []
