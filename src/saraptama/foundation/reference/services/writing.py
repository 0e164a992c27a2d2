"""What every change of reference data has in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from saraptama.foundation.reference import snapshot
from saraptama.foundation.reference.errors import RecordNotAccepted
from saraptama.foundation.reference.plans import Plan
from saraptama.foundation.reference.tsv import Line

_WRITERS_LOCK = 7_311_204
"""One writer of reference data at a time, in all processes; readers are never held up."""


def one_writer() -> None:
    """Wait until no other transaction writes reference data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])


def save_checked(row: Any) -> None:
    """Save a row that keeps its own rules, or refuse with the rule's sentence."""
    try:
        row.full_clean()
    except ValidationError as wrong:
        raise RecordNotAccepted(reason=" ".join(wrong.messages)) from wrong
    row.save()
    snapshot.look_again()


def carry_out(plan: Plan, *, from_seed: bool) -> list[Any]:
    """Write what a plan without problems says; returns the rows written."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        rows = [*_change(plan, from_seed), *_add(plan, from_seed)]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    snapshot.look_again()
    return rows


def _change(plan: Plan, from_seed: bool) -> list[Any]:
    rows = []
    for row, line in plan.changed:
        for name, value in _values(plan, line, {}).items():
            setattr(row, name, value)
        row.from_seed = from_seed
        row.save()
        rows.append(row)
    return rows


def _add(plan: Plan, from_seed: bool) -> list[Any]:
    added: dict[str, Any] = {}
    for line in plan.added:
        row = plan.sheet.model(**_values(plan, line, added), from_seed=from_seed)
        added[f"{row.code}@{row.valid_from}" if plan.sheet.has_versions else row.code] = row
    plan.sheet.model.objects.bulk_create(added.values())
    return list(added.values())


def _values(plan: Plan, line: Line, added: dict[str, Any]) -> dict[str, Any]:
    """The line's values with the unit above named by its row."""
    values = plan.sheet.complete(line.values)
    if "parent" in values:
        code = values.pop("parent")
        values["parent"] = (added.get(code) or plan.sheet.model.objects.get(code=code)) if code else None
    return values
