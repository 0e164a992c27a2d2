"""Step 3. The head chooses the expert among explained candidates."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import EndReason, ExaminationState
from saraptama.casework.examinations.events import (
    ExpertAssigned,
    ExpertDeclined,
    ExpertReassigned,
    OverrideAsked,
)
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.types import CandidateVerdict, PartGiven
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import people_with_role
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.people import about, tell, tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def accept_for_production(actor: ActorRef, *, examination_id: UUID) -> None:
    """Take the examination into production. The day of the click moves no date: T0 follows order and objects."""
    services.accept_for_production(actor, examination_id=examination_id, occurred_on=clock.today())


def candidates(actor: ActorRef, *, examination_id: UUID) -> list[CandidateVerdict]:
    """Everybody thought of: the eligible with their load, the excluded with the first rule that bars them."""
    examination = examinations.examination_for(actor, examination_id)
    return list(examinations.candidates(examination, clock.today()))


def assign(
    actor: ActorRef,
    *,
    examination_id: UUID,
    lead_id: UUID,
    member_ids: Sequence[UUID] = (),
    parts: Mapping[UUID, PartGiven] | None = None,
    note: str = "",
) -> None:
    """Assign the expert (or the commission with its lead); takes the examination into production first if need be.

    The same choice sent twice by the same person (a double click) is the same act.
    """
    with transaction.atomic():
        examination = examinations.examination_for(actor, examination_id)
        if examinations.is_this_choice(examination_id, actor_id=actor.id, lead_id=lead_id, member_ids=member_ids):
            return
        if examination.current_state is ExaminationState.REGISTERED:
            accept_for_production(actor, examination_id=examination_id)
        services.assign_expert(
            actor,
            examination_id=examination_id,
            lead_id=lead_id,
            member_ids=member_ids,
            parts=parts,
            occurred_on=clock.today(),
            note=note,
        )


def reassign(
    actor: ActorRef, *, examination_id: UUID, leaving_id: UUID, new_id: UUID, reason: EndReason, note: str = ""
) -> None:
    """Replace one expert by another, with the reason."""
    services.reassign_expert(
        actor,
        examination_id=examination_id,
        leaving_id=leaving_id,
        new_id=new_id,
        reason=reason,
        occurred_on=clock.today(),
        note=note,
    )


def on_expert_assigned(event: ExpertAssigned) -> None:
    """Every expert of it is told, the members of a commission as well as its lead."""
    for signer in examinations.signers_of(event.examination_id):
        if signer.examination_id == event.examination_id:
            _tell_expert(signer.user_id, event.examination_id)


def on_expert_reassigned(event: ExpertReassigned) -> None:
    """The new expert is told."""
    if event.user_id is not None:
        _tell_expert(event.user_id, event.examination_id)


def on_expert_declined(event: ExpertDeclined) -> None:
    """The head chooses again."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    tell_role(
        RoleCode.HEAD,
        examination.unit_id,
        kind=NotificationKind.TO_ASSIGN,
        params={"specialty": examination.specialty_code, **about(event.examination_id)},
        link=("head_assign", event.examination_id),
    )


def on_override_asked(event: OverrideAsked) -> None:
    """Who may be the second person is told: heads and directors of the unit, but not the one who asked."""
    examination = examinations.examination_for(service_actor(VIEW), event.examination_id)
    asked = examinations.overrides_of(examination).filter(pk=event.override_id, confirmation__isnull=True).first()
    if asked is None:
        return
    path = reference.unit(examination.unit_id).path
    told = {person.id for role in (RoleCode.HEAD, RoleCode.DIRECTOR) for person in people_with_role(role, path)}
    tell(
        told - {asked.asked_by},
        kind=NotificationKind.CONFLICT_OVERRIDE_WAITS,
        params=about(event.examination_id),
        link=("head_conflicts", event.examination_id),
    )


def _tell_expert(user_id: UUID, examination_id: UUID) -> None:
    tell(
        [user_id],
        kind=NotificationKind.ASSIGNED,
        params=about(examination_id),
        link=("examination", examination_id),
    )
