"""The end of an object under an act of destruction (features C6): never without the permission on file."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState
from saraptama.casework.custody.events import ObjectsEnded
from saraptama.casework.custody.models import CustodyObject, DestructionAct, DestructionItem
from saraptama.casework.custody.policies import check_can_destroy, check_free
from saraptama.casework.custody.selectors import unaccounted
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.papers import keep
from saraptama.casework.custody.types import FileReceived
from saraptama.casework.intake.services import take_numbers
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right

DESTRUCTIONS = "DESTRUCTION"
"""Number series of acts of destruction."""


@transaction.atomic
def destroy_objects(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    method: str,
    witnesses: str,
    paper: FileReceived | None,
    destroyed_on: date | None = None,
    seen: Mapping[UUID, int] | None = None,
) -> DestructionAct:
    """Destroy objects under one act, in the presence of others, as far as the appointing body permits it in full.

    Raises DestructionNotPermitted, PaperMissing, WitnessMissing, ReasonMissing, NotInYourHands, AlreadyOffered.
    """
    things = chaining.locked(actor, object_ids, seen)
    rights = [check_can_destroy(actor, thing) for thing in things]
    check_free(things)
    day = destroyed_on or clock.today()
    first = max(thing.received_on for thing in things)
    if not first <= day <= clock.today():
        raise errors.DestructionDayWrong(field="destroyed_on", first=first)
    if not method.strip():
        raise errors.ReasonMissing(field="method")
    if not witnesses.strip():
        raise errors.WitnessMissing(field="witnesses")
    if paper is None:
        raise errors.PaperMissing(field="paper")
    return _carry_out(actor, rights[0], things, method.strip()[:300], witnesses.strip()[:500], paper, day)


def _carry_out(
    actor: ActorRef,
    right: Right,
    things: Sequence[CustodyObject],
    method: str,
    witnesses: str,
    paper: FileReceived,
    day: date,
) -> DestructionAct:
    first = things[0]
    document = keep(actor, first, paper, FileKind.ACT)
    key = (first.institute_id, DESTRUCTIONS)
    act = DestructionAct.objects.create(
        institute_id=first.institute_id,
        year=day.year,
        number=take_numbers({key: 1}, year=day.year)[key][0],
        destroyed_on=day,
        method=method,
        witnesses=witnesses,
        document_id=document.id,
        actor_id=actor.id,
    )
    items = DestructionItem.objects.bulk_create(
        [DestructionItem(destruction_act=act, custody_object=thing) for thing in things]
    )
    done = chaining.deed(
        CustodyAct.DESTROYED, actor, occurred_on=day, note=f"{method}; {witnesses}"[:400], document=document.id
    )
    links = [chaining.leave(thing, done, CustodyState.DESTROYED) for thing in things]
    record(
        actor,
        act="custody.objects_destroyed",
        right=right,
        subject=act,
        occurred_on=day,
        wrote=[act, *items, *things, *links],
        details={"year": act.year, "number": act.number, "labels": [thing.label for thing in things]},
    )
    for order_id in sorted({thing.order_id for thing in things if thing.order_id}, key=str):
        publish(actor, ObjectsEnded(order_id, not unaccounted(order_id)))
    return act
