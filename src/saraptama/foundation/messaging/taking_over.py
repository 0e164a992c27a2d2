"""Jobs that nobody does any more though they are marked as being done: found, and begun again.

Two ways lead there. A worker dies in the middle of a job. Or the database dies while a worker writes down that a job is
done: the worker lives on, and the mark stays. Every job of these queues may run twice: each has its effect once.
"""

import structlog
from django.db import connection
from procrastinate.contrib.django import app

from saraptama.foundation.messaging.tasks import REACTIONS
from saraptama.foundation.messaging.working import SILENT_SECONDS
from saraptama.kernel import clock

SHORT_QUEUES = (REACTIONS, "seals")
LONGEST_SECONDS = 60.0
"""No job of the short queues takes so long; one that seems to has lost its mark."""

_LOST = """
SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE j.status = 'doing' AND (
    w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %(silent)s)
    OR j.queue_name = ANY(%(short)s) AND (
        SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'started'
    ) < now() - make_interval(secs => %(longest)s)
)
"""

log = structlog.get_logger(__name__)


def begin_lost_jobs_again() -> int:
    """Put every lost job back into its queue; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_LOST, {"silent": SILENT_SECONDS, "short": list(SHORT_QUEUES), "longest": LONGEST_SECONDS})
        lost = [job_id for (job_id,) in cursor.fetchall()]
    for job_id in lost:
        log.warning("lost_job_begun_again", job_id=job_id)
        app.job_manager.retry_job_by_id(job_id, retry_at=clock.now())
    return len(lost)
