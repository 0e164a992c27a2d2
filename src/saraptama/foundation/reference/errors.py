"""What the reference data refuses, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class UnknownReference(Refusal):
    """No such code in this list, on no day."""

    code = "unknown_reference"
    message = _("There is no “{code}” in “{list}”. Choose a code from the list.")
    status = 404


class NotInForce(Refusal):
    """The code exists, but not on that day."""

    code = "reference_not_in_force"
    message = _("“{code}” of “{list}” is not in force on {day}. Choose one that is.")


class NormsMissing(Refusal):
    """No version of the clock's norms covers the day."""

    code = "norms_missing"
    message = _("No norms of the statutory clock are in force on {day}. Ask the keeper of the reference data.")
    status = 503


class CalendarMissing(Refusal):
    """The working calendar has not been loaded, or has no such version."""

    code = "calendar_missing"
    message = _("The working calendar has no version {version}. Ask the keeper of the reference data to load it.")
    status = 503


class TermExists(Refusal):
    """The code is already in force on some of the days."""

    code = "term_exists"
    message = _("“{code}” of “{list}” is already in force on some of these days. Replace it or close it first.")
    status = 409


class TermDatesWrong(Refusal):
    """A version must begin after the one it replaces, and end after it began."""

    code = "term_dates_wrong"
    message = _("The day {day} is before the version in force began ({valid_from}). Choose a later day.")


class RecordNotAccepted(Refusal):
    """A field of the record breaks a rule."""

    code = "reference_record_wrong"
    message = _("The record was not saved: {reason}")


class NormsNotAccepted(Refusal):
    """A value of the norms is missing or has no source."""

    code = "norms_wrong"
    message = _("The norms were not saved: “{value}” {reason}.")


class CalendarDayUnchanged(Refusal):
    """The edit says what the calendar already says."""

    code = "calendar_day_unchanged"
    message = _("{day} already stands in the calendar like this. Nothing was changed.")
    status = 409


class WeekdayNotFitting(Refusal):
    """A day moved to work is a weekend; a day off is not one already."""

    code = "weekday_not_fitting"
    message = _("{day} is a {weekday}: it cannot become “{kind}”. Check the date and the kind of day.")


class NumberMalformed(Refusal):
    """A number of another register does not look like one."""

    code = "number_malformed"
    message = _("“{number}” is not a {kind}: {reason}. Check it against the document.")


class PastIsFixed(Refusal):
    """A value that was in force stays what it was: cases were decided by it."""

    code = "past_is_fixed"
    message = _(
        "What was in force in the past cannot be changed, only ended: records were made with it. "
        "Choose a first day from {today} on."
    )


class CellRefused(Refusal):
    """A field of a record does not hold what its column asks for."""

    code = "cell_refused"
    message = _("{reason}. Mend it and save again.")


LINE_PROBLEMS: dict[str, Any] = {
    "code_taken": _("“{code}” already stands in this list; open it to make a new version"),
    "not_utf8": _("the file is not UTF-8"),
    "header": _("the header must be exactly: {expected}"),
    "no_final_newline": _("the last line does not end; the file may be cut off"),
    "cells": _("{found} cells, expected {expected}"),
    "empty": _("“{column}” is empty"),
    "too_long": _("“{column}” is longer than {limit} characters"),
    "code": _("“{column}” may hold Latin letters, digits and . _ - only: {found}"),
    "date": _("“{column}” is not a date like 2026-11-21: {found}"),
    "yes_no": _("“{column}” must be yes or no: {found}"),
    "number": _("“{column}” must be a number: {found}"),
    "json": _("“{column}” is not a JSON object: {found}"),
    "choice": _("“{column}” must be one of {expected}: {found}"),
    "dates_order": _("the last day is before the first"),
    "overlap": _("“{code}” is in force twice on the same days (see line {other})"),
    "overlap_stored": _("“{code}” overlaps a version that is already stored and is not in the file"),
    "bin": _("“{column}” is not a BIN, check its digits: {found}"),
    "path": _("the path must be the path of the unit above, a dot and one more part: {found}"),
    "reference": _("“{column}” names an unknown code: {found}"),
}
"""What can be wrong with a line of an import, by the problem's code."""


@dataclass(frozen=True)
class LineProblem:
    """One thing wrong with one line of an import."""

    line: int
    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The sentence for a person, in the language active now."""
        return str(LINE_PROBLEMS[self.code]).format(**self.params)


class ImportRefused(Refusal):
    """Some lines are wrong, so nothing was imported."""

    code = "import_refused"
    message = _("Nothing was imported. Mend these lines and try again: {lines}")

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__()

    def text(self) -> str:
        lines = "; ".join(f"{problem.line}: {problem.text()}" for problem in self.problems)
        return str(self.message).format(lines=lines)
