"""The tus 1.0 protocol over the wire: begun, cut, gone on with, finished; and what is refused with which status."""

import base64
import hashlib
import secrets
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saraptama.casework.custody import selectors, services
from saraptama.casework.custody.enums import SealState
from saraptama.casework.custody.events import ContentArrived
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake.enums import ObjectKind
from saraptama.foundation.documents.cipher import CHUNK
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.journey import accept_materials
from tests.factories import custody

pytestmark = pytest.mark.django_db

CONTENT = secrets.token_bytes(2 * CHUNK + 99)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def disk(actors: Any) -> CustodyObject:
    """A flash drive in Bolat's hands."""
    item = ObjectReceived(
        kind=ObjectKind.DIGITAL, name="Флешка", measure_unit="CARRIER", seal_number="П-4", seal_state=SealState.INTACT
    )
    receipt = services.accept_objects(
        actors["bolat"], items=[item], brought_by="Исмаилов", request_key=str(uuid4()), unit_id=custody.astana()
    )
    return receipt.accepted_objects.get()


def told(thing: CustodyObject, name: str = "disk.img") -> str:
    pairs = {"filename": name, "object": str(thing.pk)}
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())


def begin(client: Client, thing: CustodyObject, size: int = len(CONTENT), **headers: str) -> Any:
    sent = {**TUS, "Upload-Length": str(size), "Upload-Metadata": told(thing), **headers}
    return client.post(reverse("custody_uploads"), headers=sent)


def patch(client: Client, address: str, offset: int, data: bytes, **headers: str) -> Any:
    kind = "application/offset+octet-stream"
    sent = {**TUS, "Upload-Offset": str(offset), **headers}
    return client.patch(address, data, content_type=kind, headers=sent)


def test_what_the_server_can_is_told(custodian: Client) -> None:
    answer = custodian.options(reverse("custody_uploads"))
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == str(20 * 1024**3)
    assert "checksum" in answer.headers["Tus-Extension"]


def test_an_upload_cut_in_the_middle_goes_on_and_is_stored(custodian: Client, disk: CustodyObject) -> None:
    address = begin(custodian, disk).headers["Location"]
    digest = base64.b64encode(hashlib.sha256(CONTENT[:CHUNK]).digest()).decode()
    first = patch(custodian, address, 0, CONTENT[:CHUNK], **{"Upload-Checksum": f"sha256 {digest}"})
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(CHUNK))
    asked = custodian.head(address, headers=TUS)
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == (str(CHUNK), str(len(CONTENT)))
    assert asked.headers["Cache-Control"] == "no-store"
    assert "Upload-Expires" in asked.headers
    assert patch(custodian, address, CHUNK, CONTENT[CHUNK:]).status_code == 204
    accept_materials.on_content_arrived(
        ContentArrived.from_payload(OutboxEvent.objects.get(name="custody.ContentArrived").payload)
    )
    (copy,) = selectors.copies_of(disk.pk)
    given = custodian.get(reverse("custody_content_file", args=[copy.pk]))
    assert b"".join(given.streaming_content) == CONTENT
    assert given.headers["X-Content-SHA256"] == hashlib.sha256(CONTENT).hexdigest()
    page = custodian.get(reverse("custody_object", args=[disk.pk])).content.decode()
    assert hashlib.sha256(CONTENT).hexdigest() in page


def test_refusals_have_the_statuses_of_the_protocol(custodian: Client, disk: CustodyObject) -> None:
    address = begin(custodian, disk).headers["Location"]
    assert patch(custodian, address, CHUNK, CONTENT[:CHUNK]).status_code == 409
    bad = {"Upload-Checksum": "sha256 " + base64.b64encode(bytes(32)).decode()}
    assert patch(custodian, address, 0, CONTENT[:CHUNK], **bad).status_code == 460
    wrong_type = custodian.patch(address, b"x", content_type="text/plain", headers={**TUS, "Upload-Offset": "0"})
    assert wrong_type.status_code == 415
    assert custodian.head(address).status_code == 412
    assert custodian.head(address, headers=TUS).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "x"}, 400),
        ({"Upload-Metadata": "filename !!!"}, 400),
        ({"Upload-Length": str(21 * 1024**3)}, 422),
        ({"Tus-Resumable": "0.2.2"}, 412),
    ],
)
def test_a_wrong_announcement_is_refused(
    custodian: Client, disk: CustodyObject, headers: dict[str, str], status: int
) -> None:
    assert begin(custodian, disk, **headers).status_code == status


def test_another_persons_upload_is_invisible(custodian: Client, seated: Any, disk: CustodyObject) -> None:
    address = begin(custodian, disk).headers["Location"]
    saule = seated("saule")
    assert saule.head(address, headers=TUS).status_code == 404
    assert patch(saule, address, 0, CONTENT[:CHUNK]).status_code == 404
    assert saule.delete(address, headers=TUS).status_code == 404
    assert begin(saule, disk).status_code in (403, 404)


def test_an_upload_can_be_given_up(custodian: Client, disk: CustodyObject) -> None:
    address = begin(custodian, disk).headers["Location"]
    page = custodian.get(reverse("custody_content", args=[disk.pk]))
    assert len(page.context["uploads"]) == 1
    assert custodian.delete(address, headers=TUS).status_code == 204
    assert custodian.head(address, headers=TUS).status_code == 404


def test_without_scripts_a_file_goes_as_an_ordinary_form(custodian: Client, disk: CustodyObject) -> None:
    file = SimpleUploadedFile("disk.img", CONTENT, content_type="application/octet-stream")
    answer = custodian.post(reverse("custody_content", args=[disk.pk]), {"content": file})
    assert answer.headers["Location"] == reverse("custody_object", args=[disk.pk])
    (copy,) = selectors.copies_of(disk.pk)
    checked = custodian.post(reverse("custody_content_check", args=[copy.pk]))
    assert checked.status_code == 302
    stored = selectors.check_of(selectors.copies_of(disk.pk)[0])
    assert stored is not None and stored.is_intact
