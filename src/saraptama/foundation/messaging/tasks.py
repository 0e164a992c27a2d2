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


@app.task(name="messaging.deliver_webhook", queue="webhooks")
def deliver_webhook(delivery_id: str) -> None:
    """Call the address once; a failure defers the next attempt by itself, later and later."""
    from uuid import UUID

    from saraptama.foundation.messaging.delivering import attempt

    attempt(UUID(delivery_id))


@app.periodic(cron="* * * * * */5")
@app.task(name="messaging.tell_systems", queue="upkeep", queueing_lock="messaging.tell_systems")
def tell_systems(timestamp: int) -> None:
    """Make messages of what the log says anew."""
    from saraptama.foundation.messaging.telling import tell_systems as tell

    tell()


@app.periodic(cron="17 3 * * *")
@app.task(name="messaging.forget_old_answers", queue="housekeeping", queueing_lock="messaging.forget_old_answers")
def forget_old_answers(timestamp: int) -> None:
    """Kept answers are for repeats of the same request, not for ever."""
    from saraptama.foundation.messaging.kept_answers import forget_old_answers as forget

    forget()
