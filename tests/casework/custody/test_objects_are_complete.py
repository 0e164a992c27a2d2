"""The objects' half of T0: the day on which all that a specialty needs was here (law art. 34; domain.md 5.3, 5.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from saraptama.casework.custody import selectors, services
from saraptama.casework.intake.models import Order
from saraptama.casework.intake.types import ObjectDeclared, SpecialtyAsked
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from tests.factories import custody, intake

pytestmark = pytest.mark.django_db


def at(day: str) -> datetime:
    """Nine in the morning in Almaty."""
    return datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC)


def registered_on(day: str, **changes: object) -> Order:
    with clock.held_at(at(day)):
        return intake.registered_order(intake.complete_order(**changes))


def bring(keeper: ActorRef, order: Order, day: str, *numbers: int, **changes: object) -> None:
    with clock.held_at(at(day)):
        custody.accept(keeper, order, only=numbers, **changes)


def three_specialties() -> dict[str, object]:
    """Worked example 12: DNA, trace and handwriting on one order, an object each."""
    sent = intake.complete_order().objects[0]
    return {
        "specialties": tuple(SpecialtyAsked(code=code) for code in ("17.1", "5.1", "1.1")),
        "objects": tuple(replace(sent, name=f"Объект {seq}", specialty_seqs=(seq,)) for seq in (1, 2, 3)),
    }


def test_objects_later_than_the_order(bolat: ActorRef) -> None:
    order = registered_on("2025-04-07")
    bring(bolat, order, "2025-04-17", 1, 2)
    assert selectors.objects_complete_on(order.id) == date(2025, 4, 17)


def test_nothing_is_complete_while_an_object_is_awaited(bolat: ActorRef) -> None:
    order = registered_on("2025-04-07")
    bring(bolat, order, "2025-04-08", 1)
    assert selectors.objects_complete_on(order.id) is None


def test_three_specialties_with_objects_in_lots(bolat: ActorRef) -> None:
    order = registered_on("2025-11-03", **three_specialties())
    bring(bolat, order, "2025-11-03", 1)
    bring(bolat, order, "2025-11-10", 2)
    days = {code: selectors.objects_complete_on(order.id, code) for code in ("17.1", "5.1", "1.1")}
    assert days == {"17.1": date(2025, 11, 3), "5.1": date(2025, 11, 10), "1.1": None}
    assert selectors.objects_complete_on(order.id) is None


def test_a_quantity_in_lots_is_complete_with_the_last_lot(bolat: ActorRef) -> None:
    order = registered_on("2025-04-07")
    bring(bolat, order, "2025-04-07", 1)
    bring(bolat, order, "2025-04-08", 2, quantity=Decimal(3))
    assert selectors.objects_complete_on(order.id) is None
    bring(bolat, order, "2025-04-09", 2, quantity=Decimal(2))
    assert selectors.objects_complete_on(order.id) == date(2025, 4, 9)


def test_an_examination_by_materials_waits_for_nothing(bolat: ActorRef) -> None:
    order = registered_on("2025-04-07", objects=(), by_materials=True)
    assert selectors.objects_complete_on(order.id) == date(2025, 4, 7)


def test_an_object_that_came_first_counts_from_its_own_day(bolat: ActorRef) -> None:
    with clock.held_at(at("2025-04-01")):
        early = custody.substance(bolat)
    declared = ObjectDeclared(kind=intake.ObjectKind.SAMPLE, name="Порошок", quantity=Decimal(10), measure_unit="GRAM")
    order = registered_on("2025-04-07", objects=(declared,))
    services.tie_to_order(
        bolat, object_id=early.id, order_id=order.id, ordered_object_id=order.ordered_objects.get().id
    )
    assert selectors.objects_complete_on(order.id) == date(2025, 4, 1)


def test_using_an_object_up_does_not_undo_its_receipt(bolat: ActorRef) -> None:
    order = registered_on("2025-04-07", destruction_permission=None)
    bring(bolat, order, "2025-04-07", 1, 2, destruction_permission=intake.DestructionPermission.FULL)
    samples = selectors.objects_of_order(bolat, order.id)[1]
    services.consume_object(bolat, object_id=samples.id, quantity=Decimal(5), how="проба")
    assert selectors.objects_complete_on(order.id) == date(2025, 4, 7)


def test_each_specialty_is_told_of_once(bolat: ActorRef) -> None:
    order = registered_on("2025-11-03", **three_specialties())
    bring(bolat, order, "2025-11-03", 1)
    bring(bolat, order, "2025-11-10", 2)
    told = OutboxEvent.objects.filter(name="custody.ObjectsComplete").order_by("recorded_at")
    assert [(event.payload["specialty_code"], event.payload["complete_on"]) for event in told] == [
        ("17.1", "2025-11-03"),
        ("5.1", "2025-11-10"),
    ]
