"""A large file arrives piece by piece: it goes on after a cut, and what was stored is what was sent (features C8)."""

import base64
import hashlib
import secrets
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from saraptama.foundation.documents import ports, uploading
from saraptama.foundation.documents.cipher import CHUNK, SEALED_CHUNK
from saraptama.foundation.documents.errors import FileAltered, FileTooLarge
from saraptama.foundation.documents.kinds import GB, FileKind
from saraptama.foundation.documents.models import StoredFile, Upload
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Scope

pytestmark = pytest.mark.django_db

CONTENT = secrets.token_bytes(3 * CHUNK + 12345)
SENDER = ActorRef(id=uuid4(), kind=ActorKind.PERSON)


@pytest.fixture
def begun() -> Upload:
    return begin()


def begin(size: int = len(CONTENT)) -> Upload:
    return uploading.begin_upload(
        SENDER,
        name="disk.img",
        media_type="application/octet-stream",
        size=size,
        case_id=uuid4(),
        subject_id=uuid4(),
        kind=FileKind.DIGITAL_EVIDENCE,
        scope=Scope(),
    )


def send(upload: UUID, start: int, end: int, **more: str) -> Upload:
    return uploading.receive_piece(SENDER, upload, offset=start, data=CONTENT[start:end], **more)


def send_all(upload: UUID, start: int = 0) -> None:
    while start < len(CONTENT):
        start = send(upload, start, min(start + CHUNK, len(CONTENT))).offset


def test_a_cut_at_nine_tenths_goes_on_and_the_digest_is_right(begun: Upload) -> None:
    cut = int(len(CONTENT) * 0.9)
    taken = send(begun.id, 0, cut).offset
    assert taken == cut // CHUNK * CHUNK
    assert uploading.upload_of(SENDER, begun.id).offset == taken
    send_all(begun.id, taken)
    file = uploading.finish_upload(SENDER, begun.id)
    reader = read_for_system(file.id)
    assert reader.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert reader.read() == CONTENT


def test_a_piece_that_does_not_follow_is_refused_and_told_where_to_begin(begun: Upload) -> None:
    send(begun.id, 0, CHUNK)
    for wrong in (0, CHUNK - 1, 2 * CHUNK):
        with pytest.raises(uploading.OffsetWrong) as refusal:
            uploading.receive_piece(SENDER, begun.id, offset=wrong, data=CONTENT[:CHUNK])
        assert (refusal.value.params["offset"], refusal.value.status) == (CHUNK, 409)


def test_bytes_that_a_crash_left_behind_are_written_over(begun: Upload) -> None:
    send(begun.id, 0, CHUNK)
    ports.storage.get().extend_part(str(begun.id), SEALED_CHUNK, b"left by a crash" * 1000)
    send_all(begun.id, CHUNK)
    assert read_for_system(uploading.finish_upload(SENDER, begun.id).id).read() == CONTENT


def test_a_damaged_piece_is_not_taken(begun: Upload) -> None:
    right = base64.b64encode(hashlib.sha256(CONTENT[:CHUNK]).digest()).decode()
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    with pytest.raises(uploading.ChecksumWrong):
        send(begun.id, 0, CHUNK, checksum=f"sha256 {wrong}")
    with pytest.raises(uploading.ChecksumUnknown):
        send(begun.id, 0, CHUNK, checksum=f"crc32 {right}")
    assert uploading.upload_of(SENDER, begun.id).offset == 0
    assert send(begun.id, 0, CHUNK, checksum=f"sha256 {right}").offset == CHUNK


@pytest.mark.parametrize("data", [b"", b"x" * (CHUNK - 1), CONTENT + b"x", bytes(uploading.MOST_AT_ONCE + 1)])
def test_a_piece_of_a_wrong_size_is_refused(begun: Upload, data: bytes) -> None:
    with pytest.raises(uploading.PieceWrong):
        uploading.receive_piece(SENDER, begun.id, offset=0, data=data)


def test_another_persons_upload_does_not_exist(begun: Upload) -> None:
    stranger = ActorRef(id=uuid4(), kind=ActorKind.PERSON)
    with pytest.raises(NotVisible):
        uploading.upload_of(stranger, begun.id)
    with pytest.raises(NotVisible):
        uploading.receive_piece(stranger, begun.id, offset=0, data=CONTENT[:CHUNK])
    with pytest.raises(NotVisible):
        uploading.abandon_upload(stranger, begun.id)
    assert uploading.uploads_for(stranger, begun.subject_id) == []
    assert [found.id for found in uploading.uploads_for(SENDER, begun.subject_id)] == [begun.id]


def test_what_lies_on_the_disk_is_not_what_arrived(begun: Upload) -> None:
    """Everything is encrypted the moment it arrives, and one flipped byte keeps it from becoming a file."""
    send_all(begun.id)
    storage = ports.storage.get()
    sealed = storage.read_part(str(begun.id), 0, 200)
    assert sealed not in CONTENT
    whole = storage.read_part(str(begun.id), 0, 10 * CHUNK)
    storage.extend_part(str(begun.id), 0, whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    with pytest.raises(FileAltered):
        uploading.finish_upload(SENDER, begun.id)
    assert not StoredFile.objects.filter(pk=begun.id).exists()


def test_an_unfinished_upload_becomes_no_file(begun: Upload) -> None:
    send(begun.id, 0, CHUNK)
    with pytest.raises(NotVisible):
        uploading.finish_upload(SENDER, begun.id)


def test_finishing_twice_is_one_file(begun: Upload) -> None:
    send_all(begun.id)
    assert uploading.finish_upload(SENDER, begun.id).id == uploading.finish_upload(SENDER, begun.id).id


def test_what_waited_too_long_is_gone(begun: Upload, django_capture_on_commit_callbacks: object) -> None:
    send(begun.id, 0, CHUNK)
    with clock.held_at(clock.now() + uploading.STANDS_FOR + timedelta(minutes=1)):
        with pytest.raises(uploading.UploadExpired):
            uploading.upload_of(SENDER, begun.id)
        with pytest.raises(uploading.UploadExpired):
            send(begun.id, CHUNK, 2 * CHUNK)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture of the framework
            assert uploading.sweep_uploads(clock.now()) == 1
    with pytest.raises(Exception, match=str(begun.id)):
        ports.storage.get().read_part(str(begun.id), 0, 1)


def test_more_than_twenty_gigabytes_are_not_begun() -> None:
    assert begin(20 * GB).size == 20 * GB
    with pytest.raises(FileTooLarge):
        begin(20 * GB + 1)


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_every_size_around_a_chunk_comes_back(size: int) -> None:
    upload = begin(size)
    start = 0
    while start < size:
        data = CONTENT[start : min(start + CHUNK, size)]
        start = uploading.receive_piece(SENDER, upload.id, offset=start, data=data).offset
    assert read_for_system(uploading.finish_upload(SENDER, upload.id).id).read() == CONTENT[:size]
