"""The only place that asks the machine for the time; everything else asks here, so that a test can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
"""Legal days of every institute: one zone nationwide since 01.03.2024 (domain.md, R14)."""

_held: ContextVar[datetime | None] = ContextVar("held_clock", default=None)


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _held.get() or datetime.now(UTC)


def today() -> date:
    """The legal day: today's date where the institutes sit."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """The legal day in which a moment falls."""
    return moment.astimezone(ALMATY).date()


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment: tests, replay and the building of the demo's past."""
    if moment.tzinfo is None:
        raise ValueError("the clock is held at an aware moment")
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
