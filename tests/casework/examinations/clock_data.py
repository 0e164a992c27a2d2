"""Norms as in domain.md §5.2, and short words for the facts of a term."""

from copy import deepcopy
from datetime import date
from typing import Any

from saraptama.casework.examinations.enums import Complexity, SuspensionGround
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Extended,
    Fact,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.casework.examinations.types import Term
from tests.kernel.kazakh_calendar import KAZAKHSTAN

VALUES: dict[str, Any] = {
    "cap_days": {"value": 30, "unit": "calendar", "source": "Law 44-VI art. 34", "confirmed": True},
    "norm_days": {
        "simple": {"value": 10, "unit": "calendar", "confirmed": False},
        "medium": {"value": 20, "unit": "calendar", "confirmed": False},
        "high": {"value": 30, "unit": "calendar", "confirmed": False},
        "special": {"value": 30, "unit": "calendar", "confirmed": False, "note": "plus extension"},
    },
    "petition_suspension": {"cap": 10, "unit": "working", "confirmed": True, "restart": "next_day"},
    "other_suspensions": {"cap": None, "unit": "calendar", "confirmed": False},
    "delivery": {"value": 3, "unit": "calendar", "confirmed": True},
    "return_dispatch": {"value": 3, "unit": "calendar", "confirmed": False},
    "extension": {"max_days_each": 30, "max_count": None, "ask_before_due_working_days": 3, "confirmed": False},
    "start_day_counts": {"value": False, "confirmed": False},
    "end_on_nonworking": {"value": "strict", "options": ["strict", "roll_forward"], "confirmed": False},
    "overlap_policy": {"value": "union", "confirmed": False},
    "timezone": "Asia/Almaty",
}


def norms(**changes: dict[str, Any]) -> Norms:
    """The norms of 2026-11-a, with some entries changed."""
    values = deepcopy(VALUES)
    for name, change in changes.items():
        values.setdefault(name, {}).update(change)
    return Norms.from_values("2026-11-a", values)


NORMS = norms()
ROLLING = norms(end_on_nonworking={"value": "roll_forward"})


def day(text: str) -> date:
    """A day written as 2025-03-17."""
    return date.fromisoformat(text)


def started(t0: str, complexity: Complexity | None) -> list[Fact]:
    """Order and objects taken by the body on one day, complexity set."""
    facts: list[Fact] = [OrderAccepted(day(t0)), ObjectsComplete(day(t0))]
    return facts if complexity is None else [*facts, ComplexitySet(day(t0), complexity)]


def petition(sent: str, answered: str | None = None, *, key: str = "p1", subject: str = "materials") -> list[Fact]:
    """A petition for additional materials and the answer to it."""
    facts: list[Fact] = [Suspended(day(sent), SuspensionGround.PETITION, key, subject)]
    return facts if answered is None else [*facts, Resumed(day(answered), key)]


def sick(since: str, until: str | None = None) -> list[Fact]:
    """The expert's sick leave."""
    facts: list[Fact] = [Suspended(day(since), SuspensionGround.SICK, "sick")]
    return facts if until is None else [*facts, Resumed(day(until), "sick")]


def extension(decided: str, days: int) -> list[Fact]:
    """Days granted by the appointing body."""
    return [Extended(day(decided), days, "x")]


def reckon(facts: list[Fact], as_of: str, by: Norms = NORMS) -> Term:
    """The term on a day, by the calendar of Kazakhstan."""
    return term(facts, by, KAZAKHSTAN, day(as_of))
