"""Background work of messaging."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

MOST_ATTEMPTS = 12
REACTIONS = "reactions"


@app.task(
    name="messaging.react",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
    queue=REACTIONS,
)
def react(event_id: str) -> None:
    """Let every handler of a stored event do its work, each once."""
    from saraptama.foundation.messaging.reacting import react_to

    react_to(event_id)


@app.periodic(cron="* * * * * */15")
@app.task(name="messaging.take_over", queue="upkeep", queueing_lock="messaging.take_over")
def take_over(timestamp: int) -> None:
    """Begin again what a crash left half done."""
    from saraptama.foundation.messaging.taking_over import begin_lost_jobs_again

    begin_lost_jobs_again()
