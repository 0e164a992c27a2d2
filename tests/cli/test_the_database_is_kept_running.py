"""Whatever kills the server, it comes back with what was committed; and it stops when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
import pytest

from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.embedded_postgres.errors import PasswordsMissing
from saraptama.cli.embedded_postgres.launcher import status
from saraptama.cli.embedded_postgres.place import cluster_of
from saraptama.cli.home import Home
from tests.cli.conftest import Saraptama, ask


def wait_for(happened: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def test_a_killed_server_comes_back_with_what_was_committed(home: Home) -> None:
    urls = launcher.ensure_running(home)
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE fact AS SELECT 'бекітілді' AS word")
    killed = status(home).pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: status(home).pid not in (None, killed))
    again = launcher.ensure_running(home)
    assert ask(again.app, "SELECT word FROM fact") == "бекітілді"


def test_stop_ends_the_server_and_its_supervisor(home: Home, saraptama: Saraptama) -> None:
    place = {"SARAPTAMA_HOME": str(home.path)}
    assert saraptama("db", "start", **place).returncode == 0
    assert status(home).supervisor is not None
    assert saraptama("db", "status", **place).returncode == 0
    assert saraptama("db", "stop", **place).stdout == "The database is stopped.\n"
    found = status(home)
    assert (found.pid, found.supervisor) == (None, None)
    assert saraptama("db", "status", **place).returncode == 3
    assert saraptama("db", "stop", **place).stdout == "The database was not running.\n"


def test_a_killed_supervisor_is_replaced_and_the_server_stays(home: Home) -> None:
    launcher.ensure_running(home)
    before = status(home)
    assert before.supervisor is not None
    os.kill(before.supervisor, signal.SIGKILL)
    wait_for(lambda: status(home).supervisor is None)
    launcher.ensure_running(home)
    after = status(home)
    assert after.pid == before.pid
    assert after.supervisor not in (None, before.supervisor)


def test_a_stale_pid_file_with_a_strangers_number_does_not_hinder_the_start(home: Home) -> None:
    """After a restart of a container the old server's number belongs to some other living process."""
    launcher.ensure_running(home, supervised=False)
    cluster = cluster_of(home)
    text = (cluster.data / "postmaster.pid").read_text()
    launcher.stop(home)
    stale = cluster.data / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *text.splitlines()[1:], ""]))
    os.chown(stale, cluster.account.uid, cluster.account.gid)
    assert not cluster.is_running
    launcher.ensure_running(home, supervised=False)
    assert cluster.is_running


def test_launchers_at_the_same_time_start_one_server(home: Home) -> None:
    command = [sys.executable, "-m", "saraptama.cli", "db", "url"]
    environment = {**os.environ, "SARAPTAMA_HOME": str(home.path)}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]


def test_one_supervisor_per_home(home: Home, saraptama: Saraptama) -> None:
    launcher.ensure_running(home)
    second = saraptama("db", "supervise", SARAPTAMA_HOME=str(home.path))
    assert second.returncode == 2
    assert f"Process {status(home).supervisor} holds" in second.stderr


def test_lost_passwords_are_told_and_not_replaced(home: Home) -> None:
    launcher.ensure_running(home, supervised=False, settings=launcher.THROW_AWAY)
    (home.database / "passwords.json").unlink()
    with pytest.raises(PasswordsMissing):
        launcher.ensure_running(home, supervised=False)
