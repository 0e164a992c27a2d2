"""The two due dates under one norm, and what stands beside them: net and gross days, and what is only provisional."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.casework.examinations.types import Term
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import date_text, days_text


@dataclass(frozen=True)
class TwoDates:
    """The due date with and without the grounds that rest on practice alone, both always named."""

    with_all: str
    without_practice: str
    says: str
    provisional: str
    """Why the date is not the last word yet; empty once the expert has set the complexity."""


def two_dates(reckoned: Term) -> TwoDates | None:
    """Both dates; None before the term begins."""
    if reckoned.t0 is None:
        return None
    return TwoDates(
        with_all=_date(reckoned.due),
        without_practice=_date(reckoned.due_on_confirmed_grounds),
        says=_difference(reckoned),
        provisional=_provisional(reckoned),
    )


def _date(day: Any) -> str:
    return date_text(day) if day is not None else _("no date can be named while the clock stands still")


def _difference(reckoned: Term) -> str:
    due, strict = reckoned.due, reckoned.due_on_confirmed_grounds
    if due == strict:
        return _("Both dates agree: no ground that rests on practice alone has moved the term.")
    if due is None or strict is None:
        return _("A ground that rests on practice alone keeps the clock standing, without a limit.")
    return _("Grounds that rest on practice alone moved the date by {days}.").format(
        days=days_text((due - strict).days)
    )


def _provisional(reckoned: Term) -> str:
    if not reckoned.is_provisional or reckoned.finished_on is not None:
        return ""
    return _("Provisional: the expert has not set the complexity yet, so only the outer limit of the law is known.")


def counted_days(reckoned: Term) -> list[Fact]:
    """Days in the unit (gross), standstills by their grounds, and days in production (net)."""
    if reckoned.t0 is None:
        return []
    counters = reckoned.counters
    return [
        Fact(_("In the unit, both ends counted (gross)"), days_text(counters.in_unit)),
        Fact(_("The clock stood still"), _stood_still(reckoned)),
        Fact(_("In production (net)"), days_text(counters.in_production)),
        *([Fact(_("With the expert, both ends counted"), days_text(counters.with_expert))]
          if counters.with_expert is not None else []),
        Fact(_("Days granted by extensions"), days_text(reckoned.extension_days)),
    ]  # fmt: skip


def _stood_still(reckoned: Term) -> str:
    counters = reckoned.counters
    grounds = "; ".join(
        f"{selectors.label_of(SuspensionGround(ground))}: {days_text(days)}"
        for ground, days in counters.suspended_by_ground
    )
    return f"{days_text(counters.suspended)} ({grounds})" if grounds else days_text(counters.suspended)
