"""Registering is the hottest act (design, section 7): the number of its statements is held."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saraptama.foundation.audit import commitments
from tests.api.conftest import System
from tests.order_samples import handwriting

MOST = 15
"""Version of the reference data, token, machine, roles, first answer; begin, order, numbers, arrival, commitments,
entry, event, job, commit; and the wake-up after it."""


@pytest.fixture
def fresh_shapes() -> Iterator[None]:
    """What the process remembers of committed shapes must not outlive this test's rolled-back transaction."""
    commitments.known_shapes.clear()
    yield
    commitments.known_shapes.clear()


@pytest.mark.usefixtures("fresh_shapes")
def test_statements_of_a_registration(system: System, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        system.send(handwriting(), key="first")
    with CaptureQueriesContext(connection) as done, django_capture_on_commit_callbacks(execute=True):
        assert system.send(handwriting(), key="second").status_code == 201
    assert len(done) <= MOST, [query["sql"][:100] for query in done.captured_queries]


@pytest.mark.usefixtures("fresh_shapes")
def test_a_repeat_costs_a_look_only(system: System) -> None:
    system.send(handwriting())
    with CaptureQueriesContext(connection) as done:
        assert system.send(handwriting()).status_code == 200
    assert len(done) <= 5, [query["sql"][:100] for query in done.captured_queries]
