"""A complex examination: parts of several specialties, each with its own clock, one lead, one conclusion."""

from datetime import date

import pytest

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import Complexity, ExaminationState, Result
from saraptama.casework.examinations.errors import LeadIsWorking, NotComplex, NotTheLeadingPart, PartNotReady
from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake.enums import Composition
from saraptama.casework.intake.types import SpecialtyAsked
from saraptama.kernel.actor import SYSTEM
from tests.factories import examinations
from tests.factories.examinations import on

DAY, LATER = "2025-05-12", "2025-05-14"


@pytest.fixture
def nurzhan(db: None) -> Expert:
    """An expert in the technical examination of documents."""
    return examinations.expert("nurzhan", specialty="1.2")


@pytest.fixture
def parts(aigul: Expert, nurzhan: Expert) -> tuple[Examination, Examination]:
    """Handwriting with its objects on Monday, the technical part with its own on Wednesday; both assigned."""
    with on(DAY):
        submission = examinations.asked(
            composition=Composition.COMPLEX, specialties=(SpecialtyAsked(code="1.1"), SpecialtyAsked(code="1.2"))
        )
    first, second = examinations.opened(DAY, submission)
    return _begun(first, aigul, DAY), _begun(second, nurzhan, LATER)


def _begun(part: Examination, lead: Expert, day: str) -> Examination:
    with on(day) as when:
        services.note_objects_complete(SYSTEM, examination_id=part.id, objects_complete_on=when)
        services.accept_for_production(examinations.head(), examination_id=part.id, occurred_on=when)
        return services.assign_expert(examinations.head(), examination_id=part.id, lead_id=lead.id, occurred_on=when)


def working(parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert) -> None:
    examinations.taken(parts[0], aigul, "2025-05-15", Complexity.SIMPLE)
    examinations.taken(parts[1], nurzhan, "2025-05-15", Complexity.HIGH)


def test_each_part_has_its_own_clock(parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert) -> None:
    working(parts, aigul, nurzhan)
    first, second = (examinations.fresh(part) for part in parts)
    assert (first.t0, first.due_on) == (date(2025, 5, 12), date(2025, 5, 22))
    assert (second.t0, second.due_on) == (date(2025, 5, 14), date(2025, 6, 13))
    with on("2025-05-20"):
        clocks = {part.specialty: part.clock.elapsed for part in selectors.parts_of(first)}
    assert clocks == {"1.1": 8, "1.2": 6}


def test_the_experts_of_all_parts_sign_and_the_lead_of_the_whole_signs_last(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    for part in parts:
        signers = selectors.signers_of(part.id)
        assert [(s.expert_id, s.is_lead) for s in signers] == [(nurzhan.id, False), (aigul.id, True)]
        assert selectors.conclusion_part_of(part.id) == parts[0].id


def test_the_head_chooses_which_part_leads_before_its_expert_has_begun(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    with on(LATER) as day:
        services.choose_leading_part(examinations.head(), examination_id=parts[1].id, occurred_on=day)
    assert [s.expert_id for s in selectors.signers_of(parts[0].id) if s.is_lead] == [nurzhan.id]
    working(parts, aigul, nurzhan)
    with on("2025-05-15") as day, pytest.raises(LeadIsWorking):
        services.choose_leading_part(examinations.head(), examination_id=parts[0].id, occurred_on=day)


def test_only_a_part_of_a_complex_examination_leads_one(aigul: Expert) -> None:
    sole = examinations.assigned(DAY, aigul)
    with on(DAY) as day, pytest.raises(NotComplex):
        services.choose_leading_part(examinations.head(), examination_id=sole.id, occurred_on=day)


def test_the_draft_is_laid_before_the_head_under_the_leading_part_and_when_all_parts_are_in_production(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    examinations.taken(parts[0], aigul, "2025-05-15", Complexity.SIMPLE)
    with on("2025-05-16") as day, pytest.raises(PartNotReady):
        services.submit_for_agreement(examinations.acting(aigul), examination_id=parts[0].id, occurred_on=day)
    examinations.taken(parts[1], nurzhan, "2025-05-16", Complexity.HIGH)
    with on("2025-05-16") as day, pytest.raises(NotTheLeadingPart):
        services.submit_for_agreement(examinations.acting(nurzhan), examination_id=parts[1].id, occurred_on=day)


def test_the_parts_follow_the_joint_conclusion_to_its_end(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    working(parts, aigul, nurzhan)
    lead = examinations.acting(aigul)
    states: list[set[ExaminationState]] = []

    def note() -> None:
        states.append({examinations.fresh(part).current_state for part in parts})

    with on("2025-05-20") as day:
        services.submit_for_agreement(lead, examination_id=parts[0].id, occurred_on=day)
        note()
        services.agree(examinations.head(), examination_id=parts[0].id, occurred_on=day)
        note()
        services.complete(lead, examination_id=parts[0].id, result=Result.CONCLUSION, occurred_on=day)
        note()
        services.mark_delivered(SYSTEM, examination_id=parts[0].id, occurred_on=day)
        note()
    assert states == [
        {ExaminationState.AWAITING_APPROVAL},
        {ExaminationState.APPROVED},
        {ExaminationState.COMPLETED},
        {ExaminationState.DELIVERED},
    ]
    second = examinations.fresh(parts[1])
    assert (second.result, second.finished_on) == (Result.CONCLUSION.value, date(2025, 5, 20))


def test_a_draft_sent_back_sends_every_part_back(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    working(parts, aigul, nurzhan)
    with on("2025-05-20") as day:
        services.submit_for_agreement(examinations.acting(aigul), examination_id=parts[0].id, occurred_on=day)
        services.disagree(examinations.head(), examination_id=parts[0].id, comment="no heading", occurred_on=day)
    assert {examinations.fresh(part).current_state for part in parts} == {ExaminationState.IN_PRODUCTION}


def test_experts_of_one_complex_examination_see_its_parts_and_work_only_on_their_own(
    parts: tuple[Examination, Examination], aigul: Expert, nurzhan: Expert
) -> None:
    working(parts, aigul, nurzhan)
    actor = examinations.acting(nurzhan)
    assert set(selectors.visible_to(actor)) == set(parts)
    assert "write_note" in selectors.acts_for(actor, examinations.fresh(parts[1]))
    assert selectors.acts_for(actor, examinations.fresh(parts[0])) == ()
