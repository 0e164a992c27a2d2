"""Why a job failed last, in words: kept beside the queue, which itself remembers only that it failed.

Kept in the memory that all web nodes share, for a month, by what the job was to do; the whole story stands in the
worker's log.
"""

import functools
import hashlib
import inspect
import json
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from procrastinate.tasks import Task

from saraptama.kernel.errors import Refusal

KEPT_SECONDS = 30 * 24 * 60 * 60
LONGEST = 300
_WATCHED = "saraptama_keeps_errors"


def watch(task: Task[Any, Any, Any]) -> None:
    """Keep what the task raises from now on. A repeat changes nothing."""
    if not getattr(task.func, _WATCHED, False) and not inspect.iscoroutinefunction(task.func):
        task.func = _watched(task.name, task.func)


def error_of(task: str, arguments: dict[str, Any]) -> str:
    """What the job with these arguments raised last; empty when nothing is remembered."""
    return str(cache.get(_key(task, arguments), ""))


def _watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*args: Any, **arguments: Any) -> Any:
        try:
            return function(*args, **arguments)
        except Exception as error:
            cache.set(_key(name, arguments), _said(error), KEPT_SECONDS)
            raise

    setattr(run, _WATCHED, True)
    return run


def _said(error: Exception) -> str:
    text = error.text() if isinstance(error, Refusal) else f"{type(error).__name__}: {error}"
    return text[:LONGEST]


def _key(task: str, arguments: dict[str, Any]) -> str:
    told = json.dumps(arguments, sort_keys=True, default=str)
    return f"job_error:{task}:{hashlib.sha256(told.encode()).hexdigest()[:32]}"
