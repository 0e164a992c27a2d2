"""The log is open to anybody; the description in the repository is that of the code."""

from typing import Any

import pytest
import yaml
from django.test import Client

from saraptama.api.v1.interface import api
from saraptama.cli.schema import ROOT
from saraptama.foundation.accounts.access import AccessKind, table
from saraptama.foundation.audit.selectors import latest_checkpoint
from tests.api.conftest import PROBLEM
from tests.journey.conftest import Played


def test_anybody_reads_the_checkpoint_and_the_tiles(played: Played, client: Client) -> None:
    played("order")
    newest = latest_checkpoint()
    assert newest is not None
    assert client.get("/api/v1/log/checkpoint").content.decode() == newest.note
    assert client.get("/api/v1/log/key").content.decode().startswith(newest.note.splitlines()[0])
    width = newest.tree_size % 256
    whole = newest.tree_size // 256
    path = f"tile/0/{whole:03d}.p/{width}"
    tile = client.get(f"/api/v1/log/{path}")
    assert tile.status_code == 200
    assert len(tile.content) == 32 * width
    assert client.get(f"/api/v1/log/tile/entries/{whole:03d}.p/{width}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["tile/0/999", "tile/../../etc/passwd", "tile/0/x", "nonsense", "tile/entries/000.p/0"]
)
def test_what_is_no_tile_is_not_found(client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/log/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def operations() -> list[tuple[str, str, Any]]:
    description = yaml.safe_load((ROOT / "openapi.yaml").read_text())
    return [(path, method, told) for path, part in description["paths"].items() for method, told in part.items()]


def test_every_operation_is_described() -> None:
    for path, method, told in operations():
        assert told["summary"], (method, path)
        assert told["description"], (method, path)
        assert told["operationId"], (method, path)


def test_problems_are_described_as_problem_details() -> None:
    for path, method, told in operations():
        for status, response in told["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == [PROBLEM], (method, path, status)


PUBLISHED = {"dictionaries", "dictionary", "specialties", "institutes", "bodies", "checklist", "calendar", "norms",
             "typical_questions"}  # fmt: skip
"""Reference data: any token will do."""


def test_whatever_writes_or_shows_a_case_asks_for_a_token() -> None:
    for path, method, told in operations():
        assert ("security" in told) is ("/log/" not in path), (method, path)
    for name, row in table().items():
        if name.startswith("api-v1:") and "log" not in name and name not in ("api-v1:openapi-json", "api-v1:api-root"):
            assert row.kind is AccessKind.BEARER
            assert bool(row.rights) is (name.removeprefix("api-v1:") not in PUBLISHED)


def test_operations_have_one_name_each() -> None:
    names = [told["operationId"] for _, _, told in operations()]
    assert len(names) == len(set(names))
    assert len(api.get_openapi_schema()["paths"]) == len({path for path, _, _ in operations()})


@pytest.mark.django_db
def test_the_description_is_read_without_asking_anybody_outside(client: Client) -> None:
    page = client.get("/api/v1/docs/", headers={"Accept-Language": "kk"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "http://" not in text and "https://" not in text
    assert "<script>" not in text and "style=" not in text
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-init.js"):
        assert f"/api/v1/docs/{name}" in text
        answer: Any = client.get(f"/api/v1/docs/{name}")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)
    assert client.get("/api/v1/docs/favicon.png").status_code == 404
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Saraptama"
