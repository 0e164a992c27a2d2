"""Finding orders by their words among millions, the newest first.

An index of words knows nothing of days, and the index of days knows nothing of words: either of them alone reads
hundreds of thousands of rows for a page of fifty. So the index of words also holds, for each order, the month of its
receipt, its institute and its appointing body as if they were words, and a search goes back in time only as far as it
must.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection, models, transaction
from django.db.models import F, Func

from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right

MOST_FOUND = 150
"""A search by words shows so many orders, the newest; whoever seeks an older one adds a word."""

FEW_INSTITUTES = 3

LONGEST_STEP = 5
"""Months: when more would be needed, the words are rare, and all years are read at once. Each month costs its share."""


def words_of_order() -> Func:
    """Words, month, institute and body of an order as one vector: `intake_order_words` of the database."""
    return Func(
        F("search_words"), F("received_on"), F("institute_id"), F("appointing_body_id"),
        function="intake_order_words", output_field=SearchVectorField(),
    )  # fmt: skip


@dataclass(frozen=True)
class Whereabouts:
    """What is known beforehand of all orders of a set: the few institutes or the one body they belong to."""

    institutes: tuple[UUID, ...] = ()
    body: UUID | None = None

    @classmethod
    def of(cls, actor: ActorRef, right: Right) -> "Whereabouts":
        """Of the orders that an actor may know of by this right."""
        paths = {grant.unit_path for grant in actor.grants_of(right)}
        inside = [unit.id for unit in reference.institutes() if any(_meet(unit.path, path) for path in paths)]
        return cls(tuple(inside) if all(paths) and len(inside) <= FEW_INSTITUTES else (), actor.body_id)

    @property
    def marks(self) -> list[list[str]]:
        """The marks of `intake_order_words`: one of each list."""
        body = [f"b{self.body.hex}"] if self.body else []
        return [[f"i{institute.hex}" for institute in self.institutes], body]


def _meet(one: str, other: str) -> bool:
    """Whether one unit lies within the other, by their paths."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def newest_that_say(orders: models.QuerySet[Any], query: str, known: Whereabouts) -> list[UUID]:
    """The newest of these orders that hold the words (syntax of `to_tsquery`), MOST_FOUND at most."""
    with transaction.atomic(), _by_words_only():
        found = _found(orders, query, known, months=1)
        if 0 < len(found) < MOST_FOUND and (months := math.ceil(2 * MOST_FOUND / len(found))) <= LONGEST_STEP:
            found = _found(orders, query, known, months=months)
        return found if len(found) == MOST_FOUND else _found(orders, query, known, months=None)


def _found(orders: models.QuerySet[Any], query: str, known: Whereabouts, *, months: int | None) -> list[UUID]:
    asked = [f"({query})", *(_either(marks) for marks in [_months(months), *known.marks])]
    holding = _holding(orders, " & ".join(part for part in asked if part))
    return list(holding.order_by("-received_on", "-id").values_list("pk", flat=True)[:MOST_FOUND])


def which_say(orders: models.QuerySet[Any], query: str) -> list[UUID]:
    """Those of a few orders that hold the words."""
    return list(_holding(orders, query).values_list("pk", flat=True))


def _holding(orders: models.QuerySet[Any], query: str) -> models.QuerySet[Any]:
    asked = SearchQuery(query, search_type="raw", config="simple")
    return orders.annotate(words=words_of_order()).filter(words=asked)


def _either(marks: Sequence[str]) -> str:
    return f"({' | '.join(marks)})" if marks else ""


def _months(count: int | None) -> list[str]:
    """The marks of this month and those before it."""
    return [f"m{_month(clock.today()) - back}" for back in range(count)] if count else []


def _month(day: date) -> int:
    """Months since the year 0, as the database counts them in `intake_order_words`."""
    return day.year * 12 + day.month


@contextmanager
def _by_words_only() -> Iterator[None]:
    """The planner cannot know how rarely two words stand together, and would walk the whole journal by day.

    After a failure the transaction ends and takes the settings with it.
    """
    _allow_walks("off")
    yield
    _allow_walks("on")


def _allow_walks(state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)", [state, state]
        )
