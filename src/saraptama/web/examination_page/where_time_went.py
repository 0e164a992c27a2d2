"""Where the time went: in whose hands an examination was, as a table with bars to scale."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.types import Term
from saraptama.web.shared.formats import duration_text, share_text


@dataclass(frozen=True)
class StageLine:
    """One pair of hands."""

    name: str
    spent: str
    share: str
    width: str
    """Of the bar, in per cent of the whole."""


@dataclass(frozen=True)
class WhereTimeWent:
    """The stages that took any time, and the whole, to which they add up to the second."""

    lines: tuple[StageLine, ...]
    whole: str


def where_time_went(examination: Any, reckoned: Term) -> WhereTimeWent:
    """The stages as they stood on the day of the reckoning."""
    clocks = selectors.stage_times(examination, reckoned.as_of)
    lines = (
        _line(selectors.label_of(stage), spent, clocks.whole) for stage, spent in clocks.by_stage if spent > timedelta()
    )
    return WhereTimeWent(tuple(lines), duration_text(clocks.whole))


def _line(name: str, spent: timedelta, whole: timedelta) -> StageLine:
    share = spent / whole
    return StageLine(name, duration_text(spent), share_text(share), f"{share * 100:.2f}%")
