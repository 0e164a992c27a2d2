"""Parts never exceed the whole; nothing is destroyed without the body's permission; the balance is kept (C5)."""

from decimal import Decimal

import pytest

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, CustodyState
from saraptama.casework.custody.types import Part
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

pytestmark = pytest.mark.django_db


def part(quantity: str, **changes: str) -> Part:
    return Part(**({"name": "Проба", "quantity": Decimal(quantity), "seal_number": "П-10"} | changes))  # type: ignore[arg-type]


def test_yerlan_takes_two_samples_and_the_rest_remains(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    first, second = services.divide_object(yerlan, object_id=powder.id, parts=[part("3"), part("2.5")])
    assert custody.now(powder).quantity == Decimal("4.500")
    assert [child.parent_id for child in (first, second)] == [powder.id, powder.id]
    assert (first.state, first.holder_id, first.measure_unit) == (CustodyState.HELD, yerlan.id, "GRAM")
    assert [link.act for link in selectors.chain_of(first.id)] == [CustodyAct.DIVIDED]
    assert selectors.faults_of(powder.id) == selectors.faults_of(first.id) == []


def test_an_object_wholly_divided_lives_on_in_its_parts(bolat: ActorRef) -> None:
    powder = custody.substance(bolat)
    services.divide_object(bolat, object_id=powder.id, parts=[part("4"), part("6")])
    assert custody.now(powder).state == CustodyState.DIVIDED


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ([part("6"), part("4.001")], errors.MoreThanThereIs),
        ([part("0")], errors.QuantityWrong),
        ([part("1", name=" ")], errors.ObjectNameless),
        ([part("1", seal_number="")], errors.SealOrReason),
        ([], errors.NothingChosen),
    ],
)
def test_a_wrong_division_is_refused(bolat: ActorRef, parts: list[Part], refusal: type[Exception]) -> None:
    powder = custody.substance(bolat)
    with pytest.raises(refusal):
        services.divide_object(bolat, object_id=powder.id, parts=parts)
    assert custody.now(powder).quantity == Decimal(10)


def test_using_up_in_part_leaves_something(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.PARTIAL)
    services.consume_object(bolat, object_id=powder.id, quantity=Decimal("9.999"), how="хроматография")
    assert custody.now(powder).quantity == Decimal("0.001")
    with pytest.raises(errors.DestructionNotPermitted):
        services.consume_object(bolat, object_id=powder.id, quantity=Decimal("0.001"), how="хроматография")


def test_using_up_in_full_needs_full_permission(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    services.consume_object(bolat, object_id=powder.id, quantity=Decimal(10), how="сожжение")
    assert custody.now(powder).state == CustodyState.CONSUMED


def test_without_permission_nothing_is_destroyed_until_the_body_permits(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.NONE)
    with pytest.raises(errors.DestructionNotPermitted):
        services.consume_object(bolat, object_id=powder.id, quantity=Decimal(1), how="проба")
    services.permit_destruction(
        bolat, object_id=powder.id, permission=DestructionPermission.PARTIAL, document=None, ground="ответ на 10-01/5"
    )
    services.consume_object(bolat, object_id=powder.id, quantity=Decimal(1), how="проба")


def test_more_than_there_is_cannot_be_used_up(bolat: ActorRef) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    with pytest.raises(errors.MoreThanThereIs):
        services.consume_object(bolat, object_id=powder.id, quantity=Decimal(11), how="проба")


def test_only_the_holder_divides_and_uses_up(bolat: ActorRef, yerlan: ActorRef) -> None:
    powder = custody.substance(bolat)
    custody.handed_over(bolat, yerlan, [powder])
    with pytest.raises(errors.NotInYourHands):
        services.divide_object(bolat, object_id=powder.id, parts=[part("1")])
    with pytest.raises(errors.NotInYourHands):
        services.consume_object(bolat, object_id=powder.id, quantity=Decimal(1), how="проба")
