"""The exported log: an outsider checks it from the folder alone, with nothing but the proof package."""

import shutil
from pathlib import Path

import pytest
from django.db import transaction

from saraptama.foundation.audit.errors import FolderOfAnotherLog
from saraptama.foundation.audit.export import export_log
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.selectors import log_verifier_key
from saraptama.foundation.audit.services import record
from saraptama.kernel.actor import SYSTEM
from saraptama.proof.checkpoint import NoteVerifier
from saraptama.proof.errors import LogFolderAltered, MalformedTile, UnknownNoteSigner
from saraptama.proof.log_folder import CHECKPOINT, LogFolder

pytestmark = pytest.mark.django_db(transaction=True)


def acts_are_done(number: int) -> None:
    with transaction.atomic():
        for each in range(number):
            record(SYSTEM, act=f"test.{each}", documents={"revision_1": f"{each:064x}"})
    catch_up()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The log as published when it had 300 acts more than the loaded database."""
    acts_are_done(300)
    export_log(tmp_path / "log")
    return tmp_path / "log"


def test_an_outsider_proves_every_leaf_from_the_folder_alone(folder: Path) -> None:
    published = LogFolder(folder, NoteVerifier.parse(log_verifier_key()))
    size = published.checkpoint.size
    assert published.check_everything() == size > 300
    for index in (0, 255, 256, size - 1):
        assert published.entry(index) == list(published.entries())[index]
    last = list(published.entries())[-300:]
    assert all(any(f"{number:064x}".encode() in entry for entry in last) for number in (0, 150, 299))


def test_an_outsider_sees_that_the_log_only_grew(folder: Path, tmp_path: Path) -> None:
    before = LogFolder(folder).checkpoint
    acts_are_done(400)
    done = export_log(folder)
    after = LogFolder(folder)
    assert (done.old_size, done.size) == (before.size, before.size + 400)
    assert after.extends(before)
    assert not LogFolder(folder).extends(type(before)(before.origin, before.size, bytes(32)))
    fresh = tmp_path / "fresh"
    export_log(fresh)
    names = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    assert all((folder / name).read_bytes() == (fresh / name).read_bytes() for name in names)
    assert {str(name) for name in names} >= {"checkpoint", "key", "tile/0/000", "tile/0/001", "tile/entries/000"}


def test_a_second_export_writes_nothing(folder: Path) -> None:
    assert export_log(folder).files == 0


def test_a_changed_leaf_is_noticed(folder: Path) -> None:
    bundle = folder / "tile" / "entries" / "000"
    content = bundle.read_bytes()
    bundle.write_bytes(content.replace(b'"act":"', b'"acT":"', 1))
    with pytest.raises(LogFolderAltered, match="leaf 0"):
        LogFolder(folder).entry(0)
    with pytest.raises(LogFolderAltered, match="another root"):
        LogFolder(folder).check_everything()


def test_a_changed_tile_is_noticed(folder: Path) -> None:
    tile = folder / "tile" / "0" / "000"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    with pytest.raises(LogFolderAltered, match="leaf 1"):
        LogFolder(folder).entry(1)


def test_a_missing_file_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "tile" / "entries")
    with pytest.raises(LogFolderAltered, match="tile/entries/000"):
        LogFolder(folder).check_everything()


def test_a_bundle_cut_short_is_refused(folder: Path) -> None:
    bundle = folder / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes()[:-1])
    with pytest.raises(MalformedTile):
        LogFolder(folder).check_everything()


def test_a_checkpoint_by_another_key_is_refused(folder: Path) -> None:
    stranger = NoteVerifier("saraptama.local/log", bytes(32))
    with pytest.raises(UnknownNoteSigner):
        LogFolder(folder, stranger)


def test_the_folder_of_another_log_is_left_alone(folder: Path) -> None:
    note = folder / CHECKPOINT
    note.write_text(note.read_text().replace("saraptama.local/log", "elsewhere.example/log"))
    with pytest.raises(FolderOfAnotherLog):
        export_log(folder)
