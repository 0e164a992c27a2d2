"""What was released stays: a client of version 1 goes on working (features O1).

`docs/api/released-v1.yaml` is the last released description. At a release it is replaced by the present one; between
releases this test fails on whatever would break a client.
"""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from saraptama.cli.schema import ROOT
from tests.api.released import breaks

RELEASED = ROOT / "docs" / "api" / "released-v1.yaml"


def described(path: Any) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


def test_no_promise_of_the_released_description_is_broken() -> None:
    assert breaks(described(RELEASED), described(ROOT / "openapi.yaml")) == []


Change = Callable[[dict[str, Any]], None]


def _schemas(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told["components"]["schemas"]
    return found


def _listing(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told["paths"]["/api/v1/orders"]["get"]
    return found


def _order(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told["components"]["schemas"]["OrderOut"]
    return found


def _sent(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told["components"]["schemas"]["OrderDocument"]
    return found


BREAKING: dict[str, Change] = {
    "an operation is gone": lambda told: told["paths"]["/api/v1/orders"].pop("get"),
    "an address is gone": lambda told: told["paths"].pop("/api/v1/webhooks"),
    "an operation has another name": lambda told: told["paths"]["/api/v1/orders"]["get"].update(operationId="orders"),
    "an answer lost a field": lambda told: _order(told)["properties"].pop("incoming_number"),
    "a field of an answer has another type": lambda told: _order(told)["properties"].update(state={"type": "integer"}),
    "a field of an answer may be missing": lambda told: _order(told)["required"].remove("state"),
    "a field of a list's items is gone": lambda told: _schemas(told)["FindingOut"]["properties"].pop("code"),
    "a field of a request is now required": lambda told: _sent(told)["required"].append("place"),
    "a field of a request is gone": lambda told: _sent(told)["properties"].pop("plot"),
    "a word is not taken any more": lambda told: told["components"]["schemas"]["OrderKind"]["enum"].pop(),
    "texts must be shorter": lambda told: _sent(told)["properties"]["place"].update(maxLength=10),
    "a parameter is gone": lambda told: told["paths"]["/api/v1/orders"]["get"]["parameters"].pop(0),
    "a parameter is now required": lambda told: _listing(told)["parameters"][0].update(required=True),
    "XML is not taken any more": lambda told: told["paths"]["/api/v1/orders"]["post"]["requestBody"]["content"].pop(
        "application/xml"
    ),
    "an answer is gone": lambda told: told["paths"]["/api/v1/orders"]["post"]["responses"].pop("201"),
    "an answer comes in another form": lambda told: told["paths"]["/api/v1/log/key"]["get"]["responses"]["200"].update(
        content={"application/json": {"schema": {"type": "string"}}}
    ),
}  # fmt: skip

HARMLESS: dict[str, Change] = {
    "nothing": lambda told: None,
    "a new operation": lambda told: told["paths"].update({"/api/v1/new": told["paths"]["/api/v1/orders"]}),
    "a new field in an answer": lambda told: _order(told)["properties"].update(new={"type": "string"}),
    "a new optional field in a request": lambda told: _sent(told)["properties"].update(new={"type": "string"}),
    "a new word in a request": lambda told: told["components"]["schemas"]["OrderKind"]["enum"].append("NEW"),
    "a new optional parameter": lambda told: told["paths"]["/api/v1/orders"]["get"]["parameters"].append(
        {"in": "query", "name": "new", "schema": {"type": "string"}, "required": False}
    ),
    "a new refusal": lambda told: told["paths"]["/api/v1/orders"]["get"]["responses"].update(
        {"423": {"description": "Locked"}}
    ),
    "other explanations": lambda told: _order(told).update(description="Another text"),
}


@pytest.mark.parametrize("case", BREAKING)
def test_a_breaking_change_is_seen(case: str) -> None:
    released = described(ROOT / "openapi.yaml")
    changed = copy.deepcopy(released)
    BREAKING[case](changed)
    assert len(breaks(released, changed)) >= 1


@pytest.mark.parametrize("case", HARMLESS)
def test_an_addition_breaks_nobody(case: str) -> None:
    released = described(ROOT / "openapi.yaml")
    changed = copy.deepcopy(released)
    HARMLESS[case](changed)
    assert breaks(released, changed) == []
