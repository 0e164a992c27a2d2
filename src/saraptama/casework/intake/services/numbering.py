"""Numbers without gaps: the counter is raised inside the act that uses the number (features A8)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from saraptama.casework.intake.errors import FirstNumberWrong, SeriesInUse
from saraptama.casework.intake.models import NumberSeries
from saraptama.casework.intake.policies import check_can_keep_series
from saraptama.foundation.audit.prepared import executed, places
from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id

_TAKE = """
INSERT INTO intake_numberseries AS held (id, institute_id, series, year, first_number, last_number)
VALUES {rows}
ON CONFLICT (institute_id, series, year) DO UPDATE SET last_number = held.last_number + EXCLUDED.last_number
RETURNING institute_id, series, last_number
"""


class NotInTransaction(RuntimeError):
    """Numbers were taken outside the transaction that uses them: a programming mistake."""


def take_numbers(wanted: Mapping[tuple[UUID, str], int], *, year: int) -> dict[tuple[UUID, str], range]:
    """The next numbers of some series (institute and series → how many), in one statement.

    The rows stay locked until the act ends, so call this as late in the act as possible. Keys are taken in one
    order by everybody, so that two acts never wait for each other.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction
    keys = sorted(wanted, key=lambda key: (str(key[0]), key[1]))
    values: list[Any] = []
    for institute, series in keys:
        values += [new_id(), institute, series, year, 1, wanted[institute, series]]
    rows = ", ".join(f"({places(1 + 6 * place, 6)})" for place in range(len(keys)))
    with executed(_TAKE.format(rows=rows), values) as cursor:
        last = {(institute, series): number for institute, series, number in cursor.fetchall()}
    return {key: range(last[key] - wanted[key] + 1, last[key] + 1) for key in keys}


@transaction.atomic
def set_first_number(actor: ActorRef, *, institute_id: UUID, series: str, year: int, first_number: int) -> None:
    """Let a series of a year begin at another number: an institute that changes systems goes on counting.

    Raises SeriesInUse, FirstNumberWrong.
    """
    institute = reference.unit(institute_id)
    right = check_can_keep_series(actor, institute)
    if first_number < 1:
        raise FirstNumberWrong(field="first_number")
    made, created = NumberSeries.objects.select_for_update().get_or_create(
        institute_id=institute_id,
        series=series,
        year=year,
        defaults={"first_number": first_number, "last_number": first_number - 1},
    )
    if not created and (made.first_number != first_number or made.last_number >= made.first_number):
        raise SeriesInUse
    record(
        actor,
        act="intake.series_begun",
        right=right,
        subject=made,
        occurred_on=clock.today(),
        details={"series": series, "year": year, "first_number": first_number, "institute": institute.code},
    )
