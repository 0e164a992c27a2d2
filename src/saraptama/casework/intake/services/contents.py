"""The contents of an order as rows: specialties, questions, objects, persons; and whether texts fit their columns."""

from datetime import date

from django.db import models

from saraptama.casework.intake import errors
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.casework.intake.models import CasePerson, OrderedObject, OrderedSpecialty, Question
from saraptama.casework.intake.types import ObjectDeclared, PersonNamed, QuestionAsked, SpecialtyAsked
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.errors import NotInForce, UnknownReference
from saraptama.foundation.reference.types import Unit
from saraptama.kernel import identifiers
from saraptama.kernel.errors import Refusal

MOST_OF_A_QUANTITY = 10**11
INSTITUTES = (UnitKind.CENTRE, UnitKind.INSTITUTE)


def institute_of(code: str, name: str, day: date, reasons: list[Refusal]) -> Unit | None:
    """The institute in force on the day, or None with the reason noted."""
    try:
        found = reference.unit_by_code(code)
    except UnknownReference:
        found = None
    if found is None or found.kind not in INSTITUTES or not found.in_force_on(day):
        reasons.append(errors.UnknownInstitute(field=name, value=code, day=day))
        return None
    return found


def specialties_of(
    asked: tuple[SpecialtyAsked, ...], institute: Unit | None, day: date, reasons: list[Refusal]
) -> list[OrderedSpecialty]:
    """The specialties as rows; each must be in force on the day, or be given in words."""
    rows: list[OrderedSpecialty] = []
    seen: set[str] = set()
    for seq, one in enumerate(asked, start=1):
        path = f"specialties[{seq - 1}]"
        if not one.code and not one.text.strip():
            reasons.append(errors.EmptyText(field=f"{path}.code"))
        elif one.code in seen:
            reasons.append(errors.SpecialtyTwice(field=f"{path}.code", value=one.code))
        elif one.code:
            _check_specialty(one.code, f"{path}.code", day, reasons)
            seen.add(one.code)
        where = institute
        if one.institute_code:
            where = institute_of(one.institute_code, f"{path}.institute_code", day, reasons)
        if where is not None:
            rows.append(
                OrderedSpecialty(
                    seq=seq,
                    specialty_code=one.code,
                    asked_text=one.text.strip(),
                    institute_id=where.id,
                    is_elsewhere=where != institute,
                )
            )
    return rows


def _check_specialty(code: str, name: str, day: date, reasons: list[Refusal]) -> None:
    try:
        if reference.specialty(code, on=day).is_type:
            reasons.append(errors.SpecialtyIsAType(field=name, value=code))
    except NotInForce:
        reasons.append(errors.ClosedSpecialty(field=name, value=code, day=day))
    except UnknownReference:
        reasons.append(errors.UnknownSpecialty(field=name, value=code))


def questions_of(
    asked: tuple[QuestionAsked, ...], specialties: int, reasons: list[Refusal], after: int = 0
) -> list[Question]:
    """The questions as rows, numbered in the order in which they stand, after those already there."""
    rows = []
    for number, one in enumerate(asked, start=1):
        path = f"questions[{number - 1}]"
        if not one.text.strip():
            reasons.append(errors.EmptyText(field=f"{path}.text"))
        _check_seq(one.specialty_seq, f"{path}.specialty_seq", specialties, reasons)
        rows.append(Question(number=after + number, text=one.text.strip(), specialty_seq=one.specialty_seq))
    return rows


def _check_seq(seq: int | None, name: str, specialties: int, reasons: list[Refusal]) -> None:
    if seq is not None and not 1 <= seq <= specialties:
        reasons.append(errors.NoSuchSpecialtyInOrder(field=name, value=seq))


def objects_of(
    declared: tuple[ObjectDeclared, ...], specialties: int, reasons: list[Refusal], after: int = 0
) -> list[OrderedObject]:
    """The objects as rows, numbered in the order in which they stand, after those already there."""
    rows = []
    for number, one in enumerate(declared, start=1):
        path = f"objects[{number - 1}]"
        _check_object(one, path, reasons)
        for seq in one.specialty_seqs:
            _check_seq(seq, f"{path}.specialty_seqs", specialties, reasons)
        rows.append(
            OrderedObject(
                number=after + number,
                kind=one.kind.value,
                name=one.name.strip(),
                quantity=one.quantity,
                measure_unit=one.measure_unit,
                packaging=one.packaging,
                seal_number=one.seal_number,
                no_seal_reason=one.no_seal_reason,
                origin=one.origin,
                destruction_permission=(one.destruction_permission or DestructionPermission.NONE).value,
                electronic=one.electronic,
                specialty_seqs=sorted(set(one.specialty_seqs)),
            )
        )
    return rows


def _check_object(one: ObjectDeclared, path: str, reasons: list[Refusal]) -> None:
    if not one.name.strip():
        reasons.append(errors.EmptyText(field=f"{path}.name"))
    if not one.measure_unit:
        reasons.append(errors.EmptyText(field=f"{path}.measure_unit"))
    if (
        not one.quantity.is_finite()
        or not 0 < one.quantity < MOST_OF_A_QUANTITY
        or one.quantity != round(one.quantity, 3)
    ):
        reasons.append(errors.WrongQuantity(field=f"{path}.quantity"))
    if one.seal_number and one.no_seal_reason:
        reasons.append(errors.SealedAndNot(field=f"{path}.seal_number"))


def persons_of(named: tuple[PersonNamed, ...], reasons: list[Refusal]) -> list[CasePerson]:
    """The persons as rows; without an IIN it is marked as unknown."""
    rows = []
    for number, one in enumerate(named, start=1):
        path = f"persons[{number - 1}]"
        if not one.full_name.strip():
            reasons.append(errors.EmptyText(field=f"{path}.full_name"))
        if one.iin and identifiers.iin_defects(one.iin):
            reasons.append(errors.WrongIin(field=f"{path}.iin"))
        rows.append(
            CasePerson(
                number=number,
                role=one.role.value,
                full_name=one.full_name.strip(),
                iin=one.iin,
                iin_unknown=not one.iin,
                is_examined=one.is_examined,
                consent_document_id=one.consent_document,
            )
        )
    return rows


def check_texts(row: models.Model, path: str, reasons: list[Refusal]) -> None:
    """Every text fits its column and can be stored at all."""
    for name, limit in _text_columns(type(row)):
        text = row.__dict__.get(name) or ""
        if "\x00" in text:
            reasons.append(errors.TextNotStorable(field=path + name))
        elif limit is not None and len(text) > limit:
            reasons.append(errors.TextTooLong(field=path + name, limit=limit))


_columns: dict[type[models.Model], list[tuple[str, int | None]]] = {}


def _text_columns(model: type[models.Model]) -> list[tuple[str, int | None]]:
    if model not in _columns:
        texts = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        _columns[model] = [(f.attname, f.max_length) for f in texts]
    return _columns[model]
