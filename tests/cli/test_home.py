"""The home of an installation: where it is, and that nobody else looks into it."""

from pathlib import Path

import pytest

from saraptama.cli.home import Home


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_operator_says_where_the_home_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SARAPTAMA_HOME", str(tmp_path / "here"))
    assert Home.from_environment().path == tmp_path / "here"


def test_otherwise_it_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SARAPTAMA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Home.from_environment().path == tmp_path / "saraptama"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path / "aigul"))
    assert Home.from_environment().path == tmp_path / "aigul/.local/share/saraptama"


def test_every_folder_of_the_home_is_private(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").prepare()
    folders = [home.path, home.keys, home.files, home.logs, home.run, home.database]
    assert {mode(folder) for folder in folders} == {0o700}


def test_a_home_that_the_operator_made_keeps_its_mode(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    given.chmod(0o750)
    home = Home(given).prepare()
    assert mode(given) == 0o750
    assert mode(home.keys) == 0o700
