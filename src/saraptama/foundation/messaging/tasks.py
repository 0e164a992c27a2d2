"""Background work of messaging."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

MOST_ATTEMPTS = 12


@app.task(
    name="messaging.react",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
    queue="reactions",
)
def react(event_id: str) -> None:
    """Let every handler of a stored event do its work, each once."""
    from saraptama.foundation.messaging.reacting import react_to

    react_to(event_id)
