"""Background work of the workplace. Heavy imports wait for the job: the queue loads this file at every start."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

UPKEEP = "upkeep"


@app.task(name="desktop.make_export", queue="exports", retry=RetryStrategy(max_attempts=2, wait=10))
def make_export(export_id: str) -> None:
    """Make a file from a long table."""
    from saraptama.web.exports.making import make_file

    make_file(UUID(export_id))


@app.periodic(cron="* * * * *")
@app.task(name="desktop.learn_words", queue=UPKEEP, queueing_lock="desktop.learn_words")
def learn_words(timestamp: int) -> None:
    """Learn the words of more orders, so that misspelt ones find their neighbours."""
    from saraptama.web.search.learning import learn_some

    learn_some()


@app.periodic(cron="17 3 * * *")
@app.task(name="desktop.forget", queue=UPKEEP, queueing_lock="desktop.forget")
def forget(timestamp: int) -> None:
    """Throw away kept forms and files whose time is over."""
    from saraptama.foundation.desktop.services import forget_old_exports, forget_old_forms

    forget_old_forms()
    forget_old_exports()


@app.periodic(cron="* * * * *")
@app.task(name="desktop.write_mail", queue="mail", queueing_lock="desktop.write_mail")
def write_mail(timestamp: int) -> None:
    """Write to people about notifications that they have not read; what could not be sent is tried the next minute."""
    from saraptama.web.shared.mailing import write_to_everybody

    write_to_everybody()
