"""The warning, the declarations, the category; or a conflict of interest."""

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.demo.played_journey import Story
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination

DECLARED = {"warned": "on", "no_conflict": "on", "complexity": "MEDIUM", "justification": "two objects"}


def accept_url(story: Story) -> str:
    return of_examination("expert", story.examination_id, "accept")


def test_the_warning_stands_there_in_the_language_of_the_proceedings(played: Played) -> None:
    story = played("assignment")
    page = Desk("yerlan").opens(accept_url(story))
    assert '<p lang="ru">' in page
    assert "ложного заключения" in page


def test_production_begins_only_with_both_declarations(played: Played) -> None:
    story = played("assignment")
    desk = Desk("yerlan")
    for left_out in ("warned", "no_conflict", "justification"):
        desk.sends_in_vain(accept_url(story), **{k: v for k, v in DECLARED.items() if k != left_out})
    assert story.examination.current_state is ExaminationState.ASSIGNED
    desk.sends(accept_url(story), **DECLARED)
    assert story.examination.current_state is ExaminationState.IN_PRODUCTION


def test_a_conflict_sends_the_examination_back_to_the_head(played: Played) -> None:
    story = played("assignment")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "decline")
    desk.sends_in_vain(url, ground="")
    desk.sends(url, ground="The suspect is my cousin")
    assert story.examination.current_state is ExaminationState.ACCEPTED
    assert "is challenged or has withdrawn" in Desk("dana").reads(
        of_examination("head", story.examination_id, "assign")
    )


def test_nobody_accepts_for_another(played: Played) -> None:
    story = played("assignment")
    Desk("saule").opens(accept_url(story), 404)


def test_my_work_counts_what_waits_and_offers_the_act(played: Played) -> None:
    story = played("assignment")
    desk = Desk("yerlan")
    assert "1 To accept" in desk.reads("/expert/")
    assert accept_url(story) in desk.opens("/expert/?state=assigned")
    assert "Nothing is assigned to you" in Desk("saule").reads("/expert/")
