"""A transfer exists only after both have confirmed with their own credentials (features C2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState, HandOverState, SealState
from saraptama.casework.custody.models import CustodyObject, HandOver, HandOverItem
from saraptama.casework.custody.types import SealCheck
from saraptama.casework.intake.models import Order
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import custody

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(bolat: ActorRef, order: Order) -> CustodyObject:
    return custody.accepted(bolat, order)[0]


@pytest.fixture
def offer(bolat: ActorRef, yerlan: ActorRef, contract: CustodyObject) -> HandOver:
    return services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=yerlan.id, purpose="исследование")


def test_an_offer_moves_nothing(bolat: ActorRef, offer: HandOver, contract: CustodyObject) -> None:
    assert custody.now(contract).holder_id == bolat.id


def test_yerlan_confirms_and_holds_the_object(
    bolat: ActorRef, yerlan: ActorRef, offer: HandOver, contract: CustodyObject
) -> None:
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    held = custody.now(contract)
    assert (held.state, held.holder_id) == (CustodyState.HELD, yerlan.id)
    last = selectors.chain_of(contract.id)[-1]
    assert (last.act, last.actor, last.counterpart) == (CustodyAct.HANDED_OVER, yerlan.id, bolat.id)
    assert OutboxEvent.objects.latest("recorded_at").name == "custody.HandOverConfirmed"


def test_each_side_is_an_act_of_its_own(yerlan: ActorRef, offer: HandOver) -> None:
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    acts = AuditEntry.objects.filter(subject_id=str(offer.id)).order_by("recorded_at")
    assert list(acts.values_list("act", flat=True)) == ["custody.hand_over_offered", "custody.hand_over_confirmed"]


@pytest.mark.parametrize("somebody", ["bolat", "saule"])
def test_nobody_else_confirms(actors: dict[str, ActorRef], offer: HandOver, somebody: str) -> None:
    with pytest.raises(errors.NotTheReceiver):
        services.confirm_hand_over(actors[somebody], hand_over_id=offer.id)


def test_nobody_hands_over_to_oneself(bolat: ActorRef, contract: CustodyObject) -> None:
    with pytest.raises(errors.HandOverToOneself):
        services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=bolat.id)


def test_the_receiver_is_somebody_known(bolat: ActorRef, contract: CustodyObject) -> None:
    with pytest.raises(errors.ReceiverUnknown):
        services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=uuid4())


def test_a_hand_over_needs_objects(bolat: ActorRef, yerlan: ActorRef) -> None:
    with pytest.raises(errors.NothingChosen):
        services.offer_hand_over(bolat, object_ids=[], receiver_id=yerlan.id)


def test_an_object_is_offered_to_one_person_at_a_time(
    bolat: ActorRef, saule: ActorRef, offer: HandOver, contract: CustodyObject
) -> None:
    with pytest.raises(errors.AlreadyOffered):
        services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=saule.id)


def test_the_database_knows_one_open_offer_only(offer: HandOver, contract: CustodyObject) -> None:
    with pytest.raises(IntegrityError, match="custody_object_is_offered_once"), transaction.atomic():
        HandOverItem.objects.create(hand_over=offer, custody_object=contract)


def test_confirming_twice_is_refused(yerlan: ActorRef, offer: HandOver) -> None:
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    with pytest.raises(TransitionRefused):
        services.confirm_hand_over(yerlan, hand_over_id=offer.id)


def test_yerlan_declines_with_a_reason_and_bolat_keeps_the_object(
    bolat: ActorRef, yerlan: ActorRef, offer: HandOver, contract: CustodyObject
) -> None:
    with pytest.raises(errors.ReasonMissing):
        services.decline_hand_over(yerlan, hand_over_id=offer.id, reason=" ")
    services.decline_hand_over(yerlan, hand_over_id=offer.id, reason="пломба надорвана")
    assert custody.now(contract).holder_id == bolat.id
    assert selectors.chain_of(contract.id)[-1].act is CustodyAct.DECLINED
    services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=yerlan.id)


def test_the_giver_may_call_the_offer_off_and_a_stranger_may_not(
    bolat: ActorRef, saule: ActorRef, offer: HandOver
) -> None:
    with pytest.raises(errors.NotTheReceiver):
        services.decline_hand_over(saule, hand_over_id=offer.id, reason="не мне")
    assert services.decline_hand_over(bolat, hand_over_id=offer.id, reason="ошибка").state == HandOverState.DECLINED


def test_an_unconfirmed_offer_expires_and_is_listed(
    bolat: ActorRef, yerlan: ActorRef, offer: HandOver, contract: CustodyObject
) -> None:
    with clock.held_at(clock.now() + timedelta(hours=25)):
        with pytest.raises(errors.HandOverExpired):
            services.confirm_hand_over(yerlan, hand_over_id=offer.id)
        assert services.expire_hand_overs() == 1
        assert services.expire_hand_overs() == 0
    assert [expired.id for expired in selectors.expired_hand_overs(bolat)] == [offer.id]
    assert custody.now(contract).holder_id == bolat.id


def test_an_offer_still_standing_does_not_expire(offer: HandOver) -> None:
    assert services.expire_hand_overs() == 0


def test_each_side_sees_the_open_offer(bolat: ActorRef, yerlan: ActorRef, saule: ActorRef, offer: HandOver) -> None:
    assert [o.id for o in selectors.hand_overs_for(yerlan)] == [offer.id]
    assert [o.id for o in selectors.hand_overs_from(bolat)] == [offer.id]
    assert not selectors.hand_overs_for(saule).exists()


def test_a_broken_seal_is_described_by_the_receiver(yerlan: ActorRef, offer: HandOver, contract: CustodyObject) -> None:
    with pytest.raises(errors.SealRemarkMissing):
        services.confirm_hand_over(yerlan, hand_over_id=offer.id, seals={contract.id: SealCheck(SealState.BROKEN)})
    services.confirm_hand_over(
        yerlan, hand_over_id=offer.id, seals={contract.id: SealCheck(SealState.BROKEN, "вскрыт угол")}
    )
    last = selectors.chain_of(contract.id)[-1]
    assert (last.seal_state, last.note) == (SealState.BROKEN, "вскрыт угол")


def test_only_the_holder_hands_over(
    bolat: ActorRef, yerlan: ActorRef, saule: ActorRef, offer: HandOver, contract: CustodyObject
) -> None:
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    with pytest.raises(errors.NotInYourHands):
        services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=saule.id)
    custody.handed_over(yerlan, saule, [contract])
    assert custody.now(contract).holder_id == saule.id


def test_the_whole_way_of_an_object_is_a_whole_chain(
    bolat: ActorRef, yerlan: ActorRef, contract: CustodyObject
) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id)
    custody.handed_over(bolat, yerlan, [contract])
    custody.handed_over(yerlan, bolat, [contract])
    services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id)
    chain = selectors.chain_of(contract.id)
    assert [link.act.value for link in chain] == [
        "RECEIVED",
        "PLACED",
        "OFFERED",
        "HANDED_OVER",
        "OFFERED",
        "HANDED_OVER",
        "PLACED",
    ]
    assert selectors.faults_of(contract.id) == []
    assert custody.now(contract).chain_head == chain[-1].hash
