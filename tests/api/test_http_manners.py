"""Every address answers every method as HTTP wants it, and every failure is a problem."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from saraptama.api.v1 import limits
from saraptama.casework.intake.models import Order
from saraptama.cli.schema import ROOT
from saraptama.foundation.messaging.errors import TooOften
from saraptama.foundation.reference.models import TypicalQuestion
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from tests.api.conftest import PROBLEM, System, token_with
from tests.api.test_no_promise_is_broken import described
from tests.order_samples import handwriting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["nothing", "orders/", "orders/x/y/z", "../etc", "log"])
def test_an_unknown_address_is_a_problem(system: System, path: str) -> None:
    for answer in (system.get(path), system.post(path, {})):
        assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, PROBLEM, "not_found")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_possible_is_a_problem_that_names_the_possible_ones(system: System, method: str) -> None:
    answer = system.client.generic(method, "/api/v1/orders", b"{}", "application/json", headers=system.headers())
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert answer.json()["code"] == "method_not_allowed"


def test_options_name_the_methods(system: System) -> None:
    answer = system.client.options("/api/v1/webhooks", headers=system.headers())
    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS, POST", b"")


def test_head_is_get_without_its_content(system: System) -> None:
    order = system.send(handwriting()).json()["order_id"]
    whole = system.get(f"orders/{order}")
    head = system.client.head(f"/api/v1/orders/{order}", headers=system.headers())
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]
    missing = system.client.head("/api/v1/orders/00000000-0000-7000-8000-000000000000", headers=system.headers())
    assert (missing.status_code, missing.content) == (404, b"")


WRITES = [
    ("POST", "orders", handwriting()),
    ("POST", "orders/00000000-0000-7000-8000-000000000000/withdrawal", {"ground": "x"}),
    ("POST", "petitions/00000000-0000-7000-8000-000000000000/answer", {"decision": "GRANTED"}),
    ("POST", "dispatches/00000000-0000-7000-8000-000000000000/receipt", {"content_sha256": "0" * 64}),
    ("POST", "webhooks", {"url": "https://example.kz/", "kinds": ["order.closed"]}),
    ("DELETE", "webhooks/00000000-0000-7000-8000-000000000000", {}),
    ("POST", "deliveries/00000000-0000-7000-8000-000000000000/redelivery", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
@pytest.mark.parametrize("key", ["", "k" * 101, "ключ".encode().decode("latin-1")])
def test_every_write_names_itself(system: System, method: str, path: str, body: object, key: str) -> None:
    answer = system.post(path, body, {"Idempotency-Key": key}, method=method)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert answer["Content-Type"] == PROBLEM


def test_reference_data_is_sent_once_and_then_only_confirmed(system: System) -> None:
    first = system.get("reference/specialties")
    codes = {one["code"]: one for one in first.json()["items"]}
    assert codes["1.1"]["parent"] and codes["1.1"]["name"]["kk"] and codes["1.1"]["source"]
    again = system.get("reference/specialties", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    earlier = system.get("reference/specialties", on="1990-01-01", headers={"If-None-Match": first["ETag"]})
    assert earlier.status_code in (200, 304)


REFERENCE = ["dictionaries", "dictionaries/return_ground", "specialties", "institutes", "bodies", "checklist",
             "calendar", "norms", "typical-questions"]  # fmt: skip


@pytest.mark.parametrize("path", REFERENCE)
def test_reference_data_is_read_with_any_token(client: Client, path: str) -> None:
    answer = System(client, token_with(["messaging.receive"])).get(f"reference/{path}")
    assert answer.status_code == 200, answer.content
    assert answer.json().get("items", answer.json().get("values"))
    assert client.get(f"/api/v1/reference/{path}").status_code == 401


def test_bodies_are_read_page_by_page_and_found_by_words(system: System) -> None:
    page = system.get("reference/bodies", limit=3).json()
    rest = system.get("reference/bodies", limit=500, cursor=page["next"]).json()
    codes = [one["code"] for one in [*page["items"], *rest["items"]]]
    assert codes == sorted(codes) and len(set(codes)) == len(codes)
    name = rest["items"][0]["name"]["ru"].split()[0]
    assert any(
        one["code"] == rest["items"][0]["code"] for one in system.get("reference/bodies", q=name).json()["items"]
    )


def test_typical_questions_are_read_page_by_page_and_by_specialty(system: System) -> None:
    whole = system.get("reference/typical-questions", limit=500).json()["items"]
    cursor, read = "", []
    while not read or cursor:
        page = system.get("reference/typical-questions", limit=40, cursor=cursor).json()
        cursor, read = page["next"], [*read, *page["items"]]
    assert read == whole
    codes = [one["code"] for one in whole]
    assert codes == sorted(set(codes))
    assert all(one["text"][language] for one in whole for language in ("kk", "ru", "en"))
    offered = system.get("reference/typical-questions", specialty="1.1").json()["items"]
    assert {one["specialty"] for one in offered} == {"1.1"}
    assert [one["code"] for one in offered] == [code for code in codes if code.startswith("1.1-")]


def test_a_typical_question_is_read_as_it_was_on_a_day(system: System) -> None:
    question = TypicalQuestion.objects.get(code="1.1-01")
    first = clock.today()
    TypicalQuestion.objects.filter(pk=question.pk).update(valid_to=first - timedelta(days=1))
    later = TypicalQuestion.objects.get(pk=question.pk)
    later.pk, later.text_en, later.valid_from, later.valid_to, later.row_version = (
        new_id(),
        "Who signed?",
        first,
        None,
        1,
    )
    later.save(force_insert=True)
    said = {
        day: system.get("reference/typical-questions", specialty="1.1", on=day).json()["items"][0]
        for day in (first.isoformat(), (first - timedelta(days=1)).isoformat())
    }
    now, before = said.values()
    assert (now["text"]["en"], now["valid_from"], now["valid_to"]) == ("Who signed?", first.isoformat(), None)
    assert before["text"]["en"] == question.text_en
    assert before["valid_to"] == (first - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dictionaries/unknown", {}),
        ("specialties", {"on": "yesterday"}),
        ("specialties", {"on": "1763769600"}),
        ("calendar", {"year": "12"}),
        ("bodies", {"limit": "0"}),
        ("typical-questions", {"specialty": "99.99"}),
        ("typical-questions", {"cursor": "1.1 01"}),
    ],
)
def test_a_wrong_question_about_reference_data_is_a_problem(system: System, path: str, query: dict[str, str]) -> None:
    answer = system.get(f"reference/{path}", **query)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == PROBLEM


def test_who_asks_too_often_is_told_when_to_come_back(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saraptama.api.v1.log.MOST_A_MINUTE", 2)
    answers = [system.client.get("/api/v1/log/proof", {"document": "0" * 64}) for _ in range(4)]
    late = answers[-1]
    assert (late.status_code, late.json()["code"], late["Content-Type"]) == (429, TooOften.code, PROBLEM)
    assert 1 <= int(late["Retry-After"]) <= 60


class TestLimitOnEverything:
    @pytest.fixture(autouse=True)
    def nobody_has_called_yet(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        monkeypatch.setattr(limits, "_calls", limits.CallsOfTheMinute())
        settings.API_REQUESTS_PER_MINUTE = 3

    def test_a_client_that_has_gone_wild_is_told_when_to_come_back(self, system: System) -> None:
        with clock.held_at(clock.now().replace(second=20)):
            paths = ("orders", "reference/specialties", "petitions", "orders")
            answers = [system.get(path) for path in paths]
            assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
            late = answers[-1]
            assert (late.json()["code"], late["Content-Type"], late["Retry-After"]) == (TooOften.code, PROBLEM, "40")
            assert Client().get("/api/v1/log/key").status_code == 200  # others are not held up by it
        with clock.held_at(clock.now().replace(second=0) + timedelta(minutes=1)):
            assert system.get("orders").status_code == 200

    def test_a_write_that_came_too_often_wrote_nothing(self, system: System) -> None:
        for _ in range(3):
            system.get("orders")
        assert system.send(handwriting()).status_code == 429
        assert not Order.objects.exists()

    def test_callers_without_a_token_are_told_apart_by_address(self) -> None:
        ask = [Client().get("/api/v1/log/key", REMOTE_ADDR="192.0.2.7").status_code for _ in range(4)]
        assert ask == [200, 200, 200, 429]
        assert Client().get("/api/v1/log/key", REMOTE_ADDR="192.0.2.8").status_code == 200

    def test_a_crowd_of_addresses_fills_no_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MOST_CALLERS", 2)
        calls = limits.CallsOfTheMinute()
        assert [calls.count(name, 1) for name in ("a", "b", "c", "d", "a")] == [1, 1, 1, 2, 2]
        assert calls.count("c", 2) == 1

    def test_every_operation_says_so(self) -> None:
        told = described(ROOT / "openapi.yaml")
        for path, operations in told["paths"].items():
            for method, operation in operations.items():
                assert operation["responses"]["429"]["headers"]["Retry-After"]["required"], (method, path)
                assert PROBLEM in operation["responses"]["429"]["content"], (method, path)
