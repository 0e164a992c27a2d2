"""A question that would take too long is cancelled in the database, and the person is told how to narrow it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection, transaction

from saraptama.foundation.desktop.errors import TooHeavy

_QUERY_CANCELED = "57014"


@contextmanager
def within_time(milliseconds: int | None = None) -> Iterator[None]:
    """Let the questions inside take so long at most; TooHeavy when one takes longer."""
    limit = settings.LIST_TIME_LIMIT_MS if milliseconds is None else milliseconds
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(limit)])
            yield
    except OperationalError as exc:
        if getattr(exc.__cause__, "sqlstate", "") != _QUERY_CANCELED:
            raise
        raise TooHeavy from exc


@contextmanager
def longer_time(milliseconds: int) -> Iterator[None]:
    """Work in the background: each question may take so long, and what is written meanwhile is seen at once."""
    _limit(milliseconds)
    try:
        yield
    finally:
        _limit(0)


def _limit(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
