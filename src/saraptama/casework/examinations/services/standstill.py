"""Petitions, answers, suspensions, resumptions, extensions: how the clock stops and goes on."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from saraptama.casework.examinations.dated_facts import norms_of
from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind, SuspensionGround
from saraptama.casework.examinations.errors import (
    AlreadyAnswered,
    DaysNeeded,
    DecisionDocumentNeeded,
    GroundAlreadyOpen,
    NotSuspended,
    PetitionSuspendsByItself,
    ReasonNeeded,
    WrongState,
)
from saraptama.casework.examinations.events import (
    ExaminationResumed,
    ExaminationSuspended,
    PetitionAnswered,
    PetitionSent,
)
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import (
    Examination,
    Extension,
    Petition,
    PetitionAnswer,
    Resumption,
    Suspension,
)
from saraptama.casework.examinations.policies import check_day
from saraptama.casework.examinations.services.acting import Act, begin, following
from saraptama.casework.examinations.workflow import is_possible
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def send_petition(
    actor: ActorRef,
    *,
    examination_id: UUID,
    kind: PetitionKind,
    subject: str,
    text: str,
    occurred_on: date,
    number: str = "",
    questions: Sequence[int] = (),
    asked_days: int | None = None,
    document_id: UUID | None = None,
) -> Petition:
    """Ask the appointing body for something, with reasons (Law 44-VI art. 34; CPC art. 79).

    A petition for additional materials suspends production by itself; one for an extension stops nothing.
    """
    act = begin(actor, examination_id, "send_petition", occurred_on)
    examination = act.examination
    check_day(occurred_on, examination.t0)
    if not subject.strip() or not text.strip():
        raise ReasonNeeded(field="text")
    _check_asked_days(examination, kind, asked_days)
    suspends = kind is PetitionKind.ADDITIONAL_MATERIALS
    petition = Petition.objects.create(
        examination=examination,
        seq=following(examination.petitions.aggregate(last=Max("seq"))["last"]),
        kind=kind.value,
        number=number,
        subject=subject.strip(),
        text=text,
        questions=sorted(questions),
        asked_days=asked_days if kind is PetitionKind.EXTENSION else None,
        suspends=suspends,
        actor_id=actor.id,
        occurred_on=occurred_on,
        document_id=document_id,
    )
    wrote: list[AuditedModel] = [petition]
    if suspends:
        wrote.append(_suspend(act, SuspensionGround.PETITION, occurred_on, petition=petition))
    act.conclude(
        act.event(PetitionSent, petition_id=petition.id, kind=kind.value, suspended=suspends),
        moved_by="suspend" if suspends else "",
        wrote=wrote,
        ground=petition.subject,
        document_id=document_id,
        details={"kind": kind.value, "petition": petition.seq},
    )
    return petition


@transaction.atomic
def answer_petition(
    actor: ActorRef,
    *,
    petition_id: UUID,
    decision: PetitionDecision,
    occurred_on: date,
    granted_days: int = 0,
    text: str = "",
    number: str = "",
    document_id: UUID | None = None,
) -> PetitionAnswer:
    """The appointing body decides, in the portal or on paper that staff enter with its document.

    An answer about materials ends the suspension; one about an extension moves the due date by the days granted.
    An answer later than the limit of the suspension is filed and moves nothing (domain.md §5.4, example 6).
    """
    petition = _petition(petition_id)
    act = begin(actor, petition.examination_id, "answer_petition", occurred_on)
    _check_answer(act, petition, decision, granted_days, document_id)
    answer = PetitionAnswer.objects.create(
        petition=petition,
        decision=decision.value,
        granted_days=granted_days,
        text=text,
        number=number,
        actor_id=actor.id,
        body_id=act.examination.order.appointing_body_id,
        occurred_on=occurred_on,
        document_id=document_id,
    )
    wrote: list[AuditedModel] = [answer]
    moved_by = ""
    if granted_days:
        wrote.append(_extend(act, answer))
    open_one = _open_suspensions(act.examination).filter(petition=petition).first()
    if open_one is not None:
        wrote.append(_resume(act, open_one, basis=number, document_id=document_id))
        moved_by = _resuming(act.examination)
    act.conclude(
        act.event(
            PetitionAnswered,
            petition_id=petition.id,
            kind=petition.kind,
            decision=decision.value,
            granted_days=granted_days,
        ),
        moved_by=moved_by,
        wrote=wrote,
        ground=number,
        document_id=document_id,
        details={"decision": decision.value, "granted_days": granted_days, "petition": petition.seq},
    )
    return answer


def grant_extension(
    actor: ActorRef,
    *,
    petition_id: UUID,
    days: int,
    occurred_on: date,
    number: str = "",
    document_id: UUID | None = None,
) -> PetitionAnswer:
    """The appointing body extends the term on a petition; nobody else can (art. 34)."""
    return answer_petition(
        actor,
        petition_id=petition_id,
        decision=PetitionDecision.GRANTED,
        granted_days=days,
        occurred_on=occurred_on,
        number=number,
        document_id=document_id,
    )


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
    suspension = _suspend(act, ground, starts_on, planned_to=planned_to, basis=basis, document_id=document_id)
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
    row = _resume(act, suspension, basis=basis, document_id=document_id)
    act.name = _resuming(act.examination)
    return act.conclude(
        act.event(ExaminationResumed, ground=suspension.ground, in_production=act.name == "resume"),
        wrote=[row],
        ground=basis,
        document_id=document_id,
        details={"ground": suspension.ground},
    )


def _check_asked_days(examination: Examination, kind: PetitionKind, asked_days: int | None) -> None:
    if kind is not PetitionKind.EXTENSION:
        return
    longest = norms_of(examination).extension_max
    if not asked_days or asked_days < 1 or (longest is not None and asked_days > longest.value):
        raise DaysNeeded(field="asked_days", longest=longest.value if longest else "…")


def _petition(petition_id: UUID) -> Petition:
    petition = Petition.objects.filter(pk=petition_id).first()
    if petition is None:
        raise NotVisible
    return petition


def _check_answer(
    act: Act, petition: Petition, decision: PetitionDecision, granted_days: int, document_id: UUID | None
) -> None:
    former = PetitionAnswer.objects.filter(petition=petition).first()
    if former is not None:
        raise AlreadyAnswered(day=former.occurred_on.strftime("%d.%m.%Y"))
    check_day(act.occurred_on, petition.occurred_on)
    extends = petition.kind == PetitionKind.EXTENSION and decision is not PetitionDecision.REFUSED
    if extends != (granted_days > 0):
        longest = norms_of(act.examination).extension_max
        raise DaysNeeded(field="granted_days", longest=longest.value if longest else "…")
    if act.actor.body_id is None and document_id is None:
        raise DecisionDocumentNeeded(field="document_id")


def _suspend(
    act: Act,
    ground: SuspensionGround,
    starts_on: date,
    *,
    petition: Petition | None = None,
    planned_to: date | None = None,
    basis: str = "",
    document_id: UUID | None = None,
) -> Suspension:
    examination = act.examination
    if not is_possible("suspend", examination.current_state):
        raise WrongState(state=label_of(examination.current_state), act="suspend")
    already = _open_suspensions(examination).filter(ground=ground.value).first()
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


def _resume(act: Act, suspension: Suspension, *, basis: str, document_id: UUID | None) -> Resumption:
    row = Resumption.objects.create(
        suspension=suspension,
        basis=basis,
        document_id=document_id,
        actor_id=act.actor.id,
        occurred_on=act.occurred_on,
    )
    act.examination.suspended_since = _suspended_since(act.examination)
    return row


def _extend(act: Act, answer: PetitionAnswer) -> Extension:
    return Extension.objects.create(
        examination=act.examination, answer=answer, days=answer.granted_days, occurred_on=act.occurred_on
    )


def _open_suspensions(examination: Examination) -> QuerySet[Suspension]:
    return examination.suspensions.filter(resumption__isnull=True)


def _suspended_since(examination: Examination) -> date | None:
    since: date | None = _open_suspensions(examination).aggregate(first=Min("starts_on"))["first"]
    return since


def _resuming(examination: Examination) -> str:
    """Which transition a removed ground is: with another one still open, production does not go on."""
    return "resume_in_part" if examination.suspended_since else "resume"
