"""Objects go back to the appointing body; the act stands once the recipient is known."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, ReturnChannel, ReturnState
from saraptama.casework.custody.events import ObjectsReturned
from saraptama.casework.custody.labels import label_of
from saraptama.casework.custody.models import CustodyObject, ReturnAct, ReturnItem
from saraptama.casework.custody.policies import check_can_return, check_free, scopes
from saraptama.casework.custody.rights import CUSTODY_RETURN
from saraptama.casework.custody.selectors import unaccounted
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.parcels import came_back, end_parcels_of
from saraptama.casework.custody.types import SealCheck
from saraptama.casework.custody.workflow import RETURN
from saraptama.casework.intake.policies import require_any
from saraptama.casework.intake.selectors import order_for_custody
from saraptama.casework.intake.services import take_numbers
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Right

RETURNS = "RETURN"
"""Number series of acts of return."""


@transaction.atomic
def offer_return(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    channel: ReturnChannel,
    tracking: str = "",
    seen: Mapping[UUID, int] | None = None,
) -> ReturnAct:
    """Make objects of one order ready to go back. They stay under our care until the body's receipt.

    Raises OtherOrder, AlreadyOffered, NotInYourHands, NotPermitted.
    """
    things = chaining.locked(actor, object_ids, seen)
    rights = [check_can_return(actor, thing) for thing in things]
    check_free(things)
    first = things[0]
    for thing in things:
        if (thing.order_id, thing.institute_id) != (first.order_id, first.institute_id):
            raise errors.OtherOrder(label=thing.label)
    today = clock.today()
    number = take_numbers({(first.institute_id, RETURNS): 1}, year=today.year)[first.institute_id, RETURNS][0]
    act = ReturnAct.objects.create(
        institute_id=first.institute_id,
        unit_id=first.unit_id,
        year=today.year,
        number=number,
        order_id=first.order_id,
        body_id=order_for_custody(first.order_id).appointing_body_id if first.order_id else None,
        channel=channel.value,
        tracking=tracking.strip()[:100],
        state=ReturnState.OFFERED.value,
        offered_on=today,
        actor_id=actor.id,
        recorded_at=clock.now(),
    )
    items = ReturnItem.objects.bulk_create([ReturnItem(return_act=act, custody_object=thing) for thing in things])
    done = chaining.deed(CustodyAct.RETURN_OFFERED, actor, note=act.tracking)
    links = [chaining.note(thing, done) for thing in things]
    _record(actor, rights[0], "custody.return_offered", act, today, [*items, *things, *links])
    return act


@transaction.atomic
def confirm_return(
    actor: ActorRef,
    *,
    return_id: UUID,
    recipient_name: str,
    recipient_document: str,
    recipient_position: str = "",
    returned_on: date | None = None,
    receipt_document: UUID | None = None,
) -> ReturnAct:
    """Record that the body took the objects: who, by which document, on which day (today unless said).

    Raises RecipientMissing, ReturnDayWrong, TransitionRefused on a repeat.
    """
    act, right = locked_return(actor, return_id)
    if not recipient_name.strip() or not recipient_document.strip():
        raise errors.RecipientMissing(field="recipient_name")
    today = clock.today()
    day = returned_on or today
    if not act.offered_on <= day <= today:
        raise errors.ReturnDayWrong(field="returned_on", first=act.offered_on)
    act.recipient_name, act.recipient_document = recipient_name.strip()[:200], recipient_document.strip()[:300]
    act.recipient_position, act.receipt_document_id = recipient_position.strip()[:300], receipt_document
    act.returned_on = day
    items, things = _resolve(act, "confirm")
    parcels = end_parcels_of(act)
    done = chaining.deed(
        CustodyAct.RETURNED, actor, occurred_on=day, to_name=act.recipient_name, document=receipt_document
    )
    links = [chaining.leave(thing, done, CustodyState.RETURNED) for thing in things]
    _record(actor, right, "custody.objects_returned", act, day, [*items, *things, *links, *parcels])
    all_accounted = act.order_id is not None and not unaccounted(act.order_id)
    publish(actor, ObjectsReturned(act.id, act.order_id, day, all_accounted))
    return act


@transaction.atomic
def cancel_return(
    actor: ActorRef, *, return_id: UUID, reason: str, seals: Mapping[UUID, SealCheck] | None = None
) -> ReturnAct:
    """Call a return off: the courier did not come, the body did not take the objects, the parcel came back.

    What came back undelivered is in the hands of whoever takes it, with the seal as it stands now (by object).
    """
    act, right = locked_return(actor, return_id)
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    items, things = _resolve(act, "cancel")
    wrote: list[AuditedModel] = [*items, *things, *end_parcels_of(act)]
    done = chaining.deed(CustodyAct.RETURN_CANCELLED, actor, note=reason.strip()[:400])
    for thing in things:
        if thing.state == CustodyState.IN_TRANSIT:
            link, incidents = came_back(actor, thing, reason.strip(), (seals or {}).get(thing.id))
            wrote += [link, *incidents]
        else:
            wrote.append(chaining.note(thing, done))
    _record(actor, right, "custody.return_cancelled", act, clock.today(), wrote)
    return act


def locked_return(actor: ActorRef, return_id: UUID) -> tuple[ReturnAct, Right]:
    """A return, locked until the act ends, and the right to act on it."""
    act = ReturnAct.objects.select_for_update().filter(pk=return_id).first()
    if act is None:
        raise NotVisible
    level = order_for_custody(act.order_id).confidentiality.value if act.order_id else "OPEN"
    where = scopes(unit_id=act.unit_id, institute_id=act.institute_id, confidentiality=level, order_id=act.order_id)
    return act, require_any(actor, CUSTODY_RETURN, where)


def _resolve(act: ReturnAct, step: str) -> tuple[list[ReturnItem], list[CustodyObject]]:
    act.state = RETURN.target_of(step, ReturnState(act.state), describe=label_of).value
    act.save()
    items = list(act.items.filter(is_open=True))
    for item in items:
        item.is_open = False
        item.save(update_fields=["is_open"])
    ids = [item.custody_object_id for item in items]
    return items, list(CustodyObject.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _record(actor: ActorRef, right: Right, name: str, act: ReturnAct, day: date, wrote: Sequence[AuditedModel]) -> None:
    record(
        actor,
        act=name,
        right=right,
        subject=act,
        occurred_on=day,
        wrote=[act, *wrote],
        details={"year": act.year, "number": act.number, "channel": act.channel},
    )


@transaction.atomic
def note_return_due(actor: ActorRef, *, order_id: UUID, due_on: date) -> int:
    """Note by when the objects of an order that has nothing left to examine should have gone back; how many there are.

    A date once noted stands: a later event of the same order does not put it off.
    """
    waiting = CustodyObject.objects.select_for_update().filter(order_id=order_id, return_due_on__isnull=True)
    things = list(waiting.under_our_care().order_by("pk"))
    for thing in things:
        thing.return_due_on = due_on
        thing.save(update_fields=["return_due_on"])
    if things:
        record(
            actor,
            act="custody.return_due",
            subject=things[0],
            occurred_on=clock.today(),
            wrote=things,
            details={"order": str(order_id), "due_on": due_on.isoformat(), "objects": len(things)},
        )
    return len(things)
