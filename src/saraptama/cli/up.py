"""`saraptama up`: the whole service on one machine, supervised."""

import subprocess
import sys

import click

from saraptama.cli.embedded_postgres.launcher import supervisor_lock
from saraptama.cli.environment import is_embedded, prepare_environment
from saraptama.cli.home import Home
from saraptama.cli.processes import Part
from saraptama.cli.serve import refuse_taken_address


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def up(host: str, port: int) -> None:
    """Run the database, the web, the worker and the integrator until Ctrl-C."""
    from saraptama.cli.processes import Processes

    home, parts = prepare_parts(host, port)
    Processes(home, parts).run()


def prepare_parts(host: str, port: int) -> tuple[Home, list[Part]]:
    """Database up and migrated, environment filled; what `up` and `demo` then keep running."""
    refuse_taken_address(host, port)
    ours = is_embedded()
    home = prepare_environment(supervised_database=False)
    subprocess.run([sys.executable, "-m", "saraptama.cli", "migrate"], check=True, stdin=subprocess.DEVNULL)
    return home, service_parts(home, host, port, watch_database=ours)


def service_parts(home: Home, host: str, port: int, *, watch_database: bool) -> list[Part]:
    """The processes of one machine, in the order they start; they stop in the opposite order."""
    parts = [
        Part("web", ["serve", f"--host={host}", f"--port={port}"]),
        Part("worker", ["worker"]),
        Part("integrator", ["integrator"]),
    ]
    # A database that `saraptama db start` watches already stays with its watcher and outlives us.
    if watch_database and supervisor_lock(home).holder() is None:
        parts.insert(0, Part("database", ["db", "supervise"]))
    return parts
