"""From the queue into the hands of an expert."""

import re

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.demo.played_journey import Story
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination


def radio_of(page: str, name: str) -> str:
    """The value of the radio button beside a candidate's name."""
    rows = [row for row in page.split("<tr>") if name in row]
    return re.findall(r'name="lead_id"[^>]*value="([^"]+)"', rows[0])[0]


def assign_url(story: Story) -> str:
    return of_examination("head", story.examination_id, "assign")


def test_the_queue_shows_what_is_to_be_assigned_with_a_link(played: Played) -> None:
    story = played("objects")
    page = Desk("dana").opens("/head/")
    assert assign_url(story) in page
    assert "Take into production and choose the expert" in page


def test_the_head_takes_into_production_and_goes_on_to_the_choice(played: Played) -> None:
    story = played("objects")
    desk = Desk("dana")
    assert desk.sends(of_examination("head", story.examination_id, "accept")) == assign_url(story)
    assert story.examination.current_state is ExaminationState.ACCEPTED


def test_each_expert_who_cannot_be_assigned_stands_there_with_the_rule_and_its_date(played: Played) -> None:
    story = played("objects")
    page = Desk("dana").reads(assign_url(story))
    assert "Төлегенов М. А. no certificate for the specialty is valid on the day" in page
    assert "until 30.09.2026" in page


def test_nobody_is_assigned_without_a_choice(played: Played) -> None:
    story = played("objects")
    assert "Choose the expert." in Desk("dana").sends_in_vain(assign_url(story), note="")
    assert story.examination.current_state is ExaminationState.REGISTERED


def test_choosing_assigns_and_shows_the_expert_on_the_page(played: Played) -> None:
    story = played("objects")
    desk = Desk("dana")
    chosen = radio_of(desk.opens(assign_url(story)), "Сейітов")
    desk.sends(assign_url(story), lead_id=chosen, note="knows the case")
    assert story.examination.current_state is ExaminationState.ASSIGNED
    assert "Сейітов Е. Қ. lead expert" in desk.reads(f"/examinations/{story.examination_id}/people/")


def test_a_replacement_needs_the_state_of_the_work(played: Played) -> None:
    story = played("production")
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "reassign")
    page = desk.opens(url)
    leaving, coming = (
        re.findall(rf'name="{name}".*?<option value="([^"]+)"', page, re.DOTALL)[0] for name in ("leaving_id", "new_id")
    )
    fields = {"leaving_id": leaving, "new_id": coming, "reason": "ILLNESS"}
    desk.sends_in_vain(url, **fields, note="")
    desk.sends(url, **fields, note="Half of the samples are compared")
    assert "Қасымова С. Б." in desk.reads(f"/examinations/{story.examination_id}/")
    Desk("yerlan").opens(of_examination("expert", story.examination_id, "notes"), 404)


def test_an_expert_has_no_seat_at_the_head_desk(played: Played) -> None:
    story = played("objects")
    expert = Desk("yerlan")
    expert.opens("/head/", 403)
    expert.opens(assign_url(story), 403)
