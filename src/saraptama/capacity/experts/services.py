"""Acts upon the register of experts, each with its audit entry."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind, Language
from saraptama.capacity.experts.errors import (
    CertificateAlreadySuspended,
    CertificateNumberTaken,
    DaysOverlap,
    DaysReversed,
    ExpertAlreadyRegistered,
    ExpertDataWrong,
    ExpertUnknown,
)
from saraptama.capacity.experts.models import (
    Absence,
    Expert,
    Secondment,
    SpecialtyCertificate,
    state_language_and_russian,
)
from saraptama.capacity.experts.rights import EXPERTS_MANAGE
from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.rights import Scope


@transaction.atomic
def register_expert(
    actor: ActorRef,
    *,
    user_id: UUID,
    kind: ExpertKind,
    hired_on: date,
    unit_id: UUID | None = None,
    position: str = "",
    languages: Iterable[Language] | None = None,
    capacity: int = 20,
) -> Expert:
    """Enter a person in the register of experts; a second entry of the same person is refused."""
    _check_manage(actor, reference.unit(unit_id).path if unit_id else "")
    if Expert.objects.filter(user_id=user_id).exists():
        raise ExpertAlreadyRegistered(field="user")
    if position:
        reference.term("position", position, hired_on)
    expert = Expert(
        user_id=user_id,
        kind=ExpertKind(kind),
        unit_id=unit_id,
        position=position,
        languages=state_language_and_russian() if languages is None else [Language(code).value for code in languages],
        hired_on=hired_on,
        capacity=capacity,
    )
    _save_new(expert)
    record(
        actor,
        act="experts.expert_registered",
        right=EXPERTS_MANAGE,
        subject=expert,
        occurred_on=hired_on,
        wrote=[expert],
        details={"kind": expert.kind, "unit": str(unit_id) if unit_id else None, "position": position},
    )
    return expert


@transaction.atomic
def add_certificate(
    actor: ActorRef,
    *,
    expert_id: UUID,
    specialty_code: str,
    number: str,
    issued_on: date,
    valid_to: date | None = None,
) -> SpecialtyCertificate:
    """Enter a qualification certificate; its specialty must be in the list on the day of issue (Order 306)."""
    expert = _managed(actor, expert_id)
    reference.specialty(specialty_code, issued_on)
    if SpecialtyCertificate.objects.filter(number=number).exists():
        raise CertificateNumberTaken(field="number", number=number)
    certificate = SpecialtyCertificate(
        expert=expert, specialty_code=specialty_code, number=number, issued_on=issued_on, valid_to=valid_to
    )
    _save_new(certificate)
    record(
        actor,
        act="experts.certificate_added",
        right=EXPERTS_MANAGE,
        subject=certificate,
        occurred_on=issued_on,
        wrote=[certificate],
        details={"expert": str(expert.id), "specialty": specialty_code, "number": number},
    )
    return certificate


@transaction.atomic
def suspend_certificate(
    actor: ActorRef, *, certificate_id: UUID, suspended_from: date, ground: str
) -> SpecialtyCertificate:
    """Suspend a certificate from a day: from then on its holder is not assigned in the specialty."""
    certificate = SpecialtyCertificate.objects.select_for_update().get(id=certificate_id)
    _managed(actor, certificate.expert_id)
    if certificate.suspended_from is not None:
        raise CertificateAlreadySuspended(day=certificate.suspended_from)
    certificate.suspended_from = suspended_from
    certificate.suspension_ground = ground
    _check_fields(certificate)
    certificate.save(update_fields=["suspended_from", "suspension_ground"])
    record(
        actor,
        act="experts.certificate_suspended",
        right=EXPERTS_MANAGE,
        subject=certificate,
        occurred_on=suspended_from,
        wrote=[certificate],
        details={"specialty": certificate.specialty_code, "number": certificate.number},
    )
    return certificate


@transaction.atomic
def record_absence(
    actor: ActorRef, *, expert_id: UUID, kind: AbsenceKind, valid_from: date, valid_to: date, ground: str = ""
) -> Absence:
    """Enter days on which an expert is away; days already entered are refused."""
    expert = _managed(actor, expert_id)
    _check_days(Absence.objects.filter(expert=expert), valid_from, valid_to)
    absence = Absence(expert=expert, kind=AbsenceKind(kind), valid_from=valid_from, valid_to=valid_to, ground=ground)
    _save_new(absence)
    record(
        actor,
        act="experts.absence_recorded",
        right=EXPERTS_MANAGE,
        subject=absence,
        occurred_on=valid_from,
        wrote=[absence],
        details={"expert": str(expert.id), "kind": absence.kind, "last_day": f"{valid_to}"},
    )
    return absence


@transaction.atomic
def second_expert(
    actor: ActorRef, *, expert_id: UUID, to_unit_id: UUID, valid_from: date, valid_to: date, ground: str
) -> Secondment:
    """Lend an expert to another unit for some days; the one who lends decides."""
    expert = _managed(actor, expert_id)
    _check_days(Secondment.objects.filter(expert=expert), valid_from, valid_to)
    secondment = Secondment(
        expert=expert, to_unit_id=to_unit_id, valid_from=valid_from, valid_to=valid_to, ground=ground
    )
    _save_new(secondment)
    record(
        actor,
        act="experts.expert_seconded",
        right=EXPERTS_MANAGE,
        subject=secondment,
        occurred_on=valid_from,
        wrote=[secondment],
        details={"expert": str(expert.id), "unit": str(to_unit_id), "last_day": f"{valid_to}"},
    )
    return secondment


@transaction.atomic
def end_service(actor: ActorRef, *, expert_id: UUID, left_on: date) -> Expert:
    """Enter the last day of service; a repeat with the same day changes nothing."""
    expert = _managed(actor, expert_id)
    if expert.left_on != left_on:
        expert.left_on = left_on
        _check_fields(expert)
        expert.save(update_fields=["left_on"])
        record(
            actor,
            act="experts.service_ended",
            right=EXPERTS_MANAGE,
            subject=expert,
            occurred_on=left_on,
            wrote=[expert],
        )
    return expert


def _check_manage(actor: ActorRef, unit_path: str) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        actor.require(EXPERTS_MANAGE, Scope(unit_path=unit_path))


def _managed(actor: ActorRef, expert_id: UUID) -> Expert:
    """The expert, locked against a second act at the same moment, if the actor may manage their unit."""
    expert = Expert.objects.select_for_update(of=("self",)).select_related("unit").filter(id=expert_id).first()
    if expert is None:
        raise ExpertUnknown()
    _check_manage(actor, expert.unit.path if expert.unit else "")
    return expert


def _check_days(entries: models.QuerySet[Absence] | models.QuerySet[Secondment], first: date, last: date) -> None:
    if last < first:
        raise DaysReversed(field="valid_to")
    if clash := entries.filter(valid_from__lte=last, valid_to__gte=first).first():
        raise DaysOverlap(field="valid_from", first_day=clash.valid_from, last_day=clash.valid_to)


def _save_new(row: models.Model) -> None:
    _check_fields(row)
    row.save(force_insert=True)


def _check_fields(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise ExpertDataWrong(reason=" ".join(error.messages)) from None
