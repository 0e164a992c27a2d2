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


KEY = "stretch"
"""By this name other parts of a page lead to a stretch of the picture."""


def life_line(examination: Any, reckoned: Term) -> Timeline:
    """The picture for the page, as on the day of the reckoning."""
    delivered = delivered_by(examination, reckoned.as_of)
    return Timeline(
        title=_("Life of the examination: what happened, and where the clock ran and stood still"),
        happenings=happenings(examination, reckoned.as_of),
        stretches=[*stretches(reckoned), *delivery(reckoned, delivered)],
        today=reckoned.as_of if delivered is None else None,
        due=reckoned.due,
        cap=reckoned.cap if reckoned.cap != reckoned.due else None,
        delivery=reckoned.delivery_due,
        key=KEY,
    )


def delivered_by(examination: Any, day: date) -> date | None:
    """The day on which the result left, as far as it was known on that day."""
    left: date | None = examination.delivered_on
    return left if left is not None and left <= day else None


def delivery(reckoned: Term, delivered: date | None) -> list[Stretch]:
    """The days of the second clock: from the end of production until the result leaves (Law 44-VI art. 34)."""
    if reckoned.finished_on is None or reckoned.delivery_due is None:
        return []
    end = delivered or reckoned.as_of
    if end <= reckoned.finished_on:
        return []
    return [Stretch(reckoned.finished_on, end, StretchKind.DELIVERY, _("the result is handed over"))]


def stretch_of(reckoned: Term, start: date) -> str:
    """The address, on its page, of the stretch in which a standstill that began on this day was drawn; or nothing."""
    for number, found in enumerate(stretches(reckoned), start=1):
        if found.kind is StretchKind.PAUSED and found.start <= start < found.end:
            return f"#{KEY}-{number}"
    return ""


def happenings(examination: Any, until: date) -> list[Happening]:
    """One dot a day, with everything that happened on it."""
    by_day: dict[date, list[str]] = {}
    for entry in selectors.timeline(examination):
        if entry.act not in LEFT_OUT and entry.occurred_on <= until:
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
