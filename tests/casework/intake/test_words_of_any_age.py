"""A search by words goes back in time only as far as it must, and misses nothing on its way."""

from datetime import timedelta
from typing import Any

import pytest

from saraptama.casework.intake import selectors, words
from saraptama.casework.intake.types import ReceivedOrder, SpecialtyAsked
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from tests.factories import intake

pytestmark = pytest.mark.django_db

WORD = "гипсокартон"


def received(timur: ActorRef, days_ago: int, number: str, **changes: Any) -> ReceivedOrder:
    moment = clock.now() - timedelta(days=days_ago)
    with clock.held_at(moment):
        changes.setdefault("plot", f"На складе хранился {WORD}.")
        day = clock.local_date(moment)
        return intake.receive_and_register(
            timur, intake.complete_order(number=number, ordered_on=day, received_on=day, **changes)
        )


def found(actor: ActorRef, text: str = WORD) -> list[Any]:
    return [order.id for order in selectors.find(actor, text)]


def test_orders_of_this_month_and_of_years_ago_are_found_together(timur: ActorRef, aigerim: ActorRef) -> None:
    young, old = received(timur, 0, "1"), received(timur, 800, "2")
    assert found(aigerim) == [young.order_id, old.order_id]


def test_of_many_the_newest_are_shown(timur: ActorRef, aigerim: ActorRef, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_FOUND", 2)
    orders = [received(timur, days, str(days)) for days in (0, 50, 400)]
    assert found(aigerim) == [order.order_id for order in orders[:2]]


def test_an_order_sent_on_to_an_institute_is_found_there(timur: ActorRef) -> None:
    asked = (SpecialtyAsked(code="1.1"), SpecialtyAsked(code="17.1", institute_code="I75"))
    shared = received(timur, 100, "1", specialties=asked)
    assert found(intake.clerk_of("centre.i75")) == [shared.order_id]
    assert found(intake.clerk_of("centre.i79")) == []


def test_a_body_finds_its_own_orders_only(timur: ActorRef, karlygash: ActorRef) -> None:
    own = received(timur, 100, "1")
    assert found(timur) == [own.order_id]
    assert found(karlygash) == []
