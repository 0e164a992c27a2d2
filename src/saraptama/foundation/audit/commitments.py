"""Salted commitments over rows as the database itself holds them, computed by the database itself."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from saraptama.foundation.audit.models import RowShape
from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.audit.rows import AuditedModel

SALT_SIZE = 16
_ARGUMENTS_PER_CALL = 45
"""jsonb_build_object takes at most 100 arguments, two a column."""
_KEYS_AT_ONCE = 5_000


@dataclass(frozen=True)
class RowCommitment:
    """A row version, committed to."""

    shape_id: int
    table: str
    row_id: str
    version: int
    salt: bytes
    commitment: bytes


class UnknownRow(LookupError):
    """An act claims to have written a row that is not there: a programming mistake."""


def json_of(columns: Sequence[str], alias: str = "t") -> str:
    """SQL for the row's canonical jsonb over these columns."""
    parts = []
    for start in range(0, len(columns), _ARGUMENTS_PER_CALL):
        pairs = ", ".join(
            f"'{column}', {alias}.{connection.ops.quote_name(column)}"
            for column in columns[start : start + _ARGUMENTS_PER_CALL]
        )
        parts.append(f"jsonb_build_object({pairs})")
    return " || ".join(parts)


def commitment_of(columns: Sequence[str], salt: str, alias: str = "t") -> str:
    """SQL for SHA-256 over the salt and the row's text."""
    return f"sha256({salt} || convert_to(({json_of(columns, alias)})::text, 'UTF8'))"


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The model's columns, in alphabetical order."""
    return tuple(sorted(str(field.column) for field in model._meta.concrete_fields))


known_shapes: dict[tuple[str, tuple[str, ...], str], int] = {}
"""A cache of committed rows only: a shape made by a transaction that rolls back must not be remembered."""


def shape_id(model: type[models.Model]) -> int:
    """The identity of the model's present column list."""
    key = (model._meta.db_table, columns_of(model), str(connection.settings_dict["NAME"]))
    if key not in known_shapes:
        known = RowShape.objects.get_or_create(table_name=key[0], columns=list(key[1]))[0].pk
        transaction.on_commit(lambda: known_shapes.setdefault(key, known))
        return known
    return known_shapes[key]


def table_of(model: type[models.Model]) -> str:
    """The model's table, quoted."""
    return connection.ops.quote_name(model._meta.db_table)


def primary_key_of(model: type[models.Model]) -> str:
    """The model's primary-key column, quoted."""
    pk = model._meta.pk
    assert pk is not None and pk.column is not None
    return connection.ops.quote_name(pk.column)


def commitment_query(model: type[models.Model], *, source: str, first: int) -> str:
    """SQL that commits to rows of `source` (the table, or a query over all its columns); see its four arguments."""
    key, kind = primary_key_of(model), model._meta.pk and model._meta.pk.db_type(connection)
    return (
        f"SELECT ${first}::int, ${first + 1}::text, t.{key}::text, t.row_version, s.salt, "
        f"{commitment_of(columns_of(model), 's.salt')} "
        f"FROM unnest(${first + 2}::{kind}[], ${first + 3}::bytea[]) AS s(id, salt) "
        f"JOIN {source} t ON t.{key} = s.id"
    )


def arguments_of_commitment(model: type[models.Model], keys: Sequence[object]) -> list[Any]:
    """The four arguments of `commitment_query`: shape, table, keys, and a fresh salt for each."""
    return [shape_id(model), model._meta.db_table, list(keys), [secrets.token_bytes(SALT_SIZE) for _ in keys]]


def commitments_in(cursor: CursorWrapper) -> list[RowCommitment]:
    """What one or more commitment queries answered."""
    return [RowCommitment(*row) for row in cursor.fetchall()]


@cache
def _statement(written: tuple[type[models.Model], ...]) -> str:
    return " UNION ALL ".join(
        commitment_query(model, source=table_of(model), first=1 + 4 * place) for place, model in enumerate(written)
    )


def commit_rows(wrote: Iterable[AuditedModel]) -> list[RowCommitment]:
    """Commit to each row as it stands now, in one statement; the same row named twice counts once."""
    ids: dict[type[AuditedModel], dict[object, None]] = defaultdict(dict)
    for row in wrote:
        ids[type(row)][row.pk] = None
    if not ids:
        return []
    values = [value for model, keys in ids.items() for value in arguments_of_commitment(model, list(keys))]
    with executed(_statement(tuple(ids)), values) as cursor:
        found = commitments_in(cursor)
    expected = sum(len(keys) for keys in ids.values())
    if len(found) != expected:
        raise UnknownRow(f"{expected - len(found)} of {expected} rows are not in {[m._meta.db_table for m in ids]}")
    return found


def commit_keys(model: type[AuditedModel], keys: Sequence[object]) -> list[RowCommitment]:
    """Commit to many rows of one table as they stand now: what an act wrote by one statement over thousands."""
    found: list[RowCommitment] = []
    for begin in range(0, len(keys), _KEYS_AT_ONCE):
        portion = keys[begin : begin + _KEYS_AT_ONCE]
        with executed(_statement((model,)), arguments_of_commitment(model, portion)) as cursor:
            found += commitments_in(cursor)
    if len(found) != len(keys):
        raise UnknownRow(f"{len(keys) - len(found)} of {len(keys)} rows are not in {model._meta.db_table}")
    return found
