"""Equipment, addenda, petitions that wait, dissent and withdrawal, as the expert sees them."""

from datetime import timedelta

import pytest

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.models import Conclusion
from saraptama.demo.played_journey import STEPS
from saraptama.journey import run_examination
from saraptama.kernel import clock
from tests.casework.conclusions import situations
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination


def test_a_device_is_noted_with_its_number_and_struck_out_again(played: Played) -> None:
    story = played("production")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "methods")
    desk.sends_in_vain(url, act="equipment", name="Microscope", inventory_number="")
    desk.sends(url, act="equipment", name="Microscope", inventory_number="IN-204", calibrated_until="2020-04-01")
    assert "calibration had run out" in desk.reads(url)
    (use,) = conclusions.equipment_of(story.examination)
    assert "Microscope" in Desk("dana").reads(f"/examinations/{story.examination_id}/notes/")
    desk.sends(url, act="strike", id=str(use.pk))
    assert conclusions.equipment_of(story.examination) == []


def test_after_the_end_a_note_takes_addenda_only(played: Played) -> None:
    story = played("answer")
    run_examination.write_note(story.actor("yerlan"), examination_id=story.examination_id, text="First look")
    for name in ("conclusion", "signed"):
        dict(STEPS)[name](story)
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "notes")
    note = story.examination.notes.get()
    assert f"?add={note.pk}" in desk.opens(url)
    desk.sends_in_vain(f"{url}?add={note.pk}", text=" ")
    desk.sends(f"{url}?add={note.pk}", text="Seen again afterwards")
    assert "Seen again afterwards" in desk.reads(url)
    assert story.examination.notes.get().text == "First look"


@pytest.mark.parametrize("login", ["yerlan", "dana"])
def test_petitions_without_an_answer_are_listed_with_their_days_of_waiting(played: Played, login: str) -> None:
    story = played("petition")
    desk = Desk(login)
    with clock.held_at(clock.now() + timedelta(days=4)):
        page = desk.reads("/examinations/petitions/")
    assert f"{story.examination.registration.text}/1" in page
    assert "stands still" in page and " 4 " in page


def test_the_desk_counts_the_petitions_that_wait(played: Played) -> None:
    played("petition")
    assert "1 Petitions without an answer" in Desk("yerlan").reads("/expert/").replace("  ", " ")


@pytest.fixture
def of_two(db: None) -> Conclusion:
    """A document of two experts, made up; Saule signs first."""
    return situations.rendered(situations.expert("yerlan"), situations.expert("saule"))


def test_a_dissenting_opinion_is_stated_and_signed_before_the_own_signature(of_two: Conclusion) -> None:
    desk, url = Desk("saule"), f"/expert/conclusions/{of_two.pk}/"
    assert "State a dissenting opinion" in desk.reads(f"{url}sign/")
    desk.sends_in_vain(f"{url}dissent/", act="state", text=" ")
    desk.sends(f"{url}dissent/", act="state", text="I find otherwise.")
    assert desk.client.get(f"{url}dissent.pdf").content.startswith(b"%PDF")
    waits = desk.reads(f"{url}sign/")
    assert "Sign it first" in waits and "Put the DEVELOPMENT signature" not in waits
    desk.sends(f"{url}dissent/", act="sign_in_demo")
    desk.sends(f"{url}sign/development/")
    assert "dissenting opinion" in Desk("yerlan").reads(f"{url}sign/")


def test_a_withdrawn_signature_is_seen_by_the_others(of_two: Conclusion) -> None:
    desk, url = Desk("saule"), f"/expert/conclusions/{of_two.pk}/"
    desk.sends(f"{url}sign/development/")
    desk.sends_in_vain(f"{url}sign/withdraw/", ground="")
    desk.sends(f"{url}sign/withdraw/", ground="An error in table 1")
    seen = Desk("yerlan").reads(f"{url}sign/")
    assert "Withdrawn signatures" in seen and "An error in table 1" in seen
    assert "The conclusion waits for the signature of" in seen
    history = Desk("yerlan").reads(f"/examinations/{of_two.examination_id}/history/")
    assert "signature withdrawn" in history
