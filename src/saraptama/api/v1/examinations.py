"""Examinations and petitions: where the work stands, and which answers it waits for. No findings, no expert's name."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from saraptama.api.v1.documents import papers_of
from saraptama.api.v1.paging import Cursor, Limit, page_of
from saraptama.api.v1.problems import Problem
from saraptama.api.v1.security import actor_of
from saraptama.api.v1.writing import IdempotencyKey, Written, once
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState, PetitionDecision, PetitionKind
from saraptama.casework.examinations.rights import ANSWER, VIEW
from saraptama.casework.examinations.services import answer_petition
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.order_documents.errors import FieldWrong
from saraptama.integrations.order_documents.told import TOLD_ACTS
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

router = Router(tags=["examinations"])

InWork = Annotated[bool, Query(description="Only those without a result yet.")]
ShortLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]


class ExaminationLine(Schema):
    """An examination in a list: one specialty of an order."""

    examination_id: UUID
    order_id: UUID
    number: str
    specialty: str
    specialty_label: str
    institute: str
    state: str
    state_label: str
    registered_on: date
    due_on: date | None
    finished_on: date | None
    delivered_on: date | None


class ExaminationPage(Schema):
    """Examinations, the newest first, and where the next page begins."""

    items: list[ExaminationLine]
    next: str


class Happening(Schema):
    """One step that the body is told of, with its legal day."""

    act: str
    label: str
    occurred_on: date


class StepOfTerm(Schema):
    """One step of the reckoning of the due date: rule, article, days, and the sentence in Accept-Language."""

    rule: str
    article: str
    detail: str
    days: int
    due_after: date | None
    confirmed: bool


class TermOut(Schema):
    """The statutory term (Law 44-VI art. 34) and the whole way to its date."""

    state: str
    runs_from: date | None
    due_on: date | None
    limit_on: date | None
    days_used: int
    days_left: int | None
    steps: list[StepOfTerm]


class PetitionAnswerOut(Schema):
    """What the appointing body decided."""

    decision: str
    granted_days: int
    text: str
    number: str
    occurred_on: date


class PetitionOut(Schema):
    """A motivated request of the expert or the head (Law 44-VI art. 34; CPC art. 79)."""

    petition_id: UUID
    examination_id: UUID
    examination_number: str
    kind: str
    kind_label: str
    number: str
    subject: str
    text: str
    questions: list[int]
    asked_days: int | None
    suspends: bool
    sent_on: date
    answer: PetitionAnswerOut | None


class ExaminationCard(ExaminationLine):
    """One examination: what happened, the term with its reasons, the petitions. No findings."""

    happenings: list[Happening]
    term: TermOut
    petitions: list[PetitionOut]


class PetitionPage(Schema):
    """Petitions that wait for an answer, the oldest first, and where the next page begins."""

    items: list[PetitionOut]
    next: str


class AnswerIn(Schema):
    """The decision on a petition; days only where an extension is granted.

    `document_id` names the body's paper, attached to the order beforehand as PETITION.
    """

    model_config = ConfigDict(extra="forbid")

    decision: PetitionDecision
    text: LongText = ""
    granted_days: Annotated[int, Field(ge=0, le=366)] = 0
    number: ShortLine = ""
    document_id: UUID | None = None


def line_of(row: Any) -> ExaminationLine:
    """An examination as a line."""
    return ExaminationLine(**_line(row))


@router.get(
    "/examinations",
    response={200: ExaminationPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_examinations",
    url_name="examinations",
    summary="Examinations ordered by the caller's body",
)
def list_examinations(
    request: HttpRequest, cursor: Cursor = "", limit: Limit = 50, unfinished: InWork = False
) -> ExaminationPage:
    """The newest first."""
    actor = actor_of(request)
    actor.require(VIEW)
    rows = selectors.visible_to(actor).for_list()
    page = page_of(rows.unfinished() if unfinished else rows, by=("-registered_on", "-id"), cursor=cursor, limit=limit)
    return ExaminationPage(items=[line_of(row) for row in page.rows], next=page.next)


@router.get(
    "/examinations/{examination_id}",
    response={200: ExaminationCard, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_examination",
    url_name="examination",
    summary="One examination: state, due date with its reasons, petitions",
)
def get_examination(request: HttpRequest, examination_id: UUID) -> ExaminationCard:
    """Where the work stands, and why it is due on that day."""
    actor = actor_of(request)
    actor.require(VIEW)
    row = selectors.examination_for(actor, examination_id)
    return ExaminationCard(
        **_line(row),
        happenings=[
            Happening(act=entry.act, label=entry.says, occurred_on=entry.occurred_on)
            for entry in selectors.timeline(row)
            if entry.act in TOLD_ACTS
        ],
        term=_term_of(row),
        petitions=[petition_out(row, asked) for asked in row.petitions.select_related("answer").order_by("seq")],
    )


@router.get(
    "/petitions",
    response={200: PetitionPage, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    operation_id="list_petitions",
    url_name="petitions",
    summary="Petitions that wait for the body's answer",
)
def list_petitions(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> PetitionPage:
    """The oldest first. Answered ones stand with their examination."""
    actor = actor_of(request)
    actor.require(VIEW)
    page = page_of(selectors.open_petitions(actor), by=("occurred_on", "id"), cursor=cursor, limit=limit)
    return PetitionPage(items=[petition_out(row.examination, row) for row in page.rows], next=page.next)


@router.get(
    "/petitions/{petition_id}",
    response={200: PetitionOut, 401: Problem, 403: Problem, 404: Problem},
    operation_id="get_petition",
    url_name="petition",
    summary="One petition, with its answer if there is one",
)
def get_petition(request: HttpRequest, petition_id: UUID) -> PetitionOut:
    """What is asked for, why, and which questions depend on it."""
    actor = actor_of(request)
    actor.require(VIEW)
    return petition_out(*visible_petition(actor, petition_id))


@router.post(
    "/petitions/{petition_id}/answer",
    response={200: PetitionOut, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem,
              415: Problem, 422: Problem},
    operation_id="answer_petition",
    url_name="petition_answer",
    summary="Answer a petition: grant, grant in part, or refuse",
)  # fmt: skip
def answer(
    request: HttpRequest, petition_id: UUID, decision: AnswerIn, idempotency_key: IdempotencyKey
) -> HttpResponse:
    """The clock goes on from the day of the answer; granted days move the due date. A second answer is refused."""

    def act() -> Written:
        actor = actor_of(request)
        actor.require(ANSWER)
        examination, _ = visible_petition(actor, petition_id)
        if decision.document_id is not None:
            _check_paper(examination.order_id, decision.document_id)
        answer_petition(
            actor,
            petition_id=petition_id,
            decision=decision.decision,
            text=decision.text,
            granted_days=decision.granted_days,
            number=decision.number,
            document_id=decision.document_id,
            occurred_on=clock.today(),
        )
        return 200, petition_out(examination, examination.petitions.select_related("answer").get(pk=petition_id))

    return once(request, idempotency_key, act)


def _check_paper(order_id: UUID, document_id: UUID) -> None:
    """A paper of this very order, that the body itself attached."""
    if document_id not in {paper.id for paper in papers_of(order_id)}:
        raise FieldWrong(field="document_id", path="document_id", why=NotVisible().text())


def visible_petition(actor: ActorRef, petition_id: UUID) -> tuple[Any, Any]:
    """The examination and its petition, if the actor may know of them; NotVisible otherwise."""
    examination = selectors.visible_to(actor).for_list().filter(petitions__id=petition_id).first()
    if examination is None:
        raise NotVisible
    return examination, examination.petitions.get(pk=petition_id)


def petition_out(examination: Any, row: Any) -> PetitionOut:
    """A petition with its answer, if there is one."""
    given = getattr(row, "answer", None)
    return PetitionOut(
        petition_id=row.id,
        examination_id=examination.id,
        examination_number=_number(examination),
        kind=row.kind,
        kind_label=selectors.label_of(PetitionKind(row.kind)),
        number=row.number,
        subject=row.subject,
        text=row.text,
        questions=list(row.questions),
        asked_days=row.asked_days,
        suspends=row.suspends,
        sent_on=row.occurred_on,
        answer=given
        and PetitionAnswerOut(
            decision=given.decision,
            granted_days=given.granted_days,
            text=given.text,
            number=given.number,
            occurred_on=given.occurred_on,
        ),
    )


def _number(row: Any) -> str:
    return f"{row.registration.text}/{row.seq}"


def _line(row: Any) -> dict[str, Any]:
    return {
        "examination_id": row.id,
        "order_id": row.order_id,
        "number": _number(row),
        "specialty": row.specialty_code,
        "specialty_label": str(reference.specialty(row.specialty_code).name) if row.specialty_code else "",
        "institute": reference.unit(row.institute_id).code,
        "state": row.state,
        "state_label": selectors.label_of(ExaminationState(row.state)),
        "registered_on": row.registered_on,
        "due_on": row.due_on,
        "finished_on": row.finished_on,
        "delivered_on": row.delivered_on,
    }


def _term_of(row: Any) -> TermOut:
    reckoned = selectors.term_of(row)
    return TermOut(
        state=reckoned.state.value,
        runs_from=reckoned.t0,
        due_on=reckoned.due,
        limit_on=reckoned.cap,
        days_used=reckoned.elapsed,
        days_left=reckoned.remaining,
        steps=[
            StepOfTerm(
                rule=explained.step.rule,
                article=explained.step.article,
                detail=explained.sentence,
                days=explained.step.days,
                due_after=explained.step.due_after,
                confirmed=explained.step.confirmed,
            )
            for explained in selectors.explain(reckoned)
        ],
    )
