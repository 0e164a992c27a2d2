"""Objects go back to their body under an act; a case with objects left is not closed (features C6)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState, ReturnChannel, ReturnState
from saraptama.casework.custody.models import CustodyObject, ReturnAct
from saraptama.casework.intake import services as intake_services
from saraptama.casework.intake.errors import ObjectsUnaccounted
from saraptama.casework.intake.models import Order
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import custody

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(bolat: ActorRef, order: Order) -> list[CustodyObject]:
    return custody.accepted(bolat, order)


def offered(bolat: ActorRef, things: list[CustodyObject]) -> ReturnAct:
    return services.offer_return(bolat, object_ids=[thing.id for thing in things], channel=ReturnChannel.HAND)


def confirmed(bolat: ActorRef, act: ReturnAct) -> ReturnAct:
    return services.confirm_return(
        bolat, return_id=act.id, recipient_name="Сәрсенов Е.", recipient_document="доверенность 7"
    )


def test_timur_takes_the_objects_back(bolat: ActorRef, things: list[CustodyObject], order: Order) -> None:
    act = offered(bolat, things)
    assert act.body_id == order.appointing_body_id
    confirmed(bolat, act)
    assert {custody.now(thing).state for thing in things} == {CustodyState.RETURNED}
    last = selectors.chain_of(things[0].id)[-1]
    assert (last.act, last.to_name) == (CustodyAct.RETURNED, "Сәрсенов Е.")
    assert OutboxEvent.objects.latest("recorded_at").payload["all_accounted"] is True


def test_a_part_of_the_objects_leaves_the_rest_unaccounted(bolat: ActorRef, things: list[CustodyObject]) -> None:
    confirmed(bolat, offered(bolat, things[:1]))
    assert OutboxEvent.objects.latest("recorded_at").payload["all_accounted"] is False


def test_a_case_with_objects_left_is_not_closed(
    bolat: ActorRef, actors: dict[str, ActorRef], things: list[CustodyObject], order: Order
) -> None:
    aigerim = actors["aigerim"]
    with pytest.raises(ObjectsUnaccounted) as refused:
        intake_services.close_order(aigerim, order_id=order.id, unaccounted=selectors.unaccounted)
    assert things[0].label in refused.value.params["labels"]
    confirmed(bolat, offered(bolat, things))
    intake_services.close_order(aigerim, order_id=order.id, unaccounted=selectors.unaccounted)


def test_the_recipient_and_the_document_are_named(bolat: ActorRef, things: list[CustodyObject]) -> None:
    act = offered(bolat, things)
    for name, document in (("", "доверенность 7"), ("Сәрсенов Е.", " ")):
        with pytest.raises(errors.RecipientMissing):
            services.confirm_return(bolat, return_id=act.id, recipient_name=name, recipient_document=document)


def test_the_day_of_return_lies_between_offer_and_today(bolat: ActorRef, things: list[CustodyObject]) -> None:
    act = offered(bolat, things)
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(errors.ReturnDayWrong):
            services.confirm_return(
                bolat, return_id=act.id, recipient_name="x", recipient_document="y", returned_on=day
            )


def test_a_return_can_be_called_off(bolat: ActorRef, things: list[CustodyObject]) -> None:
    act = services.cancel_return(bolat, return_id=offered(bolat, things).id, reason="курьер не явился")
    assert act.state == ReturnState.CANCELLED
    assert custody.now(things[0]).holder_id == bolat.id
    confirmed(bolat, offered(bolat, things))


def test_a_return_is_confirmed_once(bolat: ActorRef, things: list[CustodyObject]) -> None:
    act = confirmed(bolat, offered(bolat, things))
    with pytest.raises(TransitionRefused):
        confirmed(bolat, act)


def test_an_object_being_returned_is_not_handed_over(
    bolat: ActorRef, yerlan: ActorRef, things: list[CustodyObject]
) -> None:
    offered(bolat, things)
    with pytest.raises(errors.AlreadyOffered):
        services.offer_hand_over(bolat, object_ids=[things[0].id], receiver_id=yerlan.id)


def test_an_expert_does_not_return_objects(bolat: ActorRef, yerlan: ActorRef, things: list[CustodyObject]) -> None:
    custody.handed_over(bolat, yerlan, things)
    with pytest.raises(NotPermitted):
        offered(yerlan, things)
    with pytest.raises(errors.NotInYourHands):
        offered(bolat, things)


def test_objects_of_two_orders_go_back_apart(bolat: ActorRef, things: list[CustodyObject]) -> None:
    stranger = custody.substance(bolat)
    with pytest.raises(errors.OtherOrder):
        offered(bolat, [*things, stranger])


def test_what_went_back_cannot_be_moved(bolat: ActorRef, things: list[CustodyObject]) -> None:
    confirmed(bolat, offered(bolat, things))
    shelf = custody.storeroom(bolat)["shelf-1"]
    with pytest.raises(TransitionRefused):
        services.place_objects(bolat, object_ids=[things[0].id], place_id=shelf.id)


def test_waiting_returns_are_listed(bolat: ActorRef, things: list[CustodyObject]) -> None:
    act = offered(bolat, things)
    assert list(selectors.open_returns(bolat)) == [act]
    confirmed(bolat, act)
    assert not selectors.open_returns(bolat).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody_custodyevent SET note = 'x'",
        "DELETE FROM custody_custodyevent",
        "UPDATE custody_receipt SET brought_by = 'x'",
        "DELETE FROM custody_custodyobject",
        "DELETE FROM custody_handover",
    ],
)
def test_the_chain_cannot_be_rewritten(
    bolat: ActorRef, yerlan: ActorRef, things: list[CustodyObject], statement: str
) -> None:
    custody.handed_over(bolat, yerlan, things)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_who_gets_behind_the_database_is_found(bolat: ActorRef, things: list[CustodyObject]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE custody_custodyevent SET from_name = 'Иной' WHERE custody_object_id = %s", [things[0].id]
        )
    assert [fault.seq for fault in selectors.faults_of(things[0].id)] == [1]
