"""Step 8. The objects go back, their chains end, and with the last receipt the examination and the order are closed."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.events import ConclusionDelivered
from saraptama.casework.conclusions.rights import VIEW as SEE_CONCLUSIONS
from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody import services
from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.custody.events import ObjectsReturned
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.services import close
from saraptama.casework.intake.errors import ObjectsUnaccounted
from saraptama.casework.intake.services import close_order
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef

ENDED = (ExaminationState.CLOSED,)


def offer(actor: ActorRef, *, object_ids: Sequence[UUID], channel: ReturnChannel, tracking: str = "") -> UUID:
    """Prepare the return of objects to the appointing body."""
    return services.offer_return(actor, object_ids=object_ids, channel=channel, tracking=tracking).id


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


def on_objects_returned(event: ObjectsReturned) -> None:
    """With the last object the case can be closed."""
    if event.order_id is not None and event.all_accounted:
        close_what_is_done(event.order_id)


def on_conclusion_received(event: ConclusionDelivered) -> None:
    """With the last receipt the case can be closed."""
    close_what_is_done(event.order_id)
