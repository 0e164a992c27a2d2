"""What is taken in and what is refused; after a refusal nothing lies anywhere."""

import io
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.documents import kinds, services
from saraptama.foundation.documents.content import safe_name
from saraptama.foundation.documents.errors import (
    FileDisguised,
    FileEmpty,
    FileLocked,
    FileTooLarge,
    FileTypeNotAllowed,
)
from saraptama.foundation.documents.kinds import CMS, DOCX, PDF, FileKind, KindRule
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

pytestmark = pytest.mark.django_db

A_PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
A_PROGRAM = b"MZ\x90\x00" + bytes(200)


def office_file() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


def files_on_disk(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def store(actor: ActorRef, case: UUID, data: bytes, media_type: str = PDF, name: str = "order.pdf") -> StoredFile:
    return services.store(actor, data=data, name=name, media_type=media_type, case_id=case, kind=FileKind.ORDER)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (PDF, A_PDF),
        (DOCX, office_file()),
        ("text/plain", "Қаулы: сараптама тағайындалсын".encode()),
        ("application/xml", b"<?xml version='1.0'?><order/>"),
        ("application/json", b'{"order": 1}'),
        (CMS, b"-----BEGIN CMS-----\nMIIB\n-----END CMS-----\n"),
        (CMS, bytes.fromhex("3080 0609 2a864886f70d010702 a080")),
        ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
    ],
)
def test_honest_files_are_taken(home: Path, aigul: ActorRef, case: UUID, media_type: str, data: bytes) -> None:
    file = store(aigul, case, data, media_type)
    assert services.open_file(aigul, file.id).read() == data


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (PDF, A_PROGRAM),
        (PDF, b"\x7fELF" + bytes(100)),
        (PDF, b"<html><script>alert(1)</script></html>"),
        ("text/plain", b"<html><script>alert(1)</script></html>"),
        ("text/plain", b"#!/bin/sh\nrm -rf /\n"),
        (DOCX, A_PDF),
        ("image/png", A_PDF),
        (CMS, A_PDF),
    ],
)
def test_disguised_files_are_named_and_refused(
    home: Path, aigul: ActorRef, case: UUID, media_type: str, data: bytes
) -> None:
    with pytest.raises(FileDisguised):
        store(aigul, case, data, media_type)
    assert files_on_disk(home) == []
    assert not StoredFile.objects.exists()


def test_a_type_that_an_order_never_has(home: Path, aigul: ActorRef, case: UUID) -> None:
    with pytest.raises(FileTypeNotAllowed):
        store(aigul, case, b"x", "application/x-msdownload")


def test_an_empty_file(home: Path, aigul: ActorRef, case: UUID) -> None:
    with pytest.raises(FileEmpty):
        store(aigul, case, b"")
    assert files_on_disk(home) == []


def test_a_locked_pdf(home: Path, aigul: ActorRef, case: UUID) -> None:
    with pytest.raises(FileLocked):
        store(aigul, case, A_PDF.replace(b"trailer <<>>", b"trailer << /Encrypt 5 0 R >>"))


def test_a_file_over_the_limit_of_its_kind(
    home: Path, aigul: ActorRef, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds.RULES, FileKind.ORDER, KindRule(3 * kinds.MB, frozenset({PDF})))
    store(aigul, case, A_PDF.ljust(3 * kinds.MB))
    with pytest.raises(FileTooLarge):
        store(aigul, case, A_PDF.ljust(3 * kinds.MB + 1))
    assert len(files_on_disk(home)) == 1


class BreaksOff(io.RawIOBase):
    """A connection that is lost after two megabytes."""

    def __init__(self) -> None:
        self.left = 2

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise ConnectionResetError
        return A_PDF.ljust(size)


def test_a_broken_upload_leaves_nothing(home: Path, aigul: ActorRef, case: UUID) -> None:
    with pytest.raises(ConnectionResetError):
        services.store(
            aigul,
            stream=BreaksOff(),  # type: ignore[arg-type] # a raw stream reads like any other
            name="order.pdf",
            media_type=PDF,
            case_id=case,
            kind=FileKind.ORDER,
        )
    assert files_on_disk(home) == []
    assert not StoredFile.objects.exists()


def test_the_same_file_in_two_cases_has_nothing_in_common(home: Path, aigul: ActorRef, case: UUID) -> None:
    first, second = store(aigul, case, A_PDF), store(aigul, aigul.id, A_PDF)
    assert first.ciphertext_sha256 != second.ciphertext_sha256
    assert first.commitment != second.commitment
    assert CaseKey.objects.count() == 2


def test_files_of_one_case_share_its_key_record(home: Path, aigul: ActorRef, case: UUID) -> None:
    store(aigul, case, A_PDF)
    store(aigul, case, A_PDF)
    assert CaseKey.objects.count() == 1
    assert len(list((home / "keystore").rglob("*.key"))) == 1


def test_the_log_knows_a_salted_commitment_and_no_plain_hash(home: Path, aigul: ActorRef, case: UUID) -> None:
    file = store(aigul, case, A_PDF)
    entry = AuditEntry.objects.get(act="documents.file_stored", subject_id=str(file.id))
    assert entry.documents == {"commitment": file.commitment}
    assert services.open_file(aigul, file.id).sha256 not in str(entry.__dict__)


def test_a_rolled_back_upload_is_swept_away(home: Path, aigul: ActorRef, case: UUID) -> None:
    kept = store(aigul, case, A_PDF)
    with pytest.raises(RuntimeError), transaction.atomic():
        store(aigul, case, A_PDF)
        raise RuntimeError
    assert len(files_on_disk(home)) == 2
    assert services.sweep_orphans(older_than=clock.now().replace(year=2099)) == 1
    assert [path.name for path in files_on_disk(home)] == [kept.ciphertext_sha256]


def test_a_key_whose_case_was_rolled_back_is_found_again(home: Path, aigul: ActorRef, case: UUID) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        store(aigul, case, A_PDF)
        raise RuntimeError
    file = store(aigul, case, A_PDF)
    assert services.open_file(aigul, file.id).read() == A_PDF


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\judge\\Қаулы №5.pdf", "Қаулы №5.pdf"),
        ("report.pdf.exe", "report.pdf.exe.pdf"),
        ("report\u202efdp.exe", "report_fdp.exe.pdf"),
        ("a\nb.PDF", "a_b.PDF"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert safe_name(given, PDF) == kept
