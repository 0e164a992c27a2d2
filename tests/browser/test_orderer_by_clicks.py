"""The appointing body does all of its own on a telephone, in Kazakh and in Russian, by taps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import PetitionKind
from saraptama.demo import played_journey as journey
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story
from saraptama.demo.texts import RUSSIAN
from saraptama.foundation.accounts.models import User
from saraptama.journey import register_order, suspend_and_extend
from saraptama.journey.status_code import code_of
from tests.browser.judge import english_left, overflow
from tests.browser.person import PHONE, House, Person
from tests.browser.service import Service, apart
from tests.browser.walk import QUESTIONS, an_order_is_sent, the_conclusion_is_received

BY_THE_INSTITUTE: tuple[Callable[[Story], Any], ...] = (
    journey.objects_are_accepted,
    journey.expert_is_assigned,
    journey.objects_are_handed_over,
    journey.expert_accepts,
)


class OnATelephone(Person):
    """Looks at every page to which a tap led: it fits the window and speaks the person's language."""

    def presses(self, sentence: str) -> None:
        super().presses(sentence)
        self.looks_around()

    def follows(self, sentence: str) -> None:
        super().follows(sentence)
        self.looks_around()

    def looks_around(self) -> None:
        self.page.wait_for_load_state()
        assert overflow(self.page) == 0, self.page.url
        assert english_left(self.page) == [], self.page.url


def on_a_telephone(house: House, login: str, language: str) -> OnATelephone:
    visitor = house.visitor(language, size=PHONE)
    person = OnATelephone(visitor.page, visitor.address, language, visitor.complaints)
    apart(lambda: User.objects.filter(login=login).update(language=language))
    person.signs_in(login)
    person.looks_around()
    return person


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_investigator_orders_answers_extends_and_receives(
    house: House, service: Service, tmp_path: Path, language: str
) -> None:
    timur = on_a_telephone(house, "timur", language)
    an_order_is_sent(timur, tmp_path)
    story = Story(drain=drain, order_id=UUID(timur.page.url.rstrip("/").rsplit("/", 1)[1]))
    apart(lambda: the_institute_begins(story))
    timur.page.reload()
    timur.sees_status("registered", "order")
    an_extension_is_decided(timur, story)
    apart(lambda: journey.petition_suspends(story))
    a_petition_is_answered(timur)
    apart(lambda: the_institute_finishes(story))
    conclusion = the_conclusion_is_received(timur, tmp_path)
    assert conclusion.read_bytes().startswith(b"%PDF-")
    timur.looks_around()
    assert timur.complaints == []


def the_institute_begins(story: Story) -> None:
    aigerim = story.actor("aigerim")
    register_order.check(aigerim, order_id=story.order_id)
    register_order.register(aigerim, order_id=story.order_id)
    story.drain()
    story.examination_id = examinations.of_order(story.actor("nurlan"), story.order_id)[0].pk
    for step in BY_THE_INSTITUTE:
        step(story)


def the_institute_finishes(story: Story) -> None:
    journey.conclusion_is_written(story)
    journey.conclusion_is_signed(story)
    journey.conclusion_is_sealed_and_sent(story)


def an_extension_is_decided(timur: Person, story: Story) -> None:
    before = apart(lambda: story.examination.due_on)
    apart(lambda: extension_asked(story))
    timur.turns_to("My orders")
    timur.sees_text("Продление срока")
    timur.follows("Answer the petition")
    timur.chooses("Decision", "granted")
    expect(timur.field("Days granted")).to_have_value("5")
    timur.presses("Send the answer")
    timur.sees("Your answer is recorded; the expert sees it at once.")
    assert (apart(lambda: story.examination.due_on) - before).days >= 5


def extension_asked(story: Story) -> None:
    suspend_and_extend.send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.EXTENSION,
        subject="Продление срока",
        text="Объём объектов",
        asked_days=5,
    )
    story.drain()


def a_petition_is_answered(timur: Person) -> None:
    timur.turns_to("My orders")
    timur.sees_text(RUSSIAN.petition_subject)
    timur.follows("Answer the petition")
    timur.chooses("Decision", "granted")
    timur.writes("Explanation", RUSSIAN.answer)
    timur.presses("Send the answer")
    timur.sees("Your answer is recorded; the expert sees it at once.")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_party_follows_the_code_that_it_was_given(house: House, service: Service, language: str) -> None:
    """From the entrance: the door for parties, the code from the paper, the state; nothing of the case with it."""
    story = apart(a_case_in_work)
    code = apart(lambda: code_of(story.order_id))
    visitor = house.visitor(language, size=PHONE)
    party = OnATelephone(visitor.page, visitor.address, language, visitor.complaints)
    party.opens("/")
    party.looks_around()
    party.writes("Code of the order", code.lower().replace("-", " "))
    party.presses("Show the state")
    party.sees("in work", "state by code")
    page = party.page.content()
    person = RUSSIAN.order["persons"][0]
    for secret in (person["full_name"], person["iin"], "Сейітов", "Исмаилов", str(story.order_id), QUESTIONS[0]):
        assert secret not in page
    assert party.complaints == []


def a_case_in_work() -> Story:
    story = Story(drain=drain)
    for _ in journey.play(story, until="production"):
        pass
    return story
