"""Questions about methods: which may be used, and what a version says."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from saraptama.capacity.methods.enums import MethodStatus
from saraptama.capacity.methods.errors import MethodUnknown
from saraptama.capacity.methods.models import MethodVersion
from saraptama.capacity.methods.types import MethodFacts
from saraptama.foundation.reference.types import Names


def methods_for(specialty: str, on: date) -> list[MethodFacts]:
    """Methods registered for a specialty and in force on a day, by number."""
    rows = MethodVersion.objects.usable(specialty, on).select_related("method")
    return [_facts(row) for row in rows.order_by("method__number", "version")]


def method(version_id: UUID) -> MethodFacts:
    """A version of a method, in force or not; MethodUnknown if there is none."""
    found = methods([version_id])
    if version_id not in found:
        raise MethodUnknown()
    return found[version_id]


def methods(version_ids: Iterable[UUID]) -> dict[UUID, MethodFacts]:
    """Versions by id."""
    rows = MethodVersion.objects.select_related("method").filter(id__in=set(version_ids))
    return {row.id: _facts(row) for row in rows}


def register(on: date | None = None) -> list[MethodFacts]:
    """The whole register with its history, or what is registered and in force on a day."""
    rows = MethodVersion.objects.select_related("method").order_by("method__number", "valid_from")
    facts = [_facts(row) for row in rows]
    return facts if on is None else [f for f in facts if any(f.valid_for(code, on) for code in f.specialties)]


def _facts(row: MethodVersion) -> MethodFacts:
    return MethodFacts(
        id=row.id,
        method_id=row.method_id,
        number=row.method.number,
        version=row.version,
        name=Names(row.name_kk, row.name_ru, row.name_en),
        specialties=tuple(row.specialty_codes),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        status=MethodStatus(row.status),
        destructive=row.destructive,
        confirmed=row.confirmed,
    )
