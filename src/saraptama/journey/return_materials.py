"""Step 8. The objects go back, their chains end, and with the last receipt the examination and the order are closed."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.events import ConclusionDelivered
from saraptama.casework.conclusions.rights import VIEW as SEE_CONCLUSIONS
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody import services
from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.custody.events import ObjectsEnded, ObjectsReturned, ObjectsSent
from saraptama.casework.custody.types import Way
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.events import ExaminationWithdrawn, ReturnedWithoutExecution
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.selectors import UNFINISHED
from saraptama.casework.examinations.services import close
from saraptama.casework.intake.errors import ObjectsUnaccounted
from saraptama.casework.intake.events import OrderReturned, OrderWithdrawn
from saraptama.casework.intake.services import close_order
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef

ENDED = (ExaminationState.CLOSED,)


def offer(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    channel: ReturnChannel,
    tracking: str = "",
    seen: Mapping[UUID, int] | None = None,
) -> UUID:
    """Prepare the return of objects to the appointing body."""
    return services.offer_return(actor, object_ids=object_ids, channel=channel, tracking=tracking, seen=seen).id


def send(actor: ActorRef, *, return_id: UUID, way: Way) -> UUID:
    """Give a return to the courier or the post; the objects are in transit until the body's receipt."""
    return services.send_return(actor, return_id=return_id, way=way).id


def confirm(
    actor: ActorRef, *, return_id: UUID, recipient_name: str, recipient_document: str, recipient_position: str = ""
) -> None:
    """The recipient has the objects: name and document of whoever took them."""
    services.confirm_return(
        actor,
        return_id=return_id,
        recipient_name=recipient_name,
        recipient_document=recipient_document,
        recipient_position=recipient_position,
    )


def close_what_is_done(order_id: UUID) -> None:
    """Close each examination whose result was received, and the order when all are closed and no object is left."""
    if custody.unaccounted(order_id):
        return
    found = examinations.of_order(service_actor(VIEW), order_id)
    for examination in found:
        if examination.current_state is ExaminationState.DELIVERED and _was_received(examination.id):
            close(SYSTEM, examination_id=examination.id, occurred_on=clock.today())
    if all(e.current_state in ENDED for e in examinations.of_order(service_actor(VIEW), order_id)) and found:
        with suppress(ObjectsUnaccounted):
            close_order(SYSTEM, order_id=order_id, unaccounted=custody.unaccounted)


def _was_received(examination_id: UUID) -> bool:
    written_under = examinations.conclusion_part_of(examination_id)
    conclusion = conclusions.current_of_examination(service_actor(SEE_CONCLUSIONS), written_under)
    return conclusion is not None and conclusion.current_state is ConclusionState.DELIVERED


def note_what_is_due(order_id: UUID) -> None:
    """When nothing of an order is left to examine, its objects are due back within the term (R8, C6)."""
    found = examinations.of_order(service_actor(VIEW), order_id)
    if any(e.current_state in UNFINISHED for e in found):
        return
    today = clock.today()
    term = reference.norms_on(today).values["return_dispatch"]
    days = int(term["value"])
    due = (
        reference.calendar().add_working_days(today, days)
        if term["unit"] == "working"
        else today + timedelta(days=days)
    )
    services.note_return_due(SYSTEM, order_id=order_id, due_on=due)


def on_order_over(event: OrderWithdrawn | OrderReturned) -> None:
    """An order that was returned or withdrawn has nothing left to examine: its objects are due back."""
    note_what_is_due(event.order_id)


def on_examination_over(event: ReturnedWithoutExecution | ExaminationWithdrawn) -> None:
    """With the last examination of an order its objects are due back."""
    note_what_is_due(examinations.examination_for(service_actor(VIEW), event.examination_id).order_id)


def on_objects_sent(event: ObjectsSent) -> None:
    """The institute to which a parcel goes is told to expect it."""
    if event.to_unit_id is not None:
        tell_role(
            RoleCode.CUSTODIAN,
            event.to_unit_id,
            kind=NotificationKind.OBJECTS_EXPECTED,
            link=("custody_parcel", event.consignment_id),
        )


def on_objects_ended(event: ObjectsEnded) -> None:
    """An object that was destroyed or lost is accounted for: the case can be closed when it was the last."""
    if event.all_accounted:
        close_what_is_done(event.order_id)


def on_objects_returned(event: ObjectsReturned) -> None:
    """With the last object the case can be closed."""
    if event.order_id is not None and event.all_accounted:
        close_what_is_done(event.order_id)


def on_conclusion_received(event: ConclusionDelivered) -> None:
    """With the last receipt the case can be closed; objects that are still here are due back."""
    note_what_is_due(event.order_id)
    close_what_is_done(event.order_id)
