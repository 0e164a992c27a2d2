"""The clock stopped and started by the head; the word on a draft."""

import re
from typing import Any

import pytest

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake import selectors as intake
from saraptama.demo.played_journey import Story
from saraptama.journey import sign_conclusion
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination
from tests.web.expert_desk.writing import a_submitted_draft


def test_a_business_trip_suspends_and_the_head_resumes(played: Played) -> None:
    story = played("production")
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "standstill")
    desk.sends_in_vain(url, ground="S2", starts_on=clock.today().isoformat(), basis="")
    desk.sends(url, ground="S2", starts_on=clock.today().isoformat(), basis="Order 5 of 01.11.2026")
    assert story.examination.current_state is ExaminationState.SUSPENDED
    resume = re.findall(r'action="([^"]+/resume/)"', desk.opens(url))[0]
    desk.sends(resume, basis="back")
    assert story.examination.current_state is ExaminationState.IN_PRODUCTION


def test_a_return_names_its_ground_and_ends_the_term(played: Played) -> None:
    story = played("petition")
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "return")
    page = desk.opens(url)
    assert "What will happen" in page
    ground = re.findall(r'name="ground_code".*?<option value="([^"]+)"', page, re.DOTALL)[0]
    desk.sends_in_vain(url, ground_code=ground, reason="")
    desk.sends(url, ground_code=ground, reason="The samples were not supplied")
    assert story.examination.current_state is ExaminationState.RETURNED


def test_a_head_who_disagrees_says_why_and_the_draft_goes_back(played: Played) -> None:
    story = played("answer")
    a_submitted_draft(story)
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "agreement")
    assert url in desk.opens("/head/")
    desk.sends_in_vain(url, decision="DISAGREE", comment="")
    desk.sends(url, decision="DISAGREE", comment="The heading lacks the number")
    assert story.examination.current_state is ExaminationState.IN_PRODUCTION
    sign_conclusion.submit(story.actor("yerlan"), conclusion_id=story.conclusion_id)
    assert "The heading lacks the number" in desk.reads(url)


def test_remarks_and_a_plain_agreement_exclude_each_other(played: Played) -> None:
    story = played("answer")
    a_submitted_draft(story)
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "agreement")
    assert desk.client.get(f"{url}draft.pdf").content.startswith(b"%PDF")
    assert "agreed with remarks" in desk.sends_in_vain(url, decision="AGREE", comment="a comma")
    desk.sends(url, decision="AGREE_WITH_REMARKS", comment="a comma")
    assert story.examination.current_state is ExaminationState.APPROVED


def test_a_head_reads_the_form_and_has_no_way_to_change_a_finding(played: Played) -> None:
    story = played("answer")
    a_submitted_draft(story)
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "agreement")
    assert url in desk.opens("/head/agreements/")
    page = desk.opens(url)
    assert "Questions answered" in page and "Registered methods noted" in page
    form = page.split("<main")[1]
    assert set(re.findall(r'<(?:textarea|input|select)[^>]* name="([^"]+)"', form)) == {
        "csrfmiddlewaretoken",
        "decision",
        "comment",
    }
    before = {cell.pk: cell.text for cell in conclusions.answers_of(_draft_of(story))}
    question = intake.order_for_examination(story.order_id).examinations[0].questions[0][0]
    for login in ("dana", "nurlan"):
        actor = story.actor(login)
        for act in (
            lambda actor=actor: sign_conclusion.write_section(
                actor, conclusion_id=story.conclusion_id, section="research", text="changed"
            ),
            lambda actor=actor: sign_conclusion.answer_question(
                actor, conclusion_id=story.conclusion_id, question_id=question, outcome="NEGATIVE", text="changed"
            ),
        ):
            with pytest.raises(Refusal):
                act()
        Desk(login).client.post(of_examination("expert", story.examination_id, "conclusion"), {"text": "changed"})
    assert {cell.pk: cell.text for cell in conclusions.answers_of(_draft_of(story))} == before


def _draft_of(story: Story) -> Any:
    return conclusions.conclusion_for(story.actor("dana"), story.conclusion_id)
