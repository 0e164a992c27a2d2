"""The lists as their keeper browses them: by name, row by row, version by version."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.sheets import LISTS, SHEETS, Sheet, sheet_named
from saraptama.foundation.reference.types import Names
from saraptama.kernel import clock

LIST_TITLES: dict[str, Any] = {
    "regions": _("regions"),
    "units": _("units of the forensic body"),
    "body_kinds": _("kinds of appointing bodies"),
    "bodies": _("appointing bodies"),
    "specialties": _("types of examination and expert specialties"),
    "checklist": _("intake checklist"),
    "typical_questions": _("typical questions"),
}
COLUMN_TITLES: dict[str, Any] = {
    "code": _("code"),
    "position": _("order in lists"),
    "label_kk": _("label in Kazakh"),
    "label_ru": _("label in Russian"),
    "label_en": _("label in English"),
    "name_kk": _("name in Kazakh"),
    "name_ru": _("name in Russian"),
    "name_en": _("name in English"),
    "city_kk": _("city in Kazakh"),
    "city_ru": _("city in Russian"),
    "city_en": _("city in English"),
    "letterhead_kk": _("letterhead in Kazakh"),
    "letterhead_ru": _("letterhead in Russian"),
    "letterhead_en": _("letterhead in English"),
    "text_kk": _("text in Kazakh"),
    "text_ru": _("text in Russian"),
    "text_en": _("text in English"),
    "mend_kk": _("how to mend, in Kazakh"),
    "mend_ru": _("how to mend, in Russian"),
    "mend_en": _("how to mend, in English"),
    "valid_from": _("in force from"),
    "valid_to": _("in force to"),
    "attributes": _("attributes"),
    "source": _("source"),
    "confirmed": _("confirmed"),
    "iso_code": _("ISO 3166-2 code"),
    "kind": _("kind"),
    "parent": _("part of"),
    "path": _("path"),
    "region_code": _("region"),
    "bin": _("BIN"),
    "integration": _("sends through"),
    "free_name_required": _("asks for a name in free words"),
    "kind_code": _("kind of body"),
    "parent_code": _("type"),
    "status": _("status"),
    "kazakh_name_official": _("the Kazakh name is official"),
    "severity": _("severity"),
    "article": _("article"),
    "applies_when": _("applies"),
    "specialty_code": _("expert specialty"),
}


@dataclass(frozen=True)
class ListLine:
    """A list in the catalogue of lists."""

    name: str
    title: Any
    rows: int
    unconfirmed: int
    is_dictionary: bool


@dataclass(frozen=True)
class RecordLine:
    """A stored row of a list as text cells, and where it stands in time."""

    id: UUID
    row_version: int
    code: str
    title: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confirmed: bool
    cells: dict[str, str]

    @property
    def in_force(self) -> bool:
        """Whether it holds today."""
        today = clock.today()
        return (self.valid_from is None or self.valid_from <= today) and (
            self.valid_to is None or today <= self.valid_to
        )

    @property
    def is_ahead(self) -> bool:
        """Whether it begins after today: it may still be changed in its place."""
        return self.valid_from is not None and self.valid_from > clock.today()


def title_of(name: str) -> Any:
    """The list's name in the language active now."""
    return Dictionary(name).label if name in Dictionary.values else LIST_TITLES.get(name, name)


def all_lists() -> list[ListLine]:
    """Every list, those with tables of their own first."""
    own = {sheet.name for sheet in LISTS}
    lines = []
    for sheet in SHEETS.values():
        rows = sheet.rows()
        unconfirmed = rows.filter(confirmed=False).count()
        lines.append(ListLine(sheet.name, title_of(sheet.name), rows.count(), unconfirmed, sheet.name not in own))
    return sorted(lines, key=lambda line: (line.is_dictionary, str(line.title)))


def columns_of(name: str) -> list[tuple[str, Any, bool]]:
    """The columns of a list: name, title, and whether it must be filled."""
    return [(one.name, COLUMN_TITLES.get(one.name, one.name), one.required) for one in sheet_named(name).columns]


def has_versions(name: str) -> bool:
    """Whether a code of the list may have several versions, each with its days."""
    return sheet_named(name).has_versions


def records_of(name: str, code: str = "") -> list[RecordLine]:
    """The rows of a list in its own order; of one code, its versions, the newest first."""
    sheet = sheet_named(name)
    rows = sheet.rows()
    if code:
        rows = rows.filter(code=code).order_by(F("valid_from").desc(nulls_last=True))
    return [_line(sheet, row) for row in rows]


def _line(sheet: Sheet, row: Any) -> RecordLine:
    values = sheet.values_of(row)
    cells = {column.name: column.write(values[column.name]) for column in sheet.columns}
    names = next((field for field in ("label", "name", "text") if f"{field}_ru" in cells), "")

    title = Names(*(cells[f"{names}_{language}"] for language in ("kk", "ru", "en"))) if names else row.code
    return RecordLine(
        id=row.pk,
        row_version=row.row_version,
        code=row.code,
        title=str(title),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        confirmed=row.confirmed,
        cells=cells,
    )
