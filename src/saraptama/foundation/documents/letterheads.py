"""The head of an official paper: the Centre above, the institute below, where it is. From the reference data."""

from typing import Any
from uuid import UUID

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.types import Unit


def letterhead_of(unit_id: UUID) -> dict[str, Any]:
    """What the templates need of the institute to which a unit belongs, in both official languages."""
    institute = reference.institute_of(unit_id)
    above = _centre_above(institute)
    return {
        "code": institute.code,
        "bin": institute.bin,
        "above_kk": above.name.kk if above else "",
        "above_ru": above.name.ru if above else "",
        "name_kk": institute.name.kk,
        "name_ru": institute.name.ru,
        "city_kk": institute.city.kk,
        "city_ru": institute.city.ru,
        **{key: str(institute.attributes.get(key, "")) for key in ("address_kk", "address_ru", "phone", "email")},
    }


def _centre_above(institute: Unit) -> Unit | None:
    """The Centre; None when the paper is the Centre's own."""
    unit = institute
    while unit.kind != UnitKind.CENTRE:
        if unit.parent_id is None:
            return None
        unit = reference.unit(unit.parent_id)
    return unit if unit.id != institute.id else None
