"""New rows of several tables in one statement: registration is the hottest act (design, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models, router

from saraptama.foundation.audit.prepared import executed, places
from saraptama.foundation.audit.rows import AuditedModel


@cache
def _fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    return tuple(model._meta.concrete_fields)


@cache
def _statement(counts: tuple[tuple[type[models.Model], int], ...]) -> str:
    """The statement that stores so many rows of each table; the same for all orders of the same size."""
    inserts, used = [], 0
    for model, rows in counts:
        width = len(_fields(model))
        values = ", ".join(f"({places(used + 1 + row * width, width)})" for row in range(rows))
        used += rows * width
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(field.column)) for field in _fields(model))
        inserts.append(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {values}")  # noqa: S608 - our names
    *first, last = inserts
    named = ", ".join(f"part{place} AS ({insert})" for place, insert in enumerate(first))
    return f"WITH {named} {last}" if first else last


def insert_together(rows: Iterable[AuditedModel]) -> list[AuditedModel]:
    """Store new rows of any tables, at once; foreign keys among them are checked when the statement ends.

    The rows bring their own keys. Nothing but INSERT is done here: what the model's fields and constraints say holds.
    """
    by_model: dict[type[models.Model], list[AuditedModel]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    counts = tuple((model, len(group)) for model, group in by_model.items())
    values = [_value(field, row) for model, group in by_model.items() for row in group for field in _fields(model)]
    with executed(_statement(counts), values):
        return _stored([row for group in by_model.values() for row in group])


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _stored(rows: Sequence[AuditedModel]) -> list[AuditedModel]:
    for row in rows:
        row._state.adding = False
        row._state.db = router.db_for_write(type(row), instance=row)
    return list(rows)
