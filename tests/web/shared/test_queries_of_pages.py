"""A list costs the same number of questions to the database whether it shows three rows or nine."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saraptama.demo.draining import drain
from tests.factories import intake as orders

pytestmark = pytest.mark.django_db(transaction=True)

Seat = Callable[[str], Client]

LISTS: dict[str, tuple[str, int]] = {
    "registry_home": ("aigerim", 60),
    "registry_inbox": ("aigerim", 45),
    "registry_journal": ("aigerim", 45),
    "custody_expected": ("bolat", 45),
    "custody_objects": ("bolat", 45),
    "head_home": ("dana", 90),
    "head_journal": ("nurlan", 60),
    "expert_home": ("yerlan", 60),
    "portal_home": ("timur", 60),
    "portal_orders": ("timur", 45),
    "notifications": ("aigerim", 30),
    "exports": ("aigerim", 30),
}
"""Each list, who reads it, and how many questions it may ask at most."""


def asked(client: Client, page: str) -> int:
    address = reverse(page)
    assert client.get(address).status_code == 200  # the first opening fills what is held for later ones
    with CaptureQueriesContext(
        connection,
    ) as questions:
        client.get(address)
    return len(questions)


def test_the_number_of_rows_costs_no_further_questions(seated: Seat) -> None:
    def measured() -> dict[str, int]:
        return {page: asked(seated(login), page) for page, (login, _most) in LISTS.items()}

    def more(count: int) -> None:
        for _each in range(count):
            orders.registered_order()
            orders.receive(orders.machine_of())
        drain()

    more(3)
    few = measured()
    more(6)
    many = measured()
    grown: dict[str, Any] = {page: (few[page], many[page]) for page in LISTS if many[page] > few[page]}
    assert grown == {}
    assert {page: many[page] for page, (_login, most) in LISTS.items() if many[page] > most} == {}
