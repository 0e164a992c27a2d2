"""Photographs of objects and packaging: kept byte for byte, made small for the screen (features C1)."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct
from saraptama.casework.custody.models import CustodyObject, ObjectPhoto
from saraptama.casework.custody.policies import check_can_photograph
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.papers import keep
from saraptama.casework.custody.types import FileReceived
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents.errors import FileEmpty, FileTooLarge
from saraptama.foundation.documents.kinds import RULES, FileKind
from saraptama.foundation.documents.pictures import media_type_of, small_picture
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

MB = 1024 * 1024


@transaction.atomic
def add_photos(
    actor: ActorRef, *, object_id: UUID, photos: Sequence[FileReceived], caption: str = ""
) -> list[ObjectPhoto]:
    """Add photographs of an object. Each is stored as it was taken, its hash goes into the chain.

    Raises NothingChosen, PictureUnreadable, PictureTooLarge, NotPermitted.
    """
    thing = chaining.locked(actor, [object_id])[0]
    right = check_can_photograph(actor, thing)
    if not photos:
        raise errors.NothingChosen(field="photos")
    made, wrote = [], list[AuditedModel]()
    for photo in photos:
        row = _add(actor, thing, photo, caption)
        done = chaining.deed(CustodyAct.PHOTOGRAPHED, actor, note=row.caption, document=row.file_id)
        wrote += [row, chaining.note(thing, done)]
        made.append(row)
    record(
        actor,
        act="custody.object_photographed",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[*wrote, thing],
        details={"label": thing.label, "photos": len(made)},
    )
    return made


def _add(actor: ActorRef, thing: CustodyObject, photo: FileReceived, caption: str) -> ObjectPhoto:
    limit = RULES[FileKind.PHOTO].max_bytes
    content = photo.stream.read(limit + 1)
    if not content:
        raise FileEmpty(field="photos", name=photo.name)
    if len(content) > limit:
        raise FileTooLarge(field="photos", name=photo.name, limit=limit // MB)
    small = FileReceived(name="small.png", media_type="image/png", stream=BytesIO(small_picture(content, photo.name)))
    whole = FileReceived(name=photo.name, media_type=media_type_of(content, photo.name), stream=BytesIO(content))
    return ObjectPhoto.objects.create(
        custody_object=thing,
        file_id=keep(actor, thing, whole, FileKind.PHOTO).id,
        thumbnail_id=keep(actor, thing, small, FileKind.PHOTO).id,
        caption=caption.strip()[:200],
        actor_id=actor.id,
    )
