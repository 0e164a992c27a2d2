"""`saraptama integrator`: gives the log's pending entries their leaves. Several may run; one leads at a time."""

import signal
import threading

import click

from saraptama.cli.environment import end_with_parent, set_up_django


@click.command()
def integrator() -> None:
    """Integrate the tamper-evident log until stopped."""
    end_with_parent()
    set_up_django()
    from saraptama.foundation.audit.integrator import run_forever

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    run_forever(lambda: not stopping.is_set())
