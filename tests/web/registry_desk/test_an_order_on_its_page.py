"""The page of an order offers the next step as a sentence, and carries it out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.models import Order
from saraptama.casework.intake.selectors import registration_number_of
from saraptama.kernel.actor import ActorRef
from tests.factories import intake
from tests.web.registry_desk.paper import row

pytestmark = pytest.mark.django_db

Actors = dict[str, ActorRef]


def arrived(actors: Actors, **changes: Any) -> Order:
    """An order that an investigator sent through the portal."""
    from saraptama.casework.intake.enums import Channel

    received = intake.receive(actors["timur"], intake.complete_order(**changes), channel=Channel.PORTAL)
    return intake.order(received.order_id)


def page_of(client: Client, order: Order) -> Any:
    return client.get(reverse("registry_order", args=[order.pk]))


def test_an_arrived_order_is_checked_then_registered(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    step = page_of(clerk, order).context["step"]
    assert step.post
    clerk.post(step.url)
    order.refresh_from_db()
    assert order.state == "checked"
    step = page_of(clerk, order).context["step"]
    clerk.post(step.url)
    order.refresh_from_db()
    assert order.state == "registered"
    page = page_of(clerk, order).content.decode()
    assert registration_number_of(order.pk) in page
    assert "1.1" in page


def test_a_registered_order_lists_its_examinations(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    for _act in ("check", "register"):
        clerk.post(page_of(clerk, order).context["step"].url)
    context = page_of(clerk, order).context
    examinations = [row.pk for row, *_ in context["examinations"]]
    assert len(examinations) == 1
    assert reverse("examination", args=examinations) in page_of(clerk, order).content.decode()
    assert context["step"].url == reverse("custody_accept", args=[order.pk])


def test_an_act_on_a_page_that_is_old_is_refused(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    old = page_of(clerk, order).context["step"].url
    clerk.post(old)
    assert clerk.post(old).status_code == 409


def test_a_blocked_order_asks_the_body_first(clerk: Client, actors: Actors) -> None:
    order = arrived(actors, questions=())
    clerk.post(reverse("registry_check", args=[order.pk]))
    step = page_of(clerk, order).context["step"]
    assert step.url == reverse("registry_request", args=[order.pk])
    form = clerk.get(step.url).context["form"]
    assert form["item_codes"].value() == ["O8"]
    clerk.post(step.url, {"item_codes": ["O8"], "text": "Поставьте вопросы."})
    page = page_of(clerk, order)
    assert page.context["step"].url == reverse("registry_supplement", args=[order.pk])
    assert "Поставьте вопросы." in page.content.decode()


def test_what_the_body_sends_completes_the_order(clerk: Client, actors: Actors) -> None:
    order = arrived(actors, questions=())
    clerk.post(reverse("registry_check", args=[order.pk]))
    typed = {
        "questions-count": "1",
        **row("questions", 0, text="Кем выполнена подпись?"),
        "objects-count": "1",
        **row("objects", 0, kind="DOCUMENT", quantity="1", measure_unit="PIECE"),
    }
    clerk.post(reverse("registry_supplement", args=[order.pk]), typed)
    order.refresh_from_db()
    assert order.state == "checked"
    assert order.questions.get().text == "Кем выполнена подпись?"


def test_a_return_needs_a_ground_and_words(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    url = reverse("registry_return", args=[order.pk])
    page = clerk.post(url, {"ground_code": "", "explanation": ""})
    assert {"ground_code", "explanation"} <= set(page.context["form"].errors)
    said = {"ground_code": "ORDER_INCOMPLETE", "explanation": "Нет подписи."}
    read = clerk.post(url, said).context["read"]
    clerk.post(url, {**said, "read": read, "send": "1"})
    order.refresh_from_db()
    assert (order.state, order.return_ground) == ("returned", "ORDER_INCOMPLETE")
    assert page_of(clerk, order).context["step"] is None


def test_a_withdrawal_on_paper_is_noted(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    url = reverse("registry_withdraw", args=[order.pk])
    day = order.received_on.isoformat()
    clerk.post(url, {"ground": "Письмо 12", "withdrawn_on": day})
    order.refresh_from_db()
    assert order.state == "withdrawn"


def test_another_order_of_the_case_is_offered_as_a_link(clerk: Client, actors: Actors) -> None:
    earlier, later = arrived(actors, number="1"), arrived(actors, number="2")
    assert reverse("registry_order", args=[earlier.pk]) in page_of(clerk, later).content.decode()


def test_an_orderer_does_not_sit_here(seated: Any, actors: Actors) -> None:
    order = arrived(actors)
    assert seated("timur").get(reverse("registry_order", args=[order.pk])).status_code == 404
