"""Statements that the database parses and plans once per connection: for acts that happen hundreds of times a second.

The ORM binds values into the text of each statement, so the server reads every one anew; for the registration of an
order that is more work than the writing itself. Here the text is the same each time, with places `$1`, `$2` … for the
values.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


class _PreparedCursor(psycopg.RawCursor[Any]):
    """Prepares whatever it executes."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, **{**options, "prepare": True})


@contextmanager
def executed(statement: str, values: Sequence[Any]) -> Iterator[CursorWrapper]:
    """Run one statement in the present transaction; the cursor is open for the answer until the block ends."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        raw: Any = _PreparedCursor(connection.connection)
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(raw) as cursor:
        cursor.execute(statement, values)
        yield cursor


def places(first: int, count: int) -> str:
    """`$3, $4, $5` for three values beginning with the third."""
    return ", ".join(f"${number}" for number in range(first, first + count))
