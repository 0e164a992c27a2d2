"""Petitions without an answer: the list for experts and heads, the longest wait on top."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import ExaminationState, PetitionKind
from saraptama.kernel import clock
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.words import body_of, number_of
from saraptama.web.shared.components import Crumb, EmptyState
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import Column, TableSpec

MOST = 500
"""A list longer than this is a matter for the register, not for a desk."""


def waited(row: Any) -> int:
    """Calendar days since the petition was sent."""
    return max((clock.today() - row.occurred_on).days, 0)


def address(row: Any) -> str:
    """The petitions of its examination."""
    return reverse("examination_part", args=[row.examination_id, "petitions"])


def clock_of(row: Any) -> str:
    """Whether the clock stands still, and until when; once that day is over, that somebody has to decide (R6)."""
    if row.last_day is None:
        return gettext("runs")
    words = gettext("ran on after {date}: decide") if is_to_decide(row) else gettext("stands still until {date}")
    return words.format(date=formats.date_format(row.last_day, "SHORT_DATE_FORMAT"))


def is_to_decide(row: Any) -> bool:
    """Whether the limit is over without an answer: proceed on what exists, or return."""
    return row.last_day is not None and row.last_day < clock.today()


WAITING: TableSpec[Any] = TableSpec(
    name="petitions-waiting",
    caption=_("Petitions without an answer"),
    columns=(
        Column("number", _("Examination"), lambda row: number_of(row.examination), nowrap=True),
        Column("kind", _("What is asked for"), lambda row: selectors.label_of(PetitionKind(row.kind))),
        Column("subject", _("Subject"), lambda row: row.subject),
        Column("body", _("Asked of"), lambda row: body_of(row.examination)),
        Column("sent", _("Sent"), lambda row: row.occurred_on, sort="occurred_on"),
        Column("days", _("Days of waiting"), waited, numeric=True),
        Column("clock", _("The clock"), clock_of),
        Column("state", _("State"), lambda row: status_of(ExaminationState(row.examination.state)), optional=True),
    ),
    order="sent",
    empty=EmptyState(
        _("Every petition is answered"),
        _("What you ask of an appointing body stands here until it answers, with the days it has waited."),
        icon="envelope",
    ),
    row_url=address,
)


@require_safe
def petitions_waiting(request: HttpRequest) -> HttpResponseBase:
    """Of the examinations that the reader may see; an expert's own are among them."""
    table = WAITING.show(request, waiting_for(request))
    context = {"crumbs": [Crumb(str(WAITING.caption))], "table": table}
    return table.export() or render(request, "examination_page/petitions_waiting.html", context)


def waiting_for(request: HttpRequest) -> list[Any]:
    """The petitions themselves, the oldest first."""
    rows = selectors.open_petitions(acting(request)).select_related(
        "examination__registration", "examination__order__appointing_body"
    )
    found: list[Any] = list(rows.order_by("occurred_on", "id")[:MOST])
    last_days = selectors.last_days_of(found)
    for row in found:
        row.last_day = last_days.get(row.pk)
    return found
