"""Courier and post: in transit, late, arrived with the seal as it is, come back, lost on the way (features C7)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import (
    CustodyAct,
    CustodyState,
    IncidentKind,
    ReturnChannel,
    ReturnState,
    SealState,
)
from saraptama.casework.custody.models import Consignment, CustodyObject, ReturnAct
from saraptama.casework.custody.types import SealCheck, Way
from saraptama.casework.intake.models import Order
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.rights import Confidentiality, Grant
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import custody
from tests.factories.custody_papers import signed_act

pytestmark = pytest.mark.django_db

POST = Way(ReturnChannel.POST, "Қазпошта", "RR 123 456 789 KZ")
INTACT = SealCheck(SealState.INTACT)


@pytest.fixture
def things(bolat: ActorRef, order: Order) -> list[CustodyObject]:
    return custody.accepted(bolat, order)


@pytest.fixture
def ready(bolat: ActorRef, things: list[CustodyObject]) -> ReturnAct:
    return services.offer_return(bolat, object_ids=[t.id for t in things], channel=ReturnChannel.POST)


def almaty() -> reference.Unit:  # type: ignore[name-defined] # the selectors' own type
    return next(unit for unit in reference.institutes() if unit.id != custody.astana())


def keeper_in_almaty(bolat: ActorRef) -> ActorRef:
    """A custodian of the institute to which parcels go."""
    from dataclasses import replace
    from uuid import uuid4

    grants = tuple(
        Grant(right=right, unit_path=almaty().path, confidentiality=frozenset(Confidentiality))
        for right in ("custody.view", "custody.accept", "custody.move", "custody.return", "custody.end")
    )
    return replace(bolat, id=uuid4(), grants=grants)


def test_what_was_sent_is_in_transit_and_still_ours(
    bolat: ActorRef, order: Order, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    parcel = services.send_return(bolat, return_id=ready.id, way=POST)
    sent = custody.now(things[0])
    assert (sent.state, sent.holder_id, sent.place_id) == (CustodyState.IN_TRANSIT, None, None)
    assert set(selectors.unaccounted(order.id)) == {thing.label for thing in things}
    assert [found.id for found in selectors.parcels(bolat)] == [parcel.id]
    where = selectors.where_was(sent.id, clock.now())
    assert where is not None and where.act is CustodyAct.SENT
    assert selectors.faults_of(sent.id) == []


def test_a_parcel_names_its_carrier_and_number(bolat: ActorRef, ready: ReturnAct) -> None:
    for way in (Way(ReturnChannel.POST, "", "1"), Way(ReturnChannel.POST, "Қазпошта", " ")):
        with pytest.raises(errors.WayMissing):
            services.send_return(bolat, return_id=ready.id, way=way)
    with pytest.raises(errors.SentByHand):
        services.send_return(bolat, return_id=ready.id, way=Way(ReturnChannel.HAND, "x", "1"))


def test_sending_twice_is_refused(bolat: ActorRef, ready: ReturnAct) -> None:
    services.send_return(bolat, return_id=ready.id, way=POST)
    with pytest.raises(TransitionRefused):
        services.send_return(bolat, return_id=ready.id, way=POST)
    assert Consignment.objects.count() == 1


def test_nothing_is_done_with_an_object_on_its_way(
    bolat: ActorRef, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    services.send_return(bolat, return_id=ready.id, way=POST)
    shelf = custody.storeroom(bolat)["shelf-1"]
    with pytest.raises(TransitionRefused):
        services.place_objects(bolat, object_ids=[things[0].id], place_id=shelf.id)


def test_the_receipt_ends_the_parcel_and_the_chain(
    bolat: ActorRef, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    parcel = services.send_return(bolat, return_id=ready.id, way=POST)
    services.confirm_return(bolat, return_id=ready.id, recipient_name="Исмаилов Т.", recipient_document="дов. 5")
    parcel.refresh_from_db()
    assert parcel.ended_at is not None
    assert {custody.now(thing).state for thing in things} == {CustodyState.RETURNED}
    assert not selectors.parcels(bolat).exists()


def test_what_comes_back_undelivered_is_in_the_hands_of_who_takes_it(
    bolat: ActorRef, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    services.send_return(bolat, return_id=ready.id, way=POST)
    seals = {things[0].id: SealCheck(SealState.BROKEN, "угол вскрыт")}
    back = services.cancel_return(bolat, return_id=ready.id, reason="адресат выбыл", seals=seals)
    assert back.state == ReturnState.CANCELLED
    assert {custody.now(thing).holder_id for thing in things} == {bolat.id}
    assert [row.kind for row in selectors.incidents(bolat)] == [IncidentKind.SEAL_BROKEN]
    assert selectors.chain_of(things[0].id)[-1].act is CustodyAct.CAME_BACK


def test_a_parcel_beyond_the_limit_of_the_norms_is_an_alert(bolat: ActorRef, ready: ReturnAct) -> None:
    services.send_return(bolat, return_id=ready.id, way=POST)
    limit = selectors.transit_limit()
    assert limit == reference.norms_on(clock.today()).values["transit_alert"]["value"]
    with clock.held_at(clock.now() + timedelta(days=limit)):
        assert not selectors.parcels(bolat, late=True).exists()
    with clock.held_at(clock.now() + timedelta(days=limit + 1)):
        assert selectors.parcels(bolat, late=True).count() == 1


def test_another_institute_accepts_out_of_the_parcel(bolat: ActorRef, things: list[CustodyObject]) -> None:
    keeper = keeper_in_almaty(bolat)
    ids = [thing.id for thing in things]
    assert not selectors.visible_objects(keeper).filter(pk__in=ids).exists()
    parcel = services.send_to_institute(bolat, object_ids=ids, to_unit_id=almaty().id, way=POST)
    assert selectors.visible_objects(keeper).filter(pk__in=ids).count() == len(ids)
    services.receive_parcel(keeper, consignment_id=parcel.id, seals={ids[0]: INTACT})
    parcel.refresh_from_db()
    assert parcel.ended_at is None
    services.receive_parcel(keeper, consignment_id=parcel.id, seals=dict.fromkeys(ids[1:], INTACT))
    parcel.refresh_from_db()
    assert parcel.ended_at is not None
    arrived = custody.now(things[0])
    assert (arrived.holder_id, arrived.institute_id) == (keeper.id, almaty().id)
    assert selectors.faults_of(arrived.id) == []


def test_a_broken_or_other_seal_on_arrival_opens_an_incident(bolat: ActorRef, things: list[CustodyObject]) -> None:
    keeper = keeper_in_almaty(bolat)
    ids = [thing.id for thing in things]
    parcel = services.send_to_institute(bolat, object_ids=ids, to_unit_id=almaty().id, way=POST)
    with pytest.raises(errors.SealRemarkMissing):
        services.receive_parcel(keeper, consignment_id=parcel.id, seals={ids[0]: SealCheck(SealState.DIFFERS)})
    seals = {ids[0]: SealCheck(SealState.DIFFERS, "на пломбе 0099"), ids[1]: SealCheck(SealState.NONE, "сорвана")}
    services.receive_parcel(keeper, consignment_id=parcel.id, seals=seals)
    assert sorted(row.kind for row in selectors.incidents(keeper)) == ["SEAL_BROKEN", "SEAL_DIFFERS"]


def test_nobody_else_takes_the_parcel(bolat: ActorRef, yerlan: ActorRef, things: list[CustodyObject]) -> None:
    ids = [thing.id for thing in things]
    parcel = services.send_to_institute(bolat, object_ids=ids, to_unit_id=almaty().id, way=POST)
    for somebody in (bolat, yerlan):
        with pytest.raises(NotPermitted):
            services.receive_parcel(somebody, consignment_id=parcel.id, seals={ids[0]: INTACT})


def test_a_parcel_to_oneself_is_refused(bolat: ActorRef, things: list[CustodyObject]) -> None:
    with pytest.raises(errors.SendToOneself):
        services.send_to_institute(bolat, object_ids=[things[0].id], to_unit_id=custody.astana(), way=POST)


def test_what_never_arrived_is_declared_lost_with_the_act(
    bolat: ActorRef, order: Order, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    services.send_return(bolat, return_id=ready.id, way=POST)
    lost = things[0]
    with pytest.raises(errors.PaperMissing):
        services.report_lost(bolat, object_id=lost.id, words="розыск почты без результата", paper=None)
    services.report_lost(bolat, object_id=lost.id, words="розыск почты без результата", paper=signed_act())
    assert custody.now(lost).state == CustodyState.LOST
    assert lost.label not in selectors.unaccounted(order.id)
    services.confirm_return(bolat, return_id=ready.id, recipient_name="Исмаилов Т.", recipient_document="дов. 5")
    assert custody.now(lost).state == CustodyState.LOST
    assert custody.now(things[1]).state == CustodyState.RETURNED


def test_the_database_knows_one_open_parcel_only(
    bolat: ActorRef, ready: ReturnAct, things: list[CustodyObject]
) -> None:
    from saraptama.casework.custody.models import ConsignmentItem

    parcel = services.send_return(bolat, return_id=ready.id, way=POST)
    with pytest.raises(IntegrityError, match="custody_object_is_sent_once"), transaction.atomic():
        ConsignmentItem.objects.create(consignment=parcel, custody_object=things[0])
