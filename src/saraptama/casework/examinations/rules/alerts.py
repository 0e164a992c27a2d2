"""When the people of an examination are told that its term passes. Pure.

An alert belongs to a due date. When that date moves, a share of the term that lies ahead again is told of again once
it is reached; one that had passed under the new date too on the day it was told of is not repeated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from saraptama.casework.examinations.enums import AlertKind
from saraptama.casework.examinations.rules.norms import NormsNotUnderstood
from saraptama.casework.examinations.types import Term

ENTRY = "alerts"
USUAL_SHARES = (50, 80, 100)
"""The shares of the term told of where a version of the norms names none."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is to be told: a share of the term in per cent, or (share 0) the last day to ask for an extension."""

    kind: AlertKind
    share: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that was given, on a day, about the due date of that day."""

    kind: AlertKind
    share: int
    due_on: date
    on: date
    elapsed: int = 0
    """Days of the term used on that day, as known now."""


def shares_of(version: str, values: Mapping[str, Any]) -> tuple[int, ...]:
    """The shares that a version of the norms names, ascending; refuses what are no shares."""
    entry = values.get(ENTRY)
    if entry is None:
        return USUAL_SHARES
    shares = entry.get("shares_percent") if isinstance(entry, Mapping) else None
    if not isinstance(shares, list) or not all(isinstance(share, int) and 0 < share <= 100 for share in shares):
        raise NormsNotUnderstood(version=version, what=f"“{ENTRY}” names no shares of the term")
    return tuple(sorted(set(shares)))


def alerts_due(
    reckoned: Term, shares: Iterable[int], told: Iterable[Told], *, extension_is_asked: bool
) -> tuple[Alert, ...]:
    """What is to be told on the day of the reckoning. Of several shares passed at once only the highest is."""
    if reckoned.due is None or reckoned.remaining is None or reckoned.finished_on is not None:
        return ()
    known = tuple(told)
    found = []
    total = reckoned.elapsed + reckoned.remaining
    passed = [share for share in shares if _is_passed(share, reckoned.elapsed, total)]
    if passed and not _was_told(max(passed), reckoned.due, total, known):
        found.append(Alert(AlertKind.SHARE, max(passed), reckoned.due))
    if not extension_is_asked and _is_time_to_ask(reckoned, known):
        found.append(Alert(AlertKind.EXTENSION, 0, reckoned.due))
    return tuple(found)


def _is_passed(share: int, elapsed: int, total: int) -> bool:
    return elapsed * 100 >= share * total


def _was_told(share: int, due: date, total: int, known: tuple[Told, ...]) -> bool:
    return any(
        told.kind is AlertKind.SHARE
        and told.share >= share
        and (told.due_on == due or _is_passed(share, told.elapsed, total))
        for told in known
    )


def _is_time_to_ask(reckoned: Term, known: tuple[Told, ...]) -> bool:
    """From the last day that leaves the lead time on; not after the due date, when it is too late to ask."""
    last_day, due = reckoned.ask_extension_by, reckoned.due
    if last_day is None or due is None or not last_day <= reckoned.as_of <= due:
        return False
    told = [one for one in known if one.kind is AlertKind.EXTENSION]
    return not any(one.due_on == due or one.on >= last_day for one in told)
