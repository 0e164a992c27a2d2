"""A question that would take too long is cancelled in the database, and the person is told how to narrow it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError, connection, transaction

from saraptama.foundation.desktop.errors import TooHeavy

Answer = TypeVar("Answer")

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
        if not _was_cancelled(exc):
            raise
        raise TooHeavy from exc


def answer_within(milliseconds: int, ask: Callable[[], Answer]) -> Answer | None:
    """What a question answers in this time; None when it would take longer. The limits around it stay as they are."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)",
                    [str(milliseconds)],
                )
                before = cursor.fetchone()[0]
                answer = ask()
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
            return answer
    except OperationalError as exc:
        if not _was_cancelled(exc):
            raise
        return None


def _was_cancelled(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == _QUERY_CANCELED


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
