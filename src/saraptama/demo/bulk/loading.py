"""Millions of cases for the benchmarks: several processes, secondary indexes made anew after the load.

Constraints, foreign keys, unique indexes and triggers stay as they are while the rows go in. The rows are not audited
one by one: one act says what was loaded. A database loaded so is for measuring only; `log verify --rows` names its
rows as written outside any act, and rightly so.
"""

import multiprocessing
import os
from collections.abc import Sequence
from contextlib import contextmanager
from multiprocessing.queues import Queue
from typing import Any

from django.db import connection, transaction

from saraptama.demo.bulk.generator import SEED, Generated, Generator, Progress, Request, request
from saraptama.demo.bulk.plan import shares_of
from saraptama.demo.bulk.tables import CASES
from saraptama.demo.bulk.world import institutes
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import ActorRef

_INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i
JOIN pg_class c ON c.relname = i.indexname AND c.relnamespace = i.schemaname::regnamespace
JOIN pg_index x ON x.indexrelid = c.oid
WHERE i.schemaname = current_schema() AND i.tablename = ANY(%s) AND NOT x.indisunique
ORDER BY i.indexname
"""


def load(
    builder: ActorRef,
    *,
    examinations: int,
    months: int,
    seed: int = SEED,
    processes: int = 2,
    progress: Progress | None = None,
) -> Generated:
    """Load as many examinations as asked. Interrupted, it leaves whole chunks and all indexes."""
    asked = request(examinations=examinations, months=months, seed=seed, audited=False)
    tell = progress or (lambda *_: None)
    with _without_secondary_indexes(tell):
        done = _in_processes(asked, processes, tell)
    with transaction.atomic():
        details = {"seed": seed, "examinations": done.examinations, "orders": done.orders, "rows": done.rows}
        record(builder, act="demo.benchmark_loaded", details=details)
    with connection.cursor() as cursor:
        for table in CASES.values():
            cursor.execute(f'VACUUM ANALYZE "{table.name}"')
    return done


@contextmanager
def _without_secondary_indexes(tell: Progress) -> Any:
    """Drop what is no constraint, and make it again even when the load is interrupted."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [[table.name for table in CASES.values()]])
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        try:
            yield
        finally:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            for place, (_, definition) in enumerate(found, start=1):
                cursor.execute(definition)
                tell("indexes", place, len(found))
            cursor.execute("RESET maintenance_work_mem")


def _in_processes(asked: Request, processes: int, tell: Progress) -> Generated:
    """Each process fills the journals of its own institutes, so that numbers follow each other without talking."""
    groups = _groups(shares_of(institutes(), asked.examinations), processes)
    context = multiprocessing.get_context("spawn")
    told: Queue[Any] = context.Queue()
    workers = [
        context.Process(target=_work, args=(asked, group, str(place), told), daemon=True)
        for place, group in enumerate(groups)
    ]
    connection.close()
    for worker in workers:
        worker.start()
    done, at, waiting = Generated(), [0] * len(groups), len(groups)
    while waiting:
        place, what = _next_word(told, workers)
        if isinstance(what, int):
            at[place] = what
            tell("examinations", sum(at), asked.examinations)
        else:
            waiting -= 1
            _join(done, what)
    for worker in workers:
        worker.join()
    return done


def _next_word(told: "Queue[Any]", workers: Sequence[Any]) -> tuple[int, int | Generated]:
    """What a worker says next; a worker that died without a word ends the load."""
    while True:
        try:
            place, what = told.get(timeout=5)
        except OSError:
            raise
        except Exception:
            if any(worker.exitcode not in (None, 0) for worker in workers):
                raise RuntimeError("a loading process ended with an error; see its words above") from None
            continue
        return int(place), what


def _work(asked: Request, counts: list[int], place: str, told: "Queue[Any]") -> None:
    """A process of its own: its own Django, its own connection."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saraptama.config.settings")
    import django

    django.setup()
    with connection.cursor() as cursor:
        # A chunk that a power cut takes away is loaded again: nobody is told that it is safe.
        cursor.execute("SET synchronous_commit = off")

    def tell(_: str, done: int, __: int) -> None:
        told.put((int(place), done))

    from saraptama.kernel.actor import SYSTEM

    told.put((int(place), Generator(SYSTEM, asked, institutes(), counts, tell, salt=f"/{place}").run()))


def _groups(counts: Sequence[int], processes: int) -> list[list[int]]:
    """The counts by institute for each process: zero for the institutes of others; about equal sums."""
    groups = [[0] * len(counts) for _ in range(processes)]
    for place in sorted(range(len(counts)), key=lambda place: -counts[place]):
        lightest = min(groups, key=sum)
        lightest[place] = counts[place]
    return groups


def _join(whole: Generated, part: Any) -> None:
    whole.orders += part.orders
    whole.examinations += part.examinations
    for table, rows in part.rows.items():
        whole.rows[table] = whole.rows.get(table, 0) + rows
