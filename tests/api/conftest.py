"""The investigator's system at the door: a token, a way to ask, and what stands in the database before and after."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from saraptama.demo.cast import MACHINE_CLIENT_ID
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel import clock
from tests.journey.conftest import played

__all__ = ["played"]

PROBLEM = "application/problem+json"


def token_with(scopes: list[str] | None = None, *, client_id: str = MACHINE_CLIENT_ID, hours: int = 1) -> str:
    """An access token as the token endpoint stores it; without scopes all that the client may ask for."""
    client = OAuthClient.objects.get(pk=client_id)
    value = f"token-of-{client_id}-{'-'.join(scopes or [])}-{hours}"
    row = Token(type=Token.Type.ACCESS_TOKEN, client=client, created_at=clock.now())
    row.expires_at = clock.now() + timedelta(hours=hours)
    row.set_value(value)
    row.set_scopes(client.get_scopes() if scopes is None else scopes)
    row.save(force_insert=True)
    return value


class System:
    """The information system of the investigator's department."""

    def __init__(self, client: Client, token: str) -> None:
        self.client, self.token = client, token

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en", **more}

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers(**(headers or {})))

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None, method: str = "POST") -> Any:
        """A write; without a key of the test's own, under a new one."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        form = "application/xml" if content.lstrip()[:1] == b"<" else "application/json"
        given = {"Idempotency-Key": str(uuid4()), **(headers or {})}
        form = given.pop("Content-Type", form)
        return self.client.generic(method, f"/api/v1/{path}", content, content_type=form, headers=self.headers(**given))

    def send(self, order: Any, key: str = "key-1", **headers: str) -> Any:
        """An order under a key."""
        return self.post(
            "orders", order, {"Idempotency-Key": key, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )

    def attach(self, order_id: Any, data: bytes, name: str = "scan.pdf", key: str = "", **fields: str) -> Any:
        """A paper to an order."""
        paper = SimpleUploadedFile(name, data, content_type=fields.pop("media_type", "application/pdf"))
        return self.client.post(
            f"/api/v1/orders/{order_id}/documents",
            {"file": paper, **fields},
            headers=self.headers(**{"Idempotency-Key": key or str(uuid4())}),
        )


@pytest.fixture
def system(client: Client, db: None) -> System:
    """The system with a token for everything that its role allows."""
    client.enforce_csrf_checks = True
    return System(client, token_with())


@pytest.fixture
def system_with(client: Client, db: None) -> Callable[[list[str]], System]:
    """The system with a narrower token."""
    return lambda scopes: System(client, token_with(scopes))


def row_counts() -> dict[str, int]:
    """How many rows stand in every table of ours, jobs included; the record of acts is counted apart."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    left_out = ("audit_", "accounts_shared_memory", "oidc_", "allauth_")
    with connection.cursor() as cursor:
        counts = {}
        for table in [*sorted(tables), "procrastinate_jobs"]:
            if not table.startswith(left_out):
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
    return counts


@pytest.fixture
def nothing_written(db: None) -> Iterator[None]:
    """Fails when the test left a row behind, beside its token and the entry of the refusal."""
    before = row_counts()
    yield
    assert row_counts() == before


def refusals() -> list[dict[str, Any]]:
    """The refused attempts on record."""
    return [entry.details for entry in AuditEntry.objects.filter(act="api.request.refused").order_by("recorded_at")]
