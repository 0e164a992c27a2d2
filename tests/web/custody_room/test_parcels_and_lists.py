"""What must not stay as it is has a count on the desk, and every count leads to its list."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody import services
from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.custody.models import Consignment, CustodyObject
from saraptama.casework.intake.models import Order
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def ids_of(order: Order) -> list[Any]:
    return list(CustodyObject.objects.filter(order=order).values_list("pk", flat=True))


def count_of(client: Client, page: str) -> int:
    stats = client.get(reverse("custody_home")).context["stats"]
    return next(int(stat.count) for stat in stats if stat.url.startswith(reverse(page)))


def test_a_return_is_sent_waited_for_and_confirmed(custodian: Client, kept_order: Order, actors: Any) -> None:
    act = services.offer_return(actors["bolat"], object_ids=ids_of(kept_order), channel=ReturnChannel.POST)
    url = reverse("custody_return_send", args=[act.pk])
    assert (
        "tracking"
        in custodian.post(url, {"channel": "POST", "carrier": "Қазпошта"}).context["confirmation"].form.errors
    )
    answer = custodian.post(url, {"channel": "POST", "carrier": "Қазпошта", "tracking": "RR 1 KZ"})
    parcel = Consignment.objects.get()
    assert answer.headers["Location"] == reverse("custody_parcel", args=[parcel.pk])
    assert count_of(custodian, "custody_parcels") == 1
    page = custodian.get(answer.headers["Location"])
    assert page.context["to_confirm"].pk == act.pk
    assert not page.context["is_late"]
    with clock.held_at(clock.now() + timedelta(days=30)):
        assert custodian.get(answer.headers["Location"]).context["is_late"]
        late = custodian.get(reverse("custody_parcels"), {"late": "1"})
        assert late.context["table"].total.count == 1


def test_objects_are_sent_to_another_institute(custodian: Client, kept_order: Order) -> None:
    chosen = "&".join(f"object={pk}" for pk in ids_of(kept_order))
    page = custodian.get(f"{reverse('custody_send')}?{chosen}")
    institute = page.context["form"].fields["to_unit_id"].choices[1][0]
    typed = {
        "object_ids": [str(pk) for pk in ids_of(kept_order)],
        "to_unit_id": institute,
        "channel": "COURIER",
        "carrier": "Пони",
        "tracking": "77",
    }
    assert custodian.post(f"{reverse('custody_send')}?{chosen}", typed).status_code == 302
    assert set(CustodyObject.objects.values_list("state", flat=True)) == {"in_transit"}
    thing = CustodyObject.objects.first()
    assert thing is not None
    page = custodian.get(reverse("custody_object", args=[thing.pk]))
    assert page.context["chain"][0].icon == "send"
    assert not any(page.context["may"][act] for act in ("hand_over", "place", "divide", "send"))


def test_objects_past_their_day_stand_on_the_daily_list(custodian: Client, kept_order: Order) -> None:
    services.note_return_due(SYSTEM, order_id=kept_order.pk, due_on=clock.today() + timedelta(days=3))
    assert count_of(custodian, "custody_overdue") == 0
    assert count_of(custodian, "custody_unaccounted") == 2
    with clock.held_at(clock.now() + timedelta(days=4)):
        assert custodian.get(reverse("custody_overdue")).context["table"].total.count == 2
        assert count_of(custodian, "custody_overdue") == 2


def test_an_unconfirmed_hand_over_is_listed_open_and_expired(custodian: Client, kept_order: Order, actors: Any) -> None:
    services.offer_hand_over(actors["bolat"], object_ids=ids_of(kept_order), receiver_id=actors["yerlan"].id)
    assert count_of(custodian, "custody_hand_overs") == 1
    with clock.held_at(clock.now() + timedelta(hours=25)):
        services.expire_hand_overs()
        page = custodian.get(reverse("custody_hand_overs"), {"state": "expired"})
        assert page.context["table"].total.count == 1


def test_a_container_moves_with_its_contents_and_an_empty_one_closes(
    custodian: Client, kept_order: Order, shelf: Any, actors: Any
) -> None:
    from saraptama.casework.custody.enums import PlaceKind
    from saraptama.casework.custody.selectors import where_was

    rack = services.add_place(
        actors["bolat"], institute_id=shelf.institute_id, kind=PlaceKind.RACK, code="rack-9", name="Стеллаж 9"
    )
    before = clock.now()
    custodian.post(reverse("custody_place_move", args=[shelf.pk]), {"parent_id": str(rack.pk)})
    thing = ids_of(kept_order)[0]
    then, now = where_was(thing, before), where_was(thing, clock.now())
    assert then is not None and now is not None
    assert (then.path, now.path) == ("store-1.shelf-2", "rack-9.shelf-2")
    refused = custodian.post(reverse("custody_place_close", args=[rack.pk]), {})
    assert refused.status_code == 200
    assert custodian.post(reverse("custody_place_close", args=[shelf.parent.pk]), {}).status_code == 302


def test_labels_for_a_sheet_and_for_a_label_printer(custodian: Client, kept_order: Order) -> None:
    url = reverse("custody_labels", args=[kept_order.pk])
    sheet, roll = custodian.get(url).content.decode(), custodian.get(url, {"paper": "roll"}).content.decode()
    assert "labels-sheet.css" in sheet and "labels-roll.css" in roll, "the size of the paper is set already"
    assert sheet.count('class="code128"') == roll.count('class="code128"') == 2
