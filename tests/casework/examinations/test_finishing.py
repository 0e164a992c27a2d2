"""Agreement to the form of a draft, and the four ways in which an examination ends."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import Complexity, ExaminationState, Result
from saraptama.casework.examinations.errors import (
    DayOutOfOrder,
    NotYourBody,
    NotYourTurn,
    OwnDraft,
    ReasonNeeded,
    ResultNotAllowed,
    WrongState,
)
from saraptama.casework.examinations.models import Agreement, Note
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel.actor import SYSTEM
from saraptama.kernel.errors import NotVisible
from tests.factories import examinations
from tests.factories.examinations import on

DAY = "2025-03-05"


def test_heads_agree_one_after_another_and_the_last_makes_it_ready_for_signature(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    laboratory, director = examinations.head(), examinations.head()
    with on("2025-03-20") as day:
        services.submit_for_agreement(
            examinations.acting(aigul),
            examination_id=examination.id,
            approver_ids=[laboratory.id, director.id],
            occurred_on=day,
        )
        with pytest.raises(NotYourTurn):
            services.agree(director, examination_id=examination.id, occurred_on=day)
        first = services.agree(laboratory, examination_id=examination.id, occurred_on=day)
        assert first.current_state is ExaminationState.AWAITING_APPROVAL
        last = services.agree(
            director, examination_id=examination.id, remarks="mind the spelling of names", occurred_on=day
        )
    assert last.current_state is ExaminationState.APPROVED
    said = dict(Agreement.objects.values_list("approver_id", "decision"))
    assert said == {laboratory.id: "AGREE", director.id: "AGREE_WITH_REMARKS"}


def test_a_disagreement_has_a_comment_and_sends_the_draft_back_for_another_round(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    head, own = examinations.head(), examinations.acting(aigul)
    with on("2025-03-20") as day:
        services.submit_for_agreement(own, examination_id=examination.id, occurred_on=day)
        with pytest.raises(ReasonNeeded):
            services.disagree(head, examination_id=examination.id, comment="", occurred_on=day)
        returned = services.disagree(
            head, examination_id=examination.id, comment="question 2 has no answer", occurred_on=day
        )
        assert returned.current_state is ExaminationState.IN_PRODUCTION
        services.submit_for_agreement(own, examination_id=examination.id, occurred_on=day)
        agreed = services.agree(head, examination_id=examination.id, occurred_on=day)
    assert (agreed.current_state, agreed.agreement_round) == (ExaminationState.APPROVED, 2)


def test_nobody_agrees_to_a_draft_of_ones_own(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    own = examinations.acting(aigul)
    both = replace(examinations.head(), id=own.id)
    with on("2025-03-20") as day:
        services.submit_for_agreement(own, examination_id=examination.id, occurred_on=day)
        with pytest.raises(OwnDraft):
            services.agree(both, examination_id=examination.id, occurred_on=day)


def test_a_signed_conclusion_ends_the_term_and_is_judged_by_its_day(aigul: Expert) -> None:
    """Example 1 of domain.md §5.4, to the delivery."""
    examination = examinations.in_production("2025-01-13", aigul, Complexity.SIMPLE)
    with on("2025-01-22") as day:
        services.submit_for_agreement(examinations.acting(aigul), examination_id=examination.id, occurred_on=day)
        services.agree(examinations.head(), examination_id=examination.id, occurred_on=day)
    with on("2025-01-23") as day:
        completed = services.complete(
            examinations.acting(aigul), examination_id=examination.id, result=Result.CONCLUSION, occurred_on=day
        )
    assert (completed.current_state, completed.finished_on) == (ExaminationState.COMPLETED, date(2025, 1, 23))
    with on("2025-02-10") as day:
        term = selectors.term_of(completed)
        assert (term.in_term, term.delivery_due, term.counters.in_unit) == (True, date(2025, 1, 26), 11)
        delivered = services.mark_delivered(SYSTEM, examination_id=examination.id, occurred_on=date(2025, 1, 24))
        assert delivered.current_state is ExaminationState.DELIVERED
        closed = services.close(
            examinations.staff(*examinations.CLERK_RIGHTS), examination_id=examination.id, occurred_on=day
        )
    assert (closed.current_state, closed.closed_on) == (ExaminationState.CLOSED, date(2025, 2, 10))


def test_impossibility_has_a_reason_and_other_results_do_not_complete(aigul: Expert) -> None:
    examination = examinations.agreed(DAY, aigul)
    own = examinations.acting(aigul)
    with on("2025-03-06") as day:
        for result, refusal in ((Result.IMPOSSIBLE, ReasonNeeded), (Result.RETURNED, ResultNotAllowed)):
            with pytest.raises(refusal):
                services.complete(own, examination_id=examination.id, result=result, occurred_on=day)
        done = services.complete(
            own, examination_id=examination.id, result=Result.IMPOSSIBLE, reason="no samples exist", occurred_on=day
        )
    assert (done.result, done.result_reason) == ("IMPOSSIBLE", "no samples exist")


def test_nothing_is_signed_before_agreement_nor_dated_before_acceptance(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with on("2025-03-06") as day, pytest.raises(WrongState):
        services.complete(SYSTEM, examination_id=examination.id, result=Result.CONCLUSION, occurred_on=day)
    ready = examinations.agreed("2025-03-10", aigul)
    with on("2025-03-11"), pytest.raises(DayOutOfOrder):
        services.complete(SYSTEM, examination_id=ready.id, result=Result.CONCLUSION, occurred_on=date(2025, 3, 9))


def test_return_without_execution_after_an_unanswered_petition(aigul: Expert) -> None:
    """Example 7, from the petition to the closing."""
    examination = examinations.in_production("2025-08-06", aigul, Complexity.MEDIUM)
    examinations.petition(examination, aigul, "2025-08-19")
    head = examinations.head()
    with on("2025-09-04") as day:
        with pytest.raises(ReasonNeeded):
            services.return_without_execution(head, examination_id=examination.id, reason="", occurred_on=day)
        with pytest.raises(UnknownReference):
            services.return_without_execution(
                head, examination_id=examination.id, reason="x", ground_code="NONSENSE", occurred_on=day
            )
        returned = services.return_without_execution(
            head,
            examination_id=examination.id,
            reason="free samples were not supplied",
            ground_code="SAMPLES_MISSING",
            occurred_on=day,
        )
    assert (returned.current_state, returned.suspended_since) == (ExaminationState.RETURNED, None)
    with on("2025-09-05") as day:
        sent = services.mark_delivered(SYSTEM, examination_id=examination.id, occurred_on=day)
        assert sent.current_state is ExaminationState.RETURNED
        term = selectors.term_of(sent)
    assert (term.delivery_due, term.delivery_target) == (date(2025, 9, 7), date(2025, 9, 5))
    assert (term.counters.in_unit, term.counters.suspended, term.counters.in_production) == (31, 15, 16)
    with on("2025-09-08") as day:
        closed = services.close(SYSTEM, examination_id=examination.id, occurred_on=day)
    assert (closed.current_state, closed.result) == (ExaminationState.CLOSED, "RETURNED")


def test_the_body_recalls_its_order_at_any_time_before_the_result(aigul: Expert) -> None:
    [waiting] = examinations.opened(DAY)
    working = examinations.in_production(DAY, aigul)
    finished = examinations.agreed(DAY, aigul)
    with on("2025-03-10") as day:
        services.complete(SYSTEM, examination_id=finished.id, result=Result.CONCLUSION, occurred_on=day)
        for examination in (waiting, working):
            with pytest.raises(NotYourBody):
                services.withdraw(
                    examinations.body("71-01-1"), examination_id=examination.id, ground="closed", occurred_on=day
                )
            withdrawn = services.withdraw(
                examinations.body(), examination_id=examination.id, ground="the case is closed", occurred_on=day
            )
            assert withdrawn.current_state is ExaminationState.WITHDRAWN
        with pytest.raises(WrongState):
            services.withdraw(
                examinations.body(), examination_id=finished.id, ground="the case is closed", occurred_on=day
            )


def test_working_notes_are_the_experts_own_and_locked_at_the_end(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    own = examinations.acting(aigul)
    with on("2025-03-06") as day:
        note = services.write_note(own, examination_id=examination.id, text="slant to the left", occurred_on=day)
        changed = services.write_note(
            own, examination_id=examination.id, note_id=note.id, text="slant to the right", occurred_on=day
        )
        assert [row.text for row in selectors.notes_for(own, examination)] == ["slant to the right"]
        with pytest.raises(NotVisible):
            services.write_note(own, examination_id=examination.id, note_id=examination.id, text="x", occurred_on=day)
        services.withdraw(SYSTEM, examination_id=examination.id, ground="closed", occurred_on=day)
        with pytest.raises(WrongState):
            services.write_note(own, examination_id=examination.id, note_id=note.id, text="later", occurred_on=day)
    assert changed.pk == note.pk
    assert Note.objects.get().locked_at is not None


def test_a_method_is_noted_once_in_each_version(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    method = uuid4()
    with on("2025-03-06") as day:
        for version in ("1", "1", "2"):
            services.use_method(
                examinations.acting(aigul),
                examination_id=examination.id,
                method_id=method,
                method_version=version,
                occurred_on=day,
            )
    assert examination.methods.count() == 2


def test_every_act_from_registration_to_closing_has_one_audit_entry(aigul: Expert) -> None:
    examination = examinations.agreed(DAY, aigul)
    with on("2025-03-07") as day:
        services.complete(SYSTEM, examination_id=examination.id, result=Result.CONCLUSION, occurred_on=day)
        services.mark_delivered(SYSTEM, examination_id=examination.id, occurred_on=day)
        services.close(SYSTEM, examination_id=examination.id, occurred_on=day)
    acts = AuditEntry.objects.filter(act__startswith="examinations.").values_list("act", flat=True)
    assert sorted(act.partition(".")[2] for act in acts) == sorted(
        [
            "register",
            "note_objects_complete",
            "accept_for_production",
            "assign",
            "accept",
            "submit_for_agreement",
            "agree",
            "complete",
            "mark_delivered",
            "close",
        ]
    )
