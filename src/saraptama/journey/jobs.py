"""Work that waits for something outside the transaction, and tries again until it is there."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

MOST_ATTEMPTS = 200
SECONDS_BETWEEN = 2
LONGEST_WAIT = 600


@app.task(
    name="journey.seal",
    queue="seals",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=SECONDS_BETWEEN, linear_wait=SECONDS_BETWEEN),
)
def seal(conclusion_id: str) -> None:
    """Prove and seal a signed conclusion. Raises while the log's checkpoint or the time-stamp authority is awaited."""
    from saraptama.casework.conclusions.services import seal_conclusion
    from saraptama.kernel.actor import SYSTEM

    seal_conclusion(SYSTEM, conclusion_id=UUID(conclusion_id))
