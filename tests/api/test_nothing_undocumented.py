"""Whatever is sent to the interface, it answers as its description says: no breakdown, no status or form unknown.

schemathesis makes requests from the description, right ones and wrong ones, for every operation; half of those that
name a record name one that stands. Each request is taken back, so that all of them meet the same records.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examined
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from saraptama.config.wsgi import application
from saraptama.demo.draining import drain
from tests.api.conftest import System
from tests.api.receiver import receiving
from tests.api.test_what_else_a_system_may_do import PDF
from tests.journey.conftest import Played

RIGHT_ONES, WRONG_ONES = 50, 15
NOTHING_TO_VARY = {"GET /api/v1/log/checkpoint", "GET /api/v1/log/key"}
SEEN = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)


@pytest.fixture
def records(played: Played, system: System) -> dict[str, list[str]]:
    """Records for every name of a path: of two journeys, one of which waits for an answer to its petition."""
    done, waiting = played("sealed_and_sent"), played("petition")
    paper = system.attach(waiting.order_id, PDF).json()["document_id"]
    with receiving(200) as receiver:
        hook = system.post("webhooks", {"url": receiver.url, "kinds": ["order.closed"]}).json()["webhook_id"]
        delivery = system.post(f"webhooks/{hook}/test", {}).json()["delivery_id"]
        drain()
    return {
        "order_id": [str(waiting.order_id), str(done.order_id)],
        "examination_id": [str(waiting.examination_id), str(done.examination_id)],
        "petition_id": [str(waiting.petition_id), str(done.petition_id)],
        "dispatch_id": [str(done.dispatch_id)],
        "conclusion_id": [str(done.conclusion_id)],
        "document_id": [paper],
        "object_id": [line["object_id"] for line in system.get("objects").json()["items"]],
        "arrival_id": [line["arrival_id"] for line in system.get("arrivals").json()["items"]],
        "webhook_id": [hook],
        "delivery_id": [delivery],
    }


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests share the test's transaction, as those of Django's own test client do: it is not closed behind them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Asking:
    """Requests made from the description, answers held against it."""

    def __init__(self, records: dict[str, list[str]], token: str) -> None:
        load_all_checks()
        self.schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
        self.checks = CHECKS.get_by_names(list(SEEN))
        self.records = records
        self.token = token
        self.statuses: dict[str, set[int]] = {}
        self.requests: Counter[str] = Counter()

    def operations(self) -> Iterator[Any]:
        for found in self.schema.get_all_operations():
            assert isinstance(found, Ok)
            yield found.ok()

    def ask(self, operation: Any, mode: GenerationMode, most: int) -> None:
        """So many requests of one kind to one operation, the same ones at every run."""

        @examined(
            max_examples=most,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: Case) -> None:
            self._name_what_stands(case)
            with transaction.atomic():
                response = case.call(headers={"Authorization": f"Bearer {self.token}", "Accept-Language": "en"})
                transaction.set_rollback(True)
            case.validate_response(response, checks=self.checks)
            self.requests[operation.label] += 1
            self.statuses.setdefault(operation.label, set()).add(response.status_code)

        asked()

    def _name_what_stands(self, case: Case) -> None:
        for name, value in list(case.path_parameters.items()):
            stands = self.records.get(name)
            if stands and _is_even(value):
                case.path_parameters[name] = stands[len(str(case.query)) % len(stands)]


def _is_even(value: Any) -> bool:
    try:
        return UUID(str(value)).int % 2 == 0
    except ValueError:
        return False


def test_every_operation_answers_as_it_is_described(
    records: dict[str, list[str]], system: System, settings: Any
) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    asking = Asking(records, system.token)
    broken = {}
    for operation in asking.operations():
        for mode, most in ((GenerationMode.POSITIVE, RIGHT_ONES), (GenerationMode.NEGATIVE, WRONG_ONES)):
            try:
                with one_connection():
                    asking.ask(operation, mode, most)
            except Unsatisfiable:
                # Nothing wrong can be said where nothing is asked.
                assert mode is GenerationMode.NEGATIVE, operation.label
            except (Exception, BaseExceptionGroup) as found:
                broken[f"{operation.label}, {mode.value}"] = str(found)[:1200]
    assert not broken, "\n\n".join(f"{label}:\n{what}" for label, what in broken.items())
    assert {label for label, count in asking.requests.items() if count < RIGHT_ONES} == NOTHING_TO_VARY
    reached = {label for label, statuses in asking.statuses.items() if min(statuses) < 400}
    assert len(reached) > len(asking.statuses) * 0.7, sorted(set(asking.statuses) - reached)
