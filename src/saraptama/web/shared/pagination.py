"""Pages by cursor: the hundred-thousandth row costs what the first does, and rows added meanwhile shift nothing."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.utils.dateparse import parse_date, parse_datetime

from saraptama.web.shared.time_limit import answer_within

Row = TypeVar("Row")

COUNT_LIMIT = 2_000
"""Above this many rows a total says “more than”: as many as a list has that is taken away as a file at once.

Counting one institute's orders to ten thousand took longer than everything else on the page together.
"""


@dataclass(frozen=True)
class Key:
    """One field of an order. Absent values always come last."""

    field: str
    descending: bool = False
    nullable: bool = False

    def ordering(self, backwards: bool) -> Any:
        """The expression for `order_by`."""
        descending = self.descending != backwards
        expression = F(self.field)
        if not self.nullable:
            return expression.desc() if descending else expression.asc()
        # Reading backwards, absent values (last) come first.
        side = {"nulls_first": True} if backwards else {"nulls_last": True}
        return expression.desc(**side) if descending else expression.asc(**side)

    def beyond(self, value: Any, backwards: bool) -> Q:
        """Rows that stand after (or, reading backwards, before) this value."""
        lookup = "lt" if self.descending != backwards else "gt"
        absent = Q(**{f"{self.field}__isnull": True})
        if value is None:
            return ~absent if backwards else Q(pk__in=[])
        later = Q(**{f"{self.field}__{lookup}": value})
        return later | absent if self.nullable and not backwards else later

    def from_here_on(self, value: Any, backwards: bool) -> Q:
        """Rows that stand at this value or beyond, where an index can tell."""
        if value is None or (self.nullable and not backwards):
            return Q()
        return Q(**{f"{self.field}__{'lte' if self.descending != backwards else 'gte'}": value})

    def same(self, value: Any) -> Q:
        """Rows with this very value."""
        return Q(**{f"{self.field}__isnull": True}) if value is None else Q(**{self.field: value})


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursors of the pages around them (empty at either end)."""

    rows: list[Row]
    previous: str
    next: str


@dataclass(frozen=True)
class Total:
    """How many rows there are: exact, or at least so many."""

    count: int
    is_exact: bool


def keys_of(model: type[Model], order: Sequence[str]) -> tuple[Key, ...]:
    """The order as keys, made unambiguous by the primary key, which runs the same way: so do the indexes."""
    unambiguous = any(name.lstrip("-") in ("pk", "id") for name in order)
    last = "-pk" if order and order[-1].startswith("-") else "pk"
    names = [*order, *([] if unambiguous else [last])]
    return tuple(
        Key(name.lstrip("-"), name.startswith("-"), nullable=_is_nullable(model, name.lstrip("-"))) for name in names
    )


def _is_nullable(model: type[Model], path: str) -> bool:
    """Whether a path of fields may be empty; an annotation counts as nullable."""
    current: Any = model
    for part in path.split(LOOKUP_SEP):
        if part == "pk":
            return False
        try:
            field = current._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        current = field.related_model or current
    return False


def page_of(queryset: QuerySet[Any], *, order: Sequence[str], cursor: str = "", size: int = 50) -> Page[Any]:
    """One page. A cursor that was cut or invented leads to the first page."""
    keys = keys_of(queryset.model, order)
    place = _read_cursor(cursor, len(keys))
    backwards = bool(place and place[0] == "<")
    if place:
        queryset = queryset.filter(_after(keys, place[1], backwards))
    rows = list(queryset.order_by(*(key.ordering(backwards) for key in keys))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (bool(place), more) if backwards else (more, bool(place))
    return Page(
        rows=rows,
        previous=_write_cursor("<", keys, rows[0]) if rows and has_previous else "",
        next=_write_cursor(">", keys, rows[-1]) if rows and has_next else "",
    )


def total_of(queryset: QuerySet[Any], limit: int = COUNT_LIMIT, *, seen: int = 0) -> Total:
    """Count no further than the limit, and no longer than a total is worth: then there are more than were seen.

    A set that was cut short by its search holds at least so many.
    """
    counted = answer_within(settings.LIST_COUNT_LIMIT_MS, queryset.order_by()[: limit + 1].count)
    if counted is None:
        return Total(seen, False)
    return Total(min(counted, limit), counted <= limit and not getattr(queryset, "is_cut_short", False))


def _after(keys: Sequence[Key], values: Sequence[Any], backwards: bool) -> Q:
    """(a, b) > (x, y) as a > x, or a = x and b > y; each key has its own direction.

    That a is not before x follows from it, and is said all the same: an index starts there, where it would read
    everything from its beginning for the alternative alone.
    """
    condition = Q(pk__in=[])
    same = Q()
    for key, value in zip(keys, values, strict=True):
        condition |= same & key.beyond(value, backwards)
        same &= key.same(value)
    return keys[0].from_here_on(values[0], backwards) & condition


def _write_cursor(direction: str, keys: Sequence[Key], row: Model) -> str:
    values = [_plain(_value(row, key.field)) for key in keys]
    return base64.urlsafe_b64encode(json.dumps([direction, values]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, length: int) -> tuple[str, list[Any]] | None:
    if not cursor:
        return None
    try:
        direction, values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        typed = [_typed(value) for value in values]
    except (binascii.Error, ValueError, TypeError, KeyError):
        return None
    return (direction, typed) if direction in ("<", ">") and len(typed) == length else None


def _value(row: Any, path: str) -> Any:
    for part in path.split(LOOKUP_SEP):
        row = getattr(row, part) if row is not None else None
    return row


_KINDS: dict[str, Any] = {
    "u": UUID,
    "t": parse_datetime,
    "d": parse_date,
    "n": Decimal,
}


def _plain(value: Any) -> Any:
    """A value as JSON with its kind, so that it comes back as it was."""
    if isinstance(value, UUID):
        return ["u", str(value)]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Decimal):
        return ["n", str(value)]
    return ["", value]


def _typed(pair: list[Any]) -> Any:
    kind, value = pair
    return _KINDS[kind](value) if kind else value
