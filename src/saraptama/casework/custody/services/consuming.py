"""Dividing and using up: parts never exceed the whole, nothing is destroyed without permission (features C5)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.formats import number_format

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, SealState
from saraptama.casework.custody.models import CustodyObject, DestructionPermit
from saraptama.casework.custody.policies import check_can_dispose, check_free, scopes_of_object
from saraptama.casework.custody.rights import CUSTODY_ACCEPT
from saraptama.casework.custody.rules import parts_fit
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.accepting import LABELS, label_text
from saraptama.casework.custody.services.papers import keep
from saraptama.casework.custody.types import FileReceived, Part
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.casework.intake.policies import require_any
from saraptama.casework.intake.services import take_numbers
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


@transaction.atomic
def divide_object(
    actor: ActorRef, *, object_id: UUID, parts: Sequence[Part], seen: Mapping[UUID, int] | None = None
) -> list[CustodyObject]:
    """Take parts from an object in hand. Each has a label and a chain of its own; what remains stays the object.

    Raises MoreThanThereIs, QuantityWrong, SealOrReason, NotInYourHands, AlreadyOffered.
    """
    thing = chaining.locked(actor, [object_id], seen)[0]
    right = check_can_dispose(actor, thing, "divide")
    check_free([thing])
    _check_parts(thing, parts)
    today = clock.today()
    key = (thing.institute_id, LABELS)
    numbers = take_numbers({key: len(parts)}, year=today.year)[key]
    thing.quantity -= sum((part.quantity for part in parts), Decimal(0))
    labels = [label_text(thing.institute_id, today.year, number) for number in numbers]
    done = chaining.deed(CustodyAct.DIVIDED, actor, note=", ".join(labels)[:400])
    written: list[AuditedModel] = [_remainder(thing, done, CustodyState.DIVIDED), thing]
    made = []
    for part, label in zip(parts, labels, strict=True):
        child = _child(thing, part, label, holder=actor.id)
        child.save(force_insert=True)
        born = chaining.deed(CustodyAct.DIVIDED, actor, note=thing.label, seal_state=_seal_of(part))
        written += [chaining.to_person(child, born, actor.id), child]
        made.append(child)
    record(
        actor,
        act="custody.object_divided",
        right=right,
        subject=thing,
        occurred_on=today,
        wrote=written,
        details={"label": thing.label, "parts": labels, "remains": f"{thing.quantity:.3f}"},
    )
    return made


def _check_parts(thing: CustodyObject, parts: Sequence[Part]) -> None:
    if not parts:
        raise errors.NothingChosen(field="parts")
    for place, part in enumerate(parts):
        if part.quantity <= 0 or part.quantity != round(part.quantity, 3):
            raise errors.QuantityWrong(field=f"parts[{place}].quantity")
        if not part.name.strip():
            raise errors.ObjectNameless(field=f"parts[{place}].name")
        if bool(part.seal_number.strip()) == bool(part.no_seal_reason.strip()):
            raise errors.SealOrReason(field=f"parts[{place}].seal_number")
    if not parts_fit(thing.quantity, [part.quantity for part in parts]):
        raise errors.MoreThanThereIs(field="parts", quantity=_there_is(thing), label=thing.label)


def _seal_of(part: Part) -> SealState:
    return SealState.INTACT if part.seal_number.strip() else SealState.NONE


def _remainder(thing: CustodyObject, done: chaining.Deed, when_nothing_is_left: CustodyState) -> AuditedModel:
    if thing.quantity > 0:
        return chaining.note(thing, done)
    return chaining.leave(thing, done, when_nothing_is_left)


def _there_is(thing: CustodyObject) -> str:
    """The balance with its unit, as people write it."""
    unit = reference.label("measure_unit", thing.measure_unit)
    return f"{number_format(Decimal(f'{thing.quantity.normalize():f}'))} {unit}"


def _child(thing: CustodyObject, part: Part, label: str, *, holder: UUID) -> CustodyObject:
    return CustodyObject(
        label=label,
        order_id=thing.order_id,
        parent=thing,
        receipt_id=thing.receipt_id,
        kind=(part.kind or thing.kind),
        name=part.name.strip(),
        quantity=part.quantity,
        measure_unit=thing.measure_unit,
        packaging=part.packaging,
        seal_number=part.seal_number.strip(),
        no_seal_reason=part.no_seal_reason.strip(),
        destruction_permission=thing.destruction_permission,
        confidentiality=thing.confidentiality,
        institute_id=thing.institute_id,
        unit_id=thing.unit_id,
        state=CustodyState.HELD.value,
        holder_id=holder,
        received_on=thing.received_on,
        return_due_on=thing.return_due_on,
        recorded_at=clock.now(),
    )


@transaction.atomic
def consume_object(
    actor: ActorRef, *, object_id: UUID, quantity: Decimal, how: str, seen: Mapping[UUID, int] | None = None
) -> CustodyObject:
    """Use up some or all of an object in hand, as far as the appointing body permits; the balance is kept.

    Raises DestructionNotPermitted, MoreThanThereIs, QuantityWrong, ReasonMissing, NotInYourHands.
    """
    thing = chaining.locked(actor, [object_id], seen)[0]
    right = check_can_dispose(actor, thing, "consume")
    check_free([thing])
    if quantity <= 0 or quantity != round(quantity, 3):
        raise errors.QuantityWrong(field="quantity")
    if quantity > thing.quantity:
        raise errors.MoreThanThereIs(field="quantity", quantity=_there_is(thing), label=thing.label)
    if not how.strip():
        raise errors.ReasonMissing(field="how")
    _check_permission(thing, quantity)
    thing.quantity -= quantity
    done = chaining.deed(CustodyAct.CONSUMED, actor, note=how.strip()[:400])
    link = _remainder(thing, done, CustodyState.CONSUMED)
    record(
        actor,
        act="custody.object_consumed",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[thing, link],
        details={"label": thing.label, "consumed": f"{quantity:.3f}", "remains": f"{thing.quantity:.3f}"},
    )
    return thing


def _check_permission(thing: CustodyObject, quantity: Decimal) -> None:
    """In part: something must remain. In full: nothing need remain. None: hands off."""
    allowed = DestructionPermission(thing.destruction_permission)
    in_full = quantity == thing.quantity
    if allowed is DestructionPermission.NONE or (in_full and allowed is not DestructionPermission.FULL):
        raise errors.DestructionNotPermitted(label=thing.label)


@transaction.atomic
def permit_destruction(
    actor: ActorRef,
    *,
    object_id: UUID,
    permission: DestructionPermission,
    ground: str,
    document: UUID | None = None,
    paper: FileReceived | None = None,
) -> CustodyObject:
    """Put the appointing body's answer on destruction on file (petition C4/C5): the letter, its scan if there is one.

    The same permission on the same ground is not entered twice.
    """
    thing = chaining.locked(actor, [object_id])[0]
    right = require_any(actor, CUSTODY_ACCEPT, scopes_of_object(thing))
    if not ground.strip():
        raise errors.ReasonMissing(field="ground")
    if thing.destruction_permission == permission and thing.permits.filter(ground=ground.strip()[:400]).exists():
        return thing
    before, thing.destruction_permission = thing.destruction_permission, permission.value
    thing.save(update_fields=["destruction_permission"])
    permit = DestructionPermit.objects.create(
        custody_object=thing,
        permission=permission.value,
        ground=ground.strip()[:400],
        document_id=keep(actor, thing, paper, FileKind.ATTACHMENT).id if paper else document,
        occurred_on=clock.today(),
        actor_id=actor.id,
    )
    record(
        actor,
        act="custody.destruction_permitted",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[thing, permit],
        details={"label": thing.label, "before": before, "now": permission.value},
    )
    return thing
