"""The end of a parcel: received, or come back undelivered."""

from saraptama.casework.custody.enums import ConsignmentState, CustodyAct
from saraptama.casework.custody.models import Consignment, CustodyEvent, CustodyObject, Incident, ReturnAct
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.incidents import check_seal, of_seal
from saraptama.casework.custody.types import SealCheck
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def end_if_empty(parcel: Consignment) -> list[AuditedModel]:
    """A parcel none of whose objects is still on its way has ended; the rows written."""
    if parcel.items.filter(is_open=True).exists():
        return []
    parcel.state, parcel.ended_at = ConsignmentState.ENDED.value, clock.now()
    parcel.save(update_fields=["state", "ended_at"])
    return [parcel]


def end_parcels_of(act: ReturnAct) -> list[AuditedModel]:
    """A return that was received, or came back, ends its parcel; the rows written."""
    wrote: list[AuditedModel] = []
    for parcel in Consignment.objects.select_for_update().filter(return_act=act, state=ConsignmentState.SENT.value):
        for item in parcel.items.filter(is_open=True):
            item.is_open = False
            item.save(update_fields=["is_open"])
            wrote.append(item)
        wrote += end_if_empty(parcel)
    return wrote


def came_back(
    actor: ActorRef, thing: CustodyObject, reason: str, seal: SealCheck | None
) -> tuple[CustodyEvent, list[Incident]]:
    """An undelivered object is in the hands of whoever took the parcel back."""
    check_seal(thing, seal)
    done = chaining.deed(CustodyAct.CAME_BACK, actor, note=reason[:400], seal_state=seal.state if seal else None)
    return chaining.to_person(thing, done, actor.id), of_seal(actor, thing, seal)
