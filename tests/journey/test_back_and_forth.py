"""A draft that comes back from its head, and an answer that comes too late."""

from datetime import date, datetime, time

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState, Section
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.demo import played_journey
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.selectors import notifications_of
from saraptama.journey import sign_conclusion
from saraptama.kernel import clock
from tests.journey.conftest import Played


def a_complete_draft_is_submitted(story: Story) -> None:
    yerlan = story.actor("yerlan")
    conclusion = sign_conclusion.open_draft(yerlan, examination_id=story.examination_id, language="ru")
    story.conclusion_id = conclusion
    for section, text in story.words.sections.items():
        sign_conclusion.write_section(yerlan, conclusion_id=conclusion, section=section, text=text)
    draft = conclusions.conclusion_for(yerlan, conclusion)
    for question, (outcome, text) in zip(
        draft.examination.order.questions.order_by("number"), story.words.answers, strict=True
    ):
        sign_conclusion.answer_question(
            yerlan, conclusion_id=conclusion, question_id=question.id, outcome=outcome, text=text
        )
    sign_conclusion.state_particulars(yerlan, conclusion_id=conclusion, education=story.words.education)
    sign_conclusion.submit(yerlan, conclusion_id=conclusion, approver_ids=[story.actor("dana").id])


def test_a_head_who_disagrees_sends_the_draft_back_and_the_expert_goes_on_writing(played: Played) -> None:
    story = played("answer")
    a_complete_draft_is_submitted(story)
    sign_conclusion.disagree(
        story.actor("dana"), examination_id=story.examination_id, comment="Не указаны условия наблюдения."
    )
    drain()
    yerlan = story.actor("yerlan")
    assert story.examination.current_state is ExaminationState.IN_PRODUCTION
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None
    assert facts.state is ConclusionState.DRAFTING
    assert NotificationKind.DISAGREED in [line.kind for line in notifications_of(yerlan.id)]
    mended = story.words.sections[Section.RESEARCH] + " Наблюдение при косопадающем освещении."
    sign_conclusion.write_section(yerlan, conclusion_id=story.conclusion_id, section=Section.RESEARCH, text=mended)
    sign_conclusion.submit(yerlan, conclusion_id=story.conclusion_id, approver_ids=[story.actor("dana").id])
    sign_conclusion.agree(story.actor("dana"), examination_id=story.examination_id)
    played_journey.conclusion_is_signed(story)
    played_journey.conclusion_is_sealed_and_sent(story)


def at_ten(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(10), clock.ALMATY)


def test_an_answer_after_the_limit_is_filed_and_moves_nothing(played: Played) -> None:
    """A petition stops the clock for so many days and no longer (domain.md, section 5.4, example 6)."""
    with clock.held_at(at_ten("2026-03-02")):
        story = played("production")
    with clock.held_at(at_ten("2026-03-04")):
        played_journey.petition_suspends(story)
    with clock.held_at(at_ten("2026-04-20")):
        due = examinations.term_of(story.examination).due
        played_journey.body_answers(story)
        reckoned = examinations.term_of(story.examination)
        says = [line.sentence for line in examinations.explain(reckoned)]
    assert reckoned.due == due
    assert any("moves nothing" in sentence for sentence in says)
    assert NotificationKind.PETITION_ANSWERED in [line.kind for line in notifications_of(story.actor("yerlan").id)]
