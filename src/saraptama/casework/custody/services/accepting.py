"""Acceptance of objects: the seal is checked, the chain begins, and the order learns what is still awaited."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, SealState
from saraptama.casework.custody.events import ObjectsAccepted, ObjectsComplete
from saraptama.casework.custody.models import CustodyEvent, CustodyObject, Place, Receipt, ReceiptItem
from saraptama.casework.custody.policies import check_can_accept, scopes_of_object
from saraptama.casework.custody.rights import CUSTODY_ACCEPT
from saraptama.casework.custody.selectors import complete_days
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.incidents import OF_SEAL, of_seal
from saraptama.casework.custody.services.placing import usable_place
from saraptama.casework.custody.types import ObjectReceived, SealCheck
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.casework.intake.policies import require_any
from saraptama.casework.intake.selectors import number_prefix, order_for_custody
from saraptama.casework.intake.services import take_numbers
from saraptama.casework.intake.types import DeclaredObject, OrderForCustody
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal, Refusals
from saraptama.kernel.rights import Confidentiality, Right

RECEIPTS, LABELS = "RECEIPT", "LABEL"
"""Number series of acts of acceptance and of labels."""


def accept_objects(
    actor: ActorRef,
    *,
    items: Sequence[ObjectReceived],
    brought_by: str,
    request_key: str,
    order_id: UUID | None = None,
    unit_id: UUID | None = None,
    brought_by_position: str = "",
    received_at: datetime | None = None,
    confidentiality: Confidentiality = Confidentiality.OPEN,
) -> Receipt:
    """Accept objects under one act of acceptance, before an order or after it; each gets a label and a chain.

    The place of acceptance is the order's unit unless `unit_id` says another; without an order it must be said.
    The same `request_key` gets the same act again. Raises Refusals with every reason, NotPermitted.
    """
    if (known := Receipt.objects.filter(request_key=request_key).first()) is not None:
        return known
    order = order_for_custody(order_id) if order_id else None
    unit = unit_id or (order.unit_id if order else None)
    if unit is None or not items:
        raise errors.NothingChosen(field="items" if unit else "unit_id")
    level = order.confidentiality if order else confidentiality
    institute = reference.institute_of(unit).id
    right = check_can_accept(
        actor, unit_id=unit, institute_id=institute, confidentiality=level, order_id=order.id if order else None
    )
    moment = clock.now()
    at = received_at or moment
    _check(items, order, brought_by, at, moment)
    act = _Acceptance(actor, right, order, unit, institute, level, at, moment)
    try:
        with transaction.atomic():
            return act.carry_out(items, brought_by.strip(), brought_by_position.strip(), request_key)
    except IntegrityError:
        # The same request came twice at the same moment: the other one was first.
        if (first := Receipt.objects.filter(request_key=request_key).first()) is not None:
            return first
        raise


class _Acceptance:
    """One act of acceptance in the making."""

    def __init__(
        self,
        actor: ActorRef,
        right: Right,
        order: OrderForCustody | None,
        unit_id: UUID,
        institute_id: UUID,
        confidentiality: Confidentiality,
        at: datetime,
        moment: datetime,
    ) -> None:
        self.actor, self.right, self.order = actor, right, order
        self.unit_id, self.institute_id, self.confidentiality = unit_id, institute_id, confidentiality
        self.at, self.moment = at, moment
        self.day = clock.local_date(at)

    def carry_out(self, items: Sequence[ObjectReceived], by: str, position: str, key: str) -> Receipt:
        places = [usable_place(item.place_id, self.institute_id) if item.place_id else None for item in items]
        before = complete_days(self.order.id) if self.order else {}
        year = clock.local_date(self.moment).year
        numbers = take_numbers({(self.institute_id, RECEIPTS): 1, (self.institute_id, LABELS): len(items)}, year=year)
        receipt = Receipt.objects.create(
            institute_id=self.institute_id,
            unit_id=self.unit_id,
            year=year,
            number=numbers[self.institute_id, RECEIPTS][0],
            order_id=self.order.id if self.order else None,
            received_on=self.day,
            received_at=self.at,
            recorded_at=self.moment,
            brought_by=by,
            brought_by_position=position,
            request_key=key,
            actor_id=self.actor.id,
        )
        written: list[AuditedModel] = [receipt]
        for item, place, number in zip(items, places, numbers[self.institute_id, LABELS], strict=True):
            written += self._accept(receipt, item, place, label_text(self.institute_id, year, number))
        self._finish(receipt, written, len(items), before)
        return receipt

    def _accept(self, receipt: Receipt, item: ObjectReceived, place: Place | None, label: str) -> list[AuditedModel]:
        thing = self._object(receipt, item, label)
        thing.save(force_insert=True)
        checked = ReceiptItem.objects.create(
            receipt=receipt, custody_object=thing, seal_state=item.seal_state.value, remark=_remark(item)
        )
        done = chaining.Deed(
            act=CustodyAct.RECEIVED,
            actor=self.actor,
            at=self.at,
            occurred_on=self.day,
            seal_state=item.seal_state,
            note=_remark(item),
            from_name=receipt.brought_by,
        )
        links: list[CustodyEvent] = [chaining.to_person(thing, done, self.actor.id, CustodyState.ACCEPTED)]
        if place is not None:
            placed = chaining.Deed(act=CustodyAct.PLACED, actor=self.actor, at=self.at, occurred_on=self.day)
            links.append(chaining.to_place(thing, placed, place))
        seen = SealCheck(item.seal_state, _remark(item))
        return [thing, checked, *links, *of_seal(self.actor, thing, seen)]

    def _object(self, receipt: Receipt, item: ObjectReceived, label: str) -> CustodyObject:
        announced = _announced(item, self.order)
        kind = item.kind or (announced.kind if announced else None)
        assert kind is not None
        return CustodyObject(
            label=label,
            order_id=self.order.id if self.order else None,
            ordered_object_id=item.ordered_object_id,
            receipt=receipt,
            kind=kind.value,
            name=item.name.strip() or (announced.name if announced else ""),
            quantity=_quantity(item, announced),
            measure_unit=item.measure_unit or (announced.measure_unit if announced else ""),
            packaging=item.packaging or (announced.packaging if announced else ""),
            seal_number=item.seal_number.strip(),
            no_seal_reason=item.no_seal_reason.strip(),
            destruction_permission=_permission(item, announced).value,
            confidentiality=self.confidentiality.value,
            institute_id=self.institute_id,
            unit_id=self.unit_id,
            state=CustodyState.ACCEPTED.value,
            holder_id=self.actor.id,
            received_on=self.day,
            recorded_at=self.moment,
        )

    def _finish(
        self, receipt: Receipt, written: list[AuditedModel], count: int, before: Mapping[int, date | None]
    ) -> None:
        record(
            self.actor,
            act="custody.objects_accepted",
            right=self.right,
            subject=receipt,
            occurred_on=self.day,
            wrote=written,
            details={"year": receipt.year, "number": receipt.number, "objects": count},
        )
        order_id = self.order.id if self.order else None
        publish(self.actor, ObjectsAccepted(receipt.id, self.institute_id, order_id, self.day, count))
        if self.order:
            publish_completed(self.actor, self.order, before)


def publish_completed(actor: ActorRef, order: OrderForCustody, before: Mapping[int, date | None]) -> None:
    """Tell which specialties have now got all that they need."""
    after = complete_days(order.id)
    for seq, code in order.specialties:
        day = after.get(seq)
        if day is not None and before.get(seq) is None:
            publish(actor, ObjectsComplete(order.id, seq, code, day))


def label_text(institute_id: UUID, year: int, number: int) -> str:
    """What the barcode on an object says: `O-71-2026-000045`."""
    return f"O-{number_prefix(reference.unit(institute_id))}-{year}-{number:06d}"


def _announced(item: ObjectReceived, order: OrderForCustody | None) -> DeclaredObject | None:
    if item.ordered_object_id is None or order is None:
        return None
    return next((sent for sent in order.objects if sent.id == item.ordered_object_id), None)


def _remark(item: ObjectReceived) -> str:
    """What the act says of the seal; of a missing one, why it is missing."""
    return item.remark.strip() or item.no_seal_reason.strip()


def _quantity(item: ObjectReceived, announced: DeclaredObject | None) -> Decimal:
    if item.quantity is not None:
        return item.quantity
    return announced.quantity if announced else Decimal(1)


def _permission(item: ObjectReceived, announced: DeclaredObject | None) -> DestructionPermission:
    if item.destruction_permission is not None:
        return item.destruction_permission
    return announced.destruction_permission if announced else DestructionPermission.NONE


def _check(
    items: Sequence[ObjectReceived],
    order: OrderForCustody | None,
    brought_by: str,
    at: datetime,
    moment: datetime,
) -> None:
    reasons: list[Refusal] = []
    if at > moment:
        reasons.append(errors.WrongMoment(field="received_at", first=""))
    if not brought_by.strip():
        reasons.append(errors.ReasonMissing(field="brought_by"))
    for place, item in enumerate(items):
        reasons += _check_item(item, order, f"items[{place}]")
    if reasons:
        raise Refusals(reasons)


def _check_item(item: ObjectReceived, order: OrderForCustody | None, path: str) -> list[Refusal]:
    reasons: list[Refusal] = []
    announced = _announced(item, order)
    if item.ordered_object_id is not None and announced is None:
        reasons.append(errors.OrderedObjectUnknown(field=f"{path}.ordered_object_id"))
    if announced is None and not (item.kind and item.name.strip() and item.measure_unit):
        reasons.append(errors.ObjectNameless(field=f"{path}.name"))
    sealed = bool(item.seal_number.strip())
    if sealed == bool(item.no_seal_reason.strip()) or sealed == (item.seal_state is SealState.NONE):
        reasons.append(errors.SealOrReason(field=f"{path}.seal_number"))
    if item.seal_state in OF_SEAL and not item.remark.strip():
        reasons.append(errors.SealRemarkMissing(field=f"{path}.remark"))
    quantity = _quantity(item, announced)
    if quantity <= 0 or quantity != round(quantity, 3):
        reasons.append(errors.QuantityWrong(field=f"{path}.quantity"))
    return reasons


@transaction.atomic
def tie_to_order(
    actor: ActorRef, *, object_id: UUID, order_id: UUID, ordered_object_id: UUID | None = None
) -> CustodyObject:
    """Tie an object that came before any order to its order. A repeat changes nothing; another order is refused."""
    thing = chaining.locked(actor, [object_id])[0]
    if thing.order_id not in (None, order_id):
        raise errors.OtherOrder(label=thing.label)
    right = require_any(actor, CUSTODY_ACCEPT, scopes_of_object(thing))
    order = order_for_custody(order_id)
    if ordered_object_id is not None and all(sent.id != ordered_object_id for sent in order.objects):
        raise errors.OrderedObjectUnknown(field="ordered_object_id")
    if (thing.order_id, thing.ordered_object_id) == (order_id, ordered_object_id):
        return thing
    before = complete_days(order_id)
    thing.order_id, thing.ordered_object_id = order_id, ordered_object_id
    thing.confidentiality = order.confidentiality.value
    thing.save(update_fields=["order", "ordered_object", "confidentiality"])
    record(
        actor,
        act="custody.object_tied",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[thing],
        details={"order": str(order_id), "label": thing.label},
    )
    publish_completed(actor, order, before)
    return thing
