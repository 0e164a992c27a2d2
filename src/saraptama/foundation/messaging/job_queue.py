"""The queue of background jobs, as its keeper sees it: what waits, what failed and why, what runs by the clock.

The queue's own tables belong to procrastinate; here they are only read. Changes go through its job manager.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.errors import JobNotFailed
from saraptama.foundation.messaging.job_errors import error_of
from saraptama.foundation.messaging.rights import KEEP_JOBS
from saraptama.foundation.messaging.working import SILENT_SECONDS
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

FAILED = "failed"


@dataclass(frozen=True)
class QueueState:
    """How many jobs stand in each state, and how long the oldest that could run has waited."""

    waiting: int
    later: int
    running: int
    failed: int
    longest_wait_seconds: float
    workers: int


@dataclass(frozen=True)
class JobLine:
    """One job of the queue."""

    id: int
    task: str
    queue: str
    attempts: int
    at: datetime | None
    arguments: dict[str, Any]


@dataclass(frozen=True)
class PeriodicLine:
    """A task that runs by the clock, and when it was begun last."""

    task: str
    cron: str
    last_at: datetime | None


_STATE = """
SELECT count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())),
       count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()),
       count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs
"""
_LONGEST = """
SELECT coalesce(extract(epoch FROM now() - min(e.at)), 0) FROM procrastinate_jobs j
JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
"""
_WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"
_JOBS = """
SELECT j.id, j.task_name, j.queue_name, j.attempts, max(e.at), j.args
FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id
WHERE j.status = %s GROUP BY j.id ORDER BY max(e.at) DESC NULLS LAST, j.id DESC LIMIT %s
"""
_STUCK = """
SELECT j.id, j.task_name, j.queue_name, j.attempts,
       (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'started'), j.args
FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))
ORDER BY j.id LIMIT 100
"""
_LAST = "SELECT max(to_timestamp(defer_timestamp)) FROM procrastinate_periodic_defers WHERE task_name = %s"


def queue_state() -> QueueState:
    """The queue in numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        waiting, later, running, failed = cursor.fetchone()
        cursor.execute(_LONGEST)
        longest = float(cursor.fetchone()[0])
        cursor.execute(_WORKERS, [SILENT_SECONDS])
        workers = int(cursor.fetchone()[0])
    return QueueState(waiting, later, running, failed, longest, workers)


def failed_jobs(limit: int = 100) -> list[JobLine]:
    """Jobs that were tried as often as they may be, the newest first."""
    return _jobs(_JOBS, [FAILED, limit])


def last_error_of(job: JobLine) -> str:
    """Why the job failed last, in words; empty when nobody remembers."""
    return error_of(job.task, job.arguments)


def stuck_jobs() -> list[JobLine]:
    """Jobs marked as being done by a worker that is silent."""
    return _jobs(_STUCK, [SILENT_SECONDS])


def periodic_jobs() -> list[PeriodicLine]:
    """What runs by the clock."""
    lines = []
    with connection.cursor() as cursor:
        for task in app.periodic_registry.periodic_tasks.values():
            cursor.execute(_LAST, [task.task.name])
            lines.append(PeriodicLine(task.task.name, task.cron, cursor.fetchone()[0]))
    return sorted(lines, key=lambda line: line.task)


@transaction.atomic
def retry_job(actor: ActorRef, *, job_id: int) -> None:
    """Begin one failed job again. Its effect happens once however often it is begun. Raises JobNotFailed."""
    actor.require(KEEP_JOBS)
    if job_id not in _locked_failed([job_id]):
        raise JobNotFailed()
    _begin_again(actor, [job_id])


@transaction.atomic
def retry_all_failed(actor: ActorRef) -> int:
    """Begin every failed job again; returns how many."""
    actor.require(KEEP_JOBS)
    failed = _locked_failed(None)
    if failed:
        _begin_again(actor, failed)
    return len(failed)


def _jobs(sql: str, params: list[Any]) -> list[JobLine]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [
            JobLine(job_id, task, queue, attempts, at, json.loads(arguments))
            for job_id, task, queue, attempts, at, arguments in cursor.fetchall()
        ]


def _locked_failed(ids: list[int] | None) -> list[int]:
    """The failed jobs among these (all of them without any), held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM procrastinate_jobs WHERE status = 'failed' AND (%s::bigint[] IS NULL OR id = ANY(%s))"
            " ORDER BY id FOR UPDATE SKIP LOCKED",
            [ids, ids],
        )
        return [job_id for (job_id,) in cursor.fetchall()]


def _begin_again(actor: ActorRef, job_ids: list[int]) -> None:
    for job_id in job_ids:
        app.job_manager.retry_job_by_id(job_id, retry_at=clock.now())
    record(actor, act="messaging.jobs_begun_again", right=KEEP_JOBS, details={"jobs": job_ids[:1000]})
