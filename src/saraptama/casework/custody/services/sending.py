"""Parcels: objects go by courier or post, back to the body or to another institute, and arrive (features C7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import ConsignmentState, CustodyAct, CustodyState, ReturnChannel, ReturnState
from saraptama.casework.custody.events import ObjectsArrived, ObjectsSent
from saraptama.casework.custody.labels import label_of
from saraptama.casework.custody.models import (
    Consignment,
    ConsignmentItem,
    CustodyObject,
    ReturnAct,
)
from saraptama.casework.custody.policies import check_can_accept, check_can_return, check_free
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.incidents import check_seal, of_seal
from saraptama.casework.custody.services.parcels import end_if_empty
from saraptama.casework.custody.services.returning import locked_return
from saraptama.casework.custody.types import SealCheck, Way
from saraptama.casework.custody.workflow import RETURN
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Confidentiality, Right


@transaction.atomic
def send_return(actor: ActorRef, *, return_id: UUID, way: Way) -> Consignment:
    """Give the objects of a return to the courier or the post: from here on they are in transit, and still ours.

    Raises SentByHand, WayMissing, TransitionRefused on a repeat.
    """
    act, right = locked_return(actor, return_id)
    _check_way(way)
    act.state = RETURN.target_of("send", ReturnState(act.state), describe=label_of).value
    act.channel, act.tracking = way.channel.value, way.tracking.strip()[:100]
    act.save(update_fields=["state", "channel", "tracking"])
    things = [item.custody_object for item in act.items.filter(is_open=True).select_related("custody_object")]
    locked = list(CustodyObject.objects.select_for_update().filter(pk__in=[t.pk for t in things]).order_by("pk"))
    return _send(actor, right, locked, way, act=act)


@transaction.atomic
def send_to_institute(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    to_unit_id: UUID,
    way: Way,
    seen: Mapping[UUID, int] | None = None,
) -> Consignment:
    """Send objects to another institute, which accepts them out of the parcel.

    Raises SendToOneself, SentByHand, WayMissing, NotInYourHands, AlreadyOffered.
    """
    things = chaining.locked(actor, object_ids, seen)
    rights = [check_can_return(actor, thing) for thing in things]
    check_free(things)
    _check_way(way)
    to = reference.institute_of(to_unit_id).id
    if any(thing.institute_id == to for thing in things):
        raise errors.SendToOneself(field="to_unit_id")
    return _send(actor, rights[0], things, way, to_unit=to)


def _check_way(way: Way) -> None:
    if way.channel is ReturnChannel.HAND:
        raise errors.SentByHand(field="channel")
    if not way.carrier.strip() or not way.tracking.strip():
        raise errors.WayMissing(field="tracking" if way.carrier.strip() else "carrier")


def _send(
    actor: ActorRef,
    right: Right,
    things: Sequence[CustodyObject],
    way: Way,
    *,
    act: ReturnAct | None = None,
    to_unit: UUID | None = None,
) -> Consignment:
    moment = clock.now()
    parcel = Consignment.objects.create(
        institute_id=things[0].institute_id,
        unit_id=things[0].unit_id,
        to_unit_id=to_unit,
        return_act=act,
        channel=way.channel.value,
        carrier=way.carrier.strip()[:200],
        tracking=way.tracking.strip()[:100],
        state=ConsignmentState.SENT.value,
        sent_on=clock.local_date(moment),
        sent_at=moment,
        actor_id=actor.id,
        recorded_at=moment,
    )
    items = ConsignmentItem.objects.bulk_create([ConsignmentItem(consignment=parcel, custody_object=t) for t in things])
    to_name = str(reference.unit(to_unit).name) if to_unit else _body_of(act)
    done = chaining.deed(CustodyAct.SENT, actor, note=f"{parcel.carrier}, {parcel.tracking}", to_name=to_name[:300])
    links = [chaining.leave(thing, done, CustodyState.IN_TRANSIT) for thing in things]
    wrote: list[AuditedModel] = [parcel, *items, *things, *links, *([act] if act else [])]
    _record(actor, right, "custody.objects_sent", parcel, parcel.sent_on, wrote)
    publish(actor, ObjectsSent(parcel.id, to_unit, parcel.sent_on))
    return parcel


def _body_of(act: ReturnAct | None) -> str:
    return str(reference.body(act.body_id).name) if act and act.body_id else ""


@transaction.atomic
def receive_parcel(actor: ActorRef, *, consignment_id: UUID, seals: Mapping[UUID, SealCheck]) -> Consignment:
    """Take objects out of a parcel that another institute sent; each one named in `seals` arrived.

    A seal that does not stand opens an incident. Raises NothingChosen, NotInThisParcel, SealRemarkMissing.
    """
    parcel = _locked_parcel(consignment_id)
    if parcel.to_unit_id is None:
        raise NotVisible
    if not seals:
        raise errors.NothingChosen(field="seals")
    right = check_can_accept(
        actor,
        unit_id=parcel.to_unit_id,
        institute_id=parcel.to_unit_id,
        confidentiality=Confidentiality.OPEN,
        order_id=None,
    )
    wrote: list[AuditedModel] = []
    for item in _open_items(parcel, seals):
        wrote += _arrive(actor, parcel, item, seals[item.custody_object_id])
    wrote += end_if_empty(parcel)
    _record(actor, right, "custody.parcel_received", parcel, clock.today(), wrote)
    publish(actor, ObjectsArrived(parcel.id, parcel.to_unit_id))
    return parcel


def _locked_parcel(consignment_id: UUID) -> Consignment:
    parcel = Consignment.objects.select_for_update().filter(pk=consignment_id).first()
    if parcel is None:
        raise NotVisible
    return parcel


def _open_items(parcel: Consignment, seals: Mapping[UUID, SealCheck]) -> list[ConsignmentItem]:
    found = parcel.items.filter(is_open=True, custody_object_id__in=list(seals)).order_by("custody_object_id")
    items = list(found)
    missing = set(seals) - {item.custody_object_id for item in items}
    if missing:
        label = CustodyObject.objects.filter(pk__in=missing).values_list("label", flat=True).first()
        raise errors.NotInThisParcel(label=label or "")
    return items


def _arrive(actor: ActorRef, parcel: Consignment, item: ConsignmentItem, check: SealCheck) -> list[AuditedModel]:
    assert parcel.to_unit_id is not None
    thing = CustodyObject.objects.select_for_update().get(pk=item.custody_object_id)
    check_seal(thing, check)
    item.is_open, item.seal_state, item.remark = False, check.state.value, check.remark.strip()[:400]
    item.save(update_fields=["is_open", "seal_state", "remark"])
    thing.institute_id = thing.unit_id = parcel.to_unit_id
    thing.save(update_fields=["institute", "unit"])
    done = chaining.deed(
        CustodyAct.ARRIVED, actor, seal_state=check.state, note=item.remark, counterpart=parcel.actor_id
    )
    link = chaining.to_person(thing, done, actor.id)
    return [item, thing, link, *of_seal(actor, thing, check)]


def _record(
    actor: ActorRef, right: Right, act: str, parcel: Consignment, day: date, wrote: Sequence[AuditedModel]
) -> None:
    record(
        actor,
        act=act,
        right=right,
        subject=parcel,
        occurred_on=day,
        wrote=wrote,
        details={"channel": parcel.channel, "to": str(parcel.to_unit_id or ""), "state": parcel.state},
    )
