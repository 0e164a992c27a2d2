"""From the first word to the signature, in the browser's forms."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.demo.played_journey import Story
from saraptama.foundation.audit.models import AuditEntry
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk, of_examination
from tests.web.expert_desk.writing import a_draft


def editor_of(story: Story) -> str:
    return f"/expert/conclusions/{story.conclusion_id}/"


def unseen(page: str) -> dict[str, Any]:
    """What travels with the page: which answer each form shows, and the marks of what every field showed."""
    return dict(re.findall(r'<input type="hidden" name="((?:shown-|q\d+-\d+-cell)[^"]*)" value="([^"]*)">', page))


def typed(page: str, **more: Any) -> dict[str, Any]:
    """A complete form: every question answered, the research written."""
    fields: dict[str, Any] = unseen(page)
    for name in re.findall(r'name="(q\d+-\d+-(?:outcome|text))"', page):
        fields[name] = "PROBABLE" if name.endswith("outcome") else "Probably by himself."
    return {**fields, "research": "Compared by all features.", "education": "higher", **more}


def test_the_conclusion_begins_in_the_language_of_the_proceedings(played: Played) -> None:
    story = played("answer")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "conclusion")
    begin = desk.client.get(url).headers["Location"]
    assert '<option value="ru" selected>' in desk.opens(begin)
    where = desk.sends(begin, language="kk", kind="CONCLUSION")
    assert desk.client.get(url).headers["Location"] == where


def test_a_message_of_impossibility_needs_its_reason(played: Played) -> None:
    story = played("answer")
    desk, url = Desk("yerlan"), of_examination("expert", story.examination_id, "conclusion/begin")
    page = desk.sends_in_vain(url, language="ru", kind="IMPOSSIBLE", impossibility_reason="")
    reason = re.findall(r'name="impossibility_reason".*?<option value="([^"]+)"', page, re.DOTALL)[0]
    editor = desk.sends(url, language="ru", kind="IMPOSSIBLE", impossibility_reason=reason)
    assert "q1-0-text" not in desk.opens(editor)


def test_saving_the_same_twice_is_recorded_once(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk = Desk("yerlan")
    desk.sends(editor_of(story), **typed(desk.opens(editor_of(story))))
    acts = AuditEntry.objects.count()
    desk.sends(editor_of(story), **typed(desk.opens(editor_of(story))))
    assert AuditEntry.objects.count() == acts
    assert "complete" in desk.reads(editor_of(story))


def test_what_somebody_wrote_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    first, second = Desk("yerlan"), Desk("yerlan")
    old = typed(second.opens(editor_of(story)), research="My own text")
    first.sends(editor_of(story), **typed(first.opens(editor_of(story))))
    refused = second.sends_in_vain(editor_of(story), **old)
    assert "My own text" in refused
    assert conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id).research != "My own text"


def test_an_answer_has_both_outcome_and_words(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk = Desk("yerlan")
    refused = desk.sends_in_vain(editor_of(story), **typed(desk.opens(editor_of(story)), **{"q1-0-outcome": ""}))
    assert "Choose the outcome of this answer." in refused


def test_an_answer_for_one_object_stands_beside_none_for_all(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk = Desk("yerlan")
    page = desk.opens(f"{editor_of(story)}?add=1")
    fields = typed(page, **{"q1-0-first_object": "1", "q1-0-last_object": "2"})
    desk.sends(f"{editor_of(story)}?add=1", **fields)
    found = conclusions.answers_of(conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id))
    assert [(cell.first_object, cell.last_object) for cell in found if cell.question_number == 1] == [(1, 2)]


def test_an_incomplete_draft_is_not_submitted_and_the_page_says_what_is_missing(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    desk = Desk("yerlan")
    page = desk.reads(f"{editor_of(story)}submit/")
    assert "answer to question 1" in page
    assert 'aria-disabled="true"' in desk.opens(f"{editor_of(story)}submit/")
    desk.sends_in_vain(f"{editor_of(story)}submit/")
    assert story.examination.current_state is ExaminationState.IN_PRODUCTION


def test_from_the_draft_to_the_signature(played: Played) -> None:
    story = played("answer")
    a_draft(story)
    expert, head, editor = Desk("yerlan"), Desk("dana"), editor_of(story)
    submit = expert.sends(editor, **typed(expert.opens(editor)), submit="1")
    heads = re.findall(r'name="approvers" value="([^"]+)"', expert.opens(submit))
    assert str(story.actor("dana").id) == heads[0]
    expert.sends(submit, approvers=heads[:1])
    assert "Nobody writes in this draft now" in expert.reads(editor)
    head.sends(of_examination("head", story.examination_id, "agreement"), decision="AGREE")
    sign = expert.client.get(of_examination("expert", story.examination_id, "conclusion")).headers["Location"]
    expert.sends(f"{editor}make-up/")
    page = expert.reads(sign)
    assert "DEVELOPMENT signature" in page
    assert expert.client.get(f"{editor}revision-1.pdf").content.startswith(b"%PDF")
    expert.sends(f"{sign}development/")
    signed = conclusions.conclusion_for(story.actor("yerlan"), story.conclusion_id)
    assert signed.current_state is ConclusionState.SIGNED
    assert story.examination.current_state is ExaminationState.COMPLETED


@pytest.fixture
def to_sign(played: Played) -> Story:
    story = played("conclusion")
    Desk("yerlan").sends(f"{editor_of(story)}make-up/")
    return story


def test_a_file_that_is_no_signature_is_refused_at_its_field(to_sign: Story) -> None:
    upload = SimpleUploadedFile("mine.p7s", b"no signature")
    desk = Desk("yerlan")
    desk.sends_in_vain(f"{editor_of(to_sign)}sign/", signature=upload)
    assert to_sign.examination.current_state is ExaminationState.APPROVED


def test_outside_the_demo_there_is_no_development_signature(to_sign: Story) -> None:
    desk = Desk("yerlan")
    with override_settings(DEMO=False):
        assert "DEVELOPMENT" not in desk.reads(f"{editor_of(to_sign)}sign/")
        assert desk.client.post(f"{editor_of(to_sign)}sign/development/").status_code == 404


def test_another_expert_neither_writes_nor_signs(to_sign: Story) -> None:
    other = Desk("saule")
    other.opens(editor_of(to_sign), 403)
    other.opens(f"{editor_of(to_sign)}sign/", 403)
