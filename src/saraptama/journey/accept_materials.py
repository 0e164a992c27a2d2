"""Step 2. Objects and materials are accepted. When order and objects are both there, the clock starts (art. 34)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody import services
from saraptama.casework.custody.events import (
    ContentArrived,
    HandOverOffered,
    IncidentOpened,
    ObjectsAccepted,
    ObjectsComplete,
)
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.custody.types import ObjectReceived, SealCheck
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.errors import ObjectsAlreadyComplete
from saraptama.casework.examinations.events import ExaminationsOpened, ObjectsCompleted
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.selectors import UNFINISHED
from saraptama.casework.examinations.services import allocate_objects, note_objects_complete
from saraptama.casework.intake import selectors as intake
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import about, tell, tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef


def accept(
    actor: ActorRef,
    *,
    order_id: UUID,
    items: Sequence[ObjectReceived],
    brought_by: str,
    request_key: str,
    brought_by_position: str = "",
) -> UUID:
    """Accept objects of an order under one act of acceptance; returns the act's id."""
    receipt = services.accept_objects(
        actor,
        order_id=order_id,
        items=items,
        brought_by=brought_by,
        brought_by_position=brought_by_position,
        request_key=request_key,
    )
    return receipt.id


def offer(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    receiver_id: UUID,
    purpose: str = "",
    seen: Mapping[UUID, int] | None = None,
) -> UUID:
    """Offer objects to a person; nothing moves until that person confirms with the own credentials."""
    offered = services.offer_hand_over(
        actor, object_ids=object_ids, receiver_id=receiver_id, purpose=purpose, seen=seen
    )
    return offered.id


def take_over(actor: ActorRef, *, hand_over_id: UUID, seals: Mapping[UUID, SealCheck] | None = None) -> None:
    """Confirm a hand-over as its receiver, who looked at the seals: the transfer exists from here."""
    services.confirm_hand_over(actor, hand_over_id=hand_over_id, seals=seals)


def decline(actor: ActorRef, *, hand_over_id: UUID, reason: str) -> None:
    """Do not take what is offered."""
    services.decline_hand_over(actor, hand_over_id=hand_over_id, reason=reason)


def count_to_examinations(order_id: UUID) -> None:
    """Each examination of the order gets the objects it needs that are here: nothing else may be studied (CPC art. 79).

    Repeatable: what was counted stays. Objects that the order did not announce go to every examination.
    """
    needs = {e.seq: set(e.objects) for e in intake.order_for_examination(order_id).examinations}
    here = list(custody.objects_of_order(service_actor(CUSTODY_VIEW), order_id).filter(parent=None))
    for examination in examinations.of_order(service_actor(VIEW), order_id):
        wanted = needs.get(examination.seq, set())
        ids = [o.id for o in here if o.ordered_object_id is None or o.ordered_object_id in wanted]
        if ids and examination.current_state in UNFINISHED:
            allocate_objects(SYSTEM, examination_id=examination.id, object_ids=ids, occurred_on=clock.today())


def on_objects_accepted(event: ObjectsAccepted) -> None:
    """What was accepted is counted to the examinations that need it."""
    if event.order_id is not None:
        count_to_examinations(event.order_id)


def on_examinations_opened(event: ExaminationsOpened) -> None:
    """Objects that came before the registration are counted to the examinations now opened."""
    count_to_examinations(event.order_id)


def on_objects_complete(event: ObjectsComplete) -> None:
    """The examination of that specialty knows its objects complete: T0 is the later of order and objects.

    When the registration came later, opening the examinations asks custody itself, and nothing is left to do here; nor
    is there when the examination has ended meanwhile.
    """
    for examination in examinations.of_order(service_actor(VIEW), event.order_id):
        if examination.specialty_code == event.specialty_code and examination.current_state in UNFINISHED:
            try:
                note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=event.complete_on)
            except ObjectsAlreadyComplete:
                continue


def on_objects_completed(event: ObjectsCompleted) -> None:
    """The heads are told that an examination waits for assignment."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    tell_role(
        RoleCode.HEAD,
        examination.unit_id,
        kind=NotificationKind.TO_ASSIGN,
        params={"specialty": examination.specialty_code, **about(event.examination_id)},
        link=("head_assign", event.examination_id),
    )


def on_hand_over_offered(event: HandOverOffered) -> None:
    """The receiver is told that objects wait for the own confirmation."""
    tell([event.receiver_id], kind=NotificationKind.HAND_OVER_OFFERED, link=("custody_hand_over", event.hand_over_id))


def on_incident_opened(event: IncidentOpened) -> None:
    """Who answers for the objects of the unit is told: its custodians and its director, but not who reported it."""
    incident = custody.incidents(service_actor(CUSTODY_VIEW)).get(id=event.incident_id)
    path = reference.unit(event.unit_id).path
    told = {p.id for role in (RoleCode.CUSTODIAN, RoleCode.DIRECTOR) for p in people_with_role(role, path)}
    tell(
        told - {incident.opened_by},
        kind=NotificationKind.INCIDENT_OPENED,
        params={"number": incident.custody_object.label},
        link=("custody_incident", event.incident_id),
    )


def on_content_arrived(event: ContentArrived) -> None:
    """What arrived piece by piece is read from end to end and becomes the content of its object."""
    services.finish_content(upload_id=event.upload_id, object_id=event.object_id)
