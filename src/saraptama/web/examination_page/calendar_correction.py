"""What a corrected calendar did to one's examinations: the list to which a notification leads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from saraptama.casework.examinations import selectors
from saraptama.kernel.errors import NotVisible
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.words import number_of
from saraptama.web.shared.components import Crumb, EmptyState
from saraptama.web.shared.tables import Column, Filter, TableSpec

CHANGES: TableSpec[Any] = TableSpec(
    name="calendar-correction",
    caption=_("Examinations counted by another calendar"),
    columns=(
        Column("number", _("Examination"), lambda row: number_of(row.examination), nowrap=True),
        Column("old", _("Was due"), lambda row: row.old_due_on, sort="old_due_on", nowrap=True),
        Column("new", _("Is due"), lambda row: row.new_due_on, sort="new_due_on", nowrap=True),
        Column("old_target", _("Former last working day"), lambda row: row.old_target_on, nowrap=True),
        Column("target", _("Last working day"), lambda row: row.new_target_on, nowrap=True),
        Column("versions", _("Version of the calendar"), str, optional=True),
    ),
    order="new",
    empty=EmptyState(
        _("None of your examinations was counted again"),
        _("Examinations stand here whose calendar was corrected, with the day they had and the day they have."),
        icon="check2",
    ),
    filters=(
        Filter(
            "moved", _("Dates"), [("yes", _("moved")), ("no", _("stayed"))],
            lambda rows, value: [row for row in rows if row.moves_a_date == (value == "yes")],
        ),
    ),
    row_url=lambda row: reverse("examination_term", args=[row.examination_id]),
)  # fmt: skip


@require_safe
def calendar_correction(request: HttpRequest, correction_id: UUID) -> HttpResponseBase:
    """Of the examinations that the reader may see."""
    actor = acting(request)
    correction = selectors.corrections().filter(pk=correction_id).first()
    if correction is None or actor.body_id is not None:
        raise NotVisible
    table = CHANGES.show(request, list(selectors.changes_of(actor, correction_id)))
    file = table.export()
    if file is not None:
        return file
    context = {"crumbs": [Crumb(_("Corrected calendar"))], "table": table, "correction": correction}
    return render(request, "examination_page/calendar_correction.html", context)
