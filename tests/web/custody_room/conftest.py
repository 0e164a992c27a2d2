"""The custodian in the custody room, and an order whose objects are expected."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saraptama.casework.custody.enums import PlaceKind, SealState
from saraptama.casework.custody.services import add_place
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.models import Order
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import accept_materials, register_order
from tests.factories import intake
from tests.web.shared.conftest import seated

__all__ = ["custodian", "expected_order", "kept_order", "seated", "shelf"]


@pytest.fixture
def custodian(seated: Callable[[str], Client]) -> Client:
    """Bolat, signed in with both factors."""
    return seated("bolat")


@pytest.fixture
def expected_order(actors: Any) -> Order:
    """A registered order that announces two objects, neither of which is here."""
    received = intake.receive(actors["timur"], channel=Channel.PORTAL)
    register_order.check(actors["aigerim"], order_id=received.order_id)
    register_order.register(actors["aigerim"], order_id=received.order_id)
    return intake.order(received.order_id)


@pytest.fixture
def shelf(actors: Any) -> Any:
    """A shelf in a storeroom of the institute."""
    institute = reference.unit_by_code("I71").id
    bolat = actors["bolat"]
    room = add_place(bolat, institute_id=institute, kind=PlaceKind.STOREROOM, code="store-1", name="Камера 1")
    return add_place(
        bolat, institute_id=institute, kind=PlaceKind.SHELF, code="shelf-2", name="Полка 2", parent_id=room.pk
    )


@pytest.fixture
def kept_order(expected_order: Order, actors: Any, shelf: Any) -> Order:
    """The same order with both objects accepted and put on the shelf."""
    items = [
        ObjectReceived(
            ordered_object_id=sent.pk, seal_state=SealState.INTACT, seal_number=sent.seal_number, place_id=shelf.pk
        )
        for sent in expected_order.ordered_objects.all()
    ]
    accept_materials.accept(
        actors["bolat"], order_id=expected_order.pk, items=items, brought_by="Исмаилов", request_key="kept"
    )
    return expected_order
