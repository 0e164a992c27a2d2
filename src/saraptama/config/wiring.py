"""The one composition root: which adapter stands behind which port."""

from typing import Any


def bind_ports() -> None:
    """Bind every port. Called once when Django has loaded all contexts."""


def on_jobs_ready(app: Any) -> None:
    """Called when the job queue is ready."""
