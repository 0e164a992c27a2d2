"""Two tabs, two experts, an expired session: nobody overwrites unseen, and nobody loses what was typed."""

import re
from itertools import product
from typing import Any

import pytest

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.demo.played_journey import Story
from saraptama.web.expert_desk.merging import Outcome, mark_of, merged
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, words
from tests.web.expert_desk.test_the_conclusion import editor_of, typed, unseen
from tests.web.expert_desk.writing import a_draft

TEXTS = ("", "a", "b", "c")


@pytest.mark.parametrize(("shown", "mine", "theirs"), list(product(TEXTS, repeat=3)))
def test_a_change_of_somebody_else_is_never_overwritten_unseen(shown: str, mine: str, theirs: str) -> None:
    outcome = merged(shown=mark_of(shown), mine=mine, theirs=theirs)
    if outcome is Outcome.WRITE:
        assert theirs == shown != mine
    if outcome is Outcome.STANDS:
        assert mine in (theirs, shown)
    if mine != shown and theirs != shown and mine != theirs:
        assert outcome is Outcome.CONFLICT


def draft(story: Story) -> Any:
    return conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id)


def test_the_second_is_told_what_changed_and_keeps_the_own_text(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    first, second, url = Desk("yerlan"), Desk("yerlan"), editor_of(story)
    old = second.opens(url)
    first.sends(url, **typed(first.opens(url), research="What the first wrote"))
    refused = second.sends_in_vain(url, **{**unseen(old), "research": "What the second wrote"})
    page = words(refused)
    assert "Changed meanwhile: Research" in page
    assert "What the first wrote" in page and "What the second wrote" in page
    assert draft(story).research == "What the first wrote"
    second.sends(url, **{**unseen(refused), **shown_fields(refused)})
    assert draft(story).research == "What the second wrote", "having seen both, the writer decides"


def shown_fields(page: str) -> dict[str, str]:
    """The texts that the page shows in its large fields."""
    found = re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    chosen = re.findall(r'<select name="(q\d+-\d+-outcome)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return {name: text.strip() for name, text in [*found, *chosen]}


def test_different_parts_written_at_the_same_time_are_both_kept(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    first, second, url = Desk("yerlan"), Desk("yerlan"), editor_of(story)
    one, other = first.opens(url), second.opens(url)
    first.sends(url, **{**unseen(one), "research": "Research of the first"})
    second.sends(url, **{**unseen(other), "circumstances": "Circumstances of the second"})
    assert draft(story).research == "Research of the first"
    assert draft(story).circumstances == "Circumstances of the second"


def test_an_answer_given_in_another_tab_meanwhile_is_not_overwritten(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    first, second, url = Desk("yerlan"), Desk("yerlan"), editor_of(story)
    one, other = first.opens(url), second.opens(url)
    mine = {"q1-0-outcome": "PROBABLE", "q1-0-text": "Probably."}
    first.sends(url, **{**unseen(one), **mine})
    second.sends_in_vain(url, **{**unseen(other), **mine, "q1-0-text": "Certainly not."})
    assert [cell.text for cell in conclusions.answers_of(draft(story))] == ["Probably."]


def test_what_is_typed_is_kept_by_itself_and_the_page_says_so(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk, url = Desk("yerlan"), editor_of(story)
    fields = {**unseen(desk.opens(url)), "research": "Typed, not yet saved"}
    answer = desk.client.post(f"{url}autosave/", fields)
    assert answer.status_code == 200 and "Saved at" in answer.content.decode()
    assert draft(story).research == "Typed, not yet saved"
    again = {**fields, **unseen(answer.content.decode()), "research": "Typed further"}
    assert "Saved at" in desk.client.post(f"{url}autosave/", again).content.decode()
    assert draft(story).research == "Typed further"


def test_autosave_says_when_it_could_not_keep_everything(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk, url = Desk("yerlan"), editor_of(story)
    fields = unseen(desk.opens(url))
    half = desk.client.post(f"{url}autosave/", {**fields, "q1-0-text": "No outcome yet"}).content.decode()
    assert "Not saved yet" in half
    Desk("yerlan").sends(url, **{**fields, "research": "From another tab"})
    answer = desk.client.post(f"{url}autosave/", {**fields, "research": "Mine"}).content.decode()
    assert "Somebody changed the same place" in answer
    assert draft(story).research == "From another tab"


def test_the_preview_may_stand_beside_the_text_and_nowhere_else(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk, url = Desk("yerlan"), editor_of(story)
    assert "preview-frame" not in desk.opens(url)
    assert "preview-frame" in desk.opens(f"{url}?beside=1")
    preview = desk.client.get(f"{url}preview.pdf")
    assert preview.content.startswith(b"%PDF")
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]


def test_the_draft_is_downloaded_as_docx(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    answer = Desk("yerlan").client.get(f"{editor_of(story)}draft.docx")
    assert answer.content.startswith(b"PK") and "attachment" in answer.headers["Content-Disposition"]
