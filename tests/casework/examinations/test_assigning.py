"""The head chooses among those who may; the expert, warned and free of conflict, takes the work."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.enums import AbsenceKind
from saraptama.capacity.experts.models import Absence, Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import (
    CandidateRule,
    Complexity,
    DeathConfirmation,
    EndReason,
    ExaminationState,
)
from saraptama.casework.examinations.errors import (
    AssignedMeanwhile,
    ComplexityNeeded,
    ConflictNotDenied,
    DeathConfirmationNeeded,
    ExpertNotEligible,
    NotYourExamination,
    ReasonNeeded,
    WarningNotSigned,
    WrongNumberOfExperts,
)
from saraptama.casework.examinations.models import Examination, ExpertAcceptance
from saraptama.casework.intake.enums import Composition, ExamKind
from saraptama.casework.intake.types import SpecialtyAsked
from saraptama.kernel.errors import NotPermitted
from tests.factories import examinations
from tests.factories.examinations import on

DAY = "2025-05-12"


def test_the_chosen_expert_has_the_work_and_the_choice_is_explained(aigul: Expert, daniyar: Expert) -> None:
    Absence.objects.create(
        expert=daniyar, kind=AbsenceKind.LEAVE, valid_from=date(2025, 5, 5), valid_to=date(2025, 5, 30)
    )
    examination = examinations.assigned(DAY, aigul)
    assert examination.current_state is ExaminationState.ASSIGNED
    assert (examination.lead_id, examination.lead_user_id) == (aigul.id, aigul.user_id)
    assignment = examination.assignments.get()
    assert assignment.certificate == "QC-aigul"
    assert assignment.load["total"] == 0
    kept = {line["expert"]: (line["eligible"], line["rule"], line["since"]) for line in assignment.candidates}
    assert kept == {str(aigul.id): (True, None, None), str(daniyar.id): (False, "ABSENT", "2025-05-05")}


@pytest.mark.parametrize("away", ["unqualified", "absent", "elsewhere", "full"])
def test_an_expert_whom_a_rule_bars_is_not_assigned(away: str, aigul: Expert) -> None:
    other = {
        "unqualified": lambda: examinations.expert("other", specialty="5.1"),
        "absent": lambda: _away(examinations.expert("other")),
        "elsewhere": lambda: examinations.expert("other", unit="I71-CRIM"),
        "full": lambda: examinations.expert("other", capacity=0),
    }[away]()
    examination = examinations.accepted(DAY)
    with on(DAY) as day, pytest.raises(ExpertNotEligible) as refusal:
        services.assign_expert(examinations.head(), examination_id=examination.id, lead_id=other.id, occurred_on=day)
    assert "Other" in refusal.value.text()
    assert examinations.fresh(examination).current_state is ExaminationState.ACCEPTED


def test_the_list_shows_load_and_the_least_loaded_first(aigul: Expert, daniyar: Expert) -> None:
    examinations.in_production(DAY, aigul, Complexity.SIMPLE)
    examinations.assigned(DAY, aigul)
    waiting = examinations.accepted(DAY)
    with on(DAY):
        first, second = selectors.candidates(waiting)
    assert (first.expert_id, first.load.total) == (daniyar.id, 0)
    assert (second.expert_id, second.load.total, second.load.simple, second.load.unset) == (aigul.id, 2, 1, 1)


def test_a_repeated_examination_is_not_given_to_the_author_of_the_first(aigul: Expert, daniyar: Expert) -> None:
    first = examinations.in_production(DAY, aigul)
    with on("2025-06-02"):
        submission = examinations.asked(number="77", exam_kind=ExamKind.REPEATED)
    repeated = examinations.accepted("2025-06-02")
    order = examinations.order_of(repeated)
    order.exam_kind, order.first_number = submission.exam_kind.value, first.registration.text
    order.save()
    Examination.objects.filter(pk=repeated.pk).update(exam_kind=ExamKind.REPEATED.value)
    with on("2025-06-02"):
        verdicts = {v.expert_id: v.rule for v in selectors.candidates(examinations.fresh(repeated))}
    assert verdicts == {aigul.id: CandidateRule.FIRST_CONCLUSION, daniyar.id: None}


def test_a_commission_has_several_experts_and_is_in_production_when_the_last_has_accepted(
    aigul: Expert, daniyar: Expert
) -> None:
    with on(DAY):
        submission = examinations.asked(composition=Composition.COMMISSION)
    examination = examinations.assigned(DAY, aigul, submission, member_ids=[daniyar.id])
    first = examinations.taken(examination, aigul, DAY, Complexity.MEDIUM)
    assert first.current_state is ExaminationState.ASSIGNED
    last = examinations.taken(examination, daniyar, "2025-05-14", None)
    assert last.current_state is ExaminationState.IN_PRODUCTION
    assert last.expert_accepted_on == date(2025, 5, 12)


def test_a_sole_examination_is_not_given_to_two_nor_a_commission_to_one(aigul: Expert, daniyar: Expert) -> None:
    sole = examinations.accepted(DAY)
    with on(DAY) as day:
        with pytest.raises(WrongNumberOfExperts):
            services.assign_expert(
                examinations.head(), examination_id=sole.id, lead_id=aigul.id, member_ids=[daniyar.id], occurred_on=day
            )
        submission = examinations.asked(composition=Composition.COMMISSION)
    with pytest.raises(WrongNumberOfExperts):
        examinations.assigned(DAY, aigul, submission)


def test_the_expert_takes_the_work_with_warning_declaration_and_complexity(aigul: Expert) -> None:
    examination = examinations.assigned(DAY, aigul)
    taken = examinations.taken(examination, aigul, "2025-05-16", Complexity.MEDIUM)
    assert taken.current_state is ExaminationState.IN_PRODUCTION
    assert (taken.t0, taken.due_on, taken.target_on) == (date(2025, 5, 12), date(2025, 6, 1), date(2025, 5, 30))
    acceptance = ExpertAcceptance.objects.get()
    assert (acceptance.liability_warning_version, acceptance.no_conflict) == (examinations.WARNING, True)
    with on("2025-05-16"):
        assert selectors.term_of(taken).due_from_expert == date(2025, 6, 5)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"liability_warning_version": ""}, WarningNotSigned),
        ({"no_conflict": False}, ConflictNotDenied),
        ({"complexity": None}, ComplexityNeeded),
        ({"justification": " "}, ComplexityNeeded),
    ],
)
def test_production_does_not_begin_without_its_conditions(
    change: dict[str, object], refusal: type[Exception], aigul: Expert
) -> None:
    examination = examinations.assigned(DAY, aigul)
    given = {
        "liability_warning_version": examinations.WARNING,
        "no_conflict": True,
        "complexity": Complexity.SIMPLE,
        "justification": "one signature",
    }
    with on(DAY) as day, pytest.raises(refusal):
        services.accept_by_expert(
            examinations.acting(aigul), examination_id=examination.id, occurred_on=day, **(given | change)
        )
    assert examinations.fresh(examination).current_state is ExaminationState.ASSIGNED


def test_nobody_else_takes_the_work(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.assigned(DAY, aigul)
    with pytest.raises(NotYourExamination):
        examinations.taken(examination, daniyar, DAY, Complexity.SIMPLE)


def test_a_corpse_is_not_examined_before_death_is_confirmed(db: None) -> None:
    doctor = examinations.expert("doctor", unit="I75-MED", specialty="23.1")
    with on(DAY):
        submission = examinations.asked(specialties=(SpecialtyAsked(code="23.1"),))
    examination = examinations.assigned(DAY, doctor, submission)
    with pytest.raises(DeathConfirmationNeeded):
        examinations.taken(examination, doctor, DAY, Complexity.SIMPLE)
    taken = examinations.taken(
        examination, doctor, DAY, Complexity.SIMPLE, death_confirmation=DeathConfirmation.DEATH_ACT
    )
    assert taken.death_confirmation == "DEATH_ACT"


def test_an_expert_who_declares_a_conflict_is_not_offered_again(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.assigned(DAY, aigul)
    with on("2025-05-13") as day:
        declined = services.decline_for_conflict(
            examinations.acting(aigul), examination_id=examination.id, ground="a relative of a party", occurred_on=day
        )
        assert (declined.current_state, declined.lead_id) == (ExaminationState.ACCEPTED, None)
        verdicts = {v.expert_id: (v.rule, v.since) for v in selectors.candidates(declined)}
    assert verdicts == {aigul.id: (CandidateRule.RECUSED, date(2025, 5, 13)), daniyar.id: (None, None)}


def test_a_replaced_expert_loses_access_at_once_and_the_history_stays(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with on("2025-05-20") as day:
        replaced = services.reassign_expert(
            examinations.head(),
            examination_id=examination.id,
            leaving_id=aigul.id,
            new_id=daniyar.id,
            reason=EndReason.ILLNESS,
            note="samples compared, nothing written yet",
            occurred_on=day,
        )
        assert not selectors.visible_to(examinations.acting(aigul)).exists()
        assert selectors.visible_to(examinations.acting(daniyar)).get() == replaced
        with pytest.raises(NotYourExamination):
            services.submit_for_agreement(examinations.acting(aigul), examination_id=examination.id, occurred_on=day)
    assert (replaced.current_state, replaced.lead_id) == (ExaminationState.ASSIGNED, daniyar.id)
    former = replaced.assignments.get(expert=aigul)
    assert (former.ended_on, former.end_reason) == (date(2025, 5, 20), "ILLNESS")
    taken = examinations.taken(replaced, daniyar, "2025-05-21", Complexity.HIGH)
    assert taken.expert_accepted_on == date(2025, 5, 12)
    assert taken.due_on == date(2025, 6, 11)


def test_a_replacement_says_in_what_state_the_work_is_handed_over(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.in_production(DAY, aigul)
    with on("2025-05-20") as day, pytest.raises(ReasonNeeded):
        services.reassign_expert(
            examinations.head(),
            examination_id=examination.id,
            leaving_id=aigul.id,
            new_id=daniyar.id,
            reason=EndReason.LEAVE,
            occurred_on=day,
        )


def test_an_expert_assigns_nobody_and_nothing_is_assigned_twice(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.accepted(DAY)
    with on(DAY) as day:
        with pytest.raises(NotPermitted):
            services.assign_expert(
                examinations.acting(aigul), examination_id=examination.id, lead_id=aigul.id, occurred_on=day
            )
        services.assign_expert(examinations.head(), examination_id=examination.id, lead_id=aigul.id, occurred_on=day)
        with pytest.raises(AssignedMeanwhile) as refusal:
            services.assign_expert(
                examinations.head(), examination_id=examination.id, lead_id=daniyar.id, occurred_on=day
            )
    assert "at 10:00" in refusal.value.text() and "Aigul" in refusal.value.text()


def test_another_complexity_needs_its_justification_and_counts_from_the_start(aigul: Expert) -> None:
    examination = examinations.in_production(DAY, aigul, Complexity.SIMPLE)
    assert examination.due_on == date(2025, 5, 22)
    with on("2025-05-15") as day:
        with pytest.raises(ComplexityNeeded):
            services.set_complexity(
                examinations.acting(aigul),
                examination_id=examination.id,
                complexity=Complexity.HIGH,
                justification="",
                occurred_on=day,
            )
        changed = services.set_complexity(
            examinations.acting(aigul),
            examination_id=examination.id,
            complexity=Complexity.HIGH,
            justification="twelve documents more",
            occurred_on=day,
        )
    assert changed.due_on == date(2025, 6, 11)
    assert [row.complexity for row in changed.complexity_settings.all()] == ["SIMPLE", "HIGH"]


def test_the_database_itself_knows_one_lead_at_a_time(aigul: Expert, daniyar: Expert) -> None:
    examination = examinations.assigned(DAY, aigul)
    lead = examination.assignments.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        examination.assignments.create(
            expert=daniyar, role="LEAD", assigned_by=lead.assigned_by, assigned_on=lead.assigned_on
        )


def _away(found: Expert) -> Expert:
    Absence.objects.create(
        expert=found, kind=AbsenceKind.SICK, valid_from=date(2025, 5, 12), valid_to=date(2025, 5, 12)
    )
    return found
