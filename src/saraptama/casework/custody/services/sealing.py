"""Packing and sealing anew: after the study a package has another seal than the one it came with (Order 305)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, SealState
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.policies import check_can_dispose, check_free
from saraptama.casework.custody.services import chaining
from saraptama.foundation.audit.services import record
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


@transaction.atomic
def seal_object(
    actor: ActorRef,
    *,
    object_id: UUID,
    why: str,
    seal_number: str = "",
    no_seal_reason: str = "",
    packaging: str = "",
    seen: Mapping[UUID, int] | None = None,
) -> CustodyObject:
    """Give an object in hand another seal (or say why it has none now); the former seal stays in the chain.

    Raises SealOrReason, ReasonMissing, NotInYourHands, AlreadyOffered.
    """
    thing = chaining.locked(actor, [object_id], seen)[0]
    right = check_can_dispose(actor, thing, "seal")
    check_free([thing])
    number, reason = seal_number.strip(), no_seal_reason.strip()
    if bool(number) == bool(reason):
        raise errors.SealOrReason(field="seal_number")
    if not why.strip():
        raise errors.ReasonMissing(field="why")
    if (number, reason) == (thing.seal_number, thing.no_seal_reason) and packaging in ("", thing.packaging):
        return thing
    thing.seal_number, thing.no_seal_reason = number, reason
    thing.packaging = packaging or thing.packaging
    thing.save(update_fields=["seal_number", "no_seal_reason", "packaging"])
    state = SealState.INTACT if number else SealState.NONE
    link = chaining.note(thing, chaining.deed(CustodyAct.SEALED, actor, note=why.strip()[:400], seal_state=state))
    record(
        actor,
        act="custody.object_sealed",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[thing, link],
        details={"label": thing.label, "sealed": bool(number)},
    )
    return thing
