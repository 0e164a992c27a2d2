"""Changing any list by hand: a new code, a new version from a day, an end. What was in force stays as it was.

The cells of the form are read by the same columns as a file's, and compared by the same plan: what a file may not say,
a form may not say either.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import policies
from saraptama.foundation.reference.errors import CellRefused, LineProblem, PastIsFixed, RecordNotAccepted
from saraptama.foundation.reference.plans import Plan, plan
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.foundation.reference.services.writing import carry_out, one_writer
from saraptama.foundation.reference.sheets import CellWrong, Sheet, sheet_named
from saraptama.foundation.reference.tsv import Line, read_cell
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal, Refusals, StaleRecord

_DAYS = ("valid_from", "valid_to")


@transaction.atomic
def add_record(actor: ActorRef, *, list_name: str, cells: Mapping[str, str]) -> None:
    """A code that the list does not have yet. Raises CellRefused for a cell, RecordNotAccepted for a clash."""
    policies.check_edit(actor)
    sheet = sheet_named(list_name)
    values = _values(sheet, cells)
    one_writer()
    if sheet.rows().filter(code=values["code"]).exists():
        raise RecordNotAccepted(field="code", reason=LineProblem(0, "code_taken", {"code": values["code"]}).text())
    _carry_out(actor, sheet, [Line(1, values)], "reference.record_added")


@transaction.atomic
def revise_record(
    actor: ActorRef, *, list_name: str, record_id: UUID, seen_version: int, cells: Mapping[str, str]
) -> None:
    """A new version of a code from its first day on; the one before ends the day before.

    A version that is not in force yet is changed in its place; so is a unit or a body, whose row lives for life.
    Raises PastIsFixed for a first day that is over, StaleRecord when somebody else changed the row meanwhile.
    """
    policies.check_edit(actor)
    sheet = sheet_named(list_name)
    values = _values(sheet, cells)
    one_writer()
    former = _locked(sheet, record_id, seen_version)
    stored = sheet.values_of(former)
    values["code"] = stored["code"]
    if not sheet.has_versions or (former.valid_from or clock.today()) > clock.today():
        lines = [Line(1, values if not sheet.has_versions else values | {"valid_from": stored["valid_from"]})]
    else:
        first = values["valid_from"]
        if first is None or first < clock.today() or first == former.valid_from:
            raise PastIsFixed(field="valid_from", today=clock.today())
        lines = [Line(1, stored | {"valid_to": first - timedelta(days=1)}), Line(2, values)]
    _carry_out(actor, sheet, lines, "reference.record_changed")


@transaction.atomic
def end_record(
    actor: ActorRef, *, list_name: str, record_id: UUID, seen_version: int, last_day: Any, source: str
) -> None:
    """The last day of a code: what was entered with it keeps its label. Raises PastIsFixed for a day that is over."""
    policies.check_edit(actor)
    sheet = sheet_named(list_name)
    one_writer()
    row = _locked(sheet, record_id, seen_version)
    if last_day < clock.today() - timedelta(days=1):
        raise PastIsFixed(field="last_day", today=clock.today())
    values = sheet.values_of(row) | {"valid_to": last_day, "source": source}
    _carry_out(actor, sheet, [Line(1, values)], "reference.record_ended")


def _values(sheet: Sheet, cells: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    wrong: list[Refusal] = []
    for column in sheet.columns:
        try:
            values[column.name] = read_cell(column, str(cells.get(column.name, "")).replace("\t", " ").strip())
        except CellWrong as fault:
            problem = LineProblem(0, fault.code, {"column": column.name, **fault.params})
            wrong.append(CellRefused(field=column.name, reason=problem.text()))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    if all(values.get(day) for day in _DAYS) and values["valid_to"] < values["valid_from"]:
        raise CellRefused(field="valid_to", reason=LineProblem(0, "dates_order").text())
    return values


def _locked(sheet: Sheet, record_id: UUID, seen_version: int) -> Any:
    row = sheet.rows().select_for_update(of=("self",)).filter(pk=record_id).first()
    if row is None:
        raise NotVisible
    if row.row_version != seen_version:
        raise StaleRecord()
    return row


def _carry_out(actor: ActorRef, sheet: Sheet, lines: list[Line], act: str) -> None:
    planned: Plan = plan(sheet, lines, spare_edited=False)
    if planned.problems:
        raise RecordNotAccepted(reason="; ".join(problem.text() for problem in planned.problems))
    if planned.is_empty:
        return
    rows = carry_out(planned, from_seed=False)
    record(
        actor,
        act=act,
        right=REFERENCE_EDIT,
        subject=rows[-1],
        occurred_on=lines[-1].values.get("valid_from"),
        wrote=rows,
        details={"list": sheet.name, "code": lines[-1].values["code"]},
    )
