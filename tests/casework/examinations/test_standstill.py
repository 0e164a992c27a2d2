"""Petitions, answers, suspensions and extensions move the cached dates exactly as the worked examples say."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import (
    Complexity,
    ExaminationState,
    PetitionDecision,
    PetitionKind,
    SuspensionGround,
    TermState,
)
from saraptama.casework.examinations.errors import (
    AlreadyAnswered,
    DayOutOfOrder,
    DaysNeeded,
    DecisionDocumentNeeded,
    GroundAlreadyOpen,
    NotSuspended,
    NotYourBody,
    PetitionSuspendsByItself,
    ReasonNeeded,
    WrongState,
)
from saraptama.casework.examinations.models import Examination, Extension, Petition, Suspension
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel.errors import NotPermitted
from tests.factories import examinations
from tests.factories.examinations import on


def answered(petition: Petition, day: str, **changes: object) -> Examination:
    given = {"decision": PetitionDecision.GRANTED} | changes
    with on(day) as when:
        services.answer_petition(examinations.body(), petition_id=petition.id, occurred_on=when, **given)
    return Examination.objects.get(pk=petition.examination_id)


def sick(examination: Examination, since: str, entered: str) -> Suspension:
    with on(entered) as when:
        return services.suspend(
            examinations.head(),
            examination_id=examination.id,
            ground=SuspensionGround.SICK,
            starts_on=date.fromisoformat(since),
            basis="sick note 0451",
            occurred_on=when,
        )


def test_a_petition_for_materials_suspends_by_itself_and_the_answer_resumes(aigul: Expert) -> None:
    """Example 5 of domain.md §5.4."""
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    stopped = examinations.fresh(examination)
    assert (stopped.current_state, stopped.suspended_since) == (ExaminationState.SUSPENDED, date(2025, 3, 17))
    assert stopped.due_on == date(2025, 4, 21)  # until the answer, the whole window counts
    resumed = answered(petition, "2025-03-27")
    assert (resumed.current_state, resumed.suspended_since) == (ExaminationState.IN_PRODUCTION, None)
    assert (resumed.due_on, resumed.cap_on) == (date(2025, 4, 14), date(2025, 4, 14))


def test_what_lies_ahead_is_told_as_ahead(aigul: Expert) -> None:
    """Until the limit of a petition is reached, nobody is told that it was."""
    examination = examinations.in_production("2025-03-05", aigul)
    examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-03-18"):
        ahead = [line.sentence for line in selectors.explain(selectors.term_of(examinations.fresh(examination)))]
    with on("2025-04-04"):
        behind = [line.sentence for line in selectors.explain(selectors.term_of(examinations.fresh(examination)))]
    assert [any("at the latest" in says for says in told) for told in (ahead, behind)] == [True, False]
    assert [any("was reached" in says for says in told) for told in (ahead, behind)] == [False, True]


def test_a_late_answer_is_filed_and_moves_nothing(aigul: Expert) -> None:
    """Example 6."""
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-04-04"):
        assert selectors.term_of(examinations.fresh(examination)).state is TermState.RUNNING
    late = answered(petition, "2025-04-09")
    assert (late.current_state, late.due_on) == (ExaminationState.IN_PRODUCTION, date(2025, 4, 21))
    with on("2025-04-10"):
        says = [line.sentence for line in selectors.explain(selectors.term_of(late))]
    assert any("moves nothing" in sentence for sentence in says)


def test_the_head_may_proceed_on_what_is_available_after_the_window(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-04-04") as day:
        proceeding = services.resume(
            examinations.head(), suspension_id=petition.suspension.id, occurred_on=day, basis="no answer came"
        )
    assert (proceeding.current_state, proceeding.due_on) == (ExaminationState.IN_PRODUCTION, date(2025, 4, 21))
    filed = answered(petition, "2025-04-09")
    assert (filed.current_state, filed.due_on) == (ExaminationState.IN_PRODUCTION, date(2025, 4, 21))


def test_production_goes_on_only_when_the_last_ground_is_gone(aigul: Expert) -> None:
    """Example 10: overlapping grounds are counted once."""
    examination = examinations.in_production("2025-09-02", aigul, Complexity.MEDIUM)
    petition = examinations.petition(examination, aigul, "2025-09-08")
    leave = sick(examination, "2025-09-15", "2025-09-16")
    partly = answered(petition, "2025-09-18")
    assert (partly.current_state, partly.suspended_since) == (ExaminationState.SUSPENDED, date(2025, 9, 15))
    assert partly.due_on is None  # a sick leave has no limit: no date can be named
    with on("2025-09-26") as day:
        resumed = services.resume(examinations.head(), suspension_id=leave.id, occurred_on=day)
    assert (resumed.current_state, resumed.due_on) == (ExaminationState.IN_PRODUCTION, date(2025, 10, 10))
    acts = [row.act for row in resumed.statuses.all()][-4:]
    assert acts == ["suspend", "suspend", "resume_in_part", "resume"]


def test_only_the_bodys_decision_extends_the_term_and_asking_moves_nothing(aigul: Expert) -> None:
    """Example 8."""
    examination = examinations.in_production("2025-06-02", aigul)
    petition = examinations.petition(
        examination, aigul, "2025-06-25", kind=PetitionKind.EXTENSION, asked_days=20, subject="term"
    )
    asked = examinations.fresh(examination)
    assert (asked.current_state, asked.due_on) == (ExaminationState.IN_PRODUCTION, date(2025, 7, 2))
    with on("2025-06-30") as day:
        services.grant_extension(examinations.body(), petition_id=petition.id, days=15, occurred_on=day, number="41")
    assert examinations.fresh(examination).due_on == date(2025, 7, 17)
    assert Extension.objects.get().days == 15


def test_a_refused_extension_moves_nothing(aigul: Expert) -> None:
    examination = examinations.in_production("2025-06-02", aigul)
    petition = examinations.petition(
        examination, aigul, "2025-06-25", kind=PetitionKind.EXTENSION, asked_days=20, subject="term"
    )
    refused = answered(petition, "2025-06-30", decision=PetitionDecision.REFUSED)
    assert refused.due_on == date(2025, 7, 2)
    assert not Extension.objects.exists()


@pytest.mark.parametrize("days", [None, 0, 31])
def test_a_petition_for_an_extension_asks_for_days_within_the_norm(days: int | None, aigul: Expert) -> None:
    examination = examinations.in_production("2025-06-02", aigul)
    with pytest.raises(DaysNeeded):
        examinations.petition(
            examination, aigul, "2025-06-25", kind=PetitionKind.EXTENSION, asked_days=days, subject="term"
        )


def test_a_granted_extension_names_its_days_and_a_refusal_none(aigul: Expert) -> None:
    examination = examinations.in_production("2025-06-02", aigul)
    petition = examinations.petition(
        examination, aigul, "2025-06-25", kind=PetitionKind.EXTENSION, asked_days=20, subject="term"
    )
    with pytest.raises(DaysNeeded):
        answered(petition, "2025-06-30")
    with pytest.raises(DaysNeeded):
        answered(petition, "2025-06-30", decision=PetitionDecision.REFUSED, granted_days=5)


def test_another_body_answers_nothing_here(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-03-18") as day, pytest.raises(NotYourBody):
        services.answer_petition(
            examinations.body("71-01-1"),
            petition_id=petition.id,
            decision=PetitionDecision.GRANTED,
            occurred_on=day,
        )


def test_an_answer_on_paper_is_entered_with_its_document_only(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-03-18") as day, pytest.raises(DecisionDocumentNeeded):
        services.answer_petition(
            examinations.clerk(), petition_id=petition.id, decision=PetitionDecision.GRANTED, occurred_on=day
        )


def test_a_petition_is_answered_once_and_not_before_it_was_sent(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    with on("2025-03-18"), pytest.raises(DayOutOfOrder):
        services.answer_petition(
            examinations.body(),
            petition_id=petition.id,
            decision=PetitionDecision.GRANTED,
            occurred_on=date(2025, 3, 14),
        )
    answered(petition, "2025-03-27")
    with pytest.raises(AlreadyAnswered):
        answered(petition, "2025-03-28")


def test_an_expert_does_not_suspend_and_a_petition_is_not_entered_as_a_suspension(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    given = {"examination_id": examination.id, "basis": "order 12"}
    with on("2025-03-10") as day:
        with pytest.raises(NotPermitted):
            services.suspend(
                examinations.acting(aigul), ground=SuspensionGround.TRIP, starts_on=day, occurred_on=day, **given
            )
        with pytest.raises(PetitionSuspendsByItself):
            services.suspend(
                examinations.head(), ground=SuspensionGround.PETITION, starts_on=day, occurred_on=day, **given
            )
        with pytest.raises(ReasonNeeded):
            services.suspend(
                examinations.head(),
                ground=SuspensionGround.TRIP,
                starts_on=day,
                occurred_on=day,
                examination_id=examination.id,
                basis=" ",
            )


def test_one_ground_is_open_once_and_ends_once(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    leave = sick(examination, "2025-03-10", "2025-03-11")
    with pytest.raises(GroundAlreadyOpen):
        sick(examination, "2025-03-12", "2025-03-12")
    examinations.petition(examination, aigul, "2025-03-12")
    with on("2025-03-13") as day:
        services.resume(examinations.head(), suspension_id=leave.id, occurred_on=day)
        with pytest.raises(NotSuspended):
            services.resume(examinations.head(), suspension_id=leave.id, occurred_on=day)


def test_materials_are_asked_for_by_an_expert_who_has_taken_the_work(aigul: Expert) -> None:
    examination = examinations.assigned("2025-03-05", aigul)
    with pytest.raises(WrongState):
        examinations.petition(examination, aigul, "2025-03-06")
    assert not Petition.objects.exists()


def test_every_act_tells_others_once(aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    petition = examinations.petition(examination, aigul, "2025-03-17")
    answered(petition, "2025-03-27")
    names = list(OutboxEvent.objects.order_by("recorded_at", "pk").values_list("name", flat=True))
    assert names[-2:] == ["examinations.PetitionSent", "examinations.PetitionAnswered"]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("petitions", {"subject": "another"}),
        ("suspensions", {"starts_on": date(2025, 3, 1)}),
        ("statuses", {"occurred_on": date(2025, 3, 1)}),
        ("complexity_settings", {"complexity": "SIMPLE"}),
    ],
)
def test_history_is_never_changed_nor_deleted(table: str, change: dict[str, object], aigul: Expert) -> None:
    examination = examinations.in_production("2025-03-05", aigul)
    examinations.petition(examination, aigul, "2025-03-17")
    rows = getattr(examination, table)
    for attempt in (lambda: rows.update(**change), lambda: rows.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
