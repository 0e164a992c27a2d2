"""What a crash left marked as being done is found and done."""

from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from saraptama.foundation.messaging.taking_over import LONGEST_SECONDS, begin_lost_jobs_again
from saraptama.foundation.messaging.tasks import react
from saraptama.foundation.messaging.working import SILENT_SECONDS

pytestmark = pytest.mark.django_db(transaction=True)

JUST_NOW = 1.0


def job_being_done(*, heartbeat_ago: float | None, begun_ago: float = JUST_NOW, queue: str = "reactions") -> int:
    """A job in the hands of a worker that was last heard of so long ago; None: of one whose row is gone."""
    job_id = react.configure(queue=queue).defer(event_id="x")
    with connection.cursor() as cursor:
        worker = None
        if heartbeat_ago is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id",
                [timedelta(seconds=heartbeat_ago)],
            )
            worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job_id])
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - %s WHERE job_id = %s AND type = 'started'",
            [timedelta(seconds=begun_ago), job_id],
        )
    return job_id


def state_of(job_id: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=job_id).status)


def test_the_job_of_a_silent_worker_is_begun_again() -> None:
    job = job_being_done(heartbeat_ago=SILENT_SECONDS + 1)
    assert begin_lost_jobs_again() == 1
    assert state_of(job) == "todo"


def test_the_job_of_a_worker_that_is_gone_is_begun_again() -> None:
    job = job_being_done(heartbeat_ago=None)
    assert begin_lost_jobs_again() == 1
    assert state_of(job) == "todo"


def test_the_job_of_a_living_worker_is_left_to_it() -> None:
    job = job_being_done(heartbeat_ago=JUST_NOW)
    assert begin_lost_jobs_again() == 0
    assert state_of(job) == "doing"


def test_a_short_job_that_lost_its_mark_is_begun_again_though_its_worker_lives() -> None:
    job = job_being_done(heartbeat_ago=JUST_NOW, begun_ago=LONGEST_SECONDS + 1)
    assert begin_lost_jobs_again() == 1
    assert state_of(job) == "todo"


def test_a_long_job_of_another_queue_is_left_to_its_living_worker() -> None:
    job = job_being_done(heartbeat_ago=JUST_NOW, begun_ago=LONGEST_SECONDS + 1, queue="housekeeping")
    assert begin_lost_jobs_again() == 0
    assert state_of(job) == "doing"


def test_the_task_is_known_to_the_worker_and_comes_by_itself() -> None:
    assert "messaging.take_over" in app.tasks
    assert ("messaging.take_over", "") in app.periodic_registry.periodic_tasks
