"""The door to the embedded database: make it run, stop it, ask how it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from saraptama.cli.embedded_postgres import postmaster
from saraptama.cli.embedded_postgres.bootstrap import bootstrap
from saraptama.cli.embedded_postgres.cluster import Cluster
from saraptama.cli.embedded_postgres.credentials import Passwords, Urls, load_or_make_passwords, urls
from saraptama.cli.embedded_postgres.errors import DatabaseDidNotStart, PasswordsMissing
from saraptama.cli.embedded_postgres.place import cluster_of, remove_place
from saraptama.cli.home import Home
from saraptama.cli.lock import FileLock

LAUNCH_SECONDS = 660  # longer than one start may take, so that the second caller waits for the first
SUPERVISOR_SECONDS = 20
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""For data that nobody will miss: the tests'."""


@dataclass(frozen=True, slots=True)
class Status:
    """`pid` and `supervisor` are None where nothing runs."""

    pid: int | None
    supervisor: int | None
    data: Path
    socket: Path
    version: str


def ensure_running(home: Home, *, supervised: bool = True, settings: Mapping[str, str] | None = None) -> Urls:
    """Set up what is missing, start what is stopped, and return the addresses. Safe to call from many processes.

    `supervised` leaves a watcher behind that starts the server again when it is killed.
    """
    home.prepare()
    with launch_lock(home):
        cluster = cluster_of(home)
        passwords = _passwords(home, cluster)
        if not cluster.is_made:
            cluster.make(passwords.admin)
        if cluster.is_running:
            cluster.wait_until_ready()
        else:
            cluster.start(settings or {})
        _finish_set_up(home, cluster, passwords)
        if supervised:
            _ensure_supervisor(home)
    return urls(passwords, cluster.socket)


def stop(home: Home) -> bool:
    """Stop the watcher, then the server. False if nothing ran."""
    home.prepare()
    watcher = supervisor_lock(home).holder()
    if watcher is not None:
        postmaster.stop_process(watcher, signal.SIGTERM, within_seconds=LAUNCH_SECONDS)
    with launch_lock(home):
        cluster = cluster_of(home)
        was_running = cluster.is_running
        cluster.stop()
    return was_running or watcher is not None


def remove(home: Home) -> None:
    """Stop and delete the database of a throw-away home."""
    stop(home)
    remove_place(cluster_of(home))
    for name in ("identity", "passwords.json", "set-up-finished"):
        (home.database / name).unlink(missing_ok=True)


def status(home: Home) -> Status:
    """Does not wait for a start in progress, except for the very first one, which makes the folders."""
    home.prepare()
    with nullcontext() if _set_up_finished(home).exists() else launch_lock(home):
        cluster = cluster_of(home)
    return Status(
        pid=postmaster.running_pid(cluster.data),
        supervisor=supervisor_lock(home).holder(),
        data=cluster.data,
        socket=cluster.socket,
        version=cluster.binaries.version,
    )


def launch_lock(home: Home) -> FileLock:
    return FileLock(home.run / "database-launch.lock", wait_seconds=LAUNCH_SECONDS)


def supervisor_lock(home: Home) -> FileLock:
    return FileLock(home.run / "database-supervisor.lock")


def _passwords(home: Home, cluster: Cluster) -> Passwords:
    path = home.database / "passwords.json"
    if cluster.is_made and not path.exists():
        raise PasswordsMissing(data=cluster.data, passwords=path)
    return load_or_make_passwords(path)


def _finish_set_up(home: Home, cluster: Cluster, passwords: Passwords) -> None:
    finished = _set_up_finished(home)
    if not finished.exists():
        bootstrap(str(cluster.socket), passwords)
        finished.touch(mode=0o600)


def _set_up_finished(home: Home) -> Path:
    return home.database / "set-up-finished"


def _ensure_supervisor(home: Home) -> None:
    """A process of its own session, handed to init at once, so that it outlives the command that needed the database
    and leaves no zombie with it."""
    lock = supervisor_lock(home)
    if lock.holder() is not None:
        return
    path = home.logs / "database-supervisor.log"
    with path.open("ab") as log:
        subprocess.run(
            ["/bin/sh", "-c", '"$@" &', "sh", sys.executable, "-m", "saraptama.cli", "db", "supervise"],
            check=True,
            env={**os.environ, "SARAPTAMA_HOME": str(home.path)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until = time.monotonic() + SUPERVISOR_SECONDS
    while lock.holder() is None:
        if time.monotonic() > until:
            raise DatabaseDidNotStart(log=path, output=path.read_text()[-2000:])
        time.sleep(0.05)
