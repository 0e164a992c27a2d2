"""The test database with the reference data and the cast in it, brought back after every flush.

Transactional tests end with Django's flush, which empties every table; history refuses TRUNCATE, so only this flush
passes the guards, and what was loaded comes back by COPY in a fraction of a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

NOT_MANAGED = ("procrastinate_jobs", "procrastinate_events", "audit_readevent")
"""Tables that Django's flush does not know."""


class LoadedDatabase:
    """What stands in the tables after loading, kept in memory."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def load(self) -> None:
        """Load, and remember."""
        from saraptama.demo.settle import builder, load_reference, settle_cast, settle_machine
        from saraptama.foundation.audit.integrator import catch_up

        actor = builder()
        load_reference(actor)
        settle_cast(actor, with_second_factor=True)
        settle_machine(actor)
        catch_up()
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                    self._contents[table] = b"".join(copy)

    @contextmanager
    def restored_after_each_flush(self) -> Iterator[None]:
        flush = BaseDatabaseOperations.execute_sql_flush

        def flush_and_restore(operations: BaseDatabaseOperations, statements: list[str]) -> None:
            from saraptama.foundation.audit import commitments

            extra = [f'TRUNCATE "{table}" CASCADE' for table in NOT_MANAGED]
            with transaction.atomic():
                flush(operations, ["SET LOCAL session_replication_role = replica", *statements, *extra])
                self._restore()
            commitments.known_shapes.clear()

        patch = pytest.MonkeyPatch()
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_and_restore)
        yield
        patch.undo()

    def _restore(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, content in self._contents.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(content)
