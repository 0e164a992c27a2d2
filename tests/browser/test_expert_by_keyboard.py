"""The expert's desk without a mouse, in Russian and in Kazakh: from accepting the examination to the own signature."""

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.demo import scenes
from saraptama.demo.draining import drain
from saraptama.demo.stage import Scene
from saraptama.journey import sign_conclusion
from tests.browser.person import House, Person
from tests.browser.service import Service, apart
from tests.factories.custody_papers import png

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


@pytest.fixture
def awaited(service: Service) -> Scene:
    """Assigned and not yet accepted."""
    found: Scene = apart(partial(scenes.the_expert_is_awaited, drain))
    return found


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_an_expert_accepts_writes_shows_and_signs_with_the_keyboard_alone(
    house: House, awaited: Scene, service: Service, language: str, tmp_path: Path
) -> None:
    """Acceptance, a method, a picture, a table, the preview, submission, and the signature; the head agrees between."""
    yerlan = house.sits("yerlan", language)
    own = f"/expert/examinations/{awaited.story.examination_id}"
    accepts(yerlan, own)
    notes_a_method(yerlan, own)
    draft = writes_the_answers(yerlan, own)
    shows_a_picture_and_a_table(yerlan, draft, tmp_path)
    looks_at_the_preview(yerlan, draft)
    goes_to(yerlan.page, "button[name=submit]")
    yerlan.page.keyboard.press("Enter")
    expect(yerlan.page).to_have_url(f"{yerlan.address}{draft}submit/")
    _submits(yerlan)
    apart(partial(agreed_by_the_head, awaited))
    signs(yerlan, own, draft)
    service.drain()
    assert apart(partial(_state_under, awaited)) is ConclusionState.SEALED
    assert yerlan.complaints == []


def accepts(yerlan: Person, own: str) -> None:
    page = yerlan.page
    yerlan.opens("/expert/")
    enters(page, f"a[href='{own}/accept/']")
    for box in ("warned", "no_conflict"):
        goes_to(page, f"[name={box}]")
        page.keyboard.press("Space")
    goes_to(page, "[name=complexity]")
    page.keyboard.press("Space")
    types(page, "[name=justification]", "Два объекта, краткая подпись")
    enters(page, "main form button.btn-primary")
    yerlan.sees_status("in production", "examination")


def notes_a_method(yerlan: Person, own: str) -> None:
    enters(yerlan.page, f"main a[href='{own}/methods/']")
    enters(yerlan.page, "button[name=method]")
    yerlan.sees("Noted. The conclusion will name this method.")


def writes_the_answers(yerlan: Person, own: str) -> str:
    """Begins the draft in the language of the proceedings; the address of the draft."""
    page = yerlan.page
    yerlan.opens("/expert/")
    enters(page, f"a[href='{own}/conclusion/']")
    enters(page, "main form button.btn-primary")
    expect(page.locator("[name=research]")).to_be_visible()
    for question in (1, 2):
        goes_to(page, f"[name=q{question}-0-outcome]")
        page.keyboard.press("ArrowDown")
        types(page, f"[name=q{question}-0-text]", "Подпись выполнена иным лицом.")
    types(page, "[name=circumstances]", "Продавец отрицает свою подпись.")
    types(page, "[name=research]", "Общий вид показан ниже.")
    types(page, "[name=education]", "высшее, «Криминалистика»")
    saves(yerlan)
    return page.url.removeprefix(yerlan.address).partition("?")[0]


def saves(yerlan: Person) -> None:
    enters(yerlan.page, "form[data-draft] .form-actions button:not([name])")
    yerlan.sees("Saved.")


def shows_a_picture_and_a_table(yerlan: Person, draft: str, folder: Path) -> None:
    """Both get their marks by themselves; typed alone on a line, each stands there in the document."""
    page, file = yerlan.page, folder / "signature.png"
    file.write_bytes(png(40, 30))
    enters(page, f"a[href='{draft}figures/']")
    goes_to(page, "[name=pictures]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    types(page, "form:has([name=pictures]) [name=caption]", "Подпись в договоре")
    enters(page, "form:has([name=pictures]) button.btn-primary")
    expect(page.locator("img.figure-large")).to_have_count(1)
    types(page, "form[data-draft] [name$=caption]", "Частные признаки")
    types(page, "form[data-draft] [name$=cells]", "Признак|Образец|Подпись")
    page.keyboard.press("Enter")
    page.keyboard.type("Темп|быстрый|быстрый")
    enters(page, "form[data-draft] button.btn-primary")
    enters(page, f".page-head a[href='{draft}']")
    shown = page.locator(".figure-list code").all_inner_texts()
    assert len(shown) == 2
    goes_to(page, "[name=research]")
    page.keyboard.press("Control+End")
    for mark in shown:
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.keyboard.type(mark)
    saves(yerlan)


def looks_at_the_preview(yerlan: Person, draft: str) -> None:
    page = yerlan.page
    with page.expect_response(lambda answer: answer.url.endswith("preview.pdf")) as printed:
        enters(page, "a[href='?beside=1']")
    assert printed.value.status == 200
    assert printed.value.headers["content-type"] == "application/pdf"
    yerlan.opens(draft)


def agreed_by_the_head(scene: Scene) -> None:
    dana = scene.story.actor("dana")
    sign_conclusion.agree(dana, examination_id=scene.story.examination_id)
    drain()


def signs(yerlan: Person, own: str, draft: str) -> None:
    page = yerlan.page
    yerlan.opens("/expert/")
    enters(page, f"a[href='{own}/conclusion/']")
    enters(page, f"form[action='{draft}make-up/'] button.btn-primary")
    yerlan.sees("You sign exactly these bytes, and nothing but them.")
    enters(page, f"form[action='{draft}sign/development/'] button")
    yerlan.sees("Your signature is verified and kept. Log proof and seal follow by themselves.")


def enters(page: Page, selector: str) -> None:
    """Go there and press Enter; on with the page to which it leads."""
    goes_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _state_under(scene: Scene) -> ConclusionState | None:
    written = conclusions.current_of_examination(scene.story.actor("yerlan"), scene.story.examination_id)
    return written.current_state if written else None


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
