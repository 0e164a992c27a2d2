"""The content of a digital object: its digest is taken at intake and compared at every reading (features C8)."""

import secrets
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest

from saraptama.casework.custody import errors, selectors, services
from saraptama.casework.custody.enums import CustodyAct, IncidentKind, SealState
from saraptama.casework.custody.models import CustodyObject, DigitalCopy
from saraptama.casework.custody.types import FileReceived, ObjectReceived
from saraptama.casework.intake.enums import ObjectKind
from saraptama.foundation.documents import ports
from saraptama.foundation.documents.cipher import CHUNK
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.journey import accept_materials
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

pytestmark = pytest.mark.django_db

CONTENT = secrets.token_bytes(CHUNK + 777)


@pytest.fixture
def disk(bolat: ActorRef) -> CustodyObject:
    """A flash drive that came before any order."""
    item = ObjectReceived(
        kind=ObjectKind.DIGITAL,
        name="Флешка",
        measure_unit="CARRIER",
        seal_number="П-4",
        seal_state=SealState.INTACT,
    )
    receipt = services.accept_objects(
        bolat, items=[item], brought_by="Сәрсенов Е.", request_key=str(uuid4()), unit_id=custody.astana()
    )
    return receipt.accepted_objects.get()


@pytest.fixture
def copy(bolat: ActorRef, disk: CustodyObject) -> DigitalCopy:
    file = FileReceived(name="disk.img", media_type="application/octet-stream", stream=BytesIO(CONTENT))
    return services.store_content(bolat, object_id=disk.id, file=file)


def flip_a_byte(copy: DigitalCopy) -> None:
    """Somebody gets at the disk behind the service."""
    path: Path = ports.storage.get().path_of(copy.file.ciphertext_sha256)  # type: ignore[attr-defined] # the local disk's
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_what_arrived_in_pieces_becomes_the_content_of_its_object(bolat: ActorRef, disk: CustodyObject) -> None:
    upload = services.begin_content(
        bolat, object_id=disk.id, name="disk.img", media_type="application/octet-stream", size=len(CONTENT)
    )
    services.receive_content(bolat, upload_id=upload.id, offset=0, data=CONTENT[:CHUNK])
    assert not OutboxEvent.objects.filter(name="custody.ContentArrived").exists()
    services.receive_content(bolat, upload_id=upload.id, offset=CHUNK, data=CONTENT[CHUNK:])
    event = OutboxEvent.objects.get(name="custody.ContentArrived")
    from saraptama.casework.custody.events import ContentArrived

    for _time in range(2):
        accept_materials.on_content_arrived(ContentArrived.from_payload(event.payload))
    (stored,) = selectors.copies_of(disk.id)
    assert b"".join(services.open_content(bolat, copy_id=stored.id).stream()) == CONTENT
    last = selectors.chain_of(disk.id)[-1]
    assert (last.act, last.actor, last.document) == (CustodyAct.COPIED, bolat.id, stored.file_id)
    assert selectors.faults_of(disk.id) == []


def test_what_was_altered_before_it_became_a_file_is_told_to_its_sender(bolat: ActorRef, disk: CustodyObject) -> None:
    upload = services.begin_content(
        bolat, object_id=disk.id, name="disk.img", media_type="application/octet-stream", size=len(CONTENT)
    )
    services.receive_content(bolat, upload_id=upload.id, offset=0, data=CONTENT)
    storage = ports.storage.get()
    whole = storage.read_part(str(upload.id), 0, 10 * CHUNK)
    storage.extend_part(str(upload.id), 0, whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert services.finish_content(upload_id=upload.id, object_id=disk.id) is None
    upload.refresh_from_db()
    assert (upload.fault, upload.finished_at) == ("file_altered", None)
    assert list(selectors.copies_of(disk.id)) == []


def test_a_content_that_changed_is_not_given_out_and_opens_one_incident(bolat: ActorRef, copy: DigitalCopy) -> None:
    assert services.check_content(bolat, copy_id=copy.id).is_intact
    flip_a_byte(copy)
    for _time in range(2):
        with pytest.raises(errors.CopyNotToBeUsed):
            services.open_content(bolat, copy_id=copy.id)
    (incident,) = selectors.incidents(bolat, is_open=True)
    assert incident.kind == IncidentKind.COPY_ALTERED


def test_a_check_says_that_a_content_changed(bolat: ActorRef, copy: DigitalCopy) -> None:
    flip_a_byte(copy)
    assert not services.check_content(bolat, copy_id=copy.id).is_intact
    (stored,) = selectors.copies_of(copy.custody_object_id)
    last = selectors.check_of(stored)
    assert last is not None and not last.is_intact


def test_a_large_content_that_changed_breaks_off_and_is_noted(
    bolat: ActorRef, copy: DigitalCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    from saraptama.casework.custody.services import copying
    from saraptama.foundation.documents.errors import FileAltered

    monkeypatch.setattr(copying, "AT_ONCE", 10)
    flip_a_byte(copy)
    with pytest.raises(FileAltered):
        b"".join(services.open_content(bolat, copy_id=copy.id).stream())
    with pytest.raises(errors.CopyNotToBeUsed):
        services.open_content(bolat, copy_id=copy.id)


def test_only_digital_objects_have_contents(bolat: ActorRef) -> None:
    with pytest.raises(errors.NotDigital):
        services.begin_content(bolat, object_id=custody.substance(bolat).id, name="x", media_type="text/plain", size=10)


def test_who_does_not_hold_it_stores_no_content(bolat: ActorRef, saule: ActorRef, disk: CustodyObject) -> None:
    with pytest.raises(Exception) as refusal:
        services.begin_content(saule, object_id=disk.id, name="x", media_type="text/plain", size=10)
    assert refusal.value.code in ("not_permitted", "object_unknown")  # type: ignore[attr-defined] # a refusal
