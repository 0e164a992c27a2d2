"""Objects for tests: what an order announced is brought, and the storeroom in Astana has a rack with two shelves."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from saraptama.casework.custody import services
from saraptama.casework.custody.enums import PlaceKind, SealState
from saraptama.casework.custody.models import CustodyObject, HandOver, Place, Receipt
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.casework.intake.models import Order
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef


def astana() -> UUID:
    """The institute in Astana."""
    return reference.unit_by_code("I71").id


CODES = {code: code for code in ("room", "rack", "shelf-1", "shelf-2", "box")}


def storeroom(keeper: ActorRef, codes: Mapping[str, str] = CODES) -> dict[str, Place]:
    """Room → rack → two shelves, and a box on the first of them, by the words that tests call them."""
    room = _place(keeper, None, PlaceKind.STOREROOM, codes["room"])
    rack = _place(keeper, room, PlaceKind.RACK, codes["rack"])
    shelves = [_place(keeper, rack, PlaceKind.SHELF, codes[name]) for name in ("shelf-1", "shelf-2")]
    box = _place(keeper, shelves[0], PlaceKind.BOX, codes["box"])
    return dict(zip(codes, (room, rack, *shelves, box), strict=True))


def _place(keeper: ActorRef, parent: Place | None, kind: PlaceKind, code: str) -> Place:
    return services.add_place(
        keeper, institute_id=astana(), kind=kind, code=code, name=code, parent_id=parent.id if parent else None
    )


def brought(order: Order, *, only: Iterable[int] | None = None, **changes: Any) -> list[ObjectReceived]:
    """The order's objects (or those with these numbers) with intact seals."""
    announced = order.ordered_objects.all() if only is None else order.ordered_objects.filter(number__in=list(only))
    return [
        ObjectReceived(
            **(
                {"ordered_object_id": sent.id, "seal_number": sent.seal_number, "seal_state": SealState.INTACT}
                | changes
            )
        )
        for sent in announced
    ]


def accept(keeper: ActorRef, order: Order, *, only: Iterable[int] | None = None, **changes: Any) -> Receipt:
    """Accept what the order announced."""
    items = brought(order, only=only, **changes)
    return services.accept_objects(
        keeper, items=items, brought_by="Сәрсенов Е.", request_key=str(uuid4()), order_id=order.id
    )


def accepted(keeper: ActorRef, order: Order, **changes: Any) -> list[CustodyObject]:
    """The accepted objects, by label."""
    return list(accept(keeper, order, **changes).accepted_objects.order_by("label"))


def substance(keeper: ActorRef, permission: DestructionPermission = DestructionPermission.PARTIAL) -> CustodyObject:
    """Ten grams of powder in a sealed bag, brought before any order."""
    item = ObjectReceived(
        kind=ObjectKind.SAMPLE,
        name="Порошок",
        quantity=Decimal(10),
        measure_unit="GRAM",
        seal_number="П-9",
        seal_state=SealState.INTACT,
        destruction_permission=permission,
    )
    receipt = services.accept_objects(
        keeper, items=[item], brought_by="Сәрсенов Е.", request_key=str(uuid4()), unit_id=astana()
    )
    return receipt.accepted_objects.get()


def handed_over(giver: ActorRef, receiver: ActorRef, things: Iterable[CustodyObject]) -> HandOver:
    """Offered by one and confirmed by the other."""
    offer = services.offer_hand_over(giver, object_ids=[thing.id for thing in things], receiver_id=receiver.id)
    return services.confirm_hand_over(receiver, hand_over_id=offer.id)


def now(thing: CustodyObject) -> CustodyObject:
    """The object as it stands in the database."""
    return CustodyObject.objects.get(pk=thing.pk)
