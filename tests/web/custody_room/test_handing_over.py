"""A hand-over exists once both have acted with their own credentials; until then the giver has the objects."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody.models import CustodyObject, HandOver
from saraptama.casework.intake.models import Order
from saraptama.foundation.accounts.selectors import user_by_login
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock

pytestmark = pytest.mark.django_db


def ids_of(order: Order) -> list[str]:
    return [str(pk) for pk in CustodyObject.objects.filter(order=order).values_list("pk", flat=True)]


def intact(order: Order) -> dict[str, str]:
    """Every seal was looked at and stands."""
    return {f"seal-{pk}-state": "INTACT" for pk in ids_of(order)}


def offered(custodian: Client, order: Order, login: str = "yerlan") -> HandOver:
    """The custodian offers all objects of the order to somebody."""
    chosen = "&".join(f"object={pk}" for pk in ids_of(order))
    receiver = user_by_login(login)
    assert receiver is not None
    custodian.post(
        f"{reverse('custody_offer')}?{chosen}",
        {"object_ids": ids_of(order), "receiver_id": str(receiver.id), "purpose": "исследование"},
    )
    return HandOver.objects.get()


def test_an_offer_moves_nothing(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    assert made.state == "offered"
    assert set(CustodyObject.objects.values_list("state", flat=True)) == {"stored"}
    page = custodian.get(reverse("custody_hand_over", args=[made.pk]))
    assert page.context["seals"] == []
    assert page.context["may_call_off"]


def test_the_receiver_confirms_and_has_the_objects(custodian: Client, seated: Any, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    url = reverse("custody_hand_over", args=[made.pk])
    assert yerlan.get(reverse("custody_home")).context["stats"][0].count == 1
    assert len(yerlan.get(url).context["seals"]) == 2
    yerlan.post(url, {"decision": "confirm", **intact(kept_order)})
    person = user_by_login("yerlan")
    assert person is not None
    assert set(CustodyObject.objects.values_list("holder_id", flat=True)) == {person.id}
    assert yerlan.get(url).context["made"].state == "confirmed"


def test_a_second_press_of_the_button_does_nothing_and_refuses_nothing(
    custodian: Client, seated: Any, kept_order: Order
) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    url, typed = reverse("custody_hand_over", args=[made.pk]), {"decision": "confirm", **intact(kept_order)}
    yerlan.post(url, typed)
    links = list(CustodyObject.objects.order_by("pk").values_list("chain_length", flat=True))
    again = yerlan.post(url, typed)
    assert (again.status_code, again.headers["Location"]) == (302, url)
    assert list(CustodyObject.objects.order_by("pk").values_list("chain_length", flat=True)) == links
    assert AuditEntry.objects.filter(act="custody.hand_over_confirmed").count() == 1


def test_a_broken_seal_without_a_word_is_told_beside_what_was_typed(
    custodian: Client, seated: Any, kept_order: Order
) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    typed = {"decision": "confirm", **intact(kept_order)}
    first = next(key for key in typed if key.startswith("seal-"))
    page = yerlan.post(
        reverse("custody_hand_over", args=[made.pk]), {**typed, first: "BROKEN", first.replace("state", "remark"): ""}
    )
    assert page.status_code == 200
    assert page.context["lines"]
    made.refresh_from_db()
    assert made.state == "offered"


def test_a_receiver_who_refuses_says_why(custodian: Client, seated: Any, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    answer = yerlan.post(reverse("custody_hand_over", args=[made.pk]), {"decision": "refuse"})
    decline = reverse("custody_decline", args=[made.pk])
    assert answer.headers["Location"] == decline
    assert "reason" in yerlan.post(decline, {"reason": ""}).context["confirmation"].form.errors
    yerlan.post(decline, {"reason": "Не та пломба"})
    made.refresh_from_db()
    assert (made.state, made.decline_reason) == ("declined", "Не та пломба")


def test_the_giver_cannot_confirm_for_the_receiver(custodian: Client, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    typed = {"decision": "confirm", **intact(kept_order)}
    assert custodian.post(reverse("custody_hand_over", args=[made.pk]), typed).status_code == 403


def test_an_expert_gives_back_what_is_in_hand(custodian: Client, seated: Any, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    yerlan.post(reverse("custody_hand_over", args=[made.pk]), {"decision": "confirm", **intact(kept_order)})
    page = yerlan.get(reverse("custody_offer"))
    assert len(page.context["things"]) == 2
    names = [label for _value, label in page.context["form"].fields["receiver_id"].choices]
    assert any("Жүнісов" in name for name in names)


def test_an_offer_that_ran_out_says_so(custodian: Client, seated: Any, kept_order: Order) -> None:
    made = offered(custodian, kept_order)
    yerlan = seated("yerlan")
    from datetime import timedelta

    with clock.held_at(made.expires_at + timedelta(minutes=1)):
        page = yerlan.get(reverse("custody_hand_over", args=[made.pk]))
        assert page.context["ran_out"]
        assert page.context["seals"] == []


def test_objects_go_into_another_place(custodian: Client, kept_order: Order, shelf: Any) -> None:
    room = shelf.parent
    chosen = "&".join(f"object={pk}" for pk in ids_of(kept_order))
    custodian.post(f"{reverse('custody_place')}?{chosen}", {"object_ids": ids_of(kept_order), "place_id": str(room.pk)})
    assert set(CustodyObject.objects.values_list("place", flat=True)) == {room.pk}
