"""Background work of messaging."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

MOST_ATTEMPTS = 12
HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 20.0
"""A worker that was silent for so long is dead, and what it was doing is begun again."""


@app.task(
    name="messaging.react",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
    queue="reactions",
)
def react(event_id: str) -> None:
    """Let every handler of a stored event do its work, each once."""
    from saraptama.foundation.messaging.reacting import react_to

    react_to(event_id)


@app.periodic(cron="* * * * * */15")
@app.task(name="messaging.take_over", queue="upkeep", queueing_lock="messaging.take_over", pass_context=True)
async def take_over(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that died in the middle of them to others; every job of ours may run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await manager.retry_job(job)
