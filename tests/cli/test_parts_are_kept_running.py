"""The supervisor of the whole service: a killed part returns, and none is left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.embedded_postgres.credentials import Urls
from saraptama.cli.embedded_postgres.launcher import status
from saraptama.cli.home import Home
from saraptama.cli.processes import Part, PartRefused, Processes
from tests.cli.test_the_database_is_kept_running import wait_for

SUPERVISE = (
    "from saraptama.cli.home import Home\n"
    "from saraptama.cli.processes import Part, Processes\n"
    "Processes(Home.from_environment().prepare(), [Part('database', ['db', 'supervise'])]).run()\n"
)


@pytest.fixture
def supervisor(home: Home) -> Iterator["subprocess.Popen[str]"]:
    """A process that keeps one real part running: the database's watcher."""
    environment = {**os.environ, "SARAPTAMA_HOME": str(home.path)}
    process = subprocess.Popen([sys.executable, "-c", SUPERVISE], env=environment, stdout=subprocess.PIPE, text=True)
    wait_for(lambda: status(home).supervisor and status(home).pid)
    yield process
    process.kill()
    process.communicate()


def test_a_killed_part_is_started_again(home: Home, supervisor: "subprocess.Popen[str]") -> None:
    before = status(home).supervisor
    assert before is not None
    assert (home.run / "database.pid").read_text() == f"{before}\n"
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: status(home).supervisor not in (None, before))
    assert "ended (killed by SIGKILL), starting again" in (home.logs / "database.log").read_text()


def test_a_stopped_supervisor_stops_its_parts(home: Home, supervisor: "subprocess.Popen[str]") -> None:
    supervisor.terminate()
    said, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 0
    assert "database  | " in said
    assert (status(home).pid, status(home).supervisor) == (None, None)
    assert not (home.run / "database.pid").exists()


def test_a_killed_supervisor_leaves_no_part_behind(home: Home, supervisor: "subprocess.Popen[str]") -> None:
    supervisor.kill()
    wait_for(lambda: status(home).supervisor is None and status(home).pid is None)


def test_a_part_that_refuses_is_not_started_again_and_again(
    running: tuple[Home, Urls], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, urls = running
    monkeypatch.setenv("SARAPTAMA_HOME", str(home.path))
    monkeypatch.setenv("DATABASE_URL", urls.app)
    monkeypatch.setenv("DATABASE_OWNER_URL", urls.owner)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        web = Part("web", ["serve", f"--port={taken.getsockname()[1]}"])
        with pytest.raises(PartRefused, match="Choose another with --port"):
            Processes(home, [web], echo=False).run()


def test_a_part_named_for_later_waits_until_it_is_begun(
    running: tuple[Home, Urls], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = running
    monkeypatch.setenv("SARAPTAMA_HOME", str(home.path))
    processes = Processes(home, [Part("worker", ["--version"])], echo=False, later=["worker"])
    mark = home.run / "worker.pid"
    seen: list[bool] = []

    def look() -> None:
        time.sleep(0.5)
        seen.append(mark.exists())
        processes.begin("worker")
        wait_for(mark.exists)
        seen.append(True)
        processes.stop()

    processes.run(when_started=look)
    assert seen == [False, True]


def test_two_supervisors_on_one_home_do_not_fight(home: Home, supervisor: "subprocess.Popen[str]") -> None:
    assert launcher.supervisor_lock(home).holder() is not None
    environment = {**os.environ, "SARAPTAMA_HOME": str(home.path)}
    second = subprocess.run(
        [sys.executable, "-c", SUPERVISE], check=False, env=environment, capture_output=True, text=True
    )
    assert second.returncode != 0
    assert f"Process {supervisor.pid} holds" in second.stderr
