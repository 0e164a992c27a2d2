"""Objects are accepted with a seal or a reason, get a label, and a chain that begins (features A10, C1)."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState, SealState
from saraptama.casework.custody.models import CustodyObject, Receipt
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake.enums import ObjectKind
from saraptama.casework.intake.models import Order
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible, Refusals
from tests.factories import custody

pytestmark = pytest.mark.django_db


def test_bolat_accepts_what_the_order_announced(bolat: ActorRef, order: Order) -> None:
    contract, samples = custody.accepted(bolat, order)
    year = clock.today().year
    assert (contract.label, samples.label) == (f"O-71-{year}-000001", f"O-71-{year}-000002")
    assert (contract.name, contract.kind, contract.seal_number) == ("Договор займа", "DOCUMENT", "П-001")
    assert (samples.quantity, samples.measure_unit) == (Decimal(5), "PIECE")
    assert (contract.state, contract.holder_id) == (CustodyState.ACCEPTED, bolat.id)


def test_the_chain_begins_with_who_brought_it(bolat: ActorRef, order: Order) -> None:
    contract = custody.accepted(bolat, order)[0]
    (link,) = selectors.chain_of(contract.id)
    assert (link.act, link.from_name, link.to_holder) == (CustodyAct.RECEIVED, "Сәрсенов Е.", bolat.id)
    assert link.previous_hash == ""
    assert selectors.faults_of(contract.id) == []


def test_an_object_can_be_put_in_its_place_at_once(bolat: ActorRef, order: Order) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    contract = custody.accepted(bolat, order, place_id=shelf.id)[0]
    assert (contract.state, contract.place_id) == (CustodyState.STORED, shelf.id)
    assert [link.act for link in selectors.chain_of(contract.id)] == [CustodyAct.RECEIVED, CustodyAct.PLACED]


def test_acceptance_is_one_act(bolat: ActorRef, order: Order) -> None:
    before = AuditEntry.objects.count()
    custody.accept(bolat, order)
    assert AuditEntry.objects.count() == before + 1


def test_a_repeated_request_is_one_acceptance(bolat: ActorRef, order: Order) -> None:
    given = {"items": custody.brought(order), "brought_by": "Сәрсенов Е.", "request_key": "form-1"}
    first = services.accept_objects(bolat, order_id=order.id, **given)
    again = services.accept_objects(bolat, order_id=order.id, **given)
    assert first == again
    assert Receipt.objects.count() == 1


def test_timur_cannot_accept(timur: ActorRef, order: Order) -> None:
    with pytest.raises(NotPermitted):
        custody.accept(timur, order)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seal_number": ""}, "seal_or_reason"),
        ({"no_seal_reason": "мала"}, "seal_or_reason"),
        ({"seal_number": "", "no_seal_reason": "крупный предмет"}, "seal_or_reason"),
        ({"seal_state": SealState.NONE}, "seal_or_reason"),
        ({"seal_state": SealState.BROKEN}, "seal_remark_missing"),
        ({"quantity": Decimal(0)}, "quantity_wrong"),
        ({"quantity": Decimal("0.0001")}, "quantity_wrong"),
        ({"ordered_object_id": uuid4()}, "ordered_object_unknown"),
        ({"ordered_object_id": None}, "object_nameless"),
    ],
)
def test_an_object_without_its_particulars_is_refused(
    bolat: ActorRef, order: Order, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusals) as refused:
        custody.accept(bolat, order, only=[1], **changes)
    assert code in {reason.code for reason in refused.value.reasons}
    assert not CustodyObject.objects.exists()


def test_a_broken_seal_is_accepted_with_a_remark(bolat: ActorRef, order: Order) -> None:
    receipt = custody.accept(bolat, order, only=[1], seal_state=SealState.BROKEN, remark="надрыв пакета")
    assert receipt.items.get().remark == "надрыв пакета"
    assert selectors.chain_of(receipt.accepted_objects.get().id)[0].seal_state is SealState.BROKEN


def test_an_object_without_a_seal_says_why(bolat: ActorRef, order: Order) -> None:
    receipt = custody.accept(
        bolat, order, only=[1], seal_state=SealState.NONE, seal_number="", no_seal_reason="автомобиль"
    )
    assert receipt.items.get().remark == "автомобиль"


def test_nothing_is_received_tomorrow(bolat: ActorRef, order: Order) -> None:
    with pytest.raises(Refusals) as refused:
        services.accept_objects(
            bolat,
            items=custody.brought(order),
            brought_by="Сәрсенов Е.",
            request_key="k",
            order_id=order.id,
            received_at=clock.now() + timedelta(days=1),
        )
    assert [reason.code for reason in refused.value.reasons] == ["wrong_moment"]


def test_an_object_may_come_before_any_order_and_is_tied_later(bolat: ActorRef, order: Order) -> None:
    early = custody.substance(bolat)
    assert [thing.id for thing in selectors.waiting_for_an_order(bolat)] == [early.id]
    services.tie_to_order(bolat, object_id=early.id, order_id=order.id)
    assert [thing.id for thing in selectors.objects_of_order(bolat, order.id)] == [early.id]
    assert not selectors.waiting_for_an_order(bolat).exists()


def test_an_object_of_one_order_is_not_tied_to_another(bolat: ActorRef, order: Order) -> None:
    from tests.factories import intake

    contract = custody.accepted(bolat, order)[0]
    with pytest.raises(errors.OtherOrder):
        services.tie_to_order(bolat, object_id=contract.id, order_id=intake.registered_order().id)


def test_a_scanned_label_opens_the_object(bolat: ActorRef, order: Order) -> None:
    contract = custody.accepted(bolat, order)[0]
    assert selectors.object_by_label(bolat, f" {contract.label.lower()} ") == contract
    with pytest.raises(NotVisible):
        selectors.object_by_label(bolat, "O-71-1999-000001")


def test_the_days_list_shows_what_came_in(bolat: ActorRef, order: Order) -> None:
    custody.accept(bolat, order)
    assert selectors.accepted_on_day(bolat, clock.today()).count() == 2
    assert not selectors.accepted_on_day(bolat, clock.today() - timedelta(days=1)).exists()


def test_the_database_refuses_an_object_that_is_nowhere(bolat: ActorRef, order: Order) -> None:
    contract = custody.accepted(bolat, order)[0]
    with pytest.raises(IntegrityError, match="custody_object_is_in_one_place_or_hand"), transaction.atomic():
        CustodyObject.objects.filter(pk=contract.pk).update(holder_id=None)


def test_an_object_brought_before_any_order_needs_a_unit(bolat: ActorRef) -> None:
    item = ObjectReceived(
        kind=ObjectKind.THING, name="Нож", measure_unit="PIECE", seal_number="1", seal_state=SealState.INTACT
    )
    with pytest.raises(errors.NothingChosen):
        services.accept_objects(bolat, items=[item], brought_by="x", request_key="k")
