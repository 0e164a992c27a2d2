"""What every test has: a home of its own, so that keys and files of an installation are never touched."""

import os
import tempfile

os.environ["SARAPTAMA_HOME"] = tempfile.mkdtemp(prefix="saraptama-test-")
os.environ.setdefault("SARAPTAMA_SECRET_KEY", "only for tests")

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied_between_tests() -> Iterator[None]:
    """History refuses TRUNCATE, also from Django's flush; only the flush of the test database may pass the guards."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from saraptama.foundation.audit import commitments

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_past_the_guards(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        flush(operations, ["SET LOCAL session_replication_role = replica", *statements])
        commitments.known_shapes.clear()

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_past_the_guards)
    yield
    patch.undo()
