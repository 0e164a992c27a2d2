"""What a screen reader tells beside the plain page: errors, what an act did, and passages in the other language."""

from functools import partial

import pytest
from playwright.sync_api import expect

from saraptama.demo import scenes
from saraptama.demo.draining import drain
from saraptama.demo.scenes import Scene
from tests.browser.by_ear import name_of, role_of, tree
from tests.browser.person import House
from tests.browser.service import Service, apart


@pytest.fixture(scope="module")
def scene(service: Service) -> Scene:
    """An order in Russian, in production."""
    played: Scene = apart(partial(scenes.the_work_goes_on, drain))
    return played


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_is_wrong_is_told_by_ear(house: House, service: Service, language: str) -> None:
    """The refused form is announced, holds the focus, and each field says that it is wrong and why."""
    aigerim = house.sits("aigerim", language)
    aigerim.opens("/registry/enter/")
    aigerim.presses("Enter and check")
    summary = aigerim.page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    spoken = tree(aigerim.page)
    alert = next(node for node in spoken if role_of(node) == "alert")
    assert any(fact["name"] == "live" and fact["value"]["value"] == "assertive" for fact in alert["properties"])
    wrong = [node for node in spoken if _says(node, "invalid", "true")]
    assert wrong
    described = {str(node.get("description", {}).get("value", "")) for node in wrong}
    assert all(described)
    lines = summary.locator("a").all_inner_texts()
    for node in wrong:
        assert any(name_of(node).split(" (")[0] in line for line in lines)


def _says(node: dict[str, object], name: str, value: str) -> bool:
    facts: list[dict[str, dict[str, object]]] = node.get("properties", [])  # type: ignore[assignment] # CDP's own shape
    return any(str(fact["name"]) == name and str(fact["value"]["value"]) == value for fact in facts)


def test_what_an_act_did_comes_into_a_live_region_after_the_page_opened(house: House, scene: Scene) -> None:
    """A region that is filled when the page opens stays silent; this one is filled afterwards."""
    ruslan = house.sits("ruslan", "ru")
    ruslan.opens("/administration/storage/")
    announcer = ruslan.page.locator("[data-announcer]")
    expect(announcer).to_be_empty()
    ruslan.page.locator("form[action$='inspect/'] button").click()
    expect(announcer).not_to_be_empty()
    said = announcer.inner_text()
    expect(ruslan.page.locator(".toasts")).to_contain_text(said)


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("aigerim", "/registry/orders/{order}/"),
        ("timur", "/portal/orders/{order}/"),
        ("yerlan", "/examinations/{examination}/questions/"),
    ],
)
def test_what_is_in_another_language_says_so(house: House, scene: Scene, login: str, path: str) -> None:
    """Questions stand in the language of the proceedings, whoever reads them in whatever language (WCAG 3.1.2)."""
    reader = house.sits(login, "kk")
    reader.opens(path.format(order=scene.story.order_id, examination=scene.story.examination_id))
    question = str(apart(lambda: scene.story.examination.order.questions.first().text))
    shown = reader.page.get_by_text(question.splitlines()[0][:60]).first
    expect(shown).to_be_visible()
    assert shown.evaluate("e => e.closest('[lang]').lang") == "ru"


def test_a_conclusion_is_written_in_the_voice_of_its_language(house: House, service: Service) -> None:
    draft: Scene = apart(partial(scenes.the_conclusion_is_being_written, drain))
    yerlan = house.sits("yerlan", "kk")
    yerlan.opens(f"/expert/conclusions/{draft.story.conclusion_id}/")
    assert yerlan.page.locator("[name=research]").get_attribute("lang") == draft.story.language
    for button in yerlan.page.locator("header button[name=language]").all():
        assert button.get_attribute("lang") == button.get_attribute("value")
