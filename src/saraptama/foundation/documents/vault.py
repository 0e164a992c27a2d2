"""Keys of cases and files: which key opens what, and the check that a stored file is still the one that was stored."""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from saraptama.foundation.documents import cipher, ports
from saraptama.foundation.documents.errors import CaseErased, FileAltered, IntegrityError, MasterKeyWrong
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.kernel import clock

_SALT_BYTES = 32


def _case_context(case_id: UUID) -> bytes:
    return b"saraptama case key " + case_id.bytes


def _file_context(file_id: UUID, purpose: bytes) -> bytes:
    return b"saraptama file " + purpose + b" " + file_id.bytes


def case_key_for_writing(case_id: UUID) -> tuple[CaseKey, bytes, bool]:
    """The record and the key of the case, made at its first file; whether the record is new.

    The key store decides a race: both writers take the key that got there first. A key whose record was rolled back
    is simply found again.
    """
    record = CaseKey.objects.filter(case_id=case_id).first()
    refuse_erased(record)
    if record is not None:
        return record, case_key(case_id), False
    fresh = ports.master_key.get().wrap(cipher.new_key(), _case_context(case_id))
    key = _unwrap(case_id, ports.key_store.get().put_if_absent(case_id, fresh))
    record, created = CaseKey.objects.get_or_create(case_id=case_id, defaults={"created_at": clock.now()})
    refuse_erased(record)
    return record, key, created


def refuse_erased(record: CaseKey | None) -> None:
    """Refuse when the case was erased."""
    if record is not None and record.destroyed_at is not None:
        raise CaseErased(act=record.erasure_act)


def case_key(case_id: UUID) -> bytes:
    """The key that opens the case's files."""
    refuse_erased(CaseKey.objects.filter(case_id=case_id).first())
    return _unwrap(case_id, ports.key_store.get().get(case_id))


def _unwrap(case_id: UUID, wrapped: bytes) -> bytes:
    try:
        return ports.master_key.get().unwrap(wrapped, _case_context(case_id))
    except IntegrityError as exc:
        raise MasterKeyWrong from exc


def wrap_file_key(file_id: UUID, key_of_case: bytes, key: bytes) -> bytes:
    """A file's key as it lies in the database: only the case's key opens it."""
    return cipher.envelope_seal(key_of_case, key, _file_context(file_id, b"key"))


def file_key(file_id: UUID, case_id: UUID, wrapped: bytes) -> bytes:
    """The key of a file that is still arriving; FileAltered when it does not open."""
    try:
        return cipher.envelope_open(case_key(case_id), wrapped, _file_context(file_id, b"key"))
    except IntegrityError as exc:
        raise FileAltered(file_id=file_id) from exc


def seal_into(file: StoredFile, key_of_case: bytes, key: bytes, digest: bytes) -> None:
    """Put into the record what only the case's key opens: the file's key, and the digest with the commitment's salt."""
    salted = secrets.token_bytes(_SALT_BYTES) + digest
    file.wrapped_key = wrap_file_key(file.id, key_of_case, key)
    file.sealed_digest = cipher.envelope_seal(key_of_case, salted, _file_context(file.id, b"digest"))
    file.commitment = hashlib.sha256(salted).hexdigest()


@dataclass(frozen=True)
class OpenedKeys:
    """What opens one file: its key, and the digest and salt that its content must answer to."""

    key: bytes
    digest: bytes
    salt: bytes


def keys_of(file: StoredFile) -> OpenedKeys:
    """The file's keys; FileAltered when a wrapped value does not open or the commitment does not hold."""
    key_of_case = case_key(file.case_id)
    try:
        key = cipher.envelope_open(key_of_case, bytes(file.wrapped_key), _file_context(file.id, b"key"))
        opened = cipher.envelope_open(key_of_case, bytes(file.sealed_digest), _file_context(file.id, b"digest"))
    except IntegrityError as exc:
        raise FileAltered(file_id=file.id) from exc
    if hashlib.sha256(opened).hexdigest() != file.commitment:
        raise FileAltered(file_id=file.id)
    return OpenedKeys(key=key, digest=opened[_SALT_BYTES:], salt=opened[:_SALT_BYTES])
