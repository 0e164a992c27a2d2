"""Several experts: one lead, a part for each, and a clock of its own for every part."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.types import PartGiven
from saraptama.casework.intake.enums import Composition
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story, objects_are_accepted, order_arrives
from saraptama.journey import assign_expert
from saraptama.kernel import clock
from tests.web.examination_page.sitting import Desk, of_examination
from tests.web.head_desk.test_assigning import assign_url, radio_of


def arrived(**asked: Any) -> Story:
    """An order of the play's body that asks for something else, its objects accepted."""
    story = Story(drain=drain)
    words = json.loads(story.words.order_document(clock.today()))
    examination = {**words["examination"], **asked}
    order_arrives(story, json.dumps({**words, "examination": examination}, ensure_ascii=False).encode())
    objects_are_accepted(story)
    return story


@pytest.fixture
def commission(transactional_db: None) -> Story:
    return arrived(composition=Composition.COMMISSION.value)


def test_a_commission_of_one_is_refused_in_words_and_the_choice_stays(commission: Story) -> None:
    desk = Desk("dana")
    chosen = radio_of(desk.opens(assign_url(commission)), "Сейітов")
    page = desk.sends_in_vain(assign_url(commission), lead_id=chosen, note="knows the hand")
    assert "choose at least one member besides the lead" in page
    assert f'value="{chosen}" checked' in page and "knows the hand" in page


def test_a_sole_examination_is_not_given_to_two(transactional_db: None) -> None:
    story, desk = arrived(), Desk("dana")
    page = desk.opens(assign_url(story))
    first, second = radio_of(page, "Сейітов"), radio_of(page, "Қасымова")
    refused = desk.client.post(
        assign_url(story),
        {
            "lead_id": first,
            "member_ids": [second],
            "step": "parts",
            f"{first}-questions": [1, 2],
            f"{second}-questions": [1, 2],
        },
    )
    assert "The order asks for one expert" in refused.content.decode()
    assert story.examination.current_state is ExaminationState.REGISTERED


def test_each_of_a_commission_gets_a_part_and_every_question_an_expert(commission: Story) -> None:
    desk, url = Desk("dana"), assign_url(commission)
    page = desk.opens(url)
    lead, member = radio_of(page, "Сейітов"), radio_of(page, "Қасымова")
    chosen = {"lead_id": lead, "member_ids": [member], "note": ""}
    second = desk.client.post(url, chosen).content.decode()
    assert "Who does what" in second
    assert commission.examination.current_state is ExaminationState.REGISTERED, "nothing is done before the parts"
    numbers = sorted(int(n) for n in set(re.findall(rf'name="{lead}-questions" value="(\d+)"', second)))
    parts = {
        "step": "parts",
        f"{lead}-part": "",
        f"{lead}-questions": numbers[:1],
        f"{member}-part": "signature on the second sheet",
        f"{member}-questions": [],
    }
    if len(numbers) > 1:
        refused = desk.client.post(url, {**chosen, **parts, f"{member}-questions": numbers[:1]}).content.decode()
        assert "Nobody is to answer question" in refused and "signature on the second sheet" in refused
    desk.client.post(url, {**chosen, **parts, f"{member}-questions": numbers[1:]})
    examination = commission.examination
    assert examination.current_state is ExaminationState.ASSIGNED
    signers = selectors.signers_of(examination.pk)
    assert [signer.is_lead for signer in signers] == [False, True]
    assert signers[0].part == "signature on the second sheet"
    history = desk.reads(of_examination("head", examination.pk, "assignments"))
    assert "signature on the second sheet" in history and "In these hands" in history


def test_the_clock_of_a_part_is_shown_and_a_late_one_says_so(commission: Story) -> None:
    dana = commission.actor("dana")
    found = {c.user_id: c.expert_id for c in assign_expert.candidates(dana, examination_id=commission.examination_id)}
    lead, member = found[commission.actor("yerlan").id], found[commission.actor("saule").id]
    assign_expert.assign(
        dana,
        examination_id=commission.examination_id,
        lead_id=lead,
        member_ids=[member],
        parts={member: PartGiven(part="second sheet", due_on=clock.today() + timedelta(days=3))},
    )
    later = clock.now() + timedelta(days=5)
    with clock.held_at(later):
        parts = {part.expert_id: part.clock for part in selectors.parts_of(commission.examination)}
        assert (parts[member].elapsed, parts[member].overdue_days) == (5, 2)
        assert (parts[lead].elapsed, parts[lead].overdue_days) == (5, 0)
