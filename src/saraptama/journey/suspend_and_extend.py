"""Step 5. A petition stops the clock, the answer starts it again; only the appointing body extends (art. 34)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind, ReminderKind, SuspensionGround
from saraptama.casework.examinations.events import PetitionAnswered, PetitionReminderGiven, PetitionSent
from saraptama.casework.examinations.rights import VIEW
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import about, tell, tell_body
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def send_petition(
    actor: ActorRef,
    *,
    examination_id: UUID,
    kind: PetitionKind,
    subject: str,
    text: str,
    questions: Sequence[int] = (),
    asked_days: int | None = None,
) -> UUID:
    """Ask the appointing body. A petition for additional materials suspends production from its day (R5)."""
    return services.send_petition(
        actor,
        examination_id=examination_id,
        kind=kind,
        subject=subject,
        text=text,
        questions=questions,
        asked_days=asked_days,
        occurred_on=clock.today(),
    ).id


def answer_petition(
    actor: ActorRef, *, petition_id: UUID, decision: PetitionDecision, text: str = "", granted_days: int = 0,
    number: str = "",
) -> None:  # fmt: skip
    """The appointing body decides; the clock goes on, and granted days move the due date."""
    services.answer_petition(
        actor,
        petition_id=petition_id,
        decision=decision,
        text=text,
        granted_days=granted_days,
        number=number,
        occurred_on=clock.today(),
    )


def suspend(
    actor: ActorRef,
    *,
    examination_id: UUID,
    ground: SuspensionGround,
    starts_on: date,
    basis: str,
    planned_to: date | None = None,
) -> UUID:
    """Suspend on another ground than a petition, on its basis document."""
    return services.suspend(
        actor,
        examination_id=examination_id,
        ground=ground,
        starts_on=starts_on,
        basis=basis,
        planned_to=planned_to,
        occurred_on=clock.today(),
    ).id


def resume(actor: ActorRef, *, suspension_id: UUID, basis: str = "") -> None:
    """The ground is gone: production goes on."""
    services.resume(actor, suspension_id=suspension_id, basis=basis, occurred_on=clock.today())


def on_petition_sent(event: PetitionSent) -> None:
    """The people of the appointing body are told."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    tell_body(
        examination.order.appointing_body_id,
        kind=NotificationKind.PETITION_RECEIVED,
        params=about(event.examination_id),
        link=("portal_petition", event.petition_id),
    )


def on_petition_reminder_given(event: PetitionReminderGiven) -> None:
    """Until the limit everybody of the appointing body is reminded; after it the experts and the heads decide (R6).

    The reference data name no superior of a body: whoever heads it is among its people.
    """
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    told = {**about(event.examination_id), "until": event.limit.isoformat()}
    if event.kind == ReminderKind.DECISION:
        experts = [part.user_id for part in examination.assignments.filter(ended_on__isnull=True) if part.user_id]
        heads = people_with_role(RoleCode.HEAD, reference.unit(examination.unit_id).path)
        tell(
            [*experts, *(head.id for head in heads)],
            kind=NotificationKind.DECIDE_ON_SILENCE,
            params=told,
            link=("examination", event.examination_id),
        )
        return
    kind = NotificationKind.PETITION_LIMIT if event.kind == ReminderKind.LIMIT else NotificationKind.PETITION_WAITS
    tell_body(examination.order.appointing_body_id, kind=kind, params=told, link=("portal_petition", event.petition_id))


def on_petition_answered(event: PetitionAnswered) -> None:
    """The experts are told."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    tell(
        [part.user_id for part in examination.assignments.filter(ended_on__isnull=True) if part.user_id],
        kind=NotificationKind.PETITION_ANSWERED,
        params={"decision": event.decision, **about(event.examination_id)},
        link=("examination", event.examination_id),
    )
