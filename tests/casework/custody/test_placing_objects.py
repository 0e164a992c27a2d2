"""The place of any object at any past minute is known; moving a container moves its contents (features C3)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState, PlaceKind
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.intake.models import Order
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted
from tests.factories import custody

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def contract(bolat: ActorRef, order: Order) -> CustodyObject:
    return custody.accepted(bolat, order)[0]


def test_bolat_puts_an_object_on_a_shelf(bolat: ActorRef, contract: CustodyObject) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id)
    stored = custody.now(contract)
    assert (stored.state, stored.place_id, stored.holder_id) == (CustodyState.STORED, shelf.id, None)


def test_putting_it_there_again_changes_nothing(bolat: ActorRef, contract: CustodyObject) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    for _ in range(2):
        services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id)
    assert len(selectors.chain_of(contract.id)) == 2


def test_where_it_was_at_any_minute_is_one_query(bolat: ActorRef) -> None:
    with clock.held_at(MONDAY):
        places = custody.storeroom(bolat)
        thing = custody.substance(bolat)
    for hours, place in ((1, "shelf-1"), (3, "shelf-2")):
        with clock.held_at(MONDAY + timedelta(hours=hours)):
            services.place_objects(bolat, object_ids=[thing.id], place_id=places[place].id)
    at = {hours: selectors.where_was(thing.id, MONDAY + timedelta(hours=hours)) for hours in (-1, 0, 1, 2, 3, 9)}
    assert at[-1] is None
    assert at[0] is not None and at[0].holder == bolat.id
    assert [at[hours].path for hours in (1, 2, 3, 9)] == [  # type: ignore[union-attr]
        "room.rack.shelf-1",
        "room.rack.shelf-1",
        "room.rack.shelf-2",
        "room.rack.shelf-2",
    ]
    with CaptureQueriesContext(connection) as queries:
        selectors.where_was(thing.id, MONDAY)
    assert len(queries) == 1


def test_moving_a_box_moves_what_is_in_it(bolat: ActorRef, contract: CustodyObject) -> None:
    places = custody.storeroom(bolat)
    services.place_objects(bolat, object_ids=[contract.id], place_id=places["box"].id)
    services.move_place(bolat, place_id=places["box"].id, parent_id=places["shelf-2"].id)
    last = selectors.chain_of(contract.id)[-1]
    assert (last.act, last.to_path) == (CustodyAct.MOVED, "room.rack.shelf-2.box")
    assert selectors.faults_of(contract.id) == []


def test_moving_a_shelf_takes_along_the_boxes_on_it(bolat: ActorRef) -> None:
    places = custody.storeroom(bolat)
    services.move_place(bolat, place_id=places["shelf-1"].id, parent_id=places["room"].id)
    assert [place.path for place in selectors.place_tree(custody.astana())] == [
        "room",
        "room.rack",
        "room.rack.shelf-2",
        "room.shelf-1",
        "room.shelf-1.box",
    ]


def test_a_place_is_not_moved_into_itself(bolat: ActorRef) -> None:
    places = custody.storeroom(bolat)
    with pytest.raises(errors.PlaceInsideItself):
        services.move_place(bolat, place_id=places["rack"].id, parent_id=places["box"].id)


def test_places_have_one_code_each(bolat: ActorRef) -> None:
    custody.storeroom(bolat)
    new = {"institute_id": custody.astana(), "kind": PlaceKind.STOREROOM, "name": "x"}
    with pytest.raises(errors.PlaceExists):
        services.add_place(bolat, code="room", **new)
    with pytest.raises(errors.PlaceCodeWrong):
        services.add_place(bolat, code="Комната 1", **new)


def test_only_an_empty_place_is_closed(bolat: ActorRef, contract: CustodyObject) -> None:
    places = custody.storeroom(bolat)
    services.place_objects(bolat, object_ids=[contract.id], place_id=places["box"].id)
    for full in ("rack", "box"):
        with pytest.raises(errors.PlaceNotEmpty):
            services.close_place(bolat, place_id=places[full].id)
    services.close_place(bolat, place_id=places["shelf-2"].id)
    with pytest.raises(errors.PlaceUnknown):
        services.place_objects(bolat, object_ids=[contract.id], place_id=places["shelf-2"].id)


def test_an_expert_does_not_rearrange_the_storeroom(bolat: ActorRef, yerlan: ActorRef) -> None:
    places = custody.storeroom(bolat)
    with pytest.raises(NotPermitted):
        services.move_place(yerlan, place_id=places["box"].id, parent_id=places["shelf-2"].id)


def test_the_chain_grows_forward(bolat: ActorRef, contract: CustodyObject) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    for moment in (clock.now() - timedelta(days=1), clock.now() + timedelta(hours=1)):
        with pytest.raises(errors.WrongMoment):
            services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id, at=moment)


def test_what_another_holds_cannot_be_placed(bolat: ActorRef, yerlan: ActorRef, contract: CustodyObject) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    custody.handed_over(bolat, yerlan, [contract])
    with pytest.raises(errors.NotInYourHands):
        services.place_objects(bolat, object_ids=[contract.id], place_id=shelf.id)
