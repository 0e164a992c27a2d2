"""Suspensions and resumptions: how production stops and goes on."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet

from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.casework.examinations.errors import (
    GroundAlreadyOpen,
    NotSuspended,
    PetitionSuspendsByItself,
    ReasonNeeded,
    WrongState,
)
from saraptama.casework.examinations.events import (
    ExaminationResumed,
    ExaminationSuspended,
)
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import (
    Examination,
    Petition,
    Resumption,
    Suspension,
)
from saraptama.casework.examinations.policies import check_day
from saraptama.casework.examinations.services.acting import Act, begin
from saraptama.casework.examinations.workflow import is_possible
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def suspend(
    actor: ActorRef,
    *,
    examination_id: UUID,
    ground: SuspensionGround,
    starts_on: date,
    basis: str,
    occurred_on: date,
    planned_to: date | None = None,
    document_id: UUID | None = None,
) -> Suspension:
    """Stop production on a ground other than a petition, by its basis document (domain.md §4.2)."""
    act = begin(actor, examination_id, "suspend", occurred_on)
    if ground is SuspensionGround.PETITION:
        raise PetitionSuspendsByItself(field="ground")
    if not basis.strip():
        raise ReasonNeeded(field="basis")
    check_day(starts_on, act.examination.expert_accepted_on)
    suspension = stop(act, ground, starts_on, planned_to=planned_to, basis=basis, document_id=document_id)
    act.conclude(
        act.event(ExaminationSuspended, ground=ground.value, starts_on=starts_on),
        wrote=[suspension],
        ground=basis,
        document_id=document_id,
        details={"ground": ground.value, "starts_on": starts_on.isoformat()},
    )
    return suspension


@transaction.atomic
def resume(
    actor: ActorRef,
    *,
    suspension_id: UUID,
    occurred_on: date,
    basis: str = "",
    document_id: UUID | None = None,
) -> Examination:
    """The ground is gone, or production proceeds on what is available (R6). Another open ground keeps it suspended."""
    suspension = Suspension.objects.filter(pk=suspension_id).first()
    if suspension is None:
        raise NotVisible
    act = begin(actor, suspension.examination_id, "resume", occurred_on)
    ended = Resumption.objects.filter(suspension=suspension).first()
    if ended is not None:
        raise NotSuspended(day=ended.occurred_on.strftime("%d.%m.%Y"))
    check_day(occurred_on, suspension.starts_on)
    row = go_on(act, suspension, basis=basis, document_id=document_id)
    act.name = resuming(act.examination)
    return act.conclude(
        act.event(ExaminationResumed, ground=suspension.ground, in_production=act.name == "resume"),
        wrote=[row],
        ground=basis,
        document_id=document_id,
        details={"ground": suspension.ground},
    )


def stop(
    act: Act,
    ground: SuspensionGround,
    starts_on: date,
    *,
    petition: Petition | None = None,
    planned_to: date | None = None,
    basis: str = "",
    document_id: UUID | None = None,
) -> Suspension:
    """Write a suspension and note since when the examination stands still; the act moves the state."""
    examination = act.examination
    if not is_possible("suspend", examination.current_state):
        raise WrongState(state=label_of(examination.current_state), act="suspend")
    already = open_suspensions(examination).filter(ground=ground.value).first()
    if already is not None:
        raise GroundAlreadyOpen(field="ground", day=already.starts_on.strftime("%d.%m.%Y"))
    suspension = Suspension.objects.create(
        examination=examination,
        ground=ground.value,
        starts_on=starts_on,
        planned_to=planned_to,
        petition=petition,
        basis=basis,
        document_id=document_id,
        actor_id=act.actor.id,
        occurred_on=act.occurred_on,
    )
    examination.suspended_since = _suspended_since(examination)
    return suspension


def go_on(act: Act, suspension: Suspension, *, basis: str, document_id: UUID | None) -> Resumption:
    """Write the end of a suspension and note what still stands still; the act moves the state."""
    row = Resumption.objects.create(
        suspension=suspension,
        basis=basis,
        document_id=document_id,
        actor_id=act.actor.id,
        occurred_on=act.occurred_on,
    )
    act.examination.suspended_since = _suspended_since(act.examination)
    return row


def open_suspensions(examination: Examination) -> QuerySet[Suspension]:
    """Those whose ground is not removed yet."""
    return examination.suspensions.filter(resumption__isnull=True)


def _suspended_since(examination: Examination) -> date | None:
    since: date | None = open_suspensions(examination).aggregate(first=Min("starts_on"))["first"]
    return since


def resuming(examination: Examination) -> str:
    """Which transition a removed ground is: with another one still open, production does not go on."""
    return "resume_in_part" if examination.suspended_since else "resume"
