"""The digital content of an object: stored with its SHA-256, compared at every reading (features C8)."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, IncidentKind
from saraptama.casework.custody.events import ContentArrived
from saraptama.casework.custody.models import CopyCheck, CustodyObject, DigitalCopy
from saraptama.casework.custody.policies import check_can_store_content, check_copy_usable
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.incidents import open_incident
from saraptama.casework.custody.services.papers import case_of, keep, scope_of
from saraptama.casework.custody.types import FileReceived
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents import uploading
from saraptama.foundation.documents.errors import FileAltered
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.reading import FileReader
from saraptama.foundation.documents.services import open_file, verify_file
from saraptama.foundation.documents.types import FileState
from saraptama.foundation.documents.uploading import Upload
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotVisible

AT_ONCE = 64 * 1024 * 1024
"""A content up to this size is read to its end before its first byte is given out; a larger one while it is given."""


@transaction.atomic
def begin_content(actor: ActorRef, *, object_id: UUID, name: str, media_type: str, size: int) -> Upload:
    """Announce the content of a digital object; it then arrives piece by piece and goes on after a cut."""
    thing = chaining.locked(actor, [object_id])[0]
    check_can_store_content(actor, thing)
    return uploading.begin_upload(
        actor,
        name=name,
        media_type=media_type,
        size=size,
        case_id=case_of(thing),
        subject_id=thing.id,
        kind=FileKind.DIGITAL_EVIDENCE,
        scope=scope_of(thing),
    )


def receive_content(actor: ActorRef, *, upload_id: UUID, offset: int, data: bytes, checksum: str = "") -> Upload:
    """Take the next piece. With the last one the content waits to be read from end to end, which a job does."""
    with transaction.atomic():
        upload = uploading.receive_piece(actor, upload_id, offset=offset, data=data, checksum=checksum)
        if upload.offset == upload.size:
            publish(actor, ContentArrived(upload.id, upload.subject_id))
    return upload


def finish_content(*, upload_id: UUID, object_id: UUID) -> DigitalCopy | None:
    """Make what arrived the content of its object, on behalf of whoever sent it. A repeat changes nothing.

    None when it was altered on the disk meanwhile: the object's page then tells the sender to upload it again.
    """
    try:
        return _finished(upload_id, object_id)
    except FileAltered as altered:
        uploading.note_fault(upload_id, altered.code)
        return None


@transaction.atomic
def _finished(upload_id: UUID, object_id: UUID) -> DigitalCopy:
    known = DigitalCopy.objects.filter(file_id=upload_id).first()
    if known is not None:
        return known
    sender = ActorRef(id=uploading.owner_of(upload_id), kind=ActorKind.PERSON)
    file = uploading.finish_upload(sender, upload_id)
    thing = CustodyObject.objects.select_for_update().get(pk=object_id)
    return _stored(sender, thing, file.id)


@transaction.atomic
def store_content(actor: ActorRef, *, object_id: UUID, file: FileReceived) -> DigitalCopy:
    """Store a content that came whole, in one request: for browsers without scripts."""
    thing = chaining.locked(actor, [object_id])[0]
    check_can_store_content(actor, thing)
    return _stored(actor, thing, keep(actor, thing, file, FileKind.DIGITAL_EVIDENCE).id)


def _stored(actor: ActorRef, thing: CustodyObject, file_id: UUID) -> DigitalCopy:
    copy = DigitalCopy.objects.create(custody_object=thing, file_id=file_id, actor_id=actor.id)
    link = chaining.note(thing, chaining.deed(CustodyAct.COPIED, actor, document=file_id))
    record(
        actor,
        act="custody.content_stored",
        subject=thing,
        occurred_on=clock.today(),
        wrote=[copy, link, thing],
        details={"label": thing.label},
    )
    return copy


def check_content(actor: ActorRef, *, copy_id: UUID) -> CopyCheck:
    """Read a stored content from end to end and write down whether it is still what was stored.

    One that is not opens an incident, once, and is not to be used any more.
    """
    copy = copy_for(actor, copy_id)
    intact = verify_file(copy.file_id).state is FileState.INTACT
    return _note_check(actor, copy, intact)


@transaction.atomic
def _note_check(actor: ActorRef, copy: DigitalCopy, intact: bool) -> CopyCheck:
    thing = CustodyObject.objects.select_for_update().get(pk=copy.custody_object_id)
    check = CopyCheck.objects.create(digital_copy=copy, is_intact=intact, actor_id=actor.id)
    wrote: list[AuditedModel] = [check]
    known = thing.incidents.filter(kind=IncidentKind.COPY_ALTERED.value, closed_at__isnull=True).exists()
    if not intact and not known:
        words = f"SHA-256: {copy.file_id}"
        wrote.append(open_incident(actor, thing, IncidentKind.COPY_ALTERED, words))
    record(
        actor,
        act="custody.content_checked",
        right=CUSTODY_VIEW,
        subject=copy,
        occurred_on=clock.today(),
        wrote=wrote,
        details={"label": thing.label, "intact": intact},
    )
    return check


def copy_for(actor: ActorRef, copy_id: UUID) -> DigitalCopy:
    """A stored content of a visible object, or NotVisible."""
    seen = CustodyObject.objects.visible_to(actor).values("pk")
    found = DigitalCopy.objects.filter(pk=copy_id, custody_object__in=seen).select_related("custody_object").first()
    if found is None:
        raise NotVisible
    return found


class ContentReader:
    """A stored content on its way out: the last byte is given only when the whole proved right."""

    def __init__(self, actor: ActorRef, copy: DigitalCopy, reader: FileReader) -> None:
        self._actor, self._copy, self._reader = actor, copy, reader
        self.name, self.media_type, self.size, self.sha256 = reader.name, reader.media_type, reader.size, reader.sha256

    def stream(self) -> Iterator[bytes]:
        """The content chunk by chunk. One that changed is noted as an incident, and breaks off."""
        try:
            yield from self._reader.stream()
        except FileAltered:
            _note_check(self._actor, self._copy, intact=False)
            raise


def open_content(actor: ActorRef, *, copy_id: UUID) -> ContentReader:
    """Open a stored content for use. The reading is noted. Raises CopyNotToBeUsed."""
    copy = copy_for(actor, copy_id)
    check_copy_usable(copy)
    try:
        reader = open_file(actor, copy.file_id, checked=CUSTODY_VIEW)
        if reader.size <= AT_ONCE:
            for _chunk in reader.stream():
                pass
    except FileAltered:
        _note_check(actor, copy, intact=False)
        raise errors.CopyNotToBeUsed(label=copy.custody_object.label) from None
    return ContentReader(actor, copy, reader)
