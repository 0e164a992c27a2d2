"""Every kind of bad input is refused by name in three languages, leaves nothing behind, and is on record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from saraptama.foundation.reference.models import Specialty
from tests.api.conftest import PROBLEM, System, refusals, token_with
from tests.order_samples import HANDWRITING, UNREADABLE, WRONG_FIELDS, WRONG_IN_LAW, handwriting

pytestmark = pytest.mark.usefixtures("nothing_written")


def assert_refused(answer: Any, code: str, *, status: int = 422) -> dict[str, Any]:
    """A problem with the code among its reasons, and the attempt on record."""
    assert answer["Content-Type"] == PROBLEM
    problem: dict[str, Any] = answer.json()
    assert code in {problem["code"], *(reason["code"] for reason in problem["reasons"])}
    assert answer.status_code == problem["status"] == status
    assert problem["type"] == f"urn:saraptama:problem:{problem['code']}"
    assert problem["detail"] and problem["title"] and problem["correlation_id"]
    assert code in refusals()[-1]["reasons"]
    return problem


STATUS = {"unknown_format": 415}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read(system: System, case: str) -> None:
    content, code = UNREADABLE[case]
    assert_refused(system.send(content), code, status=STATUS.get(code, 422))


@pytest.mark.parametrize("case", WRONG_FIELDS)
def test_what_is_no_order(system: System, case: str) -> None:
    order, code = WRONG_FIELDS[case]
    assert_refused(system.send(order), code)


@pytest.mark.parametrize("case", WRONG_IN_LAW)
def test_what_law_or_reference_data_refuse(system: System, case: str) -> None:
    order, code, place = WRONG_IN_LAW[case]
    problem = assert_refused(system.send(order), code)
    assert place in {reason["field"] for reason in problem["reasons"] if reason["code"] == code}


def test_fifty_megabytes(system: System) -> None:
    assert_refused(system.send(b"{" + b" " * 50_000_000 + b"}"), "document_too_large", status=413)


@pytest.mark.parametrize(
    "form",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/pdf", ""],
)
def test_a_body_of_another_kind(system: System, form: str) -> None:
    answer = system.send(handwriting(), Content_Type=form)
    assert_refused(answer, "wrong_content_type", status=415)


def test_a_body_that_is_not_what_its_header_says(system: System) -> None:
    assert_refused(system.send(handwriting(), Content_Type="application/xml"), "wrong_content_type", status=415)
    declared = "application/json; charset=windows-1251"
    assert_refused(system.send(handwriting(), Content_Type=declared), "wrong_content_type", status=415)


def test_no_body_at_all(system: System) -> None:
    assert_refused(system.send(b"", Content_Type="application/json"), "empty_document")


def test_a_refusal_speaks_the_language_that_was_asked_for(system: System) -> None:
    said = {}
    for language in ("kk", "ru", "en"):
        problem = system.send(b"{", Accept_Language=language).json()
        said[language] = (problem["title"], problem["detail"])
        assert problem["code"] == "malformed_json"
    assert len(set(said.values())) == 3


def test_without_a_token_nobody_comes_in(client: Client) -> None:
    body = HANDWRITING.read_bytes()
    answer = client.post("/api/v1/orders", body, "application/json", headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("token", ["", "unknown", "две части", "x" * 5000])
def test_an_unknown_token_opens_nothing(client: Client, token: str) -> None:
    assert System(client, token).send(handwriting()).status_code == 401


def test_an_expired_token_opens_nothing(client: Client) -> None:
    assert System(client, token_with(hours=-1)).send(handwriting()).status_code == 401


def test_a_token_without_any_scope_for_orders(system_with: Callable[[list[str]], System]) -> None:
    answer = system_with(["messaging.receive"]).send(handwriting())
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)
    assert answer.json()["code"] == "not_permitted"


def test_a_token_that_may_only_look(system_with: Callable[[list[str]], System]) -> None:
    assert_refused(system_with(["intake.view"]).send(handwriting()), "not_permitted", status=403)


def test_an_unexpected_failure_is_a_problem_too(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("saraptama.api.v1.orders.register_from_outside", fail)
    answer = system.send(handwriting())
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (500, PROBLEM, "internal")
    assert "ZeroDivision" not in answer.content.decode()


def test_a_closed_specialty(system: System) -> None:
    Specialty.objects.filter(code="1.1").update(valid_to=date(2020, 1, 1))
    problem = assert_refused(system.send(handwriting()), "closed_specialty")
    assert problem["reasons"][0]["field"] == "examination.specialties.1"
