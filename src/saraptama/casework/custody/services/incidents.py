"""Incidents: a seal that does not stand, an object that is lost, a content that changed (features C7, C8)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.custody import errors
from saraptama.casework.custody.enums import CustodyAct, CustodyState, IncidentKind, SealState
from saraptama.casework.custody.events import IncidentOpened, ObjectsEnded
from saraptama.casework.custody.models import (
    ConsignmentItem,
    CustodyObject,
    HandOverItem,
    Incident,
    ReturnItem,
)
from saraptama.casework.custody.policies import check_can_end, scopes_of_object
from saraptama.casework.custody.rights import CUSTODY_END
from saraptama.casework.custody.selectors import unaccounted
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.papers import keep
from saraptama.casework.custody.types import FileReceived, SealCheck
from saraptama.casework.intake.policies import require_any
from saraptama.foundation.audit.services import record
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

OF_SEAL = {SealState.BROKEN: IncidentKind.SEAL_BROKEN, SealState.DIFFERS: IncidentKind.SEAL_DIFFERS}
"""What a seal that does not stand is called as an incident. A missing seal has its reason, and is none."""


def open_incident(
    actor: ActorRef,
    thing: CustodyObject,
    kind: IncidentKind,
    words: str,
    *,
    document: UUID | None = None,
    occurred_on: date | None = None,
) -> Incident:
    """Open an incident inside the act that found it; the act records the row and tells of it."""
    row = Incident.objects.create(
        custody_object=thing,
        kind=kind.value,
        occurred_on=occurred_on or clock.today(),
        opened_by=actor.id,
        words=words.strip()[:1000],
        document_id=document,
    )
    publish(actor, IncidentOpened(row.id, thing.id, thing.unit_id, kind.value))
    return row


def of_seal(actor: ActorRef, thing: CustodyObject, check: SealCheck | None) -> list[Incident]:
    """The incident that the check of a seal entails: none while it stands. A seal that is gone is broken."""
    if check is None:
        return []
    gone = check.state is SealState.NONE and bool(thing.seal_number)
    kind = IncidentKind.SEAL_BROKEN if gone else OF_SEAL.get(check.state)
    return [open_incident(actor, thing, kind, check.remark)] if kind else []


def check_seal(thing: CustodyObject, check: SealCheck | None) -> None:
    """Whatever is wrong with a seal is described; an object that has none, as recorded, needs no words."""
    if check is None or check.state is SealState.INTACT:
        return
    as_recorded = check.state is SealState.NONE and not thing.seal_number
    if not as_recorded and not check.remark.strip():
        raise errors.SealRemarkMissing(field=f"seals.{thing.label}")


@transaction.atomic
def report_lost(
    actor: ActorRef, *, object_id: UUID, words: str, paper: FileReceived | None, occurred_on: date | None = None
) -> Incident:
    """Declare an object lost, with the signed act: in the house, or out of a parcel that never arrived.

    Raises PaperMissing, ReasonMissing, DestructionDayWrong, TransitionRefused on a repeat.
    """
    thing = chaining.locked(actor, [object_id])[0]
    right = check_can_end(actor, thing, "lose")
    day = _day(thing, occurred_on)
    if not words.strip():
        raise errors.ReasonMissing(field="words")
    if paper is None:
        raise errors.PaperMissing(field="paper")
    act = keep(actor, thing, paper, FileKind.ACT)
    incident = open_incident(actor, thing, IncidentKind.LOST, words, document=act.id, occurred_on=day)
    released = _released(thing)
    done = chaining.deed(CustodyAct.LOST, actor, occurred_on=day, note=words.strip()[:400], document=act.id)
    link = chaining.leave(thing, done, CustodyState.LOST)
    record(
        actor,
        act="custody.object_lost",
        right=right,
        subject=thing,
        occurred_on=day,
        wrote=[thing, link, incident, *released],
        details={"label": thing.label},
    )
    if thing.order_id:
        publish(actor, ObjectsEnded(thing.order_id, not unaccounted(thing.order_id)))
    return incident


def _day(thing: CustodyObject, occurred_on: date | None) -> date:
    day = occurred_on or clock.today()
    if not thing.received_on <= day <= clock.today():
        raise errors.DestructionDayWrong(field="occurred_on", first=thing.received_on)
    return day


def _released(thing: CustodyObject) -> list[HandOverItem | ReturnItem | ConsignmentItem]:
    """What was under way with a lost object goes on without it."""
    released: list[HandOverItem | ReturnItem | ConsignmentItem] = []
    for items in (HandOverItem, ReturnItem, ConsignmentItem):
        for item in items._default_manager.filter(custody_object=thing, is_open=True):
            item.is_open = False
            item.save(update_fields=["is_open"])
            released.append(item)
    return released


@transaction.atomic
def report_found(actor: ActorRef, *, object_id: UUID, words: str, seal: SealCheck) -> CustodyObject:
    """A lost object is here again: into the hands of whoever found it. Its incident is closed with the same words."""
    thing = chaining.locked(actor, [object_id])[0]
    right = check_can_end(actor, thing, "find")
    if not words.strip():
        raise errors.ReasonMissing(field="words")
    check_seal(thing, seal)
    done = chaining.deed(CustodyAct.FOUND, actor, note=words.strip()[:400], seal_state=seal.state)
    link = chaining.to_person(thing, done, actor.id)
    closed = [
        _closed(row, actor, words)
        for row in Incident.objects.select_for_update().filter(
            custody_object=thing, kind=IncidentKind.LOST.value, closed_at__isnull=True
        )
    ]
    record(
        actor,
        act="custody.object_found",
        right=right,
        subject=thing,
        occurred_on=clock.today(),
        wrote=[thing, link, *closed, *of_seal(actor, thing, seal)],
        details={"label": thing.label},
    )
    return thing


def _closed(row: Incident, actor: ActorRef, outcome: str) -> Incident:
    row.closed_at, row.closed_by, row.outcome = clock.now(), actor.id, outcome.strip()[:1000]
    row.save(update_fields=["closed_at", "closed_by", "outcome"])
    return row


@transaction.atomic
def close_incident(actor: ActorRef, *, incident_id: UUID, outcome: str) -> Incident:
    """Say what came of an incident. Raises ReasonMissing, AlreadyClosed."""
    row = Incident.objects.select_for_update().select_related("custody_object").filter(pk=incident_id).first()
    if row is None or not CustodyObject.objects.visible_to(actor).filter(pk=row.custody_object_id).exists():
        raise NotVisible
    right = require_any(actor, CUSTODY_END, scopes_of_object(row.custody_object))
    if not outcome.strip():
        raise errors.ReasonMissing(field="outcome")
    if row.closed_at is not None:
        raise errors.AlreadyClosed
    _closed(row, actor, outcome)
    record(
        actor,
        act="custody.incident_closed",
        right=right,
        subject=row,
        occurred_on=clock.today(),
        wrote=[row],
        details={"kind": row.kind, "label": row.custody_object.label},
    )
    return row
