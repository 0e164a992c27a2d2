"""All objects of an order go back in one go: by hand with the recipient, or sent and confirmed later."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject, ReturnAct
from saraptama.casework.intake.models import Order

pytestmark = pytest.mark.django_db


def give_back(client: Client, order: Order, **typed: str) -> Any:
    ids = [str(pk) for pk in CustodyObject.objects.filter(order=order).values_list("pk", flat=True)]
    return client.post(reverse("custody_return", args=[order.pk]), {"object_ids": ids, "channel": "HAND", **typed})


def states() -> set[str]:
    return set(CustodyObject.objects.values_list("state", flat=True))


def test_by_hand_the_recipient_is_named_and_the_chains_end(custodian: Client, kept_order: Order) -> None:
    page = give_back(custodian, kept_order)
    assert {"recipient_name", "recipient_document"} <= set(page.context["form"].errors)
    give_back(custodian, kept_order, recipient_name="Исмаилов Т.", recipient_document="дов. 5 от 01.02.2026")
    assert states() == {"returned"}
    assert ReturnAct.objects.get().recipient_name == "Исмаилов Т."


def test_what_was_sent_is_confirmed_when_the_receipt_comes(custodian: Client, kept_order: Order) -> None:
    give_back(custodian, kept_order, channel="POST", tracking="KZ123")
    assert states() == {"stored"}
    act = ReturnAct.objects.get()
    page = custodian.get(reverse("custody_order", args=[kept_order.pk]))
    assert [waiting.pk for waiting in page.context["returns"]] == [act.pk]
    custodian.post(
        reverse("custody_return_confirm", args=[act.pk]),
        {"recipient_name": "Канцелярия", "recipient_document": "уведомление KZ123"},
    )
    assert states() == {"returned"}


def test_a_return_is_called_off_with_a_reason(custodian: Client, kept_order: Order) -> None:
    give_back(custodian, kept_order, channel="COURIER", tracking="1")
    act = ReturnAct.objects.get()
    custodian.post(reverse("custody_return_cancel", args=[act.pk]), {"reason": "Курьер не приехал"})
    act.refresh_from_db()
    assert act.state == "cancelled"
    assert states() == {"stored"}


def test_a_withdrawn_order_with_objects_waits_to_be_returned(custodian: Client, kept_order: Order, actors: Any) -> None:
    from saraptama.casework.intake.services import withdraw_order

    listed = reverse("custody_to_return")
    assert custodian.get(listed).context["table"].total.count == 0
    withdraw_order(actors["aigerim"], order_id=kept_order.pk, ground="Письмо 3")
    assert custodian.get(listed).context["table"].total.count == 1
    give_back(custodian, kept_order, recipient_name="Исмаилов Т.", recipient_document="дов. 5")
    assert custodian.get(listed).context["table"].total.count == 0


def test_the_custodian_is_told_when_the_conclusion_was_received(
    custodian: Client, kept_order: Order, actors: Any
) -> None:
    from saraptama.foundation.messaging.enums import NotificationKind
    from saraptama.journey.people import tell

    tell([actors["bolat"].id], kind=NotificationKind.TO_RETURN, link=("custody_order", kept_order.pk))
    assert custodian.get(reverse("custody_to_return")).context["table"].total.count == 1
