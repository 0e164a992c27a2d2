"""A refusal is an answer: what happened, what is safe, what to do, and a code to quote."""

import json
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from saraptama.web.public import failures
from saraptama.web.shared.middleware import new_correlation_code
from saraptama.web.shared.refusals import EXPLANATIONS, explanation_of

pytestmark = pytest.mark.django_db
PAGE = {"HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("forbidden", 403, "You have no right to do this: register orders."),
        ("stale", 409, "The record was changed meanwhile."),
        ("several", 422, "The order names no object."),
        ("nothing", 404, "Nothing was found by this address"),
    ],
)
def test_a_refusal_becomes_a_page_in_the_persons_language(client: Client, code: str, status: int, words: str) -> None:
    answer = client.get(f"/gallery/refusal/{code}/", **PAGE)
    assert answer.status_code == status
    text = answer.content.decode()
    assert words in text
    assert "What is safe" in text
    assert answer["X-Correlation-Code"] in text


def test_a_machine_gets_problem_details(client: Client) -> None:
    answer = client.get("/gallery/refusal/stale/", HTTP_ACCEPT="application/json")
    problem = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["code"]) == (409, "changed_meanwhile")
    assert problem["correlation_code"] == answer["X-Correlation-Code"]


def test_an_unknown_address_looks_like_a_hidden_record(client: Client) -> None:
    hidden = client.get("/gallery/refusal/nothing/", **PAGE)
    unknown = client.get("/no/such/page/", **PAGE)
    assert unknown.status_code == hidden.status_code == 404
    assert "Nothing was found by this address" in unknown.content.decode()


def test_the_page_of_a_mistake_of_ours_asks_nothing_of_the_database(rf: RequestFactory) -> None:
    request = rf.get("/", HTTP_ACCEPT="text/html")
    answer = failures.broken(request)
    assert answer.status_code == 500
    assert b"<h1>" in answer.content


def test_a_form_without_protection_says_that_its_input_is_kept(seated: Callable[[str], Client]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = seated("aigerim").cookies
    answer = strict.post("/notifications/read/", **PAGE)
    assert answer.status_code == 403
    assert "form_expired" in answer.content.decode()


def test_every_explained_status_has_its_three_sentences() -> None:
    for explanation in EXPLANATIONS.values():
        assert all(map(str, (explanation.title, explanation.safe, explanation.to_do)))
    assert explanation_of(418) is EXPLANATIONS[400]
    assert explanation_of(503) is EXPLANATIONS[500]


def test_codes_to_quote_have_no_signs_that_are_taken_for_each_other() -> None:
    codes = {new_correlation_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01OILU")
