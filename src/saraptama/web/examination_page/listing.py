"""Columns and filters of lists of examinations, the same on every desk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import Complexity, ExaminationState
from saraptama.casework.intake.enums import Composition, ExamKind
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.examination_page.words import body_of, due_of, number_of, specialty_of, unit_name
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tables import Column, Filter

WEEK = 7
"""Days that “this week” looks ahead, today not counted."""


def lead_of(row: Any) -> str:
    """The lead expert's name; the list brings the account along."""
    return row.lead.user.short_name() if row.lead_id else ""


NUMBER: Column[Any] = Column("number", _("Number"), number_of, nowrap=True)
SPECIALTY: Column[Any] = Column("specialty", _("Expert specialty"), specialty_of)
STATE: Column[Any] = Column("state", _("State"), lambda row: status_of(ExaminationState(row.state)))
DUE: Column[Any] = Column("due", _("Due"), due_of, sort="due_on")
EXPERT: Column[Any] = Column("expert", _("Lead expert"), lead_of)
BODY: Column[Any] = Column("body", _("Appointed by"), body_of)
REGISTERED: Column[Any] = Column("registered", _("Registered"), lambda row: row.registered_on, sort="registered_on")
BODY_IF_CHOSEN: Column[Any] = replace(BODY, optional=True)
REGISTERED_IF_CHOSEN: Column[Any] = replace(REGISTERED, optional=True)
UNIT: Column[Any] = Column("unit", _("Unit"), lambda row: unit_name(row.unit), optional=True)
STARTED: Column[Any] = Column("t0", _("The term runs from"), lambda row: row.t0, sort="t0", optional=True)
FINISHED: Column[Any] = Column(
    "finished", _("Ended on"), lambda row: row.finished_on, sort="finished_on", optional=True
)
COMPLEXITY: Column[Any] = Column(
    "complexity",
    _("Complexity"),
    lambda row: selectors.label_of(Complexity(row.complexity)) if row.complexity else "",
    optional=True,
)


def _within(rows: Any, value: str) -> Any:
    today = clock.today()
    narrowed = {
        "overdue": lambda: rows.overdue_on(today),
        "today": lambda: rows.due_between(today, today),
        "week": lambda: rows.due_between(today, today + timedelta(days=WEEK)),
        "running": lambda: rows.unfinished().filter(t0__isnull=False),
    }
    return narrowed[value]()


BY_STATE: Filter[Any] = Filter(
    "state",
    _("State"),
    selectors.choices_of(ExaminationState),
    lambda rows, value: rows.in_states(ExaminationState(value)),
)
BY_TERM: Filter[Any] = Filter(
    "term",
    _("Term"),
    (
        ("overdue", _("overdue")),
        ("today", _("due today")),
        ("week", _("due within a week")),
        ("running", _("the term runs")),
    ),
    _within,
)
BY_SPECIALTY: Filter[Any] = Filter(
    "specialty",
    _("Expert specialty"),
    lambda: [(found.code, f"{found.code} {found.name}") for found in reference.open_specialties()],
    lambda rows, value: rows.filter(specialty_code=value),
)
BY_KIND: Filter[Any] = Filter(
    "kind", _("Kind"), intake_choices_of(ExamKind), lambda rows, value: rows.filter(exam_kind=value)
)
BY_COMPOSITION: Filter[Any] = Filter(
    "composition",
    _("Composition"),
    intake_choices_of(Composition),
    lambda rows, value: rows.filter(composition=value),
)
BY_COMPLEXITY: Filter[Any] = Filter(
    "complexity",
    _("Complexity"),
    selectors.choices_of(Complexity),
    lambda rows, value: rows.filter(complexity=value),
)


def by_number(rows: Any, words: str) -> Any:
    """Search in a list: the beginning of the registration number."""
    return rows.with_number(words.partition("/")[0])
