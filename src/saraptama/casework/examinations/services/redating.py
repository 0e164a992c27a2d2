"""Counting the running terms by another version of the calendar: one act for all of them, taken back by another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.examinations.errors import (
    CalendarChangedMeanwhile,
    CorrectionTakenBack,
    GroundNeeded,
    NothingToRedate,
)
from saraptama.casework.examinations.events import CalendarCorrected
from saraptama.casework.examinations.models import CalendarCorrection, CalendarVersionChange, Examination
from saraptama.casework.examinations.open_histories import RunningTerms, load_running, reckon_again
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rights import REDATE
from saraptama.casework.examinations.types import TermDates
from saraptama.casework.examinations.what_moves import counted_by_pinned
from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.storing import commit_keys
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.ids import new_id

_STORE = """
UPDATE examinations_examination AS e
SET calendar_version = c.version, due_on = c.due, cap_on = c.cap, target_on = c.target,
    term_inputs_version = e.term_inputs_version + 1
FROM unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::date[]) AS c(id, version, due, cap, target)
WHERE e.id = c.id
"""
_TELL = """
INSERT INTO examinations_calendarversionchange (id, row_version, correction_id, occurred_on, recorded_at,
    examination_id, lead_user_id, old_version, new_version, old_due_on, new_due_on, old_cap_on, new_cap_on,
    old_target_on, new_target_on)
SELECT c.id, 1, $1::uuid, $2::date, $3::timestamptz, c.examination, c.lead, c.old_version, c.new_version,
    c.old_due, c.new_due, c.old_cap, c.new_cap, c.old_target, c.new_target
FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::date[], $10::date[], $11::date[],
    $12::date[], $13::date[], $14::date[]) AS c(id, examination, lead, old_version, new_version, old_due, new_due,
    old_cap, new_cap, old_target, new_target)
"""


@transaction.atomic
def apply_calendar(actor: ActorRef, *, version: int, ground: str) -> CalendarCorrection:
    """Count every running term by the version of the calendar that is in use; the norms stay those of T0.

    Each examination is held while it is counted again: what happened to it a moment ago counts, and nothing that
    happens meanwhile is overwritten.
    """
    actor.require(REDATE)
    in_use = reference.calendar().version
    if str(version) != in_use:
        raise CalendarChangedMeanwhile(version=version, in_use=in_use)
    rows = Examination.objects.exclude(calendar_version=in_use)
    return _redate(
        actor,
        CalendarCorrection(calendar_version=in_use, ground=ground.strip()),
        rows,
        lambda running: [in_use] * len(running.ids),
    )


@transaction.atomic
def take_back_calendar(actor: ActorRef, *, correction_id: UUID, ground: str) -> CalendarCorrection:
    """Give each examination that a correction changed the version it had before, if it still has the corrected one."""
    actor.require(REDATE)
    former = CalendarCorrection.objects.select_for_update(of=("self",)).filter(pk=correction_id).first()
    if former is None or former.takes_back_id is not None:
        raise NotVisible
    if CalendarCorrection.objects.filter(takes_back=former).exists():
        raise CorrectionTakenBack
    changed = former.changes.values("examination_id")
    rows = Examination.objects.filter(pk__in=changed, calendar_version=former.calendar_version)
    had: dict[UUID, str] = dict(former.changes.values_list("examination_id", "old_version"))
    return _redate(
        actor,
        CalendarCorrection(takes_back=former, ground=ground.strip()),
        rows,
        lambda running: [had[one] for one in running.ids],
    )


def _redate(
    actor: ActorRef,
    correction: CalendarCorrection,
    rows: ExaminationQuerySet,
    versions_for: Callable[[RunningTerms], list[str]],
) -> CalendarCorrection:
    if not correction.ground:
        raise GroundNeeded(field="ground")
    today = clock.today()
    running = load_running(rows, today, locked=True)
    if not running.ids:
        raise NothingToRedate
    versions = versions_for(running)
    dates = reckon_again(replace(running, calendar_versions=versions), counted_by_pinned, today)
    _store(running, versions, dates)
    correction.counted = len(running.ids)
    correction.moved = sum(
        (now.due, now.target) != (then.due, then.target) for then, now in zip(running.stored, dates, strict=True)
    )
    correction.actor_id, correction.acting_for, correction.occurred_on = actor.id, actor.acting_for, today
    correction.save()
    changes = _tell(correction, running, versions, dates)
    _record(actor, correction, running.ids, changes)
    publish(actor, CalendarCorrected(correction_id=correction.pk, occurred_on=today))
    return correction


def _store(running: RunningTerms, versions: list[str], dates: list[TermDates]) -> None:
    with executed(_STORE, [running.ids, versions, *_columns(dates)]):
        pass


def _tell(
    correction: CalendarCorrection, running: RunningTerms, versions: list[str], dates: list[TermDates]
) -> list[UUID]:
    """A row of history for each examination."""
    keys = [new_id() for _ in running.ids]
    (old_due, old_cap, old_target), (due, cap, target) = _columns(running.stored), _columns(dates)
    values = [
        correction.pk, correction.occurred_on, correction.recorded_at, keys, running.ids, running.leads,
        running.calendar_versions, versions, old_due, due, old_cap, cap, old_target, target,
    ]  # fmt: skip
    with executed(_TELL, values):
        pass
    return keys


def _columns(dates: list[TermDates]) -> tuple[list[date | None], list[date | None], list[date | None]]:
    return [one.due for one in dates], [one.cap for one in dates], [one.target for one in dates]


def _record(actor: ActorRef, correction: CalendarCorrection, counted: list[UUID], changes: list[UUID]) -> None:
    name = "calendar_taken_back" if correction.takes_back_id else "calendar_applied"
    record(
        actor,
        act=f"examinations.{name}",
        right=REDATE,
        subject=correction,
        occurred_on=correction.occurred_on,
        wrote=[correction, *commit_keys(Examination, counted), *commit_keys(CalendarVersionChange, changes)],
        details={
            "calendar": correction.calendar_version,
            "takes_back": str(correction.takes_back_id or ""),
            "counted": correction.counted,
            "moved": correction.moved,
        },
    )
