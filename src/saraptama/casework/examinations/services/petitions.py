"""Petitions to the appointing body, its answers, and the extensions that only it can grant."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from saraptama.casework.examinations.dated_facts import norms_of
from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind, SuspensionGround
from saraptama.casework.examinations.errors import (
    AlreadyAnswered,
    DaysNeeded,
    DecisionDocumentNeeded,
    ReasonNeeded,
)
from saraptama.casework.examinations.events import PetitionAnswered, PetitionSent
from saraptama.casework.examinations.models import Examination, Extension, Petition, PetitionAnswer
from saraptama.casework.examinations.policies import check_day
from saraptama.casework.examinations.services.acting import Act, begin, following
from saraptama.casework.examinations.services.standstill import go_on, open_suspensions, resuming, stop
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
    petition = Petition(kind=kind.value, number=number, subject=subject.strip(), text=text.strip())
    petition.questions, petition.asked_days, petition.document_id = sorted(questions), asked_days, document_id
    wrote = _send(act, petition)
    act.conclude(
        act.event(PetitionSent, petition_id=petition.id, kind=petition.kind, suspended=petition.suspends),
        moved_by="suspend" if petition.suspends else "",
        wrote=wrote,
        ground=petition.subject,
        document_id=document_id,
        details={"kind": petition.kind, "petition": petition.seq},
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
    answer = PetitionAnswer(petition=petition, decision=decision.value, granted_days=granted_days, text=text)
    answer.number, answer.document_id = number, document_id
    wrote, moved_by = _answer(act, petition, answer)
    act.conclude(
        act.event(
            PetitionAnswered,
            petition_id=petition.id,
            kind=petition.kind,
            decision=answer.decision,
            granted_days=granted_days,
        ),
        moved_by=moved_by,
        wrote=wrote,
        ground=number,
        document_id=document_id,
        details={"decision": answer.decision, "granted_days": granted_days, "petition": petition.seq},
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


def _send(act: Act, petition: Petition) -> list[AuditedModel]:
    """Check and write the petition, with the suspension that follows from it."""
    examination = act.examination
    check_day(act.occurred_on, examination.t0)
    if not petition.subject or not petition.text:
        raise ReasonNeeded(field="text")
    if petition.kind == PetitionKind.EXTENSION:
        _check_asked_days(examination, petition.asked_days)
    else:
        petition.asked_days = None
    petition.examination = examination
    petition.seq = following(examination.petitions.aggregate(last=Max("seq"))["last"])
    petition.suspends = petition.kind == PetitionKind.ADDITIONAL_MATERIALS
    petition.actor_id, petition.occurred_on = act.actor.id, act.occurred_on
    petition.save(force_insert=True)
    if not petition.suspends:
        return [petition]
    return [petition, stop(act, SuspensionGround.PETITION, act.occurred_on, petition=petition)]


def _answer(act: Act, petition: Petition, answer: PetitionAnswer) -> tuple[list[AuditedModel], str]:
    """Check and write the answer with what follows from it; the transition, if production goes on."""
    _check_answer(act, petition, answer)
    examination = act.examination
    answer.actor_id, answer.occurred_on = act.actor.id, act.occurred_on
    answer.body_id = examination.order.appointing_body_id
    answer.save(force_insert=True)
    wrote: list[AuditedModel] = [answer]
    if answer.granted_days:
        extension = Extension(examination=examination, answer=answer, days=answer.granted_days)
        extension.occurred_on = act.occurred_on
        extension.save(force_insert=True)
        wrote.append(extension)
    waiting = open_suspensions(examination).filter(petition=petition).first()
    if waiting is None:
        return wrote, ""
    wrote.append(go_on(act, waiting, basis=answer.number, document_id=answer.document_id))
    return wrote, resuming(examination)


def _check_asked_days(examination: Examination, asked_days: int | None) -> None:
    longest = norms_of(examination).extension_max
    if not asked_days or asked_days < 1 or (longest is not None and asked_days > longest.value):
        raise DaysNeeded(field="asked_days", longest=longest.value if longest else "…")


def _check_answer(act: Act, petition: Petition, answer: PetitionAnswer) -> None:
    former = PetitionAnswer.objects.filter(petition=petition).first()
    if former is not None:
        raise AlreadyAnswered(day=former.occurred_on.strftime("%d.%m.%Y"))
    check_day(act.occurred_on, petition.occurred_on)
    extends = petition.kind == PetitionKind.EXTENSION and answer.decision != PetitionDecision.REFUSED
    if extends != (answer.granted_days > 0):
        longest = norms_of(act.examination).extension_max
        raise DaysNeeded(field="granted_days", longest=longest.value if longest else "…")
    if act.actor.body_id is None and answer.document_id is None:
        raise DecisionDocumentNeeded(field="document_id")


def _petition(petition_id: UUID) -> Petition:
    petition = Petition.objects.filter(pk=petition_id).first()
    if petition is None:
        raise NotVisible
    return petition
