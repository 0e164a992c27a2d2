"""The list of open examinations that another calendar, or other norms, would re-date: page by page, or as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW
from saraptama.casework.examinations.types import Redated
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.correct_calendar import Change, reasons_of
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.rights import Confidentiality
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.formats import DASH, number_text
from saraptama.web.shared.pagination import Page, Total
from saraptama.web.shared.tables import Column, Filter, Table, TableSpec

AT_ONCE = 500
"""Examinations reckoned step by step for one portion of a file."""


@dataclass(frozen=True)
class Line:
    """One examination: its number (of an open case only), its dates, and why they would be other ones: nothing else."""

    id: Any
    number: str
    dates: Redated
    why: str


def _days_text(line: Line) -> str:
    days = line.dates.days
    return DASH if days is None else f"{'+' if days > 0 else '−'}{number_text(abs(days))}"


def _institutes() -> list[tuple[str, str]]:
    return [(str(unit.id), str(unit.name)) for unit in reference.institutes()]


def _towards(rows: list[Redated], way: str) -> list[Redated]:
    return [row for row in rows if row.days is not None and (row.days > 0) == (way == "later")]


REDATED: TableSpec[Line] = TableSpec(
    name="redated",
    caption=_("Open examinations that would be due on another day"),
    columns=(
        Column("number", _("Examination"), lambda line: line.number, nowrap=True),
        Column("institute", _("Institute"), lambda line: reference.unit(line.dates.institute_id).name),
        Column("former", _("Due now"), lambda line: line.dates.former.due, sort="former_due", nowrap=True),
        Column("new", _("Would be due"), lambda line: line.dates.new.due, sort="new_due", nowrap=True),
        Column("days", _("Days"), _days_text, sort="days", numeric=True),
        Column("why", _("Why"), lambda line: line.why),
        Column("former_target", _("Last working day now"), lambda line: line.dates.former.target, optional=True),
        Column("new_target", _("Last working day then"), lambda line: line.dates.new.target, optional=True),
    ),
    order="former",
    empty=EmptyState(
        _("No open examination would be due on another day."),
        _("The list names each examination whose date would move, with the day it has and the day it would have."),
        icon="check2",
    ),
    filters=(
        Filter("way", _("Moves"), [("earlier", _("to an earlier day")), ("later", _("to a later day"))], _towards),
        Filter(
            "institute", _("Institute"), _institutes,
            lambda rows, value: [row for row in rows if str(row.institute_id) == value],
        ),
    ),
)  # fmt: skip


@dataclass
class RedatedTable(Table[Line]):
    """Dates that are at hand for all; numbers and reasons are read for the page, or portion by portion for a file."""

    change: Change = field(kw_only=True)

    @cached_property
    def _sorted(self) -> list[Redated]:
        name, backwards = self.order[0].lstrip("-"), self.order[0].startswith("-")
        present = [row for row in self.queryset if getattr(row, name) is not None]
        absent = [row for row in self.queryset if getattr(row, name) is None]
        return sorted(present, key=lambda row: getattr(row, name), reverse=backwards) + absent

    @cached_property
    def _read(self) -> tuple[Page[Any], Total]:
        wanted, rows = self.query.get("cursor", ""), self._sorted
        begin = int(wanted) if wanted.isdigit() and int(wanted) < len(rows) else 0
        end = begin + self.size
        page = Page(
            rows=self._lines(rows[begin:end]),
            previous=str(max(0, begin - self.size)) if begin else "",
            next=str(end) if end < len(rows) else "",
        )
        return page, Total(len(rows), True)

    def all_rows(self) -> Iterator[Line]:
        for begin in range(0, len(self._sorted), AT_ONCE):
            yield from self._lines(self._sorted[begin : begin + AT_ONCE])

    def _lines(self, rows: Sequence[Redated]) -> list[Line]:
        keys = [row.examination_id for row in rows]
        named = examinations.visible_to(service_actor(VIEW)).filter(pk__in=keys)
        told = named.values_list("pk", "registration__text", "seq", "confidentiality")
        numbers = {
            key: f"{text}/{seq}" if held == Confidentiality.OPEN else str(_("number withheld"))
            for key, text, seq, held in told
        }
        reasons = reasons_of(keys, self.change)
        return [
            Line(row.examination_id, numbers[row.examination_id], row, " ".join(reasons[row.examination_id]))
            for row in rows
        ]
