"""Two heads at one examination, and one who clicks twice."""

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.models import Assignment
from saraptama.journey import assign_expert
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination
from tests.web.head_desk.test_assigning import assign_url, radio_of


def test_the_second_head_is_told_who_was_assigned_and_loses_nothing_typed(played: Played) -> None:
    story = played("objects")
    dana, nurlan = Desk("dana"), Desk("nurlan")
    page, url = dana.opens(assign_url(story)), assign_url(story)
    mine, theirs = radio_of(page, "Сейітов"), radio_of(page, "Қасымова")
    nurlan.sends(url, lead_id=theirs, note="")
    told = dana.sends_in_vain(url, lead_id=mine, note="He knows the hand of the debtor")
    assert "Әбенов Н. Т. assigned this examination to Қасымова С. Б." in told
    assert "He knows the hand of the debtor" in told and f'value="{mine}" checked' in told
    assert Assignment.objects.get(examination_id=story.examination_id).user_id == story.actor("saule").id


def test_the_same_choice_sent_twice_is_one_assignment(played: Played) -> None:
    story = played("objects")
    desk, url = Desk("dana"), assign_url(story)
    chosen = radio_of(desk.opens(url), "Сейітов")
    first = desk.client.post(url, {"lead_id": chosen, "note": "x"})
    second = desk.client.post(url, {"lead_id": chosen, "note": "x"})
    assert first.status_code == second.status_code == 302
    assert Assignment.objects.filter(examination_id=story.examination_id).count() == 1
    dana = story.actor("dana")
    row = Assignment.objects.get(examination_id=story.examination_id)
    assign_expert.assign(dana, examination_id=story.examination_id, lead_id=row.expert_id)
    assert Assignment.objects.filter(examination_id=story.examination_id).count() == 1


def test_the_replaced_expert_can_write_nothing_more_and_the_history_says_what_stood(played: Played) -> None:
    story = played("production")
    desk, url = Desk("dana"), of_examination("head", story.examination_id, "reassign")
    yerlan = Desk("yerlan")
    notes = of_examination("expert", story.examination_id, "notes")
    yerlan.opens(notes)
    page = desk.opens(url)
    leaving = page.split('name="leaving_id"')[1].split('<option value="')[1].split('"')[0]
    coming = page.split('name="new_id"')[1].split('<option value="')[1].split('"')[0]
    desk.sends(url, leaving_id=leaving, new_id=coming, reason="ILLNESS", note="Half of the samples are compared")
    for act in ("notes", "methods", "complexity", "conclusion"):
        answer = yerlan.client.post(of_examination("expert", story.examination_id, act), {"text": "late"})
        assert answer.status_code in (403, 404, 405), act
    history = of_examination("head", story.examination_id, "assignments")
    assert history in desk.opens(f"/examinations/{story.examination_id}/")
    shown = desk.reads(history)
    assert "Half of the samples are compared" in shown and "illness of the expert" in shown
    assert "What the record said at the hand-over" in shown and "Methods noted 1" in shown
    assert "Who was thought of on that day" in shown
    assert story.examination.current_state is ExaminationState.ASSIGNED
