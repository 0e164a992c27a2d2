"""Files made from tables in the background: asked for, made, kept for some days for their owner, thrown away."""

from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from saraptama.foundation.desktop.enums import ExportFormat, ExportState
from saraptama.foundation.desktop.models import Export, ExportPart
from saraptama.foundation.desktop.types import ExportOrder
from saraptama.foundation.documents import ports
from saraptama.foundation.documents.cipher import CHUNK, new_key, open_chunk, seal_chunk
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.services import notify
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id

KEPT = timedelta(days=7)


def ask_for_export(
    actor: ActorRef, *, name: str, path: str, query: str, format: ExportFormat, language: str, rows_expected: int
) -> UUID:
    """Ask for a file. The same file asked for again while it waits or is being made is the one already asked for."""
    waiting = Export.objects.filter(
        user_id=actor.id, path=path, query=query, format=format, state__in=[ExportState.WAITING, ExportState.RUNNING]
    )
    if (already := waiting.first()) is not None:
        return already.pk
    moment = clock.now()
    export = Export.objects.create(
        id=new_id(),
        user_id=actor.id,
        acting_for=actor.acting_for,
        name=name,
        path=path,
        query=query,
        format=format,
        language=language,
        rows_expected=rows_expected,
        asked_at=moment,
        expires_at=moment + KEPT,
    )
    return export.pk


def begin_export(export_id: UUID) -> ExportOrder | None:
    """Take an export for work; None when it is done already, or was removed meanwhile."""
    begun = Export.objects.filter(pk=export_id).exclude(state=ExportState.DONE)
    if not begun.update(state=ExportState.RUNNING, rows_done=0):
        return None
    row = Export.objects.get(pk=export_id)
    return ExportOrder(
        row.pk, row.user_id, row.acting_for, row.path, row.query, ExportFormat(row.format), row.language, row.name
    )


def report_rows(export_id: UUID, rows_done: int) -> None:
    """How far the file has come."""
    Export.objects.filter(pk=export_id).update(rows_done=rows_done)


@transaction.atomic
def finish_export(export_id: UUID, *, file: BinaryIO, rows: int) -> None:
    """Keep the file, encrypted under a key of its own, and tell its owner."""
    export = Export.objects.select_for_update().get(pk=export_id)
    export.parts.all().delete()
    key = new_key()
    cipher, size, number = AESGCM(key), 0, 0
    piece = file.read(CHUNK)
    while True:
        following = file.read(CHUNK)
        sealed = seal_chunk(cipher, export.pk, number, piece, last=not following)
        ExportPart.objects.create(export=export, number=number, sealed=sealed)
        size, number = size + len(piece), number + 1
        if not following:
            break
        piece = following
    export.wrapped_key = ports.master_key.get().wrap(key, export.pk.bytes)
    export.state, export.rows_done, export.rows_expected, export.size = ExportState.DONE, rows, rows, size
    export.save()
    notify([export.user_id], kind=NotificationKind.EXPORT_READY, params={"number": export.name}, link="exports:")


def fail_export(export_id: UUID) -> None:
    """The file could not be made; its owner sees so and may ask again."""
    Export.objects.filter(pk=export_id).exclude(state=ExportState.DONE).update(state=ExportState.FAILED)


def open_export(actor: ActorRef, *, export_id: UUID) -> tuple[str, int, Iterator[bytes]]:
    """Name, size and content of one's own finished file; NotVisible for anybody else's, and once it has expired."""
    mine = Export.objects.filter(pk=export_id, user_id=actor.id, state=ExportState.DONE, expires_at__gt=clock.now())
    export = mine.first()
    if export is None:
        raise NotVisible
    name = f"{export.name} {clock.local_date(export.asked_at).isoformat()}.{export.format}"
    return name, export.size, _content(export)


def _content(export: Export) -> Iterator[bytes]:
    cipher = AESGCM(ports.master_key.get().unwrap(bytes(export.wrapped_key), export.pk.bytes))
    last = export.parts.count() - 1
    for part in export.parts.order_by("number").iterator(chunk_size=2):
        yield open_chunk(cipher, export.pk, part.number, bytes(part.sealed), last=part.number == last)


def remove_export(actor: ActorRef, *, export_id: UUID) -> None:
    """Throw away one's own file."""
    if not Export.objects.filter(pk=export_id, user_id=actor.id).delete()[0]:
        raise NotVisible


def forget_old_exports() -> int:
    """Throw away the files whose days are over."""
    return Export.objects.filter(expires_at__lte=clock.now()).delete()[0]
