"""Two specialties, one conclusion: from the two parts with their clocks to the sealed file that the body receives."""

import hashlib
import re

import pytest

from saraptama.casework.conclusions import errors
from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services as writing
from saraptama.casework.conclusions.enums import ConclusionState, Outcome
from saraptama.casework.custody.enums import ReturnChannel
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import AgreementDecision
from saraptama.casework.intake import selectors as intake
from saraptama.demo.draining import drain
from saraptama.demo.joint_scenes import two_specialties_write_one_conclusion
from saraptama.demo.played_journey import Story, body_receives, conclusion_is_sealed_and_sent
from saraptama.demo.stage import things_of
from saraptama.journey import accept_materials, return_materials, sign_conclusion
from saraptama.proof.container import read_container
from tests.web.examination_page.sitting import Desk


@pytest.fixture
def story(transactional_db: None) -> Story:
    """Saule leads with handwriting; Yerlan has the technical part and has answered its question in the joint draft."""
    return two_specialties_write_one_conclusion(drain).story


def parts_of(story: Story) -> list[object]:
    return [part.state for part in examinations.of_order(story.actor("nurlan"), story.order_id)]


def answer_the_first(story: Story) -> None:
    ((question, _number, _text),) = intake.order_for_examination(story.order_id).examinations[0].questions
    sign_conclusion.answer_question(
        story.actor("saule"),
        conclusion_id=story.conclusion_id,
        question_id=question,
        outcome=Outcome.CATEGORICAL_POSITIVE,
        text="Подпись выполнена Образцовым Петром Петровичем.",
    )


def lay_before_the_head(story: Story) -> None:
    for login in ("saule", "yerlan"):
        sign_conclusion.state_particulars(
            story.actor(login), conclusion_id=story.conclusion_id, education=story.words.education
        )
    sign_conclusion.submit(
        story.actor("saule"), conclusion_id=story.conclusion_id, approver_ids=[story.actor("dana").id]
    )


def agreed_and_made_up(story: Story) -> None:
    answer_the_first(story)
    lay_before_the_head(story)
    sign_conclusion.agree(story.actor("dana"), examination_id=story.examination_id)
    sign_conclusion.render(story.actor("saule"), conclusion_id=story.conclusion_id)


def sign(story: Story, login: str) -> None:
    sign_conclusion.sign_with_development_key(story.actor(login), conclusion_id=story.conclusion_id)


def test_a_question_of_the_other_part_without_an_answer_holds_the_whole_up(story: Story) -> None:
    with pytest.raises(errors.ElementsMissing, match="1"):
        lay_before_the_head(story)
    assert parts_of(story) == ["in_production", "in_production"]


def test_two_specialties_sign_one_conclusion_and_both_parts_end_with_it(story: Story) -> None:
    agreed_and_made_up(story)
    assert parts_of(story) == ["approved", "approved"]
    with pytest.raises(errors.NotYourTurn):
        sign(story, "saule")
    sign(story, "yerlan")
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None and facts.state is ConclusionState.RENDERED, "one signature is not enough"
    sign(story, "saule")
    assert parts_of(story) == ["completed", "completed"]
    conclusion_is_sealed_and_sent(story)
    body_receives(story)
    assert parts_of(story) == ["delivered", "delivered"]
    sealed = read_container(story.final)
    assert len(sealed.signatures) == 2
    facts = conclusions.facts_of(story.conclusion_id)
    assert facts is not None
    assert hashlib.sha256(story.final).hexdigest() == facts.final_sha256


def test_the_record_of_the_joint_conclusion_holds_both_questions_experts_and_methods(story: Story) -> None:
    agreed_and_made_up(story)
    conclusion = conclusions.conclusion_for(story.actor("saule"), story.conclusion_id)
    lines = conclusions.signatories_of(conclusion)
    assert [(line.user_id, line.is_lead) for line in lines] == [
        (story.actor("yerlan").id, False),
        (story.actor("saule").id, True),
    ]
    assert writing.what_is_missing(story.actor("saule"), story.conclusion_id) == ()
    answered = {cell.question_number for cell in conclusions.answers_of(conclusion)}
    assert answered == {1, 2}


