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
    from django.core.management import call_command

    call_command(
        "procrastinate",
        "worker",
        f"--concurrency={concurrency}",
        f"--fetch-job-polling-interval={POLL_SECONDS}",
        f"--shutdown-graceful-timeout={FINISH_SECONDS}",
    )
