"""Counts open their lists; the inbox is by channel; the journal is found by number, case and words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.selectors import registration_number_of
from saraptama.journey import register_order
from tests.factories import intake

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_orders(actors: Any) -> Any:
    """One from the portal, one from a system, and one that is registered."""
    portal = intake.receive(actors["timur"], intake.complete_order(number="П-1"), channel=Channel.PORTAL)
    system = intake.receive(actors["timur"], intake.complete_order(number="С-1"), channel=Channel.API)
    third = intake.receive(
        actors["timur"], intake.complete_order(number="Р-1", case_no="267199039999980"), channel=Channel.PORTAL
    )
    register_order.check(actors["aigerim"], order_id=third.order_id)
    register_order.register(actors["aigerim"], order_id=third.order_id)
    return portal, system, third


def numbers(answer: Any) -> list[str]:
    return sorted(row.number for row in answer.context["table"].page.rows)


def test_every_count_leads_to_a_list_of_that_many_rows(clerk: Client, three_orders: Any) -> None:
    for stat in clerk.get(reverse("registry_home")).context["stats"]:
        table = clerk.get(stat.url).context["table"]
        assert table.total.count == stat.count, stat.label


def test_the_inbox_is_by_channel(clerk: Client, three_orders: Any) -> None:
    inbox = clerk.get(reverse("registry_inbox"))
    assert numbers(inbox) == ["П-1", "С-1"]
    counts = [tab.count for tab in inbox.context["tabs"]]
    assert counts == [2, 1, 1]
    assert numbers(clerk.get(reverse("registry_inbox") + "?channel=API")) == ["С-1"]


@pytest.mark.parametrize("asked", ["267199039999980", "договор Р-1"])
def test_the_journal_is_searched(clerk: Client, three_orders: Any, asked: str) -> None:
    assert numbers(clerk.get(reverse("registry_journal"), {"words": asked})) == ["Р-1"]


def test_the_journal_is_searched_by_registration_number(clerk: Client, three_orders: Any) -> None:
    number = registration_number_of(three_orders[2].order_id)
    found = clerk.get(reverse("registry_journal"), {"words": number})
    assert numbers(found) == ["Р-1"]
    assert number in found.content.decode()


def test_the_journal_goes_out_as_a_file(clerk: Client, three_orders: Any) -> None:
    answer: Any = clerk.get(reverse("registry_journal"), {"export": "csv", "state": "registered"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert registration_number_of(three_orders[2].order_id) in lines[1]


def test_a_return_letter_waits_for_its_receipt(clerk: Client, three_orders: Any, actors: Any) -> None:
    from saraptama.foundation.messaging.enums import DispatchKind
    from saraptama.foundation.messaging.services import dispatch

    order = intake.order(three_orders[0].order_id)
    dispatch(
        actors["aigerim"],
        kind=DispatchKind.RETURN_LETTER,
        subject=order,
        title="П-1",
        unit_id=order.unit_id,
        recipient_id=order.appointing_body_id,
        files=[],
    )
    assert [row.title for row in clerk.get(reverse("registry_dispatches")).context["table"].page.rows] == ["П-1"]
    page = clerk.get(reverse("registry_order", args=[order.pk]))
    assert len(page.context["dispatches"]) == 1
