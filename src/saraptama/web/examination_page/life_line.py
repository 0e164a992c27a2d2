"""The life of an examination's term as a picture: what happened, where the clock ran and stood, today, due, limit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.types import Term
from saraptama.web.shared.timeline import Happening, Stretch, StretchKind, Timeline

PAUSES = frozenset({"petition_suspends", "other_ground_suspends", "open_suspension"})
"""Steps of the reckoning that stop the clock."""

LEFT_OUT = frozenset({"use_method", "write_note", "allocate_objects"})
"""Daily work: it stands in the history and would crowd the line."""


def life_line(examination: Any, reckoned: Term) -> Timeline:
    """The picture for the page."""
    return Timeline(
        title=_("Life of the examination: what happened, and where the clock ran and stood still"),
        happenings=happenings(examination),
        stretches=stretches(reckoned),
        today=reckoned.as_of,
        due=reckoned.due,
        cap=reckoned.cap if reckoned.cap != reckoned.due else None,
    )


def happenings(examination: Any) -> list[Happening]:
    """One dot a day, with everything that happened on it."""
    by_day: dict[date, list[str]] = {}
    for entry in selectors.timeline(examination):
        if entry.act not in LEFT_OUT:
            said = by_day.setdefault(entry.occurred_on, [])
            if entry.says not in said:
                said.append(entry.says)
    return [Happening(day, "; ".join(said)) for day, said in by_day.items()]


def stretches(reckoned: Term) -> list[Stretch]:
    """Running, paused and overdue days from the start of the term to its end, or to today."""
    if reckoned.t0 is None:
        return []
    end = reckoned.finished_on or reckoned.as_of
    found: list[Stretch] = []
    reached = reckoned.t0
    for start, stop in _pauses(reckoned, end):
        found += _running(reached, start, reckoned.due)
        found.append(Stretch(start, stop, StretchKind.PAUSED, _("the clock stood still")))
        reached = stop
    return found + _running(reached, end, reckoned.due)


def _running(start: date, end: date, due: date | None) -> list[Stretch]:
    """A stretch in which the clock ran, cut in two where it ran past the due date."""
    if end <= start:
        return []
    if due is None or end <= due:
        return [Stretch(start, end, StretchKind.RUNNING, _("the term ran"))]
    late = Stretch(max(start, due), end, StretchKind.OVER, _("overdue"))
    return [Stretch(start, due, StretchKind.RUNNING, _("the term ran")), late] if start < due else [late]


def _pauses(reckoned: Term, end: date) -> Iterable[tuple[date, date]]:
    """The merged standstills before the end, in order."""
    spans = sorted((s.start, min(s.end or end, end)) for s in reckoned.steps if s.key in PAUSES and s.start < end)
    merged: list[tuple[date, date]] = []
    for start, stop in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stop))
        elif stop > start:
            merged.append((start, stop))
    return merged
