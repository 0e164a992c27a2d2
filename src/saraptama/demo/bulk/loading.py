"""Millions of cases for the benchmarks: several processes, secondary indexes made anew after the load.

Constraints, foreign keys, unique indexes and triggers stay as they are while the rows go in. The rows are not audited
one by one: one act says what was loaded. A database loaded so is for measuring only; `log verify --rows` names its
rows as written outside any act, and rightly so.
"""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from saraptama.demo.bulk.generator import SEED, Generated, Progress, Request, request
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


class LoadFailed(RuntimeError):
    """A loading process ended with an error; its words stand above."""


@contextmanager
def _without_secondary_indexes(tell: Progress) -> Iterator[None]:
    """Drop what is no constraint, and make it again even when the load is interrupted."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [[table.name for table in CASES.values()]])
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            for place, (_, definition) in enumerate(found, start=1):
                cursor.execute(definition)
                tell("indexes", place, len(found))
            cursor.execute("RESET maintenance_work_mem")


def _in_processes(asked: Request, processes: int, tell: Progress) -> Generated:
    """Each process fills the journals of its own institutes, so that numbers follow each other without talking."""
    groups = _groups(shares_of(institutes(), asked.examinations), processes)
    said: queue.Queue[tuple[int, str]] = queue.Queue()
    workers = [_start(asked, counts, place, said) for place, counts in enumerate(groups)]
    done, at, waiting = Generated(), [0] * len(groups), len(groups)
    while waiting:
        place, line = said.get()
        if line.isdigit():
            at[place] = int(line)
            tell("examinations", sum(at), asked.examinations)
            continue
        waiting -= 1
        if workers[place].wait() or not line:
            raise LoadFailed
        _join(done, json.loads(line))
    return done


def _start(
    asked: Request, counts: list[int], place: int, said: "queue.Queue[tuple[int, str]]"
) -> "subprocess.Popen[str]":
    """A process of its own, and a thread that hands on what it says: numbers, then the outcome."""
    task = json.dumps({**asdict(asked), "counts": counts, "place": place})
    worker = subprocess.Popen(
        [sys.executable, "-m", "saraptama.demo.bulk.loading_process", task], stdout=subprocess.PIPE, text=True
    )

    def hand_on() -> None:
        assert worker.stdout is not None
        last = ""
        with worker.stdout as output:
            for line in output:
                last = line.strip()
                said.put((place, last))
        if not last.startswith("{"):
            said.put((place, ""))

    threading.Thread(target=hand_on, daemon=True).start()
    return worker


def _groups(counts: Sequence[int], processes: int) -> list[list[int]]:
    """The counts by institute for each process: zero for the institutes of others; about equal sums."""
    groups = [[0] * len(counts) for _ in range(processes)]
    for place in sorted(range(len(counts)), key=lambda place: -counts[place]):
        lightest = min(groups, key=sum)
        lightest[place] = counts[place]
    return groups


def _join(whole: Generated, part: dict[str, Any]) -> None:
    whole.orders += part["orders"]
    whole.examinations += part["examinations"]
    for table, rows in part["rows"].items():
        whole.rows[table] = whole.rows.get(table, 0) + rows
