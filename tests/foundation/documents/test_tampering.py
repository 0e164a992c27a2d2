"""Whoever changes the stored bytes, the record or the key is found out, and nothing altered is shown."""

from pathlib import Path
from uuid import UUID

import pytest

from saraptama.foundation.documents import cipher, ports, services
from saraptama.foundation.documents.errors import FileAltered, FileMissing, MasterKeyWrong
from saraptama.foundation.documents.models import StoredFile
from saraptama.foundation.documents.types import FileState
from saraptama.integrations.storage.keys import FileMasterKey
from saraptama.integrations.storage.local import LocalStorage
from saraptama.kernel.actor import ActorRef
from tests.foundation.documents.test_reading import CONTENT, stored

pytestmark = pytest.mark.django_db


def blob(file: StoredFile) -> Path:
    storage = ports.storage.get()
    assert isinstance(storage, LocalStorage)
    return storage.path_of(file.ciphertext_sha256)


def refuses(actor: ActorRef, file: StoredFile) -> None:
    with pytest.raises(FileAltered):
        services.open_file(actor, file.id).read()
    assert services.verify_file(file.id).state == FileState.ALTERED


def test_an_intact_file_verifies(home: Path, aigul: ActorRef, case: UUID) -> None:
    assert services.verify_file(stored(aigul, case).id).state == FileState.INTACT


@pytest.mark.parametrize("place", [0, cipher.CHUNK // 2, cipher.SEALED_CHUNK + 3, -1])
def test_a_flipped_byte(home: Path, aigul: ActorRef, case: UUID, place: int) -> None:
    file = stored(aigul, case)
    content = bytearray(blob(file).read_bytes())
    content[place] ^= 1
    blob(file).write_bytes(content)
    refuses(aigul, file)


def test_a_file_cut_between_two_chunks(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    blob(file).write_bytes(blob(file).read_bytes()[: 2 * cipher.SEALED_CHUNK])
    refuses(aigul, file)


def test_a_cut_file_whose_record_was_cut_to_match(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    blob(file).write_bytes(blob(file).read_bytes()[: 2 * cipher.SEALED_CHUNK])
    StoredFile.objects.filter(id=file.id).update(size=2 * cipher.CHUNK)
    refuses(aigul, file)


def test_swapped_chunks(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    content, step = blob(file).read_bytes(), cipher.SEALED_CHUNK
    blob(file).write_bytes(content[step : 2 * step] + content[:step] + content[2 * step :])
    refuses(aigul, file)


def test_bytes_added_at_the_end(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, CONTENT[: cipher.CHUNK])
    blob(file).write_bytes(blob(file).read_bytes() + b"more")
    assert services.verify_file(file.id).state == FileState.ALTERED


def test_another_file_of_the_same_case_put_in_its_place(home: Path, aigul: ActorRef, case: UUID) -> None:
    file, other = stored(aigul, case), stored(aigul, case)
    blob(file).write_bytes(blob(other).read_bytes())
    refuses(aigul, file)


def test_the_keys_of_another_file_put_into_the_record(home: Path, aigul: ActorRef, case: UUID) -> None:
    file, other = stored(aigul, case, b"first"), stored(aigul, case, b"other")
    StoredFile.objects.filter(id=file.id).update(wrapped_key=other.wrapped_key)
    refuses(aigul, file)


def test_a_commitment_that_was_exchanged(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, b"first")
    StoredFile.objects.filter(id=file.id).update(commitment="0" * 64)
    refuses(aigul, file)


def test_a_lost_blob_is_missing_not_altered(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case)
    blob(file).unlink()
    with pytest.raises(FileMissing):
        services.open_file(aigul, file.id).read()
    assert services.verify_file(file.id).state == FileState.MISSING


def test_another_master_key_is_named_as_such(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = stored(aigul, case, b"first")
    with ports.master_key.holding(FileMasterKey(home / "keys" / "other.key")), pytest.raises(MasterKeyWrong):
        services.open_file(aigul, file.id)