@pytest.mark.parametrize("stage", ["written", "made_up", "signed", "delivered", "closed"])
def test_the_expert_of_a_part_that_does_not_lead_finds_the_way_back_at_every_stage(story: Story, stage: str) -> None:
    """The joint draft is kept under the leading part: its links lead there, and Yerlan may read it."""
    stages = ["written", "made_up", "signed", "delivered", "closed"]
    for number in range(stages.index(stage) + 1):
        STEPS[stages[number]](story)
    yerlan = Desk("yerlan")
    for part in examinations.of_order(story.actor("nurlan"), story.order_id):
        assert yerlan.client.get(f"/examinations/{part.pk}/").status_code == 200, (stage, part.seq)
    page = "" if stage == "written" else "sign/"
    opened = yerlan.client.get(f"/expert/conclusions/{story.conclusion_id}/{page}")
    assert opened.status_code == 200
    assert re.findall(r'href="(/examinations/[0-9a-f-]+/)"', opened.content.decode())


def test_the_expert_of_the_other_part_is_led_to_the_joint_draft_and_not_to_a_second_one(story: Story) -> None:
    _leading, technical = examinations.of_order(story.actor("nurlan"), story.order_id)
    yerlan = Desk("yerlan")
    draft = f"/expert/conclusions/{story.conclusion_id}/"
    assert yerlan.client.get(f"/expert/examinations/{technical.pk}/conclusion/").headers["Location"] == draft
    page = yerlan.opens(draft)
    assert f"/expert/examinations/{technical.pk}/methods/" in page, "methods are noted in the own part"
    assert 'name="submit"' not in page and "laid before the heads by its lead expert" in page
    assert 'name="submit"' in Desk("saule").opens(draft)
    part = yerlan.reads(f"/examinations/{technical.pk}/")
    assert "дорисовкой цифры" in part, "the answer stands on the page of its part"
    people = yerlan.reads(f"/examinations/{technical.pk}/people/")
    assert "Parts of the complex examination" in people and "leads the whole" in people


def test_the_head_agrees_once_to_the_whole_and_sees_every_question(story: Story) -> None:
    answer_the_first(story)
    lay_before_the_head(story)
    leading, technical = examinations.of_order(story.actor("nurlan"), story.order_id)
    dana = Desk("dana")
    assert dana.opens("/head/agreements/").count("data-href=") == 1
    joint = f"/head/examinations/{leading.pk}/agreement/"
    assert dana.client.get(f"/head/examinations/{technical.pk}/agreement/").headers["Location"] == joint
    page = dana.reads(joint)
    assert "дорисовкой цифры" in page and "2 of 2" in page
    dana.sends(joint, decision=AgreementDecision.AGREED.value, comment="")
    assert parts_of(story) == ["approved", "approved"]


def _both_sign(story: Story) -> None:
    sign(story, "yerlan")
    sign(story, "saule")


def _delivered(story: Story) -> None:
    conclusion_is_sealed_and_sent(story)
    body_receives(story)


def _closed(story: Story) -> None:
    bolat, things = story.actor("bolat"), things_of(story)
    back = accept_materials.offer(
        story.actor("yerlan"), object_ids=things, receiver_id=bolat.id, purpose=story.words.back
    )
    accept_materials.take_over(bolat, hand_over_id=back)
    act = return_materials.offer(bolat, object_ids=things, channel=ReturnChannel.HAND)
    return_materials.confirm(
        bolat, return_id=act, recipient_name=story.words.recipient, recipient_document=story.words.power
    )
    drain()
    assert parts_of(story) == ["closed", "closed"]


STEPS = {
    "written": lambda story: None,
    "made_up": agreed_and_made_up,
    "signed": _both_sign,
    "delivered": _delivered,
    "closed": _closed,
}
