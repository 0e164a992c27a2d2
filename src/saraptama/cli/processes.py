"""Runs the parts of the service as child processes and keeps them running."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from saraptama.cli.home import Home
from saraptama.cli.lock import FileLock
from saraptama.cli.process_log import ProcessLog
from saraptama.kernel.errors import Refusal

REFUSED = 2  # the exit code of a start that only a person can mend
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 30.0
STOP_SECONDS = 40.0
LOOK_EVERY_SECONDS = 0.1


class PartRefused(Refusal):
    """A part said that it cannot work as things are; starting it again would only repeat it."""

    code = "part_refused"
    message = "The {part} cannot start:\n{words}"


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the service; `command` follows `saraptama`."""

    name: str
    command: Sequence[str]


@dataclass
class _Running:
    part: Part
    log: ProcessLog
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    start_at: float = field(default_factory=time.monotonic)


class Processes:
    """Start with `run` (stays until a signal or `stop`), one of these per home.

    The parts named in `later` stay down until `begin`.
    """

    def __init__(self, home: Home, parts: Iterable[Part], *, echo: bool = True, later: Collection[str] = ()) -> None:
        self.home = home
        self._running = [_Running(part, ProcessLog(home.logs, part.name, echo=echo)) for part in parts]
        for one in self._running:
            if one.part.name in later:
                one.start_at = math.inf
        self._stopping = threading.Event()
        self._lock = FileLock(home.run / "supervisor.lock")

    def run(self, *, when_started: Callable[[], None] | None = None) -> None:
        """Keep every part running until SIGINT, SIGTERM or `stop`, then stop them, the last started first.

        `when_started` runs once, in a thread of its own: to fill the service and tell its address.
        """
        with self._lock:
            self._listen_to_signals()
            try:
                self._start_due()
                if when_started:
                    threading.Thread(target=when_started, daemon=True).start()
                while not self._stopping.wait(LOOK_EVERY_SECONDS):
                    self._notice_ended()
                    self._start_due()
            finally:
                self._stop_all()

    def begin(self, name: str) -> None:
        """Let a part start that had to wait; from any thread."""
        for one in self._running:
            if one.part.name == name:
                one.start_at = time.monotonic()

    def stop(self) -> None:
        """From any thread."""
        self._stopping.set()

    def _listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stopping.set())

    def _start_due(self) -> None:
        for one in self._running:
            if one.process is None and time.monotonic() >= one.start_at:
                self._start(one)

    def _start(self, one: _Running) -> None:
        """In a session of its own: Ctrl-C in the terminal reaches us alone, and we stop the parts in order."""
        one.process = subprocess.Popen(
            [sys.executable, "-m", "saraptama.cli", *one.part.command],
            env={**os.environ, "SARAPTAMA_SUPERVISOR_PID": str(os.getpid()), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        one.started = time.monotonic()
        one.log.follow(one.process)
        (self.home.run / f"{one.part.name}.pid").write_text(f"{one.process.pid}\n")

    def _notice_ended(self) -> None:
        for one in self._running:
            if one.process is None or one.process.poll() is None:
                continue
            code = one.process.returncode
            _end_orphans(one.process)
            one.process = None
            if code == REFUSED:
                raise PartRefused(part=one.part.name, words=one.log.last_words())
            self._plan_restart(one, code)

    def _plan_restart(self, one: _Running, code: int) -> None:
        """At once after a long good run, later and later for one that keeps dying."""
        if time.monotonic() - one.started > STEADY_SECONDS:
            one.pause = FIRST_PAUSE_SECONDS
        one.log.write(f"ended ({_how(code)}), starting again in {one.pause:g} s")
        one.start_at = time.monotonic() + one.pause
        one.pause = min(one.pause * 2, LONGEST_PAUSE_SECONDS)

    def _stop_all(self) -> None:
        for one in reversed(self._running):
            if one.process is not None:
                _stop(one.process)
            (self.home.run / f"{one.part.name}.pid").unlink(missing_ok=True)
            one.log.close()


def _end_orphans(process: subprocess.Popen[bytes]) -> None:
    """What a part that died leaves behind goes with it: the web's workers would keep its address for seconds.

    The database's server is in a session of its own and stays.
    """
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
