"""Large files that arrive piece by piece and go on after a cut: the storing half of the tus 1.0 protocol.

What arrives is sealed at once, chunk by chunk, into an unfinished part of the storage; how far it came stands in the
database and is moved only after the bytes are on the disk: after a crash between the two, the next piece writes over.
When the last byte is there the whole is read back once: the two digests that a stored file needs are of what lies on
the disk (decision 0019 says why no running digest is kept between the pieces).
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents import cipher, content, ports, vault
from saraptama.foundation.documents.errors import BlobMissing, FileAltered, FileEmpty, FileTooLarge, IntegrityError
from saraptama.foundation.documents.kinds import MB, RULES, FileKind
from saraptama.foundation.documents.models import StoredFile, Upload
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Scope

STANDS_FOR = timedelta(days=7)
"""How long an upload waits for its next piece. A house rule."""

MOST_AT_ONCE = 16 * MB
"""The largest piece taken in one request; larger ones would only cost more when a line breaks."""

CHECKSUMS = {"sha256": hashlib.sha256, "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False)}
"""Algorithms by which a piece may name its digest (the protocol demands sha1; against mistakes of a line only)."""


class UploadExpired(Refusal):
    """The pieces did not come in time and were removed."""

    code = "upload_expired"
    message = _("This upload waited too long for its next piece and was removed. Begin again.")
    status = 410


class OffsetWrong(Refusal):
    """The piece does not follow what is already here."""

    code = "upload_offset"
    message = _("{offset} bytes are here already; the piece must begin there.")
    status = 409


class UploadBusy(Refusal):
    """Two pieces of one upload at once."""

    code = "upload_busy"
    message = _("Another piece of this upload is arriving just now. Wait for it, then go on.")
    status = 423


class PieceWrong(Refusal):
    """A piece too long, too short, or beyond the end."""

    code = "upload_piece"
    message = _("A piece has between 1 and 16 MB and does not reach beyond the announced size.")
    status = 413


class ChecksumWrong(Refusal):
    """The piece was damaged on its way; nothing of it was taken."""

    code = "upload_checksum"
    message = _("The piece was damaged on its way and was not taken. Send it again.")
    status = 460


class ChecksumUnknown(Refusal):
    """A digest by an algorithm that the server does not know."""

    code = "upload_checksum_unknown"
    message = _("Name the digest of a piece by sha256 or sha1.")
    status = 400


@transaction.atomic
def begin_upload(
    actor: ActorRef,
    *,
    name: str,
    media_type: str,
    size: int,
    case_id: UUID,
    subject_id: UUID,
    kind: FileKind,
    scope: Scope,
) -> Upload:
    """Announce a file. The act that wants it has checked its own right. Raises FileEmpty, FileTooLarge."""
    limit = RULES[kind].max_bytes
    if size <= 0:
        raise FileEmpty(field="file", name=name)
    if size > limit:
        raise FileTooLarge(field="file", name=name, limit=limit // MB)
    case, key_of_case, is_new = vault.case_key_for_writing(case_id)
    upload_id, moment = new_id(), clock.now()
    upload = Upload.objects.create(
        id=upload_id,
        owner_id=actor.id,
        case_id=case_id,
        subject_id=subject_id,
        kind=kind.value,
        name=content.safe_name(name, media_type),
        media_type=media_type[:120] or "application/octet-stream",
        size=size,
        wrapped_key=vault.wrap_file_key(upload_id, key_of_case, cipher.new_key()),
        scope=_plain(scope),
        started_at=moment,
        expires_at=moment + STANDS_FOR,
    )
    if is_new:
        record(actor, act="documents.case_key_made", subject=case, wrote=[case])
    return upload


def _plain(scope: Scope) -> dict[str, Any]:
    return {
        "unit_path": scope.unit_path,
        "region": scope.region,
        "examination_type": scope.examination_type,
        "confidentiality": scope.confidentiality.value,
    }


def upload_of(actor: ActorRef, upload_id: UUID) -> Upload:
    """One's own upload; another person's does not exist. Raises NotVisible, UploadExpired."""
    upload = Upload.objects.filter(pk=upload_id, owner_id=actor.id).first()
    if upload is None:
        raise NotVisible
    _refuse_expired(upload)
    return upload


def owner_of(upload_id: UUID) -> UUID:
    """Who sends an upload, or NotVisible."""
    owner = Upload.objects.filter(pk=upload_id).values_list("owner_id", flat=True).first()
    if owner is None:
        raise NotVisible
    return owner


def uploads_for(actor: ActorRef, subject_id: UUID) -> list[Upload]:
    """One's own uploads for one thing that can go on, the latest first."""
    own = Upload.objects.filter(owner_id=actor.id, subject_id=subject_id, finished_at__isnull=True)
    return list(own.filter(expires_at__gt=clock.now()).order_by("-started_at"))


def _refuse_expired(upload: Upload) -> None:
    if upload.finished_at is None and upload.expires_at <= clock.now():
        raise UploadExpired


def receive_piece(actor: ActorRef, upload_id: UUID, *, offset: int, data: bytes, checksum: str = "") -> Upload:
    """Take the next piece: whole chunks of it, and all of it at the end. The answer says how far the file came.

    `checksum` is the protocol's header, `sha256 <base64>`. Raises OffsetWrong, UploadBusy, PieceWrong, ChecksumWrong.
    """
    try:
        with transaction.atomic():
            upload = Upload.objects.select_for_update(nowait=True).filter(pk=upload_id, owner_id=actor.id).first()
            if upload is None:
                raise NotVisible
            _refuse_expired(upload)
            return _take(upload, offset, data, checksum)
    except OperationalError as busy:
        raise UploadBusy from busy


