"""New rows of several tables, stored and committed to in one statement: for the hottest acts (design, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models, router

from saraptama.foundation.audit.commitments import (
    RowCommitment,
    arguments_of_commitment,
    commit_keys,
    commitment_query,
    commitments_in,
    table_of,
)
from saraptama.foundation.audit.prepared import executed, places
from saraptama.foundation.audit.rows import AuditedModel

__all__ = ["RowCommitment", "commit_keys", "insert_together"]

_SENT_AS_THEY_ARE = (
    models.UUIDField,
    models.CharField,
    models.TextField,
    models.DateField,
    models.TimeField,
    models.BooleanField,
    models.IntegerField,
    models.ForeignKey,
)
"""Fields whose values the driver takes without conversion; what they hold is the caller's business and the table's."""


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, str, models.Field[Any, Any] | None], ...]:
    """Column, attribute, and the field where it converts the value."""
    return tuple(
        (str(field.column), field.attname, None if isinstance(field, _SENT_AS_THEY_ARE) else field)
        for field in model._meta.concrete_fields
    )


@cache
def _statement(counts: tuple[tuple[type[models.Model], int], ...]) -> str:
    """The statement that stores so many rows of each table; the same for all acts that write as many."""
    inserts, commitments, used = [], [], 0
    for place, (model, rows) in enumerate(counts):
        width = len(_columns(model))
        values = ", ".join(f"({places(used + 1 + row * width, width)})" for row in range(rows))
        used += rows * width
        names = ", ".join(connection.ops.quote_name(column) for column, _, _ in _columns(model))
        insert = f"INSERT INTO {table_of(model)} ({names}) VALUES {values} RETURNING *"
        inserts.append(f"stored{place} AS ({insert})")
    for place, (model, _rows) in enumerate(counts):
        commitments.append(commitment_query(model, source=f"stored{place}", first=used + 1))
        used += 4
    return f"WITH {', '.join(inserts)} {' UNION ALL '.join(commitments)}"


def insert_together(rows: Iterable[AuditedModel]) -> list[RowCommitment]:
    """Store new rows of any tables, at once, and commit to them as stored: `record` takes the answer for `wrote`.

    The rows bring their own keys; foreign keys among them are checked when the act ends. Nothing but INSERT is done
    here: what the tables' constraints say holds.
    """
    by_model: dict[type[AuditedModel], list[AuditedModel]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    if not by_model:
        return []
    counts = tuple((model, len(group)) for model, group in by_model.items())
    values = [value for model, group in by_model.items() for row in group for value in _values(model, row)]
    for model, group in by_model.items():
        values += arguments_of_commitment(model, [row.pk for row in group])
    with executed(_statement(counts), values) as cursor:
        stored = commitments_in(cursor)
    for group in by_model.values():
        _mark_as_stored(group)
    return stored


def _values(model: type[models.Model], row: models.Model) -> Iterable[Any]:
    for _, attribute, field in _columns(model):
        value = getattr(row, attribute)
        yield value if field is None else field.get_db_prep_save(value, connection)


def _mark_as_stored(rows: Iterable[AuditedModel]) -> None:
    for row in rows:
        row._state.adding = False
        row._state.db = router.db_for_write(type(row), instance=row)
