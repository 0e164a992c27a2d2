"""Pictures and tables of the conclusion: added, described, put in order, taken back. References in the text follow."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors
from saraptama.casework.conclusions.enums import Section
from saraptama.casework.conclusions.marks import Figure, renumbered
from saraptama.casework.conclusions.models import Conclusion, Picture, ResearchTable
from saraptama.casework.conclusions.policies import check_may_write
from saraptama.casework.conclusions.rights import DRAFT
from saraptama.casework.conclusions.services.acting import locked, note
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.pictures import media_type_of, small_picture
from saraptama.foundation.documents.services import store
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal

MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 12, 200, 500


@transaction.atomic
def add_picture(
    actor: ActorRef,
    *,
    conclusion_id: UUID,
    data: bytes,
    name: str,
    caption: str,
    description: str,
) -> Picture:
    """Add an illustration behind the others: with its caption, and a description for those who do not see it."""
    conclusion = _writable(actor, conclusion_id)
    media_type = _check_picture(data, name, caption, description)
    file = store(
        actor,
        data=data,
        name=name,
        media_type=media_type,
        case_id=conclusion.examination.order_id,
        kind=FileKind.PHOTO,
        scope=conclusion.scope,
    )
    picture = Picture.objects.create(
        conclusion=conclusion,
        seq=conclusion.pictures.count() + 1,
        place=conclusion.pictures.filter(removed=False).count() + 1,
        file=file,
        caption=caption.strip(),
        description=description.strip(),
    )
    note(actor, conclusion, "picture_added", right=DRAFT, wrote=[picture])
    return picture


def _check_picture(data: bytes, name: str, caption: str, description: str) -> str:
    """The media type of a JPEG or PNG that can really be shown, of a size that a decoder can take."""
    if not caption.strip() or not description.strip():
        raise errors.PictureUnfit(field="picture")
    try:
        small_picture(data, name)
        return media_type_of(data, name)
    except Refusal as reason:
        raise errors.PictureUnfit(field="picture") from reason


@transaction.atomic
def describe_picture(
    actor: ActorRef, *, conclusion_id: UUID, picture_id: UUID, caption: str, description: str
) -> Picture:
    """Change caption and description. What already stands there is not recorded again."""
    conclusion = _writable(actor, conclusion_id)
    picture: Picture = _shown(conclusion.pictures, picture_id)
    if not caption.strip() or not description.strip():
        raise errors.PictureUnfit(field="caption")
    if (picture.caption, picture.description) != (caption.strip(), description.strip()):
        picture.caption, picture.description = caption.strip(), description.strip()
        picture.save(update_fields=["caption", "description"])
        note(actor, conclusion, "picture_described", right=DRAFT, wrote=[picture])
    return picture


@transaction.atomic
def move_picture(actor: ActorRef, *, conclusion_id: UUID, picture_id: UUID, place: int) -> None:
    """Put an illustration at a place among the others; the text's references follow."""
    conclusion = _writable(actor, conclusion_id)
    wrote = _put(conclusion, conclusion.pictures, Figure.PICTURE, _shown(conclusion.pictures, picture_id), place)
    if wrote:
        note(actor, conclusion, "picture_moved", right=DRAFT, wrote=wrote)


@transaction.atomic
def remove_picture(actor: ActorRef, *, conclusion_id: UUID, picture_id: UUID) -> Picture:
    """Take an illustration back; the file stays in the case. Where the text speaks of it, it now says so in vain."""
    conclusion = _writable(actor, conclusion_id)
    picture: Picture = _shown(conclusion.pictures, picture_id)
    wrote = _take_out(conclusion, conclusion.pictures, Figure.PICTURE, picture)
    note(actor, conclusion, "picture_removed", right=DRAFT, wrote=wrote)
    return picture


@transaction.atomic
def add_table(actor: ActorRef, *, conclusion_id: UUID, caption: str, rows: Sequence[Sequence[str]]) -> ResearchTable:
    """Add a table behind the others; its first row names the columns."""
    conclusion = _writable(actor, conclusion_id)
    table = ResearchTable.objects.create(
        conclusion=conclusion,
        seq=conclusion.tables.count() + 1,
        place=conclusion.tables.filter(removed=False).count() + 1,
        caption=_caption(caption),
        rows=_squared(rows),
    )
    note(actor, conclusion, "table_added", right=DRAFT, wrote=[table])
    return table