def _take(upload: Upload, offset: int, data: bytes, checksum: str) -> Upload:
    if offset != upload.offset:
        raise OffsetWrong(offset=upload.offset)
    _check_piece(upload, data, checksum)
    at_end = offset + len(data) == upload.size
    taken = data if at_end else data[: len(data) // cipher.CHUNK * cipher.CHUNK]
    aead = AESGCM(vault.file_key(upload.id, upload.case_id, bytes(upload.wrapped_key)))
    first, last = offset // cipher.CHUNK, cipher.chunk_count(upload.size) - 1
    sealed = bytearray()
    for place in range(0, len(taken), cipher.CHUNK):
        index = first + place // cipher.CHUNK
        plain = taken[place : place + cipher.CHUNK]
        sealed += cipher.seal_chunk(aead, upload.id, index, plain, last=index == last)
    ports.storage.get().extend_part(str(upload.id), first * cipher.SEALED_CHUNK, bytes(sealed))
    upload.offset, upload.expires_at = offset + len(taken), clock.now() + STANDS_FOR
    upload.save(update_fields=["offset", "expires_at"])
    return upload


def _check_piece(upload: Upload, data: bytes, checksum: str) -> None:
    end = upload.offset + len(data)
    too_short = len(data) < cipher.CHUNK and end != upload.size
    if not data or len(data) > MOST_AT_ONCE or end > upload.size or too_short:
        raise PieceWrong
    if checksum:
        algorithm, _space, expected = checksum.partition(" ")
        if algorithm not in CHECKSUMS:
            raise ChecksumUnknown
        if CHECKSUMS[algorithm](data).digest() != _decoded(expected):
            raise ChecksumWrong


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def finish_upload(actor: ActorRef, upload_id: UUID) -> StoredFile:
    """Read what arrived from end to end and make it a stored file, in the caller's transaction. A repeat gets the same.

    `actor` is on whose behalf it is stored. Raises FileAltered when the part is not what was sealed.
    """
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.offset != upload.size:
        raise NotVisible
    if upload.finished_at is not None:
        return StoredFile.objects.get(pk=upload.id)
    key_of_case = vault.case_key(upload.case_id)
    key = vault.file_key(upload.id, upload.case_id, bytes(upload.wrapped_key))
    address, digest = _digests(upload, key)
    file = _file_of(upload, address)
    vault.seal_into(file, key_of_case, key, digest)
    file.save(force_insert=True)
    upload.finished_at = clock.now()
    upload.save(update_fields=["finished_at"])
    wrote: list[AuditedModel] = [file]
    record(
        actor,
        act="documents.file_stored",
        subject=file,
        wrote=wrote,
        details={"kind": upload.kind, "size": upload.size},
        documents={"commitment": file.commitment},
    )
    ports.storage.get().commit_part(str(upload.id), address)
    transaction.on_commit(lambda: ports.storage.get().drop_part(str(upload_id)))
    return file


def _digests(upload: Upload, key: bytes) -> tuple[str, bytes]:
    """The address (SHA-256 of the ciphertext) and the digest of the plaintext, both of what lies on the disk."""
    aead, address, digest = AESGCM(key), hashlib.sha256(), hashlib.sha256()
    last = cipher.chunk_count(upload.size) - 1
    for index, sealed in enumerate(_sealed_chunks(upload)):
        address.update(sealed)
        try:
            digest.update(cipher.open_chunk(aead, upload.id, index, sealed, last=index == last))
        except IntegrityError as exc:
            raise FileAltered(file_id=upload.id) from exc
    return address.hexdigest(), digest.digest()


def _sealed_chunks(upload: Upload) -> Iterator[bytes]:
    storage = ports.storage.get()
    for index in range(cipher.chunk_count(upload.size)):
        try:
            yield storage.read_part(str(upload.id), index * cipher.SEALED_CHUNK, cipher.SEALED_CHUNK)
        except BlobMissing as exc:
            raise FileAltered(file_id=upload.id) from exc


def _file_of(upload: Upload, address: str) -> StoredFile:
    return StoredFile(
        id=upload.id,
        case_id=upload.case_id,
        kind=upload.kind,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        ciphertext_sha256=address,
        confidentiality=Confidentiality(upload.scope["confidentiality"]).value,
        unit_path=upload.scope["unit_path"],
        region=upload.scope["region"],
        examination_type=upload.scope["examination_type"],
        retention_class=RULES[FileKind(upload.kind)].retention.value,
        created_by=upload.owner_id,
        created_at=clock.now(),
    )


def note_fault(upload_id: UUID, code: str) -> None:
    """Note by its code why what arrived could not become a file: whoever sent it is told."""
    Upload.objects.filter(pk=upload_id, finished_at__isnull=True).update(fault=code)


@transaction.atomic
def abandon_upload(actor: ActorRef, upload_id: UUID) -> None:
    """Forget an unfinished upload with all that arrived of it."""
    upload = upload_of(actor, upload_id)
    if upload.finished_at is None:
        _remove(upload)


def _remove(upload: Upload) -> None:
    name = str(upload.id)
    upload.delete()
    transaction.on_commit(lambda: ports.storage.get().drop_part(name))


def sweep_uploads(expired_by: datetime) -> int:
    """Remove uploads whose next piece never came, and parts that a crash left beside their stored file; how many."""
    stored = Upload.objects.filter(finished_at__gt=expired_by - STANDS_FOR).values_list("pk", flat=True)
    for upload_id in stored:
        ports.storage.get().drop_part(str(upload_id))
    left = list(Upload.objects.filter(finished_at__isnull=True, expires_at__lte=expired_by))
    for upload in left:
        with suppress(OperationalError), transaction.atomic():
            _remove(upload)
    return len(left)
