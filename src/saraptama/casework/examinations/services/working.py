"""What the expert notes while working: methods used and working notes."""

from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.examinations.errors import ReasonNeeded
from saraptama.casework.examinations.events import MethodUsed, NoteWritten
from saraptama.casework.examinations.models import MethodUse, Note
from saraptama.casework.examinations.services.acting import begin
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def use_method(
    actor: ActorRef, *, examination_id: UUID, method_id: UUID, method_version: str, occurred_on: date
) -> MethodUse:
    """Note that a method of the register was used, in which version. A repeat returns the first note."""
    act = begin(actor, examination_id, "use_method", occurred_on)
    known = act.examination.methods.filter(method_id=method_id, method_version=method_version).first()
    if known is not None:
        return known
    use = MethodUse.objects.create(
        examination=act.examination,
        method_id=method_id,
        method_version=method_version,
        actor_id=actor.id,
        occurred_on=occurred_on,
    )
    act.conclude(
        act.event(MethodUsed, method_id=method_id),
        wrote=[use],
        details={"method": str(method_id), "version": method_version},
    )
    return use


@transaction.atomic
def write_note(
    actor: ActorRef, *, examination_id: UUID, text: str, occurred_on: date, note_id: UUID | None = None
) -> Note:
    """Write a working note, or change one's own; the end of the examination locks them."""
    act = begin(actor, examination_id, "write_note", occurred_on)
    if not text.strip():
        raise ReasonNeeded(field="text")
    if note_id is None:
        note = Note.objects.create(examination=act.examination, author_id=actor.id, text=text, occurred_on=occurred_on)
    else:
        note = _own_note(act.examination.id, actor.id, note_id)
        note.text, note.changed_at = text, clock.now()
        note.save(update_fields=["text", "changed_at"])
    act.conclude(act.event(NoteWritten, note_id=note.id), wrote=[note])
    return note


def _own_note(examination_id: UUID, author_id: UUID, note_id: UUID) -> Note:
    note = Note.objects.filter(
        pk=note_id, examination_id=examination_id, author_id=author_id, locked_at__isnull=True
    ).first()
    if note is None:
        raise NotVisible
    return note