@transaction.atomic
def change_table(
    actor: ActorRef, *, conclusion_id: UUID, table_id: UUID, caption: str, rows: Sequence[Sequence[str]]
) -> ResearchTable:
    """Change caption and cells. What already stands there is not recorded again."""
    conclusion = _writable(actor, conclusion_id)
    table: ResearchTable = _shown(conclusion.tables, table_id)
    after = (_caption(caption), _squared(rows))
    if (table.caption, table.rows) != after:
        table.caption, table.rows = after
        table.save(update_fields=["caption", "rows"])
        note(actor, conclusion, "table_changed", right=DRAFT, wrote=[table])
    return table


@transaction.atomic
def move_table(actor: ActorRef, *, conclusion_id: UUID, table_id: UUID, place: int) -> None:
    """Put a table at a place among the others; the text's references follow."""
    conclusion = _writable(actor, conclusion_id)
    wrote = _put(conclusion, conclusion.tables, Figure.TABLE, _shown(conclusion.tables, table_id), place)
    if wrote:
        note(actor, conclusion, "table_moved", right=DRAFT, wrote=wrote)


@transaction.atomic
def remove_table(actor: ActorRef, *, conclusion_id: UUID, table_id: UUID) -> ResearchTable:
    """Take a table back; the row stays."""
    conclusion = _writable(actor, conclusion_id)
    table: ResearchTable = _shown(conclusion.tables, table_id)
    wrote = _take_out(conclusion, conclusion.tables, Figure.TABLE, table)
    note(actor, conclusion, "table_removed", right=DRAFT, wrote=wrote)
    return table


def _caption(caption: str) -> str:
    if not caption.strip():
        raise errors.TableUnfit(field="caption", columns=MOST_COLUMNS, rows=MOST_ROWS)
    return caption.strip()


def _squared(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of one width: short ones are filled up with empty cells."""
    width = max((len(row) for row in rows), default=0)
    fits = 1 <= width <= MOST_COLUMNS and 2 <= len(rows) <= MOST_ROWS
    if not fits or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise errors.TableUnfit(field="cells", columns=MOST_COLUMNS, rows=MOST_ROWS)
    return [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]


def _shown(rows: Any, row_id: UUID) -> Any:
    """A picture or table that was not taken back."""
    found = rows.filter(pk=row_id, removed=False).first()
    if found is None:
        raise NotVisible
    return found


def _put(conclusion: Conclusion, rows: Any, kind: Figure, moved: Any, place: int) -> list[AuditedModel]:
    """The rows in their new order, and the texts that speak of them."""
    before = list(rows.filter(removed=False))
    after = [row for row in before if row.pk != moved.pk]
    after.insert(max(place, 1) - 1, moved)
    return _follow(conclusion, kind, before, after)


def _take_out(conclusion: Conclusion, rows: Any, kind: Figure, gone: Any) -> list[AuditedModel]:
    before = list(rows.filter(removed=False))
    gone.removed = True
    gone.save(update_fields=["removed"])
    return [gone, *_follow(conclusion, kind, before, [row for row in before if row.pk != gone.pk])]


def _follow(conclusion: Conclusion, kind: Figure, before: list[Any], after: list[Any]) -> list[AuditedModel]:
    """Write the places that changed, and in every text the numbers that changed with them."""
    places = {row.pk: place for place, row in enumerate(after, 1)}
    numbers = {number: places.get(row.pk, 0) for number, row in enumerate(before, 1)}
    wrote: list[AuditedModel] = []
    for row in after:
        if row.place != places[row.pk]:
            row.place = places[row.pk]
            row.save(update_fields=["place"])
            wrote.append(row)
    if any(old != new for old, new in numbers.items()):
        wrote += _texts_follow(conclusion, kind, numbers)
    return wrote


def _texts_follow(conclusion: Conclusion, kind: Figure, numbers: dict[int, int]) -> list[AuditedModel]:
    wrote: list[AuditedModel] = []
    changed = {
        section.value: text
        for section in Section
        if (text := renumbered(conclusion.section(section), kind, numbers)) != conclusion.section(section)
    }
    if changed:
        for name, text in changed.items():
            setattr(conclusion, name, text)
        conclusion.save(update_fields=list(changed))
        wrote.append(conclusion)
    for cell in conclusion.answers.filter(removed=False):
        text = renumbered(cell.text, kind, numbers)
        if text != cell.text:
            cell.text = text
            cell.save(update_fields=["text"])
            wrote.append(cell)
    return wrote


def _writable(actor: ActorRef, conclusion_id: UUID) -> Conclusion:
    conclusion = locked(actor, conclusion_id)
    check_may_write(actor, conclusion)
    return conclusion
