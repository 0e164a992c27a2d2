"""Homes for the tests of the command: each has a database of its own, removed with everything in it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.embedded_postgres.credentials import Urls
from saraptama.cli.home import Home

Saraptama = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _children_find_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the tests run from a checkout that is not installed."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """An installation that nobody has started yet."""
    made = Home(tmp_path / "home").prepare()
    yield made
    launcher.remove(made)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Urls]]:
    """A running database that several tests look at without harming it."""
    home = Home(tmp_path_factory.mktemp("running") / "home").prepare()
    yield home, launcher.ensure_running(home, supervised=False, settings=launcher.THROW_AWAY)
    launcher.remove(home)


@pytest.fixture
def saraptama() -> Saraptama:
    """The command as an operator runs it, in a process of its own. `environment` values of None are taken away."""

    def run(*arguments: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
        inherited = {
            key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DATABASE_OWNER_URL"}
        }
        merged = {**inherited, **environment}
        return subprocess.run(
            [sys.executable, "-m", "saraptama.cli", *arguments],
            check=False,
            env={key: value for key, value in merged.items() if value is not None},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    return run


def ask(url: str, question: str) -> object:
    """The first value of the first row."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]  # the tests' own constant text
    assert row is not None
    return row[0]
