"""A party sees the state and its days by a code, and nobody learns anything by guessing."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.intake.models import Order
from saraptama.journey import status_code
from saraptama.journey.status_code import SYMBOLS, code_of, is_well_formed, status_by
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from tests.journey.conftest import Played, played
from tests.web.examination_page.sitting import Desk, words

__all__ = ["played"]


@pytest.fixture
def nobody_asked_before(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def answer_to(code: str) -> str:
    answer: Any = Client().get(f"/track/{code}", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


asking = pytest.mark.usefixtures("nobody_asked_before")


def without_what_differs(page: str) -> str:
    """A page without the address it was asked by and the code to quote."""
    page = re.sub(r"/track/[0-9A-Za-z-]*", "/track/", page)
    page = re.sub(r"\b[0-9A-Za-z]{64}\b", "", page)  # the form's protection
    return re.sub(r"Code to quote: \S+", "", page)


def test_a_code_is_eighteen_symbols_and_always_the_same() -> None:
    order_id = new_id()
    code = code_of(order_id)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{6}-){2}[0-9A-HJKMNP-TV-Z]{6}", code)
    assert code == code_of(order_id)
    assert is_well_formed(code.lower().replace("-", " "))


def test_orders_of_the_same_second_have_nothing_in_common() -> None:
    with clock.held_at(datetime(2026, 11, 22, 9, 0, tzinfo=UTC)):
        codes = [code_of(new_id()) for _ in range(200)]
    assert len(set(codes)) == 200
    for place in (
        0,
        5,
        15,
        18,
        19,
    ):  # a constant sign would tell the day, or help to guess
        assert len({code[place] for code in codes if code[place] != "-"}) > 20


@given(place=st.integers(0, 17), other=st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_always_noticed(place: int, other: str) -> None:
    letters = code_of(new_id()).replace("-", "")
    wrong = letters[:place] + other + letters[place + 1 :]
    assert is_well_formed(wrong) == (wrong == letters)


def test_another_installation_has_other_codes(settings: Any) -> None:
    order_id = new_id()
    ours = code_of(order_id)
    settings.SECRET_KEY = "another-key-of-another-installation-0123456789"
    assert code_of(order_id) != ours


@asking
def test_a_party_sees_the_state_and_its_days_and_nothing_else(played: Played) -> None:
    story = played("petition")
    code = code_of(story.order_id)
    page = words(answer_to(code))
    assert "stands still" in page
    assert "Order received" in page
    order = Order.objects.get(pk=story.order_id)
    registered = order.registrations.get()
    secrets = [order.number, order.case_no, registered.text, order.person_name, "1.1", str(order.pk), order.plot]
    secrets += [person.full_name for person in order.persons.all()]
    secrets += [question.text for question in order.questions.all()]
    body = page.split("State of an examination", 2)[2]
    assert [secret for secret in secrets if secret and secret in body] == []


@asking
def test_the_code_is_typed_as_people_type(played: Played) -> None:
    code = code_of(played("order").order_id)
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    answer: Any = Client().get("/track/", {"code": typed})
    assert answer.status_code == 302
    assert "Nothing can be told" not in answer_to(answer.headers["Location"].rsplit("/", 1)[1])


@asking
def test_a_slip_of_the_pen_is_said_to_be_one() -> None:
    page = Client().get("/track/", {"code": "7Q2MXK-4T9RNB-PW3D8"}, headers={"accept-language": "en"}).content.decode()
    assert "is wrong or missing" in page


@asking
def test_a_wrong_code_looks_like_a_withheld_case(played: Played, django_assert_num_queries: Any) -> None:
    """In text, in status, and in what is asked of the database."""
    story = played("order")
    order = Order.objects.get(pk=story.order_id)
    known, unknown = code_of(order.pk), code_of(new_id())
    Order.objects.filter(pk=order.pk).update(confidentiality="OFFICIAL_USE")
    assert status_by(known) is None
    assert without_what_differs(answer_to(known)) == without_what_differs(answer_to(unknown))
    with django_assert_num_queries(_queries_of(known)):
        status_by(unknown)


def _queries_of(code: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        status_by(code)
    return len(asked)


@asking
def test_guessing_is_slowed_down() -> None:
    client = Client()
    with clock.held_at(datetime(2026, 11, 22, 9, 0, tzinfo=UTC)):
        answers = [client.get(f"/track/{code_of(new_id())}").status_code for _ in range(14)]
    assert answers == [200] * 12 + [429] * 2
    with clock.held_at(datetime(2026, 11, 22, 9, 0, tzinfo=UTC) + timedelta(minutes=1)):
        assert client.get(f"/track/{code_of(new_id())}").status_code == 200


@asking
def test_a_former_key_still_opens_what_was_printed(played: Played, settings: Any) -> None:
    code = code_of(played("order").order_id)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-of-this-installation-0123456789"
    assert status_by(code) is not None


def test_every_state_has_its_words() -> None:
    from saraptama.web.track.views import STAGES

    assert set(STAGES) == set(status_code.PublicStage)


@asking
def test_the_body_finds_the_code_on_its_order(played: Played) -> None:
    story = played("order")
    desk = Desk("timur")
    assert code_of(story.order_id) in desk.opens(f"/portal/orders/{story.order_id}/")
    assert not status_code.may_be_told("OFFICIAL_USE")
