"""Step 1. An order arrives, is checked against CPC 272 and registered, or goes back on a lawful ground."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions.services import abandon
from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.errors import AlreadyOpened
from saraptama.casework.examinations.rights import VIEW as SEE_EXAMINATIONS
from saraptama.casework.examinations.selectors import UNFINISHED
from saraptama.casework.examinations.services import open_examinations, withdraw
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake import services
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.events import OrderReceived, OrderRegistered, OrderReturned, OrderWithdrawn
from saraptama.casework.intake.rights import INTAKE_RETURN, INTAKE_VIEW
from saraptama.casework.intake.types import Finding, OrderSubmission, OrderSupplement, ReceivedOrder
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.messaging.enums import DispatchKind, NotificationKind
from saraptama.foundation.messaging.rights import SEND
from saraptama.foundation.messaging.services import dispatch
from saraptama.journey.ending_early import check_no_result_is_written
from saraptama.journey.letters import proposed_letter, return_letters
from saraptama.journey.people import tell_body, tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.actor import SYSTEM, ActorRef


def register_from_outside(
    actor: ActorRef,
    *,
    submission: OrderSubmission,
    channel: Channel,
    idempotency_key: str,
    source_system: str,
    payload_hash: str = "",
) -> ReceivedOrder:
    """Take an electronic order in and register it at once; what it lacks is answered, and leaves it deficient."""
    return services.receive_and_register(
        actor,
        submission=submission,
        channel=channel,
        idempotency_key=idempotency_key,
        source_system=source_system,
        payload_hash=payload_hash,
    )


def receive(
    actor: ActorRef,
    *,
    submission: OrderSubmission,
    channel: Channel,
    request_key: str,
    order_id: UUID | None = None,
) -> ReceivedOrder:
    """Take an order in that a person checks: from the orderer's portal, or typed from paper by the clerk.

    `order_id` is the case in which the paper's scan is kept already.
    """
    return services.receive_order(
        actor,
        submission=submission,
        channel=channel,
        idempotency_key=request_key,
        source_system=f"{channel.value.lower()}:{actor.id}",
        order_id=order_id,
    )


def check(actor: ActorRef, *, order_id: UUID, row_version: int | None = None) -> list[Finding]:
    """Hold the order against the checklist O1–O12."""
    return services.check_order(actor, order_id=order_id, row_version=row_version)


def supplement(
    actor: ActorRef, *, order_id: UUID, supplied: OrderSupplement, row_version: int | None = None
) -> list[Finding]:
    """Complete a deficient order with what the body sent."""
    return services.supplement_order(actor, order_id=order_id, supplement=supplied, row_version=row_version)


def register(actor: ActorRef, *, order_id: UUID, row_version: int | None = None) -> str:
    """Give a checked order its number and open its examinations; returns the registration number."""
    with transaction.atomic():
        services.register_order(actor, order_id=order_id, row_version=row_version)
        open_what_was_registered(order_id)
    return intake.registration_number_of(order_id)


def letter_of_return(
    actor: ActorRef, *, order_id: UUID, ground_code: str, explanation: str, explanation_kk: str, language: str
) -> bytes:
    """The letter as it would go out in one of its languages, for whoever is about to send the order back."""
    order = intake.order_card(actor, order_id)
    letter = intake.return_letter_if(
        order, ground_code=ground_code, explanation=explanation, explanation_kk=explanation_kk
    )
    return proposed_letter(replace(letter, decided_by=actor.id), language)


def send_back(
    actor: ActorRef,
    *,
    order_id: UUID,
    ground_code: str,
    explanation: str,
    explanation_kk: str = "",
    row_version: int | None = None,
) -> None:
    """Return an order on a ground of the list; its letter and the end of its examinations follow by reaction.

    Raises ResultIsWritten when an examination of it is past the point where materials go back without a conclusion.
    """
    with transaction.atomic():
        services.return_order(
            actor,
            order_id=order_id,
            ground_code=ground_code,
            explanation=explanation,
            explanation_kk=explanation_kk,
            row_version=row_version,
        )
        check_no_result_is_written(order_id)


def open_what_was_registered(order_id: UUID) -> None:
    """One examination per specialty; those whose objects are here already start with them. Repeatable."""
    complete = custody.complete_days(order_id)
    order = intake.order_for_examination(order_id)
    days = {e.specialty_code: day for e in order.examinations if (day := complete.get(e.seq)) is not None}
    for registration_id, registered_on in intake.registrations_of(order_id):
        with suppress(AlreadyOpened):
            open_examinations(SYSTEM, registration_id=registration_id, occurred_on=registered_on, objects_complete=days)


def on_order_received(event: OrderReceived) -> None:
    """The registry is told that an order waits for its check."""
    tell_role(
        RoleCode.CLERK,
        event.institute_id,
        kind=NotificationKind.ORDER_RECEIVED,
        link=("registry_order", event.order_id),
    )


def on_order_registered(event: OrderRegistered) -> None:
    """Examinations are opened where the registration came from a machine; the custodian expects the objects."""
    open_what_was_registered(event.order_id)
    tell_role(
        RoleCode.CUSTODIAN,
        event.institute_id,
        kind=NotificationKind.OBJECTS_EXPECTED,
        params={"number": event.number},
        link=("custody_accept", event.order_id),
    )


def on_order_returned(event: OrderReturned) -> None:
    """The letter is made in both languages and sent to the body with the ground."""
    letter = intake.return_letter(event.order_id)
    letter_kk, letter_ru = return_letters(letter)
    services.attach_return_letters(
        service_actor(INTAKE_RETURN), order_id=event.order_id, letter_kk=letter_kk, letter_ru=letter_ru
    )
    order = intake.order_card(service_actor(INTAKE_VIEW), event.order_id)
    sent = dispatch(
        service_actor(SEND),
        kind=DispatchKind.RETURN_LETTER,
        subject=order,
        title=letter.order_number or letter.incoming_number,
        unit_id=order.unit_id,
        recipient_id=event.body_id,
        files=[letter_kk, letter_ru],
    )
    tell_body(event.body_id, kind=NotificationKind.RETURNED, link=("portal_dispatch", sent.id))


def on_order_withdrawn(event: OrderWithdrawn) -> None:
    """The examinations of a withdrawn order end, and what was being written is given up."""
    for examination in examinations.of_order(service_actor(SEE_EXAMINATIONS), event.order_id):
        if examination.current_state in UNFINISHED:
            withdraw(
                SYSTEM,
                examination_id=examination.id,
                ground=intake.order_card(service_actor(INTAKE_VIEW), event.order_id).withdrawal_ground,
                occurred_on=event.withdrawn_on,
            )
            abandon(SYSTEM, examination_id=examination.id, ground="withdrawn", occurred_on=event.withdrawn_on)
