"""The service under test: how it is started, killed part by part, asked and inspected."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psycopg

from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.embedded_postgres.credentials import Urls
from saraptama.cli.home import Home
from saraptama.demo.cast import MACHINE_CLIENT_ID, MACHINE_SECRET

ROOT = Path(__file__).resolve().parents[2]
RECOVERY_SECONDS = 150.0
WORK_THAT_WAITS = (
    "SELECT (SELECT count(*) FROM audit_pendingleaf)"
    " + (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name <> 'upkeep')"
)
JOBS_THAT_WAIT = "SELECT id, task_name, status::text, attempts, worker_id, scheduled_at FROM procrastinate_jobs"


class NoAnswer(Exception):
    """The service did not answer, or not with an answer: the sender does not know and must repeat."""


class Service:
    """One installation from its build to its removal."""

    def __init__(self, home: Path) -> None:
        self.home = Home(home).prepare()
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._up: subprocess.Popen[bytes] | None = None
        self._token = ""

    @property
    def environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "SARAPTAMA_", "DJANGO_"))}
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        return {**inherited, "SARAPTAMA_HOME": str(self.home.path), "SARAPTAMA_DEMO": "1", "PYTHONPATH": path}

    def saraptama(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The command as an operator runs it on this home."""
        command = [sys.executable, "-m", "saraptama.cli", *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True, env=self.environment, cwd=ROOT)

    def build(self) -> None:
        done = self.saraptama("demo", "--once", "--json")
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        command = [sys.executable, "-m", "saraptama.cli", "up", "--port", str(self.port)]
        self._up = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        until(self.is_answering, "the first page")

    def remove(self) -> None:
        if self._up is not None:
            self._up.terminate()
            self._up.wait(60)
        launcher.remove(self.home)

    @property
    def is_supervised(self) -> bool:
        """`saraptama up` itself is still there."""
        return self._up is not None and self._up.poll() is None

    def urls(self) -> Urls:
        return launcher.ensure_running(self.home, supervised=False)

    # Killing

    def pid_of(self, part: str) -> int:
        if part == "postmaster":
            return launcher.status(self.home).pid or 0
        return int((self.home.run / f"{part}.pid").read_text())

    def kill(self, part: str) -> None:
        """SIGKILL, and wait until another process does its work. The web's children notice by themselves."""
        killed = self.pid_of(part)
        os.kill(killed, signal.SIGKILL)
        until(lambda: self._is_replaced(part, killed), f"another {part}")

    def _is_replaced(self, part: str, killed: int) -> bool:
        assert self.is_supervised, "saraptama up has ended"
        try:
            found = self.pid_of(part)
        except (FileNotFoundError, ValueError):
            return False
        return found not in (0, killed) and (part != "web" or self.is_answering())

    # Asking

    def is_answering(self) -> bool:
        try:
            return self.ask("/api/v1/log/key").startswith(b"saraptama")
        except NoAnswer:
            return False

    def ask(self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        request = urllib.request.Request(self.address + path, data, headers or {})  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own address
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                said = error.read().decode(errors="replace")
            if error.code >= 500:
                raise NoAnswer(f"{error.code} {said[:200]}") from error
            raise AssertionError(f"{path}: {error.code} {said[:500]}") from error
        except (OSError, HTTPException) as error:  # refused, reset, timed out, cut off in the middle
            raise NoAnswer(str(error)) from error

    def token(self) -> str:
        """The access token of the cast's police department, asked for once."""
        if not self._token:
            form = {"grant_type": "client_credentials", "client_id": MACHINE_CLIENT_ID, "client_secret": MACHINE_SECRET}
            answer = self.ask("/identity/o/api/token", urllib.parse.urlencode(form).encode())
            self._token = str(json.loads(answer)["access_token"])
        return self._token

    def post_order(self, document: bytes, key: str) -> dict[str, Any]:
        headers = {
            "Authorization": f"Bearer {self.token()}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        answer: dict[str, Any] = json.loads(self.ask("/api/v1/orders", document, headers))
        return answer

    # Inspecting

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """What stands in the database, as its administrator sees it."""
        with psycopg.connect(self.urls().admin) as connection:
            return connection.execute(sql, params or None).fetchall()

    def wait_until_quiet(self) -> None:
        """Every reaction has happened and every act has its place in the log."""
        try:
            until(self._is_quiet, "nothing that waits")
        except AssertionError as still:
            still.add_note(f"jobs: {self.rows(JOBS_THAT_WAIT)}")
            still.add_note(f"workers: {self.rows('SELECT id, now() - last_heartbeat FROM procrastinate_workers')}")
            raise

    def _is_quiet(self) -> bool:
        assert self.is_supervised, "saraptama up has ended"
        try:
            return self.rows(WORK_THAT_WAITS) == [(0,)] and self.is_answering()
        except psycopg.OperationalError:
            return False


def until(holds: Callable[[], bool], what: str, seconds: float = RECOVERY_SECONDS) -> None:
    """Wait for something, but not for ever."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"still waiting for {what} after {seconds:g} s"
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
