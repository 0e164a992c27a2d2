"""`saraptama serve`: gunicorn over WSGI."""

import os
import socket
import subprocess
import sys

import click

from saraptama.cli.environment import end_with_parent, prepare_environment
from saraptama.kernel.errors import Refusal

APPLICATION = "saraptama.config.wsgi:application"
SETTINGS = "python:saraptama.config.web_worker"


class AddressInUse(Refusal):
    code = "address_in_use"
    message = "Nothing can listen on {host}:{port}: {why}. Choose another with --port."


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=None, type=int, help="Processes; one per processor unless told.")
@click.option("--threads", default=4, show_default=True, help="Threads in each process.")
def serve(host: str, port: int, workers: int | None, threads: int) -> None:
    """Serve the pages and the API until stopped."""
    end_with_parent()
    prepare_environment()
    refuse_taken_address(host, port)
    collect_static()
    command = [sys.executable, "-m", "gunicorn", APPLICATION, f"--config={SETTINGS}", f"--bind={host}:{port}"]
    command += [f"--workers={workers or max(2, os.cpu_count() or 2)}", "--worker-class=gthread", f"--threads={threads}"]
    command += ["--graceful-timeout=15", "--timeout=60", "--no-control-socket"]
    # No --preload: a connection pool that is inherited over fork corrupts transactions.
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell


def collect_static() -> None:
    """Sheets, scripts, font and icons of this release: packed, and named by content so that browsers keep them."""
    command = [sys.executable, "-m", "saraptama.cli", "manage", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, env={**os.environ, "SARAPTAMA_COLLECTS_STATIC": "1"})


def refuse_taken_address(host: str, port: int) -> None:
    """Ask before gunicorn does: it would try five times and leave the reason in its log."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressInUse(host=host, port=port, why=error.strerror or str(error)) from None
