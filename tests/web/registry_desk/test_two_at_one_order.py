"""Two people at one order, a double click, the back button: told what changed, nothing lost, nothing done twice."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake import services
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.models import Order, OrderReturn, Registration
from saraptama.casework.intake.types import OrderSupplement
from saraptama.kernel.actor import ActorRef
from tests.factories import intake
from tests.web.registry_desk.paper import row

pytestmark = pytest.mark.django_db

Actors = dict[str, ActorRef]


def arrived(actors: Actors, **changes: Any) -> Order:
    given = intake.complete_order(**changes)
    return intake.order(intake.receive(actors["timur"], given, channel=Channel.PORTAL).order_id)


def hidden(page: Any) -> dict[str, str]:
    """The version that the page was made from, as its form carries it."""
    form = page.context.get("form") or page.context["confirmation"].form
    return {name: str(form[name].value()) for name in ("row_version", "seen_values")}


NO_ROWS = {
    "questions-count": "1",
    "objects-count": "1",
    **row("objects", 0, kind="DOCUMENT", quantity="1", measure_unit="PIECE"),
}
"""As a browser sends rows that nobody touched."""


def test_a_supplement_on_an_old_page_is_told_what_changed_and_keeps_what_was_typed(
    clerk: Client, actors: Actors
) -> None:
    order = arrived(actors, place="", questions=())
    address = reverse("registry_supplement", args=[order.pk])
    seen = hidden(clerk.get(address))
    services.supplement_order(actors["timur"], order_id=order.pk, supplement=OrderSupplement(place="Қарағанды"))
    typed = {**NO_ROWS, **seen, "place": "Астана", "plot": "Новое"}
    page = clerk.post(address, typed)
    assert page.status_code == 200
    changes = [(change.before, change.now, change.typed) for change in page.context["form"].meanwhile.changes]
    assert ("—", "Қарағанды", "Астана") in changes
    text = page.content.decode()
    assert "Қарағанды" in text
    assert 'value="Астана"' in text
    order.refresh_from_db()
    assert order.place == "Қарағанды"
    answer = clerk.post(address, {**typed, **hidden(page)})
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.place, order.plot) == ("Астана", "Новое")


def test_what_one_did_not_touch_stays_as_the_other_made_it(clerk: Client, actors: Actors) -> None:
    order = arrived(actors, questions=())
    address = reverse("registry_supplement", args=[order.pk])
    page = clerk.get(address)
    seen, shown = hidden(page), str(page.context["form"]["place"].value())
    services.supplement_order(actors["timur"], order_id=order.pk, supplement=OrderSupplement(place="Қарағанды"))
    first = clerk.post(address, {**NO_ROWS, **seen, "place": shown, "plot": "Новое"})
    again = {**NO_ROWS, **hidden(first), "place": "Қарағанды", "plot": "Новое"}
    clerk.post(address, again)
    order.refresh_from_db()
    assert (order.place, order.plot) == ("Қарағанды", "Новое")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("registry_request", {"text": "Пришлите образцы."}),
        ("registry_withdraw", {"ground": "Письмо 12", "withdrawn_on": "22.11.2026"}),
    ],
)
def test_every_act_with_words_carries_the_version_that_was_seen(
    clerk: Client, actors: Actors, name: str, typed: dict[str, str]
) -> None:
    order = arrived(actors)
    address = reverse(name, args=[order.pk])
    typed = {**typed, **hidden(clerk.get(address))}
    services.check_order(actors["aigerim"], order_id=order.pk)
    page = clerk.post(address, typed)
    assert page.status_code == 200
    assert next(iter(typed.values())) in page.content.decode()
    order.refresh_from_db()
    assert order.state == "checked"


def test_words_are_not_lost_when_the_order_was_registered_meanwhile(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    address = reverse("registry_request", args=[order.pk])
    typed = {"text": "Пришлите образцы.", **hidden(clerk.get(address))}
    services.check_order(actors["aigerim"], order_id=order.pk)
    services.register_order(actors["aigerim"], order_id=order.pk)
    page = clerk.post(address, typed)
    assert page.status_code == 200
    assert "Пришлите образцы." in page.content.decode()


def test_registering_twice_gives_one_number(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    services.check_order(actors["aigerim"], order_id=order.pk)
    url = clerk.get(reverse("registry_order", args=[order.pk])).context["step"].url
    answers = [clerk.post(url), clerk.post(url)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Registration.objects.filter(order=order).count() == 1


def test_registering_what_somebody_changed_is_refused(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    services.check_order(actors["aigerim"], order_id=order.pk)
    url = clerk.get(reverse("registry_order", args=[order.pk])).context["step"].url
    services.supplement_order(actors["timur"], order_id=order.pk, supplement=OrderSupplement(place="Қарағанды"))
    assert clerk.post(url).status_code == 409
    assert not Registration.objects.filter(order=order).exists()


def test_returning_twice_returns_once(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    address = reverse("registry_return", args=[order.pk])
    said = {"ground_code": "ORDER_INCOMPLETE", "explanation": "Нет подписи.", **hidden(clerk.get(address))}
    read = clerk.post(address, said).context["read"]
    answers = [clerk.post(address, {**said, "read": read, "send": "1"}) for _ in range(2)]
    assert answers[0].status_code == 302
    assert answers[1].status_code in (200, 302)
    assert OrderReturn.objects.filter(order=order).count() == 1
