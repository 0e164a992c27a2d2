"""Who sees which objects."""

import pytest

from saraptama.casework.custody import selectors, services
from saraptama.casework.custody.errors import ObjectUnknown
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.rights import CUSTODY_MOVE, CUSTODY_VIEW
from saraptama.casework.custody.workflow import HAND_OVER, OBJECT, RETURN
from saraptama.casework.intake.models import Order
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Grant
from tests.factories import custody


@pytest.fixture
def contract(bolat: ActorRef, order: Order) -> CustodyObject:
    return custody.accepted(bolat, order)[0]


def viewer(**limits: object) -> ActorRef:
    grants = tuple(Grant(right.code, **limits) for right in (CUSTODY_VIEW, CUSTODY_MOVE))  # type: ignore[arg-type]
    return ActorRef(id=new_id(), kind=ActorKind.PERSON, grants=grants)


def sees(actor: ActorRef, thing: CustodyObject) -> bool:
    return selectors.visible_objects(actor).filter(pk=thing.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, True),
        ({"unit_path": "centre.i71"}, True),
        ({"unit_path": "centre.i75"}, False),
        ({"regions": frozenset({"71"})}, True),
        ({"regions": frozenset({"75"})}, False),
        ({"examination_types": frozenset({"1"})}, True),
        ({"examination_types": frozenset({"17"})}, False),
        ({"confidentiality": frozenset({Confidentiality.MEDICAL})}, False),
    ],
)
def test_a_grant_is_seen_through_all_its_limits(
    contract: CustodyObject, limits: dict[str, object], expected: bool
) -> None:
    assert sees(viewer(**limits), contract) is expected


@pytest.mark.django_db
def test_an_expert_sees_what_is_offered_and_held(bolat: ActorRef, yerlan: ActorRef, contract: CustodyObject) -> None:
    assert not sees(yerlan, contract)
    offer = services.offer_hand_over(bolat, object_ids=[contract.id], receiver_id=yerlan.id)
    assert sees(yerlan, contract)
    services.confirm_hand_over(yerlan, hand_over_id=offer.id)
    assert sees(yerlan, contract)
    custody.handed_over(yerlan, bolat, [contract])
    assert not sees(yerlan, contract)


@pytest.mark.django_db
def test_what_is_not_seen_cannot_be_touched(bolat: ActorRef, saule: ActorRef, contract: CustodyObject) -> None:
    shelf = custody.storeroom(bolat)["shelf-1"]
    with pytest.raises(ObjectUnknown):
        services.place_objects(saule, object_ids=[contract.id], place_id=shelf.id)


@pytest.mark.parametrize("workflow", [OBJECT, HAND_OVER, RETURN], ids=lambda workflow: workflow.name)
def test_every_state_has_an_owner(workflow: object) -> None:
    states = type(workflow.initial)  # type: ignore[attr-defined]
    assert set(workflow.owners) == set(states)  # type: ignore[attr-defined]
