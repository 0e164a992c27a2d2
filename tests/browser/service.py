"""The service as it runs for people: real HTTP on the test database, and what waits is done when a test says so."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.db import connections
from pytest_django.live_server_helper import LiveServer


def apart(act: Callable[[], Any]) -> Any:
    """Run in a thread of its own: the browser's driver keeps an event loop in ours, beside which Django refuses."""

    def and_leave() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(and_leave).result()


@dataclass(frozen=True)
class Service:
    """Where it is, and its worker."""

    url: str

    def drain(self) -> None:
        """Let the worker's jobs and the integrator do all that waits."""
        from saraptama.demo.draining import drain

        apart(drain)

    def trust(self, folder: Path) -> Path:
        """What an outsider trusts: the development authority, and the log's key as the service publishes it."""
        from saraptama.integrations.eds.development_ca import DevelopmentAuthority
        from saraptama.proof.checkpoint import NoteVerifier

        key = httpx.get(f"{self.url}/api/v1/log/key").text.strip()
        DevelopmentAuthority(settings.HOME / "keys" / "development").write_trust(folder, [NoteVerifier.parse(key)])
        return folder


@contextmanager
def running_service() -> Iterator[Service]:
    """Real HTTP on a free port. What its server notes of pages that refuse is not the test's output."""
    quiet = logging.getLogger("django.server")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    server = LiveServer("localhost")
    try:
        yield Service(server.url)
    finally:
        server.stop()
        quiet.setLevel(level)


def checked_offline(file: Path, trust: Path) -> subprocess.CompletedProcess[str]:
    """The stand-alone verifier, run as anybody would run it: without the service and without its database."""
    command = [sys.executable, "-m", "saraptama.cli", "verify", str(file), "--trust", str(trust), "--lang", "en"]
    elsewhere = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SARAPTAMA_HOME")}
    elsewhere["PYTHONPATH"] = str(settings.PACKAGE.parent)
    return subprocess.run(command, check=False, capture_output=True, text=True, env=elsewhere)
