"""The backup of the keys: encrypted, whole or not at all, never over living keys, and erased cases stay erased."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from saraptama.cli.keys import keys
from saraptama.integrations.storage import key_backup
from saraptama.integrations.storage.keys import DirectoryKeyStore
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal

PASSPHRASE = "сандық кілт таудан биік қар"
CASES = [UUID(int=number) for number in range(1, 40)]
ERASED = CASES[7]

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with keys of forty cases; one of them was erased."""
    made = tmp_path / "home"
    monkeypatch.setenv("SARAPTAMA_HOME", str(made))
    monkeypatch.setattr(key_backup, "SCRYPT", {"n": 2**10, "r": 8, "p": 1})
    store = DirectoryKeyStore(made / "keystore")
    for case in CASES:
        store.put_if_absent(case, b"wrapped " + case.bytes)
    store.destroy(ERASED)
    (made / "keys" / "development").mkdir(parents=True)
    (made / "keys" / "master.key").write_bytes(b"m" * 32)
    (made / "keys" / "development" / "root.pem").write_text("root")
    return made


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command with its passphrase in a file."""
    (tmp_path / "words").write_text(PASSPHRASE + "\nsecond line is no part of it\n", encoding="utf-8")

    def run(*arguments: object) -> Result:
        words = ["--passphrase-file", str(tmp_path / "words")]
        return CliRunner().invoke(keys, [*map(str, arguments), *words])

    return run


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("part", "folder"), [("store", "keystore"), ("installation", "keys")])
def test_what_was_backed_up_comes_back(home: Path, run: Run, tmp_path: Path, part: str, folder: str) -> None:
    before = contents(home / folder)
    assert run("backup", part, tmp_path / "backup").exit_code == 0
    (home / folder).rename(tmp_path / "lost")
    assert run("restore", tmp_path / "backup").exit_code == 0
    assert contents(home / folder) == before
    modes = {path.stat().st_mode & 0o077 for path in (home / folder).rglob("*")}
    assert modes == {0}


def test_an_erased_case_stays_erased_and_the_others_open(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "store", tmp_path / "backup")
    (home / "keystore").rename(tmp_path / "lost")
    run("restore", tmp_path / "backup")
    store = DirectoryKeyStore(home / "keystore")
    assert store.get(CASES[0]) == b"wrapped " + CASES[0].bytes
    with pytest.raises(Refusal, match="key_destroyed"):
        store.get(ERASED)


def test_the_file_shows_no_key_and_no_case(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "store", tmp_path / "backup")
    written = (tmp_path / "backup").read_bytes()
    assert not any(case.bytes in written or str(case).encode() in written for case in CASES)
    assert json.loads(written.partition(b"\n")[0])["files"] == len(CASES)


def test_living_keys_are_never_overwritten(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "store", tmp_path / "backup")
    before = contents(home / "keystore")
    refused = run("restore", tmp_path / "backup")
    assert isinstance(refused.exception, key_backup.KeysStand)
    assert contents(home / "keystore") == before


def test_a_backup_is_never_overwritten(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "store", tmp_path / "backup")
    assert isinstance(run("backup", "store", tmp_path / "backup").exception, key_backup.BackupStands)


def altered(written: bytes) -> dict[str, bytes]:
    line, _, content = written.partition(b"\n")
    return {
        "cut off": written[:-40],
        "a byte changed": line + b"\n" + content[:100] + bytes([content[100] ^ 1]) + content[101:],
        "said to be newer": line.replace(b'"files": 39', b'"files": 40') + b"\n" + content,
        "emptied": line + b"\n",
    }


@pytest.mark.parametrize("how", ["cut off", "a byte changed", "said to be newer", "emptied"])
def test_an_altered_file_brings_nothing_back(home: Path, run: Run, tmp_path: Path, how: str) -> None:
    run("backup", "store", tmp_path / "backup")
    written = (tmp_path / "backup").read_bytes()
    assert altered(written)[how] != written
    (tmp_path / "backup").write_bytes(altered(written)[how])
    (home / "keystore").rename(tmp_path / "lost")
    assert isinstance(run("restore", tmp_path / "backup").exception, key_backup.BackupDoesNotOpen)
    assert not (home / "keystore").exists()
    assert not list(home.glob(".keystore*"))


def test_another_passphrase_opens_nothing(home: Path, run: Run, tmp_path: Path) -> None:
    run("backup", "store", tmp_path / "backup")
    (home / "keystore").rename(tmp_path / "lost")
    (tmp_path / "words").write_text("another passphrase of the same length")
    assert isinstance(run("restore", tmp_path / "backup").exception, key_backup.BackupDoesNotOpen)


def test_a_short_passphrase_an_empty_home_and_a_foreign_file_are_refused(
    home: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words").write_text("short")
    assert isinstance(run("backup", "store", tmp_path / "backup").exception, key_backup.PassphraseTooShort)
    (tmp_path / "words").write_text(PASSPHRASE)
    (tmp_path / "letter").write_text("Dear colleague,")
    assert isinstance(run("restore", tmp_path / "letter").exception, key_backup.NoKeyBackup)
    monkeypatch.setenv("SARAPTAMA_HOME", str(tmp_path / "elsewhere"))
    assert isinstance(run("backup", "store", tmp_path / "backup").exception, key_backup.NothingToBackUp)
    assert not (tmp_path / "backup").exists()


def test_a_backup_of_the_store_says_until_when_it_may_be_kept(home: Path, run: Run, tmp_path: Path) -> None:
    with clock.held_at(datetime(2026, 11, 22, 10, tzinfo=UTC)):
        assert "27.12.2026" in run("backup", "store", tmp_path / "backup").output
    (home / "keystore").rename(tmp_path / "lost")
    assert key_backup.heading_of(tmp_path / "backup").destroy_on == date(2026, 12, 27)
    with clock.held_at(datetime(2027, 1, 15, 10, tzinfo=UTC)):
        said = run("restore", tmp_path / "backup")
    assert "should have been destroyed after 27.12.2026" in said.output + said.stderr


def test_the_passphrase_is_asked_for_twice_and_not_shown(home: Path, tmp_path: Path) -> None:
    typed = CliRunner().invoke(keys, ["backup", "store", str(tmp_path / "b")], input=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert typed.exit_code == 0, typed.output
    assert PASSPHRASE not in typed.output
