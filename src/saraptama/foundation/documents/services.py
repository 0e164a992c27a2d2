"""Acts on stored files: store, open, hold, erase, re-check."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from saraptama.foundation.audit.services import note_read, record
from saraptama.foundation.documents import cipher, ports, vault
from saraptama.foundation.documents.content import safe_name
from saraptama.foundation.documents.errors import (
    BlobMissing,
    CaseErased,
    FileAltered,
    FileMissing,
    KeyDestroyed,
    KeyMissing,
    LegalHoldStands,
    NoFilesInCase,
)
from saraptama.foundation.documents.kinds import RULES, FileKind, RetentionClass
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.foundation.documents.reading import FileReader
from saraptama.foundation.documents.rights import ERASE, HOLD, READ
from saraptama.foundation.documents.types import FileCheck, FileState
from saraptama.foundation.documents.writing import Incoming, Written, pieces_of, write
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Right, Scope

_ANYWHERE = Scope()


@transaction.atomic
def store(
    actor: ActorRef,
    *,
    name: str,
    media_type: str,
    case_id: UUID,
    kind: FileKind,
    stream: BinaryIO | None = None,
    data: bytes | None = None,
    scope: Scope = _ANYWHERE,
    retention: RetentionClass | None = None,
) -> StoredFile:
    """Store a file of a case. The act that brings it has checked its own right; the scope says whose file it is.

    Refuses empty, oversize, disguised and locked files. If the surrounding transaction is rolled back, an encrypted
    blob without a record may remain; `sweep_orphans` removes it.
    """
    incoming = Incoming(safe_name(name, media_type), media_type, kind)
    case, key_of_case, is_new = vault.case_key_for_writing(case_id)
    file_id, key = new_id(), cipher.new_key()
    written = write(incoming, file_id, key, pieces_of(stream, data))
    try:
        file = _row(incoming, written, case_id=case_id, scope=scope, retention=retention)
        file.id, file.created_by = file_id, actor.id
        vault.seal_into(file, key_of_case, key, written.digest)
        file.save(force_insert=True)
        record(
            actor,
            act="documents.file_stored",
            subject=file,
            wrote=[file, case] if is_new else [file],
            details={"kind": kind.value, "size": written.size},
            documents={"commitment": file.commitment},
        )
    except BaseException:
        ports.storage.get().delete(written.address)
        raise
    return file


def _row(
    incoming: Incoming, written: Written, *, case_id: UUID, scope: Scope, retention: RetentionClass | None
) -> StoredFile:
    return StoredFile(
        case_id=case_id,
        kind=incoming.kind.value,
        name=incoming.name,
        media_type=incoming.media_type,
        size=written.size,
        ciphertext_sha256=written.address,
        confidentiality=scope.confidentiality.value,
        unit_path=scope.unit_path,
        region=scope.region,
        examination_type=scope.examination_type,
        retention_class=(retention or RULES[incoming.kind].retention).value,
        created_at=clock.now(),
    )


def open_file(actor: ActorRef, file_id: UUID, *, checked: Right | None = None) -> FileReader:
    """Open a file for reading, and note the reading.

    The service's own people need documents.read where the file belongs. A context that has already let the actor see
    the case under a right of its own names that right in `checked`: the only way for orderers, whose cases are not
    told by scope.
    If the reading cannot be noted, the file is not opened.
    """
    file = StoredFile.objects.filter(id=file_id).first()
    if file is None:
        raise NotVisible
    if checked is None and (actor.body_id is not None or not actor.may(READ, file.scope)):
        raise NotVisible
    if checked is not None:
        actor.require(checked)
    note_read(actor, subject=file)
    return FileReader(file)


def iter_range(
    actor: ActorRef, file_id: UUID, start: int, end: int, *, checked: Right | None = None
) -> Iterator[bytes]:
    """Part of a file, as a slice from `start` up to `end`."""
    return open_file(actor, file_id, checked=checked).iter_range(start, end)


def read_for_system(file_id: UUID) -> FileReader:
    """Open a file for the service's own work (sealing, delivery, re-checking). No person sees it, none is noted."""
    file = StoredFile.objects.filter(id=file_id).first()
    if file is None:
        raise NotVisible
    return FileReader(file)


def _locked_case(case_id: UUID) -> CaseKey:
    case = CaseKey.objects.select_for_update().filter(case_id=case_id).first()
    if case is None:
        raise NoFilesInCase
    vault.refuse_erased(case)
    return case


def _case_scopes(case_id: UUID) -> list[Scope]:
    return [file.scope for file in StoredFile.objects.of_case(case_id)]


