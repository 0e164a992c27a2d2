"""Read events under the log: a leaf a minute for all of them, instead of a leaf for each.

Which events a seal covers is told by transaction numbers: every transaction below the oldest running one has ended, so
no event can come in behind a seal, and readers wait for nobody. A transaction that runs for long delays the seal.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from saraptama.foundation.audit.models import ReadEvent, ReadSeal
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.types import Finding
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM

SHOWN = 4
"""Bytes of each event's digest kept with the seal, to name the event that was changed."""

_NEVER = 2**63 - 1
_CHUNK = 10_000
_MOST_AT_ONCE = 50_000

_EVENT = """
sha256(convert_to((jsonb_build_object('id', id, 'month', month, 'actor_id', actor_id, 'acting_for', acting_for,
    'subject_table', subject_table, 'subject_id', subject_id, 'window', "window", 'recorded_at', recorded_at,
    'xact', xact))::text, 'UTF8'))
"""

Digests = list[tuple[int, bytes]]
"""Each event's id and SHA-256, in the order of the ids."""


def seal_reads() -> int:
    """Put what was read since the last seal under a new one; returns how many events. The caller leads the log."""
    last = _newest()
    if last is None:
        return _seal(0, _oldest_running(), 0)
    end = _oldest_running()
    if end >= last.to_xact:
        return _seal(last.to_xact, end, last.above_id)
    # The database was restored on a server whose transaction numbers began again: the old ones are finished first.
    return _seal(last.to_xact, _NEVER, last.above_id) or _seal(0, end, last.last_id)


def _newest() -> ReadSeal | None:
    return ReadSeal.objects.order_by("-above_id", "-to_xact").first()


def _oldest_running() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


@transaction.atomic
def _seal(start: int, end: int, above: int) -> int:
    waiting = ReadEvent.objects.filter(xact__gte=start, xact__lt=end, id__gt=above)
    end = _cut(waiting, end)
    digests = _digests(start, end, above)
    if not digests:
        return 0
    seal = ReadSeal.objects.create(
        from_xact=start,
        to_xact=end,
        above_id=above,
        last_id=max(digests[-1][0], ReadSeal.objects.aggregate(last=Max("last_id"))["last"] or 0),
        digests=_shown(digests),
        sha256=_over(digests),
        sealed_at=clock.now(),
    )
    record(SYSTEM, act="audit.reads_sealed", subject=seal, wrote=[seal], details={"events": len(digests)})
    return len(digests)


def _cut(waiting: QuerySet[ReadEvent], end: int) -> int:
    """An earlier end where too much waits for one seal; a transaction is never cut in two."""
    numbers = waiting.order_by("xact").values_list("xact", flat=True)
    first, beyond = numbers.first(), numbers[_MOST_AT_ONCE : _MOST_AT_ONCE + 1].first()
    if first is None or beyond is None:
        return end
    return beyond if first < beyond else beyond + 1


def _digests(start: int, end: int, above: int) -> Digests:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {_EVENT} FROM audit_readevent WHERE xact >= %s AND xact < %s AND id > %s ORDER BY id",
            [start, end, above],
        )
        return [(id_, bytes(digest)) for id_, digest in cursor.fetchall()]


def _shown(digests: Digests) -> dict[str, str]:
    return {str(id_): digest[:SHOWN].hex() for id_, digest in digests}


def _over(digests: Digests) -> bytes:
    return sha256(b"".join(digest for _, digest in digests)).digest()


def unsealed_reads() -> int:
    """How many read events wait for their seal."""
    last = _newest()
    if last is None:
        return ReadEvent.objects.count()
    return ReadEvent.objects.filter(id__gt=last.above_id, xact__gte=last.to_xact).count()


def check_reads() -> Iterator[Finding]:
    """Every sealed event against its seal, in one pass over the events of each count of transaction numbers."""
    counts = groupby(ReadSeal.objects.order_by("above_id", "from_xact").iterator(_CHUNK), key=lambda s: s.above_id)
    for above, seals in counts:
        yield from _check_count(above, seals)


def _check_count(above: int, seals: Iterable[ReadSeal]) -> Iterator[Finding]:
    with closing(_events_of(above)) as events:
        waiting = next(events, None)
        for seal in seals:
            found: Digests = []
            while waiting is not None and waiting[0] < seal.to_xact:
                found.append(waiting[1:])
                waiting = next(events, None)
            yield from _differences(seal, sorted(found))


def _events_of(above: int) -> Generator[tuple[int, int, bytes], None, None]:
    """Transaction, id and digest of the events behind this id and before the next restart of the numbers."""
    behind = ReadSeal.objects.filter(above_id__gt=above).order_by("above_id").values_list("above_id", flat=True).first()
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT xact, id, {_EVENT} FROM audit_readevent WHERE id > %s AND id <= %s ORDER BY xact, id",
            [above, behind if behind is not None else _NEVER],
        )
        while chunk := cursor.fetchmany(_CHUNK):
            yield from ((xact, id_, bytes(digest)) for xact, id_, digest in chunk)


def _differences(seal: ReadSeal, found: Digests) -> Iterator[Finding]:
    if _over(found) == bytes(seal.sha256):
        return
    sealed, there = seal.digests, _shown(found)
    named = False
    for id_ in sorted(sealed.keys() | there.keys(), key=int):
        if what := _difference(sealed.get(id_), there.get(id_)):
            named = True
            yield Finding("read", f"read event {id_}", what)
    if not named:
        yield Finding("read", f"seal {seal.id}", "its read events give another hash than was sealed")


def _difference(sealed: str | None, there: str | None) -> str:
    if there is None:
        return "it was removed"
    if sealed is None:
        return "it was slipped in after its minute had been sealed"
    return "" if sealed == there else "its contents were changed"
