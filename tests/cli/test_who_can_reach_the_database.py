"""Only the service reaches its database: folders are closed, passwords are asked, nothing listens on the network."""

import os
import pwd
import subprocess
from pathlib import Path

import psycopg
import pytest

from saraptama.cli.embedded_postgres.credentials import Urls
from saraptama.cli.embedded_postgres.errors import SocketFolderNotPrivate
from saraptama.cli.embedded_postgres.place import cluster_of, socket_folder
from saraptama.cli.embedded_postgres.tuning import LARGEST_SOCKET_PATH
from saraptama.cli.home import Home
from tests.cli.conftest import ask


def modes_above(path: Path) -> dict[Path, int]:
    return {parent: parent.stat().st_mode for parent in path.resolve().parents if parent.exists()}


def test_data_log_and_socket_are_closed_to_others(running: tuple[Home, Urls]) -> None:
    cluster = cluster_of(running[0])
    for folder in (cluster.place, cluster.data, cluster.log, cluster.socket):
        found = folder.stat()
        assert found.st_mode & 0o777 == 0o700, folder
        assert found.st_uid == cluster.account.uid


def test_no_folder_above_changes_its_mode(home: Home) -> None:
    """Also for a root whose folders are closed to the account that PostgreSQL runs under."""
    home.path.parent.chmod(0o700)
    before = modes_above(home.path)
    cluster = cluster_of(home)
    above = modes_above(cluster.place)
    cluster.make("password")
    assert modes_above(home.path) == before
    assert modes_above(cluster.place) == above
    assert not any(mode & 0o022 and not mode & 0o1000 for mode in above.values()), "a parent is open to others' writing"


def test_postgres_does_not_run_as_root(running: tuple[Home, Urls]) -> None:
    account = cluster_of(running[0]).account
    assert account.uid != 0
    assert account.is_separate == (os.geteuid() == 0)


def test_another_user_of_the_machine_cannot_connect(running: tuple[Home, Urls]) -> None:
    """Even with the right password in hand. Without root nobody else can be played: then the closed doors are read."""
    home, urls = running
    cluster = cluster_of(home)
    if os.geteuid() != 0:
        assert cluster.place.stat().st_mode & 0o077 == 0
        assert cluster.socket.stat().st_mode & 0o077 == 0
        return
    nobody = pwd.getpwnam("nobody")
    command = [str(cluster.binaries.program("psql")), urls.app, "-Atc", "SELECT 'came in'"]
    kin = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    stranger = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **kin)
    assert stranger.returncode != 0
    assert "Permission denied" in stranger.stderr
    ourselves = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/")
    assert ourselves.stdout == "came in\n"


def test_every_door_asks_for_a_scram_password(running: tuple[Home, Urls]) -> None:
    home, urls = running
    hba = (cluster_of(home).data / "pg_hba.conf").read_text()
    methods = {line.split()[-1] for line in hba.splitlines() if line and not line.startswith("#")}
    assert methods == {"scram-sha-256"}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.app, password="guessed")


def test_nothing_listens_on_the_network(running: tuple[Home, Urls]) -> None:
    assert ask(running[1].admin, "SHOW listen_addresses") == ""


def test_the_passwords_are_closed_to_others(running: tuple[Home, Urls]) -> None:
    assert (running[0].database / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_the_service_changes_rows_and_only_the_owner_changes_tables(running: tuple[Home, Urls]) -> None:
    _, urls = running
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE note (id serial PRIMARY KEY, text text)")
    with psycopg.connect(urls.app) as app:
        app.execute("INSERT INTO note (text) VALUES ('a')")
        app.execute("UPDATE note SET text = 'b'")
    for forbidden in ("TRUNCATE note", "DROP TABLE note", "CREATE TABLE other ()", "ALTER TABLE note ADD x int"):
        with psycopg.connect(urls.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(forbidden)  # type: ignore[arg-type]  # constant text from the line above
    with psycopg.connect(urls.owner) as owner:
        owner.execute("DROP TABLE note")


def test_a_long_home_gets_a_short_private_socket_folder(running: tuple[Home, Urls], tmp_path: Path) -> None:
    account = cluster_of(running[0]).account
    place = tmp_path / ("long-" * 20)
    place.mkdir()
    short = socket_folder(place, account, "test-of-the-long-path")
    try:
        assert len(str(short / ".s.PGSQL.5432")) <= LARGEST_SOCKET_PATH
        assert short.stat().st_mode & 0o777 == 0o700
        assert socket_folder(place, account, "test-of-the-long-path") == short
        short.chmod(0o755)
        with pytest.raises(SocketFolderNotPrivate):
            socket_folder(place, account, "test-of-the-long-path")
    finally:
        short.rmdir()
