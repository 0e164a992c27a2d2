"""What the page of an examination shows, and to whom."""

import pytest

from saraptama.casework.examinations.enums import PetitionKind
from saraptama.foundation.audit.models import ReadEvent
from saraptama.journey import run_examination, suspend_and_extend
from saraptama.web.examination_page.parts import PARTS
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def test_the_page_names_state_turn_due_date_and_the_reasons_for_it(played: Played) -> None:
    story = played("production")
    page = Desk("dana").reads(f"/examinations/{story.examination_id}/")
    assert "in production" in page
    assert "Turn of: Сейітов Е. Қ." in page
    assert "why?" in page and "Law 44-VI, art. 34" in page
    assert "The expert works and writes the conclusion." in page


@pytest.mark.parametrize("login", ["dana", "nurlan", "yerlan", "aigerim"])
def test_every_part_opens_for_the_people_of_the_institute(played: Played, login: str) -> None:
    story = played("conclusion")
    desk = Desk(login)
    for part in PARTS:
        desk.opens(f"/examinations/{story.examination_id}/{part}/")
    desk.opens(f"/examinations/{story.examination_id}/nonsense/", 404)


def test_the_counts_on_the_tabs_are_those_of_the_parts(played: Played) -> None:
    story = played("answer")
    page = Desk("yerlan").reads(f"/examinations/{story.examination_id}/petitions/")
    for counted in (
        "Questions 2",
        "Objects 2",
        "Methods, equipment, notes 1",
        "Petitions 1",
        "People 1",
        "Documents 0",
    ):
        assert counted in page
    assert "granted" in page


def test_the_reckoning_says_each_step_with_its_article_and_what_is_not_confirmed(played: Played) -> None:
    story = played("answer")
    page = Desk("yerlan").reads(f"/examinations/{story.examination_id}/term/")
    assert "Order and objects are both accepted since" in page
    assert "Order 303" in page and "not yet confirmed" in page


def test_outsiders_do_not_learn_that_the_examination_exists(played: Played) -> None:
    story = played("objects")
    url = f"/examinations/{story.examination_id}/"
    Desk("timur").opens(url, 404)
    Desk("bolat").opens(url, 403)


def test_opening_the_page_is_noted_once(played: Played) -> None:
    story = played("objects")
    desk = Desk("dana")
    for _ in range(2):
        desk.opens(f"/examinations/{story.examination_id}/")
    reader = story.actor("dana").id
    assert ReadEvent.objects.filter(actor_id=reader, subject_id=str(story.examination_id)).count() <= 2
    assert ReadEvent.objects.filter(actor_id=reader, subject_id=str(story.examination_id)).exists()


def test_working_notes_are_for_the_experts_alone(played: Played) -> None:
    story = played("production")
    run_examination.write_note(
        story.actor("yerlan"), examination_id=story.examination_id, text="Seen under the microscope"
    )
    url = f"/examinations/{story.examination_id}/notes/"
    assert "Seen under the microscope" in Desk("yerlan").reads(url)
    page = Desk("dana").reads(url)
    assert "Seen under the microscope" not in page
    assert "read by the experts of the examination only" in page


def test_a_petition_for_security_is_not_shown_to_those_who_do_not_petition(played: Played) -> None:
    story = played("production")
    suspend_and_extend.send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.SECURITY,
        subject="Threats at the gate",
        text="Measures are needed.",
    )
    url = f"/examinations/{story.examination_id}/petitions/"
    assert "Threats at the gate" in Desk("yerlan").reads(url)
    assert "Threats at the gate" not in Desk("aigerim").reads(url)


def test_a_petition_sent_from_the_page_stops_the_clock(played: Played) -> None:
    story = played("production")
    desk, url = Desk("yerlan"), f"/examinations/{story.examination_id}/petition/"
    refused = desk.sends_in_vain(url, kind="ADDITIONAL_MATERIALS", subject="", text="Ten samples are missing")
    assert "Ten samples are missing" in refused
    desk.sends(url, kind="ADDITIONAL_MATERIALS", subject="Samples", text="Ten samples are missing", questions=["1"])
    assert story.examination.state == "suspended"
    page = desk.reads(f"/examinations/{story.examination_id}/")
    assert "The appointing body answers the petition" in page


def test_an_extension_needs_its_days(played: Played) -> None:
    story = played("production")
    desk, url = Desk("yerlan"), f"/examinations/{story.examination_id}/petition/"
    assert "Give the number of days" in desk.sends_in_vain(url, kind="EXTENSION", subject="Time", text="Much to do")
    desk.sends(url, kind="EXTENSION", subject="Time", text="Much to do", asked_days="5")
    assert story.examination.state == "in_production"
