"""Every address answers every method as HTTP wants it, and every failure is a problem."""

import pytest
from django.test import Client

from saraptama.foundation.messaging.errors import TooOften
from tests.api.conftest import PROBLEM, System, token_with
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
             "calendar", "norms"]  # fmt: skip


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


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dictionaries/unknown", {}),
        ("specialties", {"on": "yesterday"}),
        ("specialties", {"on": "1763769600"}),
        ("calendar", {"year": "12"}),
        ("bodies", {"limit": "0"}),
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
