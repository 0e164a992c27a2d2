"""The expert suspends by a petition: the screen shows the new date, and why it is that day, in three languages."""

from datetime import date
from functools import partial

import pytest
from django.utils import translation
from playwright.sync_api import expect

from saraptama.casework.examinations import selectors as examinations
from saraptama.demo.draining import drain
from saraptama.demo.stage import TO_PRODUCTION, Matter, Scene, begun, days_ago, go_on
from saraptama.web.shared.formats import date_text
from tests.browser.judge import overflow, serious_findings
from tests.browser.person import House, Person
from tests.browser.service import Service, apart

NUMBERS = {"ru": "231", "kk": "232", "en": "233"}


def in_production(number: str) -> Scene:
    """Five days ago the expert took it over."""
    matter = Matter(
        number,
        "Расписка на одном листе",
        "Кем выполнена подпись от имени заёмщика в расписке?",
        "Ответчик отрицает подпись.",
    )
    with days_ago(5):
        story = begun(matter, drain)
        go_on(story, *TO_PRODUCTION)
    return Scene(story)


def due_of(scene: Scene) -> tuple[date, date]:
    """Both due dates as the rules have them now."""
    reckoned = examinations.term_of(scene.story.examination)
    assert reckoned.due is not None and reckoned.due_on_confirmed_grounds is not None
    return reckoned.due, reckoned.due_on_confirmed_grounds


def why_stopped(scene: Scene, language: str) -> str:
    """The step of the reckoning that tells of the petition, in the person's language."""
    with translation.override(language):
        steps = examinations.explain(examinations.term_of(scene.story.examination))
    return next(line.sentence for line in steps if line.step.key == "petition_suspends")


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_expert_suspends_and_the_screen_shows_the_new_date_and_why(
    house: House, service: Service, language: str
) -> None:
    scene: Scene = apart(partial(in_production, NUMBERS[language]))
    before, _same = apart(partial(due_of, scene))
    yerlan = house.sits("yerlan", language)
    page = f"/examinations/{scene.story.examination_id}/"
    yerlan.opens(page)
    expect(yerlan.page.locator(".two-dates")).to_contain_text(date_text(before))
    sends_a_petition(yerlan, page)
    service.drain()
    after, without_practice = apart(partial(due_of, scene))
    assert after > before, "a petition never makes the due date earlier"
    yerlan.opens(page)
    dates = yerlan.page.locator(".two-dates td")
    expect(dates).to_have_text([date_text(after), date_text(without_practice)])
    expect(yerlan.page.locator(".clock-lights")).to_contain_text(yerlan.said("the clock stands still"))
    yerlan.follows("Every step of the reckoning, with its article")
    yerlan.sees_text(apart(partial(why_stopped, scene, language)))
    yerlan.sees_text(yerlan.said("Law 44-VI, art. 34"))
    assert serious_findings(yerlan.page) == []
    assert not overflow(yerlan.page)
    assert yerlan.complaints == []


def sends_a_petition(yerlan: Person, page: str) -> None:
    """For additional materials: that alone stops the clock."""
    yerlan.opens(f"{page}petition/")
    yerlan.picks("What is asked for", yerlan.said("for additional materials"))
    yerlan.writes("Subject", "Образцы подписи")
    yerlan.writes("Reasons", "Нужны свободные образцы подписи за 2025 год.")
    yerlan.presses("Send the petition")
