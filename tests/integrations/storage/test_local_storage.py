"""The local storage and the key store on a real disk."""

import hashlib
import stat
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from saraptama.foundation.documents.errors import BlobMissing, IntegrityError, KeyDestroyed, KeyMissing
from saraptama.integrations.storage.keys import DirectoryKeyStore, FileMasterKey
from saraptama.integrations.storage.local import LocalStorage
from saraptama.kernel import clock

CONTENT = b"ciphertext"
ADDRESS = hashlib.sha256(CONTENT).hexdigest()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put(storage: LocalStorage) -> None:
    writer = storage.begin()
    writer.write(CONTENT[:4])
    writer.write(CONTENT[4:])
    writer.commit(ADDRESS)


def test_a_blob_is_private_and_found_under_its_address(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "files")
    put(storage)
    path = tmp_path / "files" / ADDRESS[:2] / ADDRESS[2:4] / ADDRESS
    assert path.read_bytes() == CONTENT
    assert (mode(path), mode(path.parent), mode(tmp_path / "files")) == (0o600, 0o700, 0o700)
    assert storage.read(ADDRESS, 6, 100) == CONTENT[6:]
    assert storage.size(ADDRESS) == len(CONTENT)
    assert [address for address, _moment in storage.addresses()] == [ADDRESS]


def test_nothing_is_visible_before_the_commit(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    writer = storage.begin()
    writer.write(CONTENT)
    with pytest.raises(BlobMissing):
        storage.read(ADDRESS, 0, 1)
    writer.abort()
    assert list(storage.unfinished.iterdir()) == []


def test_a_deleted_blob_is_missing_and_deleting_again_is_harmless(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    put(storage)
    storage.delete(ADDRESS)
    storage.delete(ADDRESS)
    with pytest.raises(BlobMissing):
        storage.size(ADDRESS)


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 62 + "/."])
def test_an_address_cannot_lead_elsewhere(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        LocalStorage(tmp_path).path_of(address)


def test_the_remains_of_a_crash_are_cleared_after_a_while(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    writer = storage.begin()
    writer.write(CONTENT)
    assert storage.clear_unfinished(clock.now() - timedelta(hours=1)) == 0
    assert storage.clear_unfinished(clock.now() + timedelta(hours=1)) == 1
    writer.abort()


def test_the_first_key_of_a_case_stays(tmp_path: Path) -> None:
    store, case = DirectoryKeyStore(tmp_path), uuid4()
    assert store.put_if_absent(case, b"first") == b"first"
    assert store.put_if_absent(case, b"second") == b"first"
    assert [mode(path) for path in tmp_path.rglob("*.key")] == [0o600]


def test_a_destroyed_key_never_comes_back(tmp_path: Path) -> None:
    store, case = DirectoryKeyStore(tmp_path), uuid4()
    store.put_if_absent(case, b"first")
    store.destroy(case)
    store.destroy(case)
    with pytest.raises(KeyDestroyed):
        store.get(case)
    with pytest.raises(KeyDestroyed):
        store.put_if_absent(case, b"again")


def test_a_key_that_never_was_is_missing_not_destroyed(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        DirectoryKeyStore(tmp_path).get(uuid4())


def test_the_master_key_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    wrapped = FileMasterKey(path).wrap(b"k" * 32, b"case")
    assert mode(path) == 0o600
    assert FileMasterKey(path).unwrap(wrapped, b"case") == b"k" * 32
    with pytest.raises(IntegrityError):
        FileMasterKey(path).unwrap(wrapped, b"other case")
    with pytest.raises(IntegrityError, match="another master key"):
        FileMasterKey(tmp_path / "other.key").unwrap(wrapped, b"case")


def test_a_master_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    FileMasterKey(path)
    path.chmod(0o640)
    with pytest.raises(PermissionError, match="chmod 600"):
        FileMasterKey(path)
