"""The expert's desk without a mouse, in Russian and in Kazakh: from the list to the draft before the head."""

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.demo import scenes
from saraptama.demo.draining import drain
from saraptama.demo.scenes import Scene
from tests.browser.person import House, Person
from tests.browser.service import Service, apart

MOST_STOPS = 80


@pytest.fixture
def draft(service: Service) -> Scene:
    """A draft whose questions are not answered yet; another one for each language."""
    found: Scene = apart(partial(scenes.the_conclusion_is_being_written, drain))
    return found


def goes_to(page: Page, selector: str) -> None:
    """Tab, and Tab again, until the focus is there; what cannot be reached so cannot be reached at all."""
    for _ in range(MOST_STOPS):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def types(page: Page, selector: str, text: str) -> None:
    goes_to(page, selector)
    page.keyboard.type(text)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_conclusion_is_written_and_submitted_with_the_keyboard_alone(
    house: House, draft: Scene, language: str
) -> None:
    yerlan = house.sits("yerlan", language)
    yerlan.opens("/expert/")
    page = yerlan.page
    address = f"/expert/examinations/{draft.story.examination_id}/conclusion/"
    goes_to(page, f"a[href='{address}']")
    page.keyboard.press("Enter")
    expect(page.locator("[name=research]")).to_be_visible()
    for question in (1, 2):
        goes_to(page, f"[name=q{question}-0-outcome]")
        page.keyboard.press("ArrowDown")
        types(page, f"[name=q{question}-0-text]", "Подпись выполнена иным лицом.")
    goes_to(page, "button[name=submit]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(yerlan.address + f"/expert/conclusions/{draft.story.conclusion_id}/submit/")
    _submits(yerlan)
    written = apart(partial(_state_of, draft))
    assert written is ConclusionState.SUBMITTED
    assert yerlan.complaints == []


def _submits(yerlan: Person) -> None:
    goes_to(yerlan.page, "main form button[type=submit].btn-primary")
    yerlan.page.keyboard.press("Enter")
    yerlan.sees("Submitted. Until the head decides nobody writes in the draft.")


def _state_of(draft: Scene) -> ConclusionState:
    return conclusions.conclusion_for(draft.story.actor("yerlan"), draft.story.conclusion_id).current_state


def test_what_is_typed_is_kept_by_itself_and_said_aloud(house: House, draft: Scene) -> None:
    """Autosave: a status that a screen reader speaks, and the text in the draft before anything was pressed."""
    yerlan = house.sits("yerlan", "ru")
    yerlan.opens(f"/expert/conclusions/{draft.story.conclusion_id}/")
    types(yerlan.page, "[name=returned]", "Объекты возвращены вместе с заключением.")
    status = yerlan.page.locator("#autosave[role=status]")
    expect(status).to_contain_text(yerlan.said("Saved at %(time)s").partition("%")[0].strip())
    kept = apart(partial(_returned, draft))
    assert kept == "Объекты возвращены вместе с заключением."


def _returned(draft: Scene) -> str:
    actor = draft.story.actor("yerlan")
    return str(conclusions.conclusion_for(actor, draft.story.conclusion_id).returned)


def test_an_expired_session_loses_nothing_that_was_typed(house: House, draft: Scene) -> None:
    """The session ends while one writes; when the page is opened again, the text is offered and comes back."""
    yerlan = house.sits("yerlan", "ru")
    path = f"/expert/conclusions/{draft.story.conclusion_id}/"
    yerlan.opens(path)
    cookies = yerlan.page.context.cookies()
    yerlan.page.context.clear_cookies(name="sessionid")
    types(yerlan.page, "[name=research]", "Написано без сеанса. ")
    expect(yerlan.page.locator("[data-draft-note]")).not_to_be_empty()
    goes_to(yerlan.page, "form[data-draft] .form-actions button:not([name])")
    yerlan.page.keyboard.press("Enter")
    expect(yerlan.page.locator("input[type=password]")).to_be_visible()
    yerlan.page.context.add_cookies(cookies)  # type: ignore[arg-type] # the same cookies, as they were read
    yerlan.opens(path)
    yerlan.page.locator("[data-draft-restore]").press("Enter")
    expect(yerlan.page.locator("[name=research]")).to_have_value(re.compile("Написано без сеанса"))
