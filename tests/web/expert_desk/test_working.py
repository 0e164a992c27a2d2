"""Methods, notes and complexity while the examination is in production."""

import re

from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination


def test_a_method_of_the_register_is_noted_once(played: Played) -> None:
    story = played("production")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "methods")
    offered = re.findall(r'name="method" value="([^"]+)"', desk.opens(url))
    desk.sends(url, method=offered[0])
    assert offered[0] not in re.findall(r'name="method" value="([^"]+)"', desk.opens(url))
    assert story.examination.methods.count() == 2


def test_a_note_is_written_and_corrected_by_its_author(played: Played) -> None:
    story = played("production")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "notes")
    desk.sends_in_vain(url, text=" ")
    desk.sends(url, text="First look")
    note = story.examination.notes.get()
    desk.sends(f"{url}?note={note.pk}", text="Second look")
    assert [row.text for row in story.examination.notes.all()] == ["Second look"]


def test_another_category_counts_the_term_anew(played: Played) -> None:
    story = played("production")
    before = story.examination.due_on
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "complexity")
    desk.sends_in_vain(url, complexity="HIGH", justification="")
    desk.sends(url, complexity="HIGH", justification="Twelve samples")
    assert story.examination.due_on > before
