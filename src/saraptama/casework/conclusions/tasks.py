"""Background work of conclusions."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

MOST_ATTEMPTS = 1000
"""A seal waits as long as it must: with an attempt each five minutes, some three and a half days, then an alarm."""


@app.task(
    name="conclusions.seal",
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=1, linear_wait=2),
    queue="conclusions",
)
def seal(conclusion_id: str) -> None:
    """Seal a signed conclusion; tried again while the log or the time-stamp authority is behind."""
    from uuid import UUID

    from saraptama.casework.conclusions.services.sealing import seal_conclusion
    from saraptama.kernel.actor import SYSTEM

    seal_conclusion(SYSTEM, conclusion_id=UUID(conclusion_id))
