"""Letting everything that waits happen now: the worker's jobs and the integrator, in this process."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.selectors import pending_count
from saraptama.foundation.messaging.working import run_worker

LONGEST_SECONDS = 60.0


class NotDrained(RuntimeError):
    """Jobs were still waiting when the time was over."""


def drain() -> None:
    """Integrate and run jobs until none waits; a job that must wait for the log is tried again."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        catch_up()
        if not _jobs().exists() and not pending_count():
            return
        _run_waiting_jobs()
    waiting = list(_jobs().values_list("task_name", "attempts"))
    raise NotDrained(f"still waiting after {LONGEST_SECONDS} s: {waiting}")


def _jobs() -> Any:
    return ProcrastinateJob.objects.filter(status__in=("todo", "doing"))


def _run_waiting_jobs() -> None:
    """One pass of the real worker over what is due."""
    connection.close()
    run_worker(
        wait=False,
        install_signal_handlers=False,
        listen_notify=False,
        concurrency=1,
        task_middleware=[_with_a_connection_of_its_own],
    )


def _with_a_connection_of_its_own(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """The thread of a job ends with this pass of the worker, and takes its connection with it."""
    try:
        return call_next()
    finally:
        connection.close()
