"""Keeps the server running: whatever kills it, it is started again and recovers what was committed."""

import os
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress

from saraptama.cli.embedded_postgres.launcher import ensure_running, supervisor_lock
from saraptama.cli.embedded_postgres.place import cluster_of
from saraptama.cli.home import Home
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal

LOOK_EVERY_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0


def supervise(home: Home, settings: Mapping[str, str]) -> None:
    """Run until SIGTERM or SIGINT, then stop the server. One supervisor per home; a running server is adopted."""
    home.prepare()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with supervisor_lock(home):
        ensure_running(home, supervised=False, settings=settings)
        cluster = cluster_of(home)
        _say(f"watching {cluster.data}")
        pause = LOOK_EVERY_SECONDS
        try:
            while not stopping.wait(pause):
                pause = LOOK_EVERY_SECONDS if cluster.is_running else _revive(home, settings, pause)
        finally:
            cluster.stop()
        _say("stopped")


def _revive(home: Home, settings: Mapping[str, str], pause: float) -> float:
    """Returns how long to wait before the next look: longer after every failure, for a disk that is full."""
    _say("the server is gone, starting it again")
    try:
        ensure_running(home, supervised=False, settings=settings)
    except Refusal as refusal:
        _say(refusal.text())
        return min(pause * 2, LONGEST_PAUSE_SECONDS)
    return LOOK_EVERY_SECONDS


def _say(line: str) -> None:
    """Whoever read our output may be dead, which is no reason to leave the server alone."""
    with suppress(OSError):
        os.write(1, f"{clock.now().isoformat(timespec='seconds')} {line}\n".encode())
