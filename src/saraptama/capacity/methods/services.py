"""Acts upon the register of methods, each with its audit entry."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from saraptama.capacity.methods.enums import MethodStatus
from saraptama.capacity.methods.errors import (
    MethodAlreadyWithdrawn,
    MethodDataWrong,
    MethodUnknown,
    MethodVersionTaken,
)
from saraptama.capacity.methods.models import Method, MethodVersion
from saraptama.capacity.methods.rights import METHODS_MANAGE
from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Names
from saraptama.kernel.actor import ActorKind, ActorRef


@transaction.atomic
def register_version(
    actor: ActorRef,
    *,
    number: str,
    version: str,
    name: Names,
    specialty_codes: Iterable[str],
    valid_from: date,
    source: str,
    valid_to: date | None = None,
    status: MethodStatus = MethodStatus.REGISTERED,
    destructive: bool = False,
    confirmed: bool = False,
) -> MethodVersion:
    """Enter a version of a method; its specialties must be in the list on its first day."""
    _check_manage(actor)
    codes = sorted(set(specialty_codes))
    for code in codes:
        reference.specialty(code, valid_from)
    method, is_new = Method.objects.get_or_create(number=number)
    if method.versions.filter(version=version).exists():
        raise MethodVersionTaken(field="version", number=number, version=version)
    row = MethodVersion(
        method=method,
        version=version,
        name_kk=name.kk,
        name_ru=name.ru,
        name_en=name.en,
        specialty_codes=codes,
        valid_from=valid_from,
        valid_to=valid_to,
        status=MethodStatus(status),
        destructive=destructive,
        source=source,
        confirmed=confirmed,
    )
    _save_new(row)
    record(
        actor,
        act="methods.version_registered",
        right=METHODS_MANAGE,
        subject=row,
        occurred_on=valid_from,
        wrote=[method, row] if is_new else [row],
        details={"number": number, "version": version, "specialties": codes},
    )
    return row


@transaction.atomic
def withdraw_version(actor: ActorRef, *, version_id: UUID, last_day: date) -> MethodVersion:
    """Close a version by its last day: examinations after it use another, those before it keep it."""
    _check_manage(actor)
    row = MethodVersion.objects.select_for_update().filter(id=version_id).first()
    if row is None:
        raise MethodUnknown()
    if row.valid_to is not None and row.valid_to <= last_day:
        raise MethodAlreadyWithdrawn()
    if last_day < row.valid_from:
        raise MethodDataWrong(field="last_day", reason=str(row.valid_from))
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    record(
        actor,
        act="methods.version_withdrawn",
        right=METHODS_MANAGE,
        subject=row,
        occurred_on=last_day,
        wrote=[row],
    )
    return row


@transaction.atomic
def load_delivered_methods(actor: ActorRef) -> int:
    """Enter the methods delivered with the system that are not there yet; how many were new. One entry each."""
    known = set(MethodVersion.objects.values_list("method__number", "version"))
    fresh = [line for line in _delivered() if (line["number"], line["version"]) not in known]
    for line in fresh:
        register_version(
            actor,
            number=line["number"],
            version=line["version"],
            name=Names(line["name_kk"], line["name_ru"], line["name_en"]),
            specialty_codes=line["specialties"].split(),
            valid_from=date.fromisoformat(line["valid_from"]),
            valid_to=date.fromisoformat(line["valid_to"]) if line["valid_to"] else None,
            status=MethodStatus(line["status"]),
            destructive=line["destructive"] == "yes",
            source=line["source"],
            confirmed=line["confirmed"] == "yes",
        )
    return len(fresh)


def _delivered() -> Iterator[dict[str, str]]:
    """The rows of the delivered list; the official register was not available, so none is confirmed."""
    text = files("saraptama.capacity.methods").joinpath("data/methods.tsv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t")


def _check_manage(actor: ActorRef) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        actor.require(METHODS_MANAGE)


def _save_new(row: MethodVersion) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise MethodDataWrong(reason=" ".join(error.messages)) from None
    row.save(force_insert=True)
