"""`saraptama worker`: the background jobs."""

import click

from saraptama.cli.environment import end_with_parent, set_up_django

POLL_SECONDS = 1.0
FINISH_SECONDS = 30.0


@click.command()
@click.option("--concurrency", default=2, show_default=True, help="Jobs at the same time.")
def worker(concurrency: int) -> None:
    """Run jobs until stopped. Wake-ups come by NOTIFY; the poll each second catches what a lost one would have told."""
    end_with_parent()
    set_up_django()
    from saraptama.foundation.messaging.working import run_worker

    run_worker(
        concurrency=concurrency,
        fetch_job_polling_interval=POLL_SECONDS,
        shutdown_graceful_timeout=FINISH_SECONDS,
        delete_jobs="successful",
    )
