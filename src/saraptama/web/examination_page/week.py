"""The team's week: what falls due, day by day and desk by desk; and the grounds on which work stood still."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.selectors import DueDesk, DueLine
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import Crumb

YEAR = timedelta(days=365)


@dataclass
class WeekRow:
    """One desk, or one expert: what was due before, and the links of each day."""

    name: str
    overdue: list[Link] = field(default_factory=list)
    days: list[list[Link]] = field(default_factory=lambda: [[] for _day in range(selectors.WEEK_DAYS)])


@dataclass(frozen=True)
class WeekDay:
    """The head of a column."""

    on: date
    is_working: bool


def colleague(request: HttpRequest) -> ActorRef:
    """The institute's own person; an appointing body follows its orders in the portal."""
    actor = acting(request)
    if actor.body_id is not None:
        raise NotVisible
    return actor


@require_safe
def team_week(request: HttpRequest) -> HttpResponse:
    """Seven days from today, and what is overdue, of everything that the reader sees."""
    first = clock.today()
    found = selectors.due_week(colleague(request), first)
    calendar = reference.calendar(None)
    days = [first + timedelta(days=number) for number in range(selectors.WEEK_DAYS)]
    context = {
        "crumbs": [Crumb(_("The week"))],
        "days": [WeekDay(day, not calendar.covers(day) or calendar.is_working(day)) for day in days],
        "rows": rows_of(found.lines, first),
        "is_whole": found.is_whole,
    }
    return render(request, "examination_page/week.html", context)


def rows_of(lines: tuple[DueLine, ...], first: date) -> list[WeekRow]:
    """Heads first, then each expert, then the records office."""
    names = names_of({line.user_id for line in lines if line.user_id})
    rows: dict[tuple[int, str], WeekRow] = {}
    for line in lines:
        place, name = _row_of(line, names)
        row = rows.setdefault((place, name), WeekRow(name))
        link = Link(number_of(line.examination), page_of(line.examination))
        (row.overdue if line.due < first else row.days[(line.due - first).days]).append(link)
    return [rows[key] for key in sorted(rows)]


def _row_of(line: DueLine, names: dict[UUID, str]) -> tuple[int, str]:
    if line.desk is DueDesk.HEAD:
        return 0, _("Head: to assign, to agree")
    if line.desk is DueDesk.CLERK:
        return 2, _("Records office: to deliver")
    return 1, names.get(line.user_id, _("Expert")) if line.user_id else _("Expert")


@require_safe
def grounds_used(request: HttpRequest) -> HttpResponse:
    """Person by person, the grounds of standstill of the last year, the most used first."""
    since = clock.today() - YEAR
    found = selectors.used_grounds(colleague(request), since)
    names = names_of({line.user_id for line in found})
    lines: list[dict[str, Any]] = [
        {"name": names.get(line.user_id, ""), "ground": selectors.label_of(line.ground), "line": line} for line in found
    ]
    context = {"crumbs": [Crumb(_("Grounds of standstill"))], "lines": lines, "since": since}
    return render(request, "examination_page/grounds_used.html", context)
