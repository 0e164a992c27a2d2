"""The same request sent twice at the same moment is one acceptance; labels of many writers are consecutive."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from saraptama.casework.custody import services
from saraptama.casework.custody.models import CustodyObject, Receipt
from saraptama.casework.intake.models import Order
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(keeper: ActorRef, order: Order, keys: list[str]) -> list[Receipt]:
    items = custody.brought(order)

    def accept(key: str) -> Receipt:
        try:
            return services.accept_objects(
                keeper, items=items, brought_by="Сәрсенов Е.", request_key=key, order_id=order.id
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as writers:
        return list(writers.map(accept, keys))


def test_one_request_sent_six_times_is_one_acceptance(bolat: ActorRef, order: Order) -> None:
    receipts = at_once(bolat, order, ["form-1"] * 6)
    assert len({receipt.id for receipt in receipts}) == 1
    assert CustodyObject.objects.count() == 2


def test_labels_and_acts_of_many_writers_are_consecutive(bolat: ActorRef, order: Order) -> None:
    at_once(bolat, order, [str(uuid4()) for _ in range(6)])
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 7))
    labels = sorted(CustodyObject.objects.values_list("label", flat=True))
    assert [int(label[-6:]) for label in labels] == list(range(1, 13))
