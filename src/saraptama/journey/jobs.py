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


@app.periodic(cron="*/5 * * * *")
@app.task(name="journey.expire_hand_overs", queueing_lock="journey.expire_hand_overs", queue="housekeeping")
def expire_hand_overs(timestamp: int) -> None:
    """Offers of objects that nobody confirmed in time end; nothing was transferred."""
    from saraptama.casework.custody.services import expire_hand_overs as expire

    expire()


@app.periodic(cron="7 2-14 * * *")
@app.task(name="journey.give_alerts", queueing_lock="journey.give_alerts", queue="housekeeping")
def give_alerts(timestamp: int) -> None:
    """Alerts about terms, each hour from seven in the morning to seven in the evening of the institutes (UTC+5)."""
    from saraptama.casework.examinations.services import give_alerts as give

    give()


@app.periodic(cron="11 2-14 * * *")
@app.task(name="journey.remind_of_petitions", queueing_lock="journey.remind_of_petitions", queue="housekeeping")
def remind_of_petitions(timestamp: int) -> None:
    """Reminders of petitions without an answer, each hour of the institutes' day (UTC+5)."""
    from saraptama.casework.examinations.services import remind_of_petitions as remind

    remind()
