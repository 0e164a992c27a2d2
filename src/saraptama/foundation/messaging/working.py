"""Running jobs: the worker, with the one property that everything here rests on.

A job that a job defers must stand or fall with the transaction of that job, as it does everywhere else. procrastinate's
own way of running a worker gives the whole application the worker's connector, and with it every deferred job a
connection of its own: after a rollback or a crash the job is there and its event is not. So the worker gets an
application of its own over the same tasks, and tasks go on deferring through Django's connection.
"""

from typing import Any

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from saraptama.foundation.messaging.job_errors import watch

HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 20.0
"""A worker that was silent for so long is dead."""


def run_worker(*, wait: bool = True, **options: Any) -> None:
    """Run jobs until stopped; or, with `wait=False`, those that are due, and no periodic ones.

    `options` are those of procrastinate's worker.
    """
    assert isinstance(app.connector, DjangoConnector)
    working = App(connector=app.connector.get_worker_connector(), worker_defaults=app.worker_defaults)
    working.tasks = app.tasks
    for task in app.tasks.values():
        watch(task)
    if wait:
        working.periodic_registry = app.periodic_registry
    working.run_worker(
        wait=wait, update_heartbeat_interval=HEARTBEAT_SECONDS, stalled_worker_timeout=SILENT_SECONDS, **options
    )
