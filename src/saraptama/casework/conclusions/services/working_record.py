"""The working record beside methods and notes: equipment used, and addenda to notes that are locked."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import errors
from saraptama.casework.conclusions.models import EquipmentUse, NoteAddendum
from saraptama.casework.examinations.policies import check_act, check_own_notes
from saraptama.casework.examinations.rights import PERFORM
from saraptama.casework.examinations.selectors import examination_for
from saraptama.foundation.audit.services import record
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def use_equipment(
    actor: ActorRef,
    *,
    examination_id: UUID,
    name: str,
    inventory_number: str,
    calibrated_until: date | None = None,
) -> EquipmentUse:
    """Note a device that was used: the conclusion names it. A repeat with the same number changes what is noted."""
    examination = _in_work(actor, examination_id)
    if not name.strip() or not inventory_number.strip():
        raise errors.DeviceUnnamed(field="name")
    number = inventory_number.strip()
    known = EquipmentUse.objects.filter(examination_id=examination_id, inventory_number=number, removed=False).first()
    use = known or EquipmentUse(examination_id=examination_id, inventory_number=number)
    if known and (known.name, known.calibrated_until) == (name.strip(), calibrated_until):
        return known
    use.name, use.calibrated_until = name.strip(), calibrated_until
    use.actor_id, use.occurred_on = actor.id, clock.today()
    use.save()
    record(
        actor,
        act="conclusions.equipment_used",
        right=PERFORM,
        subject=examination,
        occurred_on=use.occurred_on,
        wrote=[use],
        details={"inventory_number": number},
    )
    return use


@transaction.atomic
def take_back_equipment(actor: ActorRef, *, examination_id: UUID, use_id: UUID) -> EquipmentUse:
    """Strike a device that was noted by mistake; the row stays."""
    examination = _in_work(actor, examination_id)
    use = EquipmentUse.objects.filter(pk=use_id, examination_id=examination_id, removed=False).first()
    if use is None:
        raise NotVisible
    use.removed = True
    use.save(update_fields=["removed"])
    record(
        actor,
        act="conclusions.equipment_struck",
        right=PERFORM,
        subject=examination,
        occurred_on=clock.today(),
        wrote=[use],
        details={"inventory_number": use.inventory_number},
    )
    return use


@transaction.atomic
def add_to_note(actor: ActorRef, *, examination_id: UUID, note_id: UUID, text: str) -> NoteAddendum:
    """Add to a note that is locked; the note itself no longer changes. The time of entry is the server's."""
    examination = examination_for(actor, examination_id)
    check_own_notes(actor, examination)
    note: Any = examination.notes.filter(pk=note_id).first()
    if note is None:
        raise NotVisible
    if note.locked_at is None:
        raise errors.NoteStillOpen
    if not text.strip():
        raise errors.AddendumTextNeeded(field="text")
    addendum = NoteAddendum.objects.create(
        note_id=note_id,
        author_id=actor.id,
        text=text.strip(),
        occurred_on=clock.today(),
        recorded_at=clock.now(),
    )
    record(
        actor,
        act="conclusions.note_added_to",
        right=PERFORM,
        subject=examination,
        occurred_on=addendum.occurred_on,
        wrote=[addendum],
        details={"note": str(note_id)},
    )
    return addendum


def _in_work(actor: ActorRef, examination_id: UUID) -> Any:
    """The examination, while its own expert works on it: devices are noted when methods are."""
    examination = examination_for(actor, examination_id)
    check_act(actor, examination, "use_method")
    return examination
