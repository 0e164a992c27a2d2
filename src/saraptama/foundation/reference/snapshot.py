"""All reference data as one frozen picture, remembered by its version number.

The number is read from the database at every question, so a change made by any process is seen by all of them at once;
`held()` reads it once for a whole request.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.reference import models, types
from saraptama.foundation.reference.types import Names

T = TypeVar("T", bound=types.InForce)


@dataclass(frozen=True)
class Snapshot:
    """The whole reference data at one version number."""

    number: int
    terms: Mapping[tuple[str, str], Sequence[types.Term]]
    by_dictionary: Mapping[str, Sequence[types.Term]]
    regions: Mapping[str, Sequence[types.Region]]
    units: Mapping[UUID, types.Unit]
    units_by_code: Mapping[str, types.Unit]
    body_kinds: Mapping[str, Sequence[types.AppointingBodyKind]]
    bodies: Mapping[UUID, types.AppointingBody]
    bodies_by_code: Mapping[str, types.AppointingBody]
    specialties: Mapping[str, Sequence[types.Specialty]]
    checklist: Sequence[types.ChecklistItem]
    typical_questions: Mapping[str, Sequence[types.TypicalQuestion]]
    """By the code of the type or specialty."""
    norms: Sequence[types.Norms]


_remembered: dict[str, Snapshot] = {}
"""The last picture of each database that this process speaks to."""
_held: ContextVar[Snapshot | None] = ContextVar("held_reference", default=None)


def current() -> Snapshot:
    """The picture as the database has it now (or as the request holds it)."""
    if (held := _held.get()) is not None:
        return held
    database = str(connection.settings_dict["NAME"])
    number = version_number()
    remembered = _remembered.get(database)
    if remembered is None or remembered.number != number:
        remembered = _remembered[database] = _read(number)
    return remembered


def version_number() -> int:
    """The number of the reference data; zero while there is none."""
    with executed("SELECT number FROM reference_referenceversion ORDER BY id LIMIT 1", ()) as cursor:
        row = cursor.fetchone()
    return row[0] if row else 0


@contextmanager
def held() -> Iterator[None]:
    """Answer every question inside the block from one picture: one request, one state of the reference data."""
    token = _held.set(current())
    try:
        yield
    finally:
        _held.reset(token)


def look_again() -> None:
    """After a change inside a held block: read the changed data."""
    if _held.get() is not None:
        _held.set(None)
        _held.set(current())


def _read(number: int) -> Snapshot:
    terms = [_term(row) for row in models.Term.objects.order_by("dictionary", "position", "sort_key_kk", "valid_from")]
    by_dictionary = defaultdict(list)
    for term in terms:
        by_dictionary[term.dictionary].append(term)
    units = [_unit(row) for row in models.Unit.objects.order_by("path")]
    bodies = [_body(row) for row in models.AppointingBody.objects.order_by("sort_key_kk", "code")]
    return Snapshot(
        number=number,
        terms=_versions(terms, "dictionary", "code"),
        by_dictionary=by_dictionary,
        regions=_versions([_region(row) for row in models.Region.objects.order_by("code", "valid_from")], "code"),
        units={unit.id: unit for unit in units},
        units_by_code={unit.code: unit for unit in units},
        body_kinds=_versions(
            [_body_kind(row) for row in models.AppointingBodyKind.objects.order_by("code", "valid_from")], "code"
        ),
        bodies={body.id: body for body in bodies},
        bodies_by_code={body.code: body for body in bodies},
        specialties=_versions(
            [_specialty(row) for row in models.Specialty.objects.order_by("position", "valid_from")], "code"
        ),
        checklist=[_checklist_item(row) for row in models.ChecklistItem.objects.order_by("position", "valid_from")],
        typical_questions=_versions(
            [_typical_question(row) for row in models.TypicalQuestion.objects.order_by("position", "valid_from")],
            "specialty_code",
        ),
        norms=[_norms(row) for row in models.NormSet.objects.order_by("valid_from")],
    )


def _versions(rows: Sequence[T], *keys: str) -> dict[Any, list[T]]:
    """The versions of each code, in the order of the rows."""
    found: dict[Any, list[T]] = defaultdict(list)
    for row in rows:
        key = tuple(getattr(row, name) for name in keys)
        found[key if len(keys) > 1 else key[0]].append(row)
    return dict(found)


def _names(row: Any, field: str) -> Names:
    return Names(*(getattr(row, f"{field}_{language}") for language in types.LANGUAGES))


def _days(row: Any) -> dict[str, Any]:
    names = ("id", "valid_from", "valid_to", "source", "confirmed")
    return {name: getattr(row, name) for name in names}


def _term(row: models.Term) -> types.Term:
    return types.Term(
        **_days(row),
        dictionary=row.dictionary,
        code=row.code,
        label=_names(row, "label"),
        sort_key_kk=row.sort_key_kk,
        position=row.position,
        attributes=row.attributes,
    )


def _region(row: models.Region) -> types.Region:
    return types.Region(
        **_days(row),
        code=row.code,
        iso_code=row.iso_code,
        kind=row.kind,
        name=_names(row, "name"),
        sort_key_kk=row.sort_key_kk,
    )


def _unit(row: models.Unit) -> types.Unit:
    return types.Unit(
        **_days(row),
        code=row.code,
        kind=row.kind,
        parent_id=row.parent_id,
        path=row.path,
        region_code=row.region_code,
        name=_names(row, "name"),
        city=_names(row, "city"),
        letterhead=_names(row, "letterhead"),
        bin=row.bin,
        sort_key_kk=row.sort_key_kk,
        attributes=row.attributes,
    )


def _body_kind(row: models.AppointingBodyKind) -> types.AppointingBodyKind:
    return types.AppointingBodyKind(
        **_days(row),
        code=row.code,
        name=_names(row, "name"),
        integration=row.integration,
        free_name_required=row.free_name_required,
        order_kinds=tuple(row.order_kinds.split()),
    )


def _body(row: models.AppointingBody) -> types.AppointingBody:
    return types.AppointingBody(
        **_days(row),
        code=row.code,
        kind_code=row.kind_code,
        region_code=row.region_code,
        name=_names(row, "name"),
        bin=row.bin,
        integration=row.integration,
        sort_key_kk=row.sort_key_kk,
    )


def _specialty(row: models.Specialty) -> types.Specialty:
    return types.Specialty(
        **_days(row),
        code=row.code,
        parent_code=row.parent_code,
        name=_names(row, "name"),
        status=row.status,
        position=row.position,
        kazakh_name_official=row.kazakh_name_official,
    )


def _checklist_item(row: models.ChecklistItem) -> types.ChecklistItem:
    return types.ChecklistItem(
        **_days(row),
        code=row.code,
        severity=row.severity,
        article=row.article,
        applies_when=row.applies_when,
        position=row.position,
        text=_names(row, "text"),
        mend=_names(row, "mend"),
    )


def _typical_question(row: models.TypicalQuestion) -> types.TypicalQuestion:
    return types.TypicalQuestion(
        **_days(row),
        code=row.code,
        specialty_code=row.specialty_code,
        position=row.position,
        text=_names(row, "text"),
    )


def _norms(row: models.NormSet) -> types.Norms:
    return types.Norms(**_days(row), version=row.version, values=row.values)
