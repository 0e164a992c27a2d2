"""New rows of several tables in one statement: registration is the hottest act (design, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models, router

from saraptama.foundation.audit.rows import AuditedModel


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[models.Field[Any, Any], ...], str, str]:
    """The model's fields, the head of its INSERT, and the placeholders of one row."""
    fields = tuple(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    head = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "  # noqa: S608 - names of our own models
    return fields, head, "(" + ", ".join(["%s"] * len(fields)) + ")"


def insert_together(rows: Iterable[AuditedModel]) -> list[AuditedModel]:
    """Store new rows of any tables, at once; foreign keys among them are checked when the statement ends.

    The rows bring their own keys. Nothing but INSERT is done here: what the model's fields and constraints say holds.
    """
    by_model: dict[type[models.Model], list[AuditedModel]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    statements, params = [], []
    for model, group in by_model.items():
        fields, head, placeholders = _columns(model)
        statements.append(head + ", ".join([placeholders] * len(group)))
        params += [_value(field, row) for row in group for field in fields]
    *first, last = statements
    named = ", ".join(f"part{place} AS ({statement})" for place, statement in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}" if first else last, params)
    return _stored([row for group in by_model.values() for row in group])


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _stored(rows: Sequence[AuditedModel]) -> list[AuditedModel]:
    for row in rows:
        row._state.adding = False
        row._state.db = router.db_for_write(type(row), instance=row)
    return list(rows)
