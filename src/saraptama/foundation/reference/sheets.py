"""Each list of reference data as a sheet: which columns its TSV has, what each may hold, how rows are told apart."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from saraptama.foundation.reference import models
from saraptama.foundation.reference.enums import (
    ChecklistCondition,
    Dictionary,
    IntegrationSystem,
    Severity,
    SpecialtyStatus,
    UnitKind,
)
from saraptama.foundation.reference.errors import UnknownReference
from saraptama.kernel.canonical import canonical_json
from saraptama.kernel.identifiers import check_bin
from saraptama.kernel.kazakh import sort_key

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)


class CellWrong(Exception):
    """A cell does not hold what its column asks for."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Column:
    """A column of a sheet: how a cell becomes a value and a value a cell."""

    name: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    required: bool = True


@dataclass(frozen=True)
class Sheet:
    """One list: its table, its columns in order, and whether a code may have several versions."""

    name: str
    model: Any
    columns: tuple[Column, ...]
    sorted_by: str = ""
    has_versions: bool = True
    fixed: dict[str, Any] = field(default_factory=dict)
    order: tuple[str, ...] = ("code", "valid_from")
    refers: dict[str, str] = field(default_factory=dict)
    """Columns that hold a code of another list (or of this one), with that list's name."""

    def rows(self) -> QuerySet[Any]:
        """The stored rows in the order of the file."""
        return self.model.objects.filter(**self.fixed).order_by(*self.order)

    def key(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """What makes two rows the same one."""
        return (values["code"], values["valid_from"]) if self.has_versions else (values["code"],)

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with what follows from them."""
        derived = {"sort_key_kk": sort_key(values[self.sorted_by])} if self.sorted_by else {}
        return values | self.fixed | derived

    def values_of(self, row: Any) -> dict[str, Any]:
        """A stored row as the values of its columns."""
        return {column.name: _stored(row, column.name) for column in self.columns}


def _stored(row: Any, name: str) -> Any:
    return row.parent.code if name == "parent" and row.parent_id else "" if name == "parent" else getattr(row, name)


def _text(name: str, limit: int = 400, *, required: bool = True) -> Column:
    def parse(cell: str) -> str:
        if len(cell) > limit:
            raise CellWrong("too_long", limit=limit)
        return cell

    return Column(name, parse, required=required)


def _code(name: str, limit: int = 40, *, required: bool = True) -> Column:
    def parse(cell: str) -> str:
        if cell and not _CODE.fullmatch(cell):
            raise CellWrong("code", found=cell)
        if len(cell) > limit:
            raise CellWrong("too_long", limit=limit)
        return cell

    return Column(name, parse, required=required)


def _codes(name: str, limit: int) -> Column:
    """Several codes in one cell, a space between them; the first is the usual one."""

    def parse(cell: str) -> str:
        if wrong := next((code for code in cell.split() if not _CODE.fullmatch(code)), ""):
            raise CellWrong("code", found=wrong)
        if len(cell) > limit:
            raise CellWrong("too_long", limit=limit)
        return " ".join(cell.split())

    return Column(name, parse, required=False)


def _parse_date(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellWrong("date", found=cell) from None


def _parse_yes_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise CellWrong("yes_no", found=cell)
    return cell == "yes"


def _parse_number(cell: str) -> int:
    if not re.fullmatch(r"\d{1,6}", cell, re.ASCII):
        raise CellWrong("number", found=cell)
    return int(cell)


def _parse_object(cell: str) -> dict[str, Any]:
    if not cell:
        return {}
    try:
        found = json.loads(cell)
    except json.JSONDecodeError:
        raise CellWrong("json", found=cell) from None
    if not isinstance(found, dict):
        raise CellWrong("json", found=cell)
    return found


def _parse_bin(cell: str) -> str:
    if cell and not check_bin(cell).ok:
        raise CellWrong("bin", found=cell)
    return cell


def _bin(name: str) -> Column:
    return Column(name, _parse_bin, required=False)


def _date(name: str) -> Column:
    return Column(name, _parse_date, lambda day: day.isoformat() if day else "", required=False)


def _yes_no(name: str) -> Column:
    return Column(name, _parse_yes_no, lambda yes: "yes" if yes else "no")


def _number(name: str) -> Column:
    return Column(name, _parse_number)


def _attributes() -> Column:
    return Column("attributes", _parse_object, lambda v: canonical_json(v).decode() if v else "", required=False)


def _choice(name: str, allowed: Iterable[str]) -> Column:
    known = tuple(allowed)

    def parse(cell: str) -> str:
        if cell not in known:
            raise CellWrong("choice", expected=", ".join(known), found=cell)
        return cell

    return Column(name, parse)


def _three(field_name: str, limit: int = 400, *, required: bool = True) -> tuple[Column, ...]:
    return tuple(_text(f"{field_name}_{language}", limit, required=required) for language in ("kk", "ru", "en"))


_IN_FORCE = (_date("valid_from"), _date("valid_to"))
_ORIGIN = (_text("source", 300), _yes_no("confirmed"))


def _dictionary_sheet(dictionary: Dictionary) -> Sheet:
    columns = (_code("code"), _number("position"), *_three("label"), *_IN_FORCE, _attributes(), *_ORIGIN)
    return Sheet(
        dictionary.value,
        models.Term,
        columns,
        sorted_by="label_kk",
        fixed={"dictionary": dictionary.value},
        order=("position", "code", "valid_from"),
    )


_REGIONS = Sheet(
    "regions",
    models.Region,
    (_code("code", 2), _code("iso_code", 6), _code("kind", 10), *_three("name"), *_IN_FORCE, *_ORIGIN),
    sorted_by="name_kk",
)
_UNITS = Sheet(
    "units",
    models.Unit,
    (
        _code("code"),
        _choice("kind", UnitKind.values),
        _code("parent", required=False),
        _code("path", 120),
        _code("region_code", 2),
        *_three("name"),
        *_three("city", 100, required=False),
        *_three("letterhead", required=False),
        _bin("bin"),
        *_IN_FORCE,
        _attributes(),
        *_ORIGIN,
    ),
    sorted_by="name_kk",
    has_versions=False,
    order=("path",),
    refers={"parent": "units", "region_code": "regions"},
)
_BODY_KINDS = Sheet(
    "body_kinds",
    models.AppointingBodyKind,
    (
        _code("code", 2),
        *_three("name"),
        _choice("integration", IntegrationSystem.values),
        _yes_no("free_name_required"),
        _codes("order_kinds", 120),
        *_IN_FORCE,
        *_ORIGIN,
    ),
    sorted_by="name_kk",
)
_BODIES = Sheet(
    "bodies",
    models.AppointingBody,
    (
        _code("code"),
        _code("kind_code", 2),
        _code("region_code", 2, required=False),
        *_three("name"),
        _bin("bin"),
        _choice("integration", IntegrationSystem.values),
        *_IN_FORCE,
        *_ORIGIN,
    ),
    sorted_by="name_kk",
    has_versions=False,
    order=("code",),
    refers={"kind_code": "body_kinds", "region_code": "regions"},
)
_SPECIALTIES = Sheet(
    "specialties",
    models.Specialty,
    (
        _code("code", 10),
        _code("parent_code", 10, required=False),
        _number("position"),
        *_three("name"),
        _choice("status", SpecialtyStatus.values),
        _yes_no("kazakh_name_official"),
        *_IN_FORCE,
        *_ORIGIN,
    ),
    sorted_by="name_kk",
    order=("position", "valid_from"),
    refers={"parent_code": "specialties"},
)
_CHECKLIST = Sheet(
    "checklist",
    models.ChecklistItem,
    (
        _code("code", 10),
        _number("position"),
        _choice("severity", Severity.values),
        _text("article", 100),
        _choice("applies_when", ChecklistCondition.values),
        *_three("text", 1000),
        *_three("mend", 1000),
        *_IN_FORCE,
        *_ORIGIN,
    ),
    order=("position", "valid_from"),
)

_TYPICAL_QUESTIONS = Sheet(
    "typical_questions",
    models.TypicalQuestion,
    (
        _code("code", 20),
        _code("specialty_code", 10),
        _number("position"),
        *_three("text", 1000),
        *_IN_FORCE,
        *_ORIGIN,
    ),
    order=("position", "valid_from"),
    refers={"specialty_code": "specialties"},
)

LISTS = (_REGIONS, _UNITS, _BODY_KINDS, _BODIES, _SPECIALTIES, _CHECKLIST, _TYPICAL_QUESTIONS)
"""The lists with tables of their own, in the order in which they refer to one another."""

SHEETS = {sheet.name: sheet for sheet in (*LISTS, *map(_dictionary_sheet, Dictionary))}
"""Every list that can be exported and imported, by its name."""


def sheet_named(name: str) -> Sheet:
    """The list of this name, or UnknownReference."""
    try:
        return SHEETS[str(name)]
    except KeyError:
        raise UnknownReference(list="lists", code=name) from None
