"""From a registration to accepted examinations: opened, complete with objects, accepted, directed to a unit."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from saraptama.casework.examinations.errors import (
    AlreadyOpened,
    ObjectOfAnotherOrder,
    ObjectsAlreadyComplete,
    TermNotStarted,
    UnitOutsideInstitute,
)
from saraptama.casework.examinations.events import (
    AcceptedForProduction,
    DirectedToUnit,
    ExaminationsOpened,
    ObjectsAllocated,
    ObjectsCompleted,
)
from saraptama.casework.examinations.models import Examination, ExaminationStatus, ObjectAllocation
from saraptama.casework.examinations.policies import PERMITS, check_day, check_permitted
from saraptama.casework.examinations.services.acting import (
    Act,
    begin,
    first_status,
    move,
    recompute_term,
    start_term,
)
from saraptama.casework.examinations.workflow import WORKFLOW
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id


@transaction.atomic
def open_examinations(
    actor: ActorRef,
    *,
    registration_id: UUID,
    occurred_on: date,
    objects_complete: Mapping[str, date] | None = None,
) -> list[Examination]:
    """Open one examination for each specialty that the order asks of the registration's institute.

    `objects_complete` gives, by specialty code, the day on which the objects were complete, where they already are;
    the others wait for their objects. Refuses a second opening of the same registration. An institute to which the
    order is only addressed, with all its specialties elsewhere, has nothing to open.
    """
    registration: Any = Examination(registration_id=registration_id).registration
    order = registration.order
    if Examination.objects.filter(registration_id=registration_id).exists():
        raise AlreadyOpened
    check_day(occurred_on)
    group = _complex_group(order)
    asked = order.specialties.filter(institute_id=registration.institute_id)
    opened = [_examination(registration, specialty, occurred_on, group) for specialty in asked]
    if not opened:
        return []
    history: list[ExaminationStatus] = []
    for examination in opened:
        check_permitted(actor, examination, "register")
        examination.objects_complete_on = (objects_complete or {}).get(examination.specialty_code)
        history += _open(actor, examination, occurred_on)
    ExaminationStatus.objects.bulk_create(history)
    record(
        actor,
        act="examinations.register",
        right=PERMITS["register"].right,
        subject=registration,
        occurred_on=occurred_on,
        wrote=[*opened, *history],
        details={"specialties": [examination.specialty_code for examination in opened]},
    )
    publish(actor, ExaminationsOpened(order.id, registration_id, occurred_on))
    return opened


@transaction.atomic
def note_objects_complete(
    actor: ActorRef, *, examination_id: UUID, objects_complete_on: date, occurred_on: date | None = None
) -> Examination:
    """Note the day on which the last object for this specialty was taken by the body.

    The term starts on the later of this day and the order's acceptance (Law 44-VI art. 34); no later click moves it.
    """
    act = begin(actor, examination_id, "note_objects_complete", occurred_on or objects_complete_on)
    check_day(objects_complete_on)
    if act.examination.objects_complete_on is not None:
        raise ObjectsAlreadyComplete(day=act.examination.objects_complete_on.strftime("%d.%m.%Y"))
    act.examination.objects_complete_on = objects_complete_on
    start_term(act.examination)
    return act.conclude(act.event(ObjectsCompleted), details={"objects_complete_on": objects_complete_on.isoformat()})


@transaction.atomic
def accept_for_production(actor: ActorRef, *, examination_id: UUID, occurred_on: date) -> Examination:
    """The head takes the examination into production. The day of this act does not move the start of the term."""
    act = begin(actor, examination_id, "accept_for_production", occurred_on)
    if act.examination.t0 is None:
        raise TermNotStarted
    check_day(occurred_on, act.examination.t0)
    return act.conclude(act.event(AcceptedForProduction), details={"t0": act.examination.t0.isoformat()})


@transaction.atomic
def direct_to_unit(actor: ActorRef, *, examination_id: UUID, unit_id: UUID, occurred_on: date) -> Examination:
    """Send the examination down the chain, to a department or laboratory of the institute (domain.md §2.5)."""
    act = begin(actor, examination_id, "direct_to_unit", occurred_on)
    unit = reference.unit(unit_id)
    if not unit.is_within(act.examination.institute.path):
        raise UnitOutsideInstitute(field="unit_id")
    act.examination.unit_id = unit_id
    return act.conclude(act.event(DirectedToUnit, unit_id=unit_id), details={"unit": unit.code})


@transaction.atomic
def allocate_objects(
    actor: ActorRef, *, examination_id: UUID, object_ids: Iterable[UUID], occurred_on: date
) -> list[ObjectAllocation]:
    """Count objects of the order to this examination. Those that belong to it already stay as they are.

    An expert studies only what the order sends and collects nothing on own initiative (CPC art. 79).
    """
    act = begin(actor, examination_id, "allocate_objects", occurred_on)
    known = set(act.examination.allocations.values_list("custody_object_id", flat=True))
    fresh = [key for key in dict.fromkeys(object_ids) if key not in known]
    rows = [
        ObjectAllocation(examination=act.examination, custody_object_id=key, occurred_on=occurred_on) for key in fresh
    ]
    if any(row.custody_object.order_id != act.examination.order_id for row in rows):
        raise ObjectOfAnotherOrder(field="object_ids")
    if rows:
        ObjectAllocation.objects.bulk_create(rows)
        act.conclude(act.event(ObjectsAllocated), wrote=rows, details={"objects": len(rows)})
    return rows


def _complex_group(order: Any) -> UUID | None:
    """One group for all examinations of a complex order, in whatever institute they are opened (CPC art. 282)."""
    if order.composition != Composition.COMPLEX.value:
        return None
    known: UUID | None = order.examinations.exclude(complex_group=None).values_list("complex_group", flat=True).first()
    return known or new_id()


def _examination(registration: Any, specialty: Any, day: date, group: UUID | None) -> Examination:
    order = registration.order
    return Examination(
        order=order,
        registration=registration,
        seq=specialty.seq,
        specialty_code=specialty.specialty_code,
        examination_type=specialty.specialty_code.partition(".")[0],
        registered_on=day,
        institute=registration.institute,
        unit_id=_performing_unit(registration.institute_id, specialty.specialty_code.partition(".")[0]),
        region=registration.institute.region_code,
        exam_kind=order.exam_kind,
        composition=order.composition,
        case_category=order.case_category,
        confidentiality=order.confidentiality,
        complex_group=group,
        state=WORKFLOW.initial.value,
        order_accepted_on=order.accepted_on,
        retention_class=order.retention_class,
        legal_hold=order.legal_hold,
    )


def _performing_unit(institute_id: UUID, examination_type: str) -> UUID:
    """The one unit of the institute that performs this type; the institute itself when none or several do."""
    institute = reference.unit(institute_id)
    performing = [
        unit.id
        for unit in reference.units(within=institute.path)
        if examination_type in unit.attributes.get("examination_types", ())
    ]
    return performing[0] if len(performing) == 1 else institute_id


def _open(actor: ActorRef, examination: Examination, day: date) -> list[ExaminationStatus]:
    """Save the examination with the first rows of its history."""
    first = first_status(actor, examination, day)
    rows = [first]
    start_term(examination)
    recompute_term(examination)
    if examination.objects_complete_on is None:
        rows.append(move(Act(actor, examination, "await_objects", day), "await_objects", seq=first.seq + 1))
    examination.save(force_insert=True)
    return rows
