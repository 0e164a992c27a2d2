"""Two custodians at one object: the first is served, the second is told and nothing is done twice."""

from decimal import Decimal
from typing import Any

import pytest

from saraptama.casework.custody import errors, services
from saraptama.casework.custody.types import Part
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(bolat: ActorRef) -> tuple[Any, dict[Any, int]]:
    """An object as somebody looked at it, before somebody else put it on a shelf and took it again."""
    powder = custody.substance(bolat, DestructionPermission.FULL)
    looked = {powder.id: custody.now(powder).chain_length}
    services.seal_object(bolat, object_id=powder.id, seal_number="П-77", why="осмотр")
    return powder, looked


def test_the_second_is_told_whatever_the_act(bolat: ActorRef, yerlan: ActorRef, seen: Any) -> None:
    powder, looked = seen
    shelf = custody.storeroom(bolat)["shelf-1"]
    one = {"object_id": powder.id, "seen": looked}
    several = {"object_ids": [powder.id], "seen": looked}
    acts: list[Any] = [
        lambda: services.place_objects(bolat, place_id=shelf.id, **several),
        lambda: services.offer_hand_over(bolat, receiver_id=yerlan.id, **several),
        lambda: services.consume_object(bolat, quantity=Decimal(1), how="анализ", **one),
        lambda: services.divide_object(bolat, parts=[Part(name="Проба", quantity=Decimal(1), seal_number="1")], **one),
        lambda: services.seal_object(bolat, seal_number="П-78", why="осмотр", **one),
    ]
    for act in acts:
        with pytest.raises(errors.MovedMeanwhile):
            act()
    now = custody.now(powder)
    assert (now.quantity, now.seal_number, now.place_id) == (Decimal(10), "П-77", None)


def test_who_saw_the_latest_link_acts(bolat: ActorRef, seen: Any) -> None:
    powder, _looked = seen
    fresh = {powder.id: custody.now(powder).chain_length}
    services.consume_object(bolat, object_id=powder.id, quantity=Decimal(1), how="анализ", seen=fresh)
    assert custody.now(powder).quantity == Decimal(9)
