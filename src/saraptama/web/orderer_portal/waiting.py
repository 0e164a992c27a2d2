"""Petitions that wait for the body, each with the day until which waiting costs the examination nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from saraptama.casework.examinations.enums import PetitionKind
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.calendar import WorkingCalendar
from saraptama.web.shared.cells import DueChip

MOST = 500
"""On one page; a body with more has other worries than a second page."""


@dataclass(frozen=True)
class Waiting:
    """One petition and its day."""

    row: Any
    answer_by: date | None

    @property
    def pk(self) -> Any:
        return self.row.pk

    @property
    def occurred_on(self) -> date:
        """The day on which it was sent."""
        day: date = self.row.occurred_on
        return day

    @property
    def nearest(self) -> date:
        """What the list is sorted by: those without a day come last."""
        return self.answer_by or date.max

    @property
    def due(self) -> DueChip | str:
        """How many days are left to answer."""
        if self.answer_by is None:
            return ""
        return DueChip(self.answer_by, (self.answer_by - clock.today()).days)


def waiting(petitions: Iterable[Any]) -> list[Waiting]:
    """Petitions with their days, the nearest first."""
    calendars: dict[str, WorkingCalendar] = {}
    found = [Waiting(row, _answer_by(row, calendars)) for row in petitions]
    return sorted(found, key=lambda one: (one.nearest, one.occurred_on))


def answer_by(petition: Any) -> date | None:
    """The last day of the standstill (Law 44-VI, art. 34); if days are asked for, the day on which the term ends."""
    return _answer_by(petition, {})


def _answer_by(petition: Any, calendars: dict[str, WorkingCalendar]) -> date | None:
    examination = petition.examination
    if petition.kind == PetitionKind.EXTENSION:
        due: date | None = examination.due_on
        return due
    if not petition.suspends or not examination.norms_version:
        return None
    version = examination.calendar_version
    if version not in calendars:
        calendars[version] = reference.calendar(version or None)
    longest = reference.norms(examination.norms_version).values["petition_suspension"]
    if longest["unit"] == "working":
        return calendars[version].add_working_days(petition.occurred_on, longest["cap"])
    return date.fromordinal(petition.occurred_on.toordinal() + int(longest["cap"]))
