"""Lists by cursor: a page begins behind the last row of the one before, however many came in meanwhile."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from ninja import Query

from saraptama.kernel.errors import Refusal

Row = TypeVar("Row")

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str, Query(max_length=400, description="`next` of the page before; empty for the first page.")]


class WrongCursor(Refusal):
    """A cursor is taken over as it was given."""

    code = "wrong_cursor"
    message = _("The cursor is not one that this list gave. Begin with the first page.")
    status = 400


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows, and where the next page begins; empty on the last one."""

    rows: list[Row]
    next: str


def page_of(rows: QuerySet[Any], *, by: Sequence[str], cursor: str, limit: int) -> Page[Any]:
    """One page. `by` are model fields, a minus for descending; together they are unique."""
    if cursor:
        rows = rows.filter(_behind(by, _values(rows, by, cursor)))
    found = list(rows.order_by(*by)[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], _cursor_at(found[limit - 1], by) if more else "")


def _behind(by: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after these values: (a, b) behind (x, y) means a behind x, or a equal to x and b behind y."""
    behind, equal = Q(), Q()
    for key, value in zip(by, values, strict=True):
        name = key.lstrip("-")
        comparison = "lt" if key.startswith("-") else "gt"
        behind |= equal & Q(**{f"{name}__{comparison}": value})
        equal &= Q(**{name: value})
    return behind


def _cursor_at(row: Any, by: Sequence[str]) -> str:
    values = [str(getattr(row, key.lstrip("-"))) for key in by]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _values(rows: QuerySet[Any], by: Sequence[str], cursor: str) -> list[Any]:
    try:
        given = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        texts = [text for text in given if isinstance(text, str) and "\x00" not in text]
        fields = [rows.model._meta.get_field(key.lstrip("-")) for key in by]
        return [field.to_python(text) for field, text in zip(fields, texts, strict=True)]
    except (ValueError, TypeError, binascii.Error, ValidationError) as wrong:
        raise WrongCursor(field="cursor") from wrong