def _require_over_case(actor: ActorRef, right: Right, case_id: UUID) -> None:
    for scope in _case_scopes(case_id):
        actor.require(right, scope)


@transaction.atomic
def place_hold(actor: ActorRef, *, case_id: UUID, ground: str, occurred_on: date) -> CaseKey:
    """Keep the case's files whatever their term of retention: a dispute, a complaint, a repeated examination."""
    _require_over_case(actor, HOLD, case_id)
    case = _locked_case(case_id)
    if case.hold_ground:
        raise LegalHoldStands(ground=case.hold_ground)
    case.hold_ground = ground
    case.save(update_fields=["hold_ground"])
    record(actor, act="documents.hold_placed", right=HOLD, subject=case, occurred_on=occurred_on, wrote=[case])
    return case


@transaction.atomic
def lift_hold(actor: ActorRef, *, case_id: UUID, occurred_on: date) -> CaseKey:
    """End the legal hold; lifting what is not held is refused as a wrong address."""
    _require_over_case(actor, HOLD, case_id)
    case = _locked_case(case_id)
    if not case.hold_ground:
        raise NotVisible
    case.hold_ground = ""
    case.save(update_fields=["hold_ground"])
    record(actor, act="documents.hold_lifted", right=HOLD, subject=case, occurred_on=occurred_on, wrote=[case])
    return case


@transaction.atomic
def erase_case(actor: ActorRef, *, case_id: UUID, act: str, occurred_on: date) -> CaseKey:
    """Erase every file of a case for ever by destroying the case's key, under a numbered act.

    The key is destroyed when the transaction has committed: until then everything can still be taken back, and after
    it `finish_erasures` completes what a crash interrupted. Rows stay, and verify as "erased under the act".
    """
    _require_over_case(actor, ERASE, case_id)
    case = _locked_case(case_id)
    if case.hold_ground:
        raise LegalHoldStands(ground=case.hold_ground)
    case.destroyed_at, case.erased_on, case.erasure_act = clock.now(), occurred_on, act
    case.save(update_fields=["destroyed_at", "erased_on", "erasure_act"])
    record(
        actor,
        act="documents.case_erased",
        right=ERASE,
        subject=case,
        occurred_on=occurred_on,
        wrote=[case],
        details={"files": StoredFile.objects.of_case(case_id).count()},
    )
    transaction.on_commit(lambda: _destroy(case_id))
    return case


def _destroy(case_id: UUID) -> None:
    ports.key_store.get().destroy(case_id)
    for address in StoredFile.objects.of_case(case_id).values_list("ciphertext_sha256", flat=True):
        ports.storage.get().delete(address)


def finish_erasures() -> int:
    """Destroy the keys of erased cases that a crash left behind or a restored key store brought back or never knew."""
    left = [c for c in CaseKey.objects.filter(destroyed_at__isnull=False) if not _is_destroyed(c.case_id)]
    for case in left:
        _destroy(case.case_id)
    return len(left)


def _is_destroyed(case_id: UUID) -> bool:
    """Whether the store itself says so; a store older than the case knows neither the key nor its end."""
    try:
        ports.key_store.get().get(case_id)
    except KeyDestroyed:
        return True
    except KeyMissing:
        return False
    return False


def sweep_orphans(older_than: datetime) -> int:
    """Delete blobs that no record names (their transaction was rolled back); how many."""
    storage = ports.storage.get()
    orphans = [a for a in _old_addresses(older_than) if not StoredFile.objects.filter(ciphertext_sha256=a).exists()]
    for address in orphans:
        storage.delete(address)
    return len(orphans)


def _old_addresses(older_than: datetime) -> Iterable[str]:
    return (address for address, written in ports.storage.get().addresses() if written < older_than)


def verify_file(file_id: UUID) -> FileCheck:
    """Read the whole file again and compare it with everything recorded about it."""
    try:
        reader = read_for_system(file_id)
        if ports.storage.get().size(_address(file_id)) != cipher.sealed_size(reader.size):
            return FileCheck(file_id, FileState.ALTERED, "length")
        for _chunk in reader.stream():
            pass
    except CaseErased as erased:
        return FileCheck(file_id, FileState.ERASED, str(erased.params["act"]))
    except (FileMissing, BlobMissing):
        return FileCheck(file_id, FileState.MISSING)
    except FileAltered as altered:
        return FileCheck(file_id, FileState.ALTERED, str(altered))
    return FileCheck(file_id, FileState.INTACT)


def _address(file_id: UUID) -> str:
    return StoredFile.objects.values_list("ciphertext_sha256", flat=True).get(id=file_id)
