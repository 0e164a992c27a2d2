"""The head's lists: the queue, the workload with the cases behind each number, what falls due, bulk acts."""

import re
from datetime import timedelta

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.models import Examination
from saraptama.demo.played_journey import Story
from saraptama.kernel import clock
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, words


def number(story: Story) -> str:
    return str(story.examination.registration.text)


def test_the_queue_groups_by_specialty_and_unit_and_lists_the_oldest_first(played: Played) -> None:
    story = played("objects")
    desk = Desk("dana")
    page = desk.reads("/head/queue/")
    assert number(story) in page and "Handwriting" in page and "Nearest due date" in page
    assert "Nothing fits these filters" in desk.reads("/head/queue/?specialty=17.1")


def test_every_number_of_the_workload_opens_as_many_cases(played: Played) -> None:
    played("production")
    desk = Desk("dana")
    board = desk.opens("/head/workload/")
    links = set(re.findall(r'<a href="(/head/workload/cases/[^"]*)">([\d  ]+)</a>', board))
    assert links
    for url, count in links:
        assert desk.opens(url).count("data-href=") == int(count), url


def test_the_workload_of_yesterday_is_still_there(played: Played) -> None:
    story = played("production")
    desk = Desk("dana")
    assert "1 Parts in hands" in desk.reads("/head/workload/")
    before = "/head/workload/?on=2024-02-01"
    assert "0 Parts in hands" in desk.reads(before)
    assert "As it was in the evening of 01.02.2024" in desk.reads(before)
    assert number(story) in desk.reads("/head/workload/cases/")
    assert "today" in desk.reads(f"/head/workload/cases/?on={clock.today().isoformat()}")
    assert desk.opens("/head/workload/?on=nonsense&unit=NOWHERE&region=..&specialty=zz")


def test_the_board_of_a_past_day_says_what_fell_due_then(played: Played) -> None:
    story = played("production")
    desk, later = Desk("dana"), clock.now() + timedelta(days=25)
    on = clock.today().strftime("%d%m%Y")
    with clock.held_at(later):
        assert "1 Overdue" in desk.reads("/head/workload/")
        assert "0 Overdue" in desk.reads(f"/head/workload/?on={on}")
        cases = desk.reads(f"/head/workload/cases/?on={on}")
        assert number(story) in cases and "Due as known then" in cases


def test_what_falls_due_is_counted_and_listed(played: Played) -> None:
    story = played("production")
    desk = Desk("dana")
    page = desk.reads("/head/due/")
    assert number(story) in page and "Due within 14 days" in page
    assert "Nothing fits these filters" in desk.reads("/head/due/?within=overdue")


def test_several_are_assigned_after_a_preview_to_those_with_the_least_work(played: Played) -> None:
    first, second = played("objects"), played("objects")
    desk = Desk("dana")
    rows = [str(story.examination_id) for story in (first, second)]
    preview = desk.client.post("/head/queue/assign/", {"row": rows}).content.decode()
    assert "Nothing is done yet" in preview
    assert first.examination.current_state is ExaminationState.REGISTERED
    chosen = dict(re.findall(r'name="expert-([^"]+)".*?<option value="([^"]+)" selected', preview, re.DOTALL))
    assert set(chosen) == set(rows) and len(set(chosen.values())) == 2, "the work is spread"
    fields = {f"expert-{key}": value for key, value in chosen.items()}
    assert desk.sends("/head/queue/assign/", confirmed="1", row=rows, **fields) == "/head/queue/"
    assert {s.examination.current_state for s in (first, second)} == {ExaminationState.ASSIGNED}


def test_what_somebody_else_took_meanwhile_stays_in_the_preview_with_its_reason(played: Played) -> None:
    story = played("objects")
    row = str(story.examination_id)
    dana, nurlan = Desk("dana"), Desk("nurlan")
    preview = dana.client.post("/head/queue/assign/", {"row": [row]}).content.decode()
    chosen = re.findall(r'<option value="([^"]+)" selected', preview)[0]
    url = f"/head/examinations/{row}/assign/"
    nurlan.sends(url, lead_id=re.findall(r'name="lead_id"[^>]*value="([^"]+)"', nurlan.opens(url))[0], note="")
    answer = dana.client.post("/head/queue/assign/", {"confirmed": "1", "row": [row], f"expert-{row}": chosen})
    assert "No longer waits for an expert." in words(answer.content.decode())


def test_several_go_to_a_laboratory_after_a_preview(played: Played) -> None:
    story = played("objects")
    desk, row = Desk("nurlan"), str(story.examination_id)
    preview = desk.client.post("/head/queue/direct/", {"row": [row]}).content.decode()
    units = re.findall(r'<option value="([0-9a-f-]{36})">', preview)
    missing = desk.client.post("/head/queue/direct/", {"confirmed": "1", "row": [row], "unit_id": ""})
    assert "Choose the laboratory or department." in missing.content.decode()
    other = next(unit for unit in units if unit != str(story.examination.unit_id))
    desk.sends("/head/queue/direct/", confirmed="1", row=[row], unit_id=other)
    assert str(Examination.objects.get(pk=row).unit_id) == other


def test_nothing_chosen_is_said_and_nothing_done(played: Played) -> None:
    played("objects")
    answer = Desk("dana").client.post("/head/queue/assign/", {})
    assert "Nothing was chosen" in answer.content.decode()
