"""Agreement to the draft, and every way in which an examination ends."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from saraptama.casework.examinations.enums import AgreementDecision, ExaminationState, Result
from saraptama.casework.examinations.errors import NotYourTurn, ReasonNeeded, ResultNotAllowed
from saraptama.casework.examinations.events import (
    DraftAgreed,
    DraftDisagreed,
    ExaminationClosed,
    ExaminationCompleted,
    ExaminationDelivered,
    ExaminationWithdrawn,
    ReturnedWithoutExecution,
    SubmittedForAgreement,
)
from saraptama.casework.examinations.models import Agreement, Examination, Note
from saraptama.casework.examinations.policies import check_day
from saraptama.casework.examinations.services.acting import Act, begin, carry, check_leading_part
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


@transaction.atomic
def submit_for_agreement(
    actor: ActorRef, *, examination_id: UUID, occurred_on: date, approver_ids: Sequence[UUID] = ()
) -> Examination:
    """Lay the draft before the heads, one after another; without a named route, before any head of the unit.

    They check the form of the draft and never its findings (Law 44-VI art. 8).
    """
    act = begin(actor, examination_id, "submit_for_agreement", occurred_on)
    check_day(occurred_on, act.examination.expert_accepted_on)
    route = [str(user_id) for user_id in dict.fromkeys(approver_ids)]
    check_leading_part(act.examination)

    def submitted(part: Examination) -> None:
        part.agreement_round += 1
        part.agreement_route = route

    carry(act, submitted)
    submitted(act.examination)
    return act.conclude(
        act.event(SubmittedForAgreement, next_approver_id=UUID(route[0]) if route else None),
        details={"round": act.examination.agreement_round, "heads": len(route)},
    )


@transaction.atomic
def agree(actor: ActorRef, *, examination_id: UUID, occurred_on: date, remarks: str = "") -> Examination:
    """A head agrees, if need be with remarks; the last of them makes the draft ready for signature."""
    act = begin(actor, examination_id, "agree", occurred_on)
    decision = AgreementDecision.AGREED_WITH_REMARKS if remarks.strip() else AgreementDecision.AGREED
    row = _decide(act, decision, remarks)
    following = _route(act.examination)
    act.name = "agree_in_turn" if following else "agree"
    carry(act, _unchanged)
    return act.conclude(
        act.event(
            DraftAgreed,
            approver_id=actor.id,
            approved=not following,
            next_approver_id=following[0] if following else None,
        ),
        wrote=[row],
        ground=remarks,
        details={"round": row.round, "decision": decision.value},
    )


@transaction.atomic
def disagree(actor: ActorRef, *, examination_id: UUID, comment: str, occurred_on: date) -> Examination:
    """A head sends the draft back with a comment; every return stands in the record (art. 8)."""
    act = begin(actor, examination_id, "disagree", occurred_on)
    if not comment.strip():
        raise ReasonNeeded(field="comment")
    row = _decide(act, AgreementDecision.DISAGREED, comment)
    carry(act, _unchanged)
    return act.conclude(
        act.event(DraftDisagreed, approver_id=actor.id), wrote=[row], ground=comment, details={"round": row.round}
    )


@transaction.atomic
def complete(
    actor: ActorRef,
    *,
    examination_id: UUID,
    result: Result,
    occurred_on: date,
    reason: str = "",
    ground_code: str = "",
) -> Examination:
    """The expert has signed: a conclusion, or a motivated message that none can be given. The term ends.

    `ground_code` is a code of the dictionary of reasons for impossibility, where one fits.
    """
    act = begin(actor, examination_id, "complete", occurred_on)
    if result not in (Result.CONCLUSION, Result.IMPOSSIBLE):
        raise ResultNotAllowed(field="result")
    if result is Result.IMPOSSIBLE and not reason.strip():
        raise ReasonNeeded(field="reason")
    check_day(occurred_on, act.examination.expert_accepted_on, _last_standstill(act.examination))
    _carry_completion(act, result, reason, ground_code)
    return _end(act, result, reason, Dictionary.IMPOSSIBILITY_REASON, ground_code).conclude(
        act.event(ExaminationCompleted, result=result.value),
        wrote=_lock_notes(act.examination),
        ground=reason,
        details={"result": result.value},
    )


@transaction.atomic
def mark_delivered(actor: ActorRef, *, examination_id: UUID, occurred_on: date, channel: str = "") -> Examination:
    """The result, or the returned materials, went to the appointing body (art. 34: within three days)."""
    examination = Examination.objects.locked(examination_id)
    returned = examination.current_state is ExaminationState.RETURNED
    act = begin(actor, examination_id, "dispatch_return" if returned else "mark_delivered", occurred_on)
    check_day(occurred_on, act.examination.finished_on)
    act.examination.delivered_on = occurred_on
    if not returned:
        carry(act, lambda part: setattr(part, "delivered_on", occurred_on), event=ExaminationDelivered)
    return act.conclude(act.event(ExaminationDelivered), ground=channel, details={"channel": channel})


@transaction.atomic
def close(actor: ActorRef, *, examination_id: UUID, occurred_on: date) -> Examination:
    """Receipt is confirmed and the objects are accounted for: nothing is left to do."""
    act = begin(actor, examination_id, "close", occurred_on)
    check_day(occurred_on, act.examination.finished_on, act.examination.delivered_on)
    act.examination.closed_on = occurred_on
    return act.conclude(act.event(ExaminationClosed))


@transaction.atomic
def return_without_execution(
    actor: ActorRef,
    *,
    examination_id: UUID,
    reason: str,
    occurred_on: date,
    ground_code: str = "",
    document_id: UUID | None = None,
) -> Examination:
    """Decide that the materials go back without a conclusion, with the reason (art. 34; R6).

    `ground_code` is a code of the dictionary of grounds of return, where one fits.
    """
    act = begin(actor, examination_id, "return_without_execution", occurred_on)
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    check_day(occurred_on, act.examination.registered_on, _last_standstill(act.examination))
    return _end(act, Result.RETURNED, reason, Dictionary.RETURN_GROUND, ground_code).conclude(
        act.event(ReturnedWithoutExecution),
        wrote=_lock_notes(act.examination),
        ground=reason,
        document_id=document_id,
    )


@transaction.atomic
def withdraw(
    actor: ActorRef, *, examination_id: UUID, ground: str, occurred_on: date, document_id: UUID | None = None
) -> Examination:
    """The appointing body recalls its order before there is a result."""
    act = begin(actor, examination_id, "withdraw", occurred_on)
    if not ground.strip():
        raise ReasonNeeded(field="ground")
    check_day(occurred_on, act.examination.registered_on)
    return _end(act, Result.WITHDRAWN, ground).conclude(
        act.event(ExaminationWithdrawn), wrote=_lock_notes(act.examination), ground=ground, document_id=document_id
    )


def _unchanged(part: Examination) -> None:
    """The part follows by its state alone."""


def _carry_completion(act: Act, result: Result, reason: str, ground_code: str) -> None:
    """The signed joint conclusion completes every part on the same day, with the same result."""

    def completed(part: Examination) -> None:
        check_day(act.occurred_on, part.expert_accepted_on, _last_standstill(part))
        part.finished_on, part.result_ground = act.occurred_on, ground_code
        part.result, part.result_reason = result.value, reason

    carry(act, completed, event=ExaminationCompleted, result=result.value)


def _end(act: Act, result: Result, reason: str, dictionary: Dictionary | None = None, ground_code: str = "") -> Act:
    if dictionary is not None and ground_code:
        reference.term(dictionary.value, ground_code, act.occurred_on)
    act.examination.finished_on = act.occurred_on
    act.examination.result_ground = ground_code
    act.examination.result, act.examination.result_reason = result.value, reason
    return act


def _decide(act: Act, decision: AgreementDecision, comment: str) -> Agreement:
    route = _route(act.examination)
    if route and route[0] != act.actor.id:
        raise NotYourTurn
    return Agreement.objects.create(
        examination=act.examination,
        round=act.examination.agreement_round,
        approver_id=act.actor.id,
        decision=decision.value,
        comment=comment.strip(),
        occurred_on=act.occurred_on,
    )


def _route(examination: Examination) -> list[UUID]:
    """The heads of this round who have not decided yet, in order."""
    decided = set(
        examination.agreements.filter(round=examination.agreement_round).values_list("approver_id", flat=True)
    )
    return [user_id for user_id in map(UUID, examination.agreement_route) if user_id not in decided]


def _last_standstill(examination: Examination) -> date | None:
    """Nothing ends before its last suspension began, or its last one was lifted."""
    last = examination.suspensions.aggregate(began=Max("starts_on"), lifted=Max("resumption__occurred_on"))
    days: list[date] = [day for day in last.values() if day is not None]
    return max(days, default=None)


def _lock_notes(examination: Examination) -> list[Note]:
    """Working notes are not changed after the end."""
    notes = list(examination.notes.filter(locked_at__isnull=True))
    for note in notes:
        note.locked_at = clock.now()
        note.save(update_fields=["locked_at"])
    return notes
