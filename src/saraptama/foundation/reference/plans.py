"""What a file would change: compared with what is stored, before anything is written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from saraptama.foundation.reference.errors import LineProblem
from saraptama.foundation.reference.sheets import Sheet, sheet_named
from saraptama.foundation.reference.tsv import Line


@dataclass(frozen=True)
class Plan:
    """The rows a file adds and changes, and the codes it leaves alone."""

    sheet: Sheet
    added: Sequence[Line]
    changed: Sequence[tuple[Any, Line]]
    unchanged: int
    kept: Sequence[str]
    """Codes that a person changed: a new delivery of the system does not overwrite them."""
    absent: Sequence[str]
    """Stored codes that the file does not name: they stay as they are."""
    problems: Sequence[LineProblem]

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing new."""
        return not self.added and not self.changed


@dataclass(frozen=True)
class _Version:
    code: str
    valid_from: date
    valid_to: date
    line: int
    """Zero for a stored row."""


def plan(sheet: Sheet, lines: Sequence[Line], *, spare_edited: bool) -> Plan:
    """Compare the lines with the stored rows; `spare_edited` leaves alone the codes that a person changed."""
    stored = list(sheet.rows())
    kept = {row.code for row in stored if not row.from_seed} if spare_edited else set()
    named = {line.values["code"] for line in lines}
    taken = [line for line in lines if line.values["code"] not in kept]
    by_key = {sheet.key(sheet.values_of(row)): row for row in stored}
    found = [(by_key.get(sheet.key(line.values)), line) for line in taken]
    changed = [(row, line) for row, line in found if row is not None and sheet.values_of(row) != line.values]
    touched = {sheet.key(line.values) for line in taken}
    left = [row for row in stored if sheet.key(sheet.values_of(row)) not in touched]
    return Plan(
        sheet=sheet,
        added=[line for row, line in found if row is None],
        changed=changed,
        unchanged=sum(1 for row, _ in found if row is not None) - len(changed),
        kept=sorted(kept & named),
        absent=sorted({row.code for row in stored} - named),
        problems=[*_overlaps(sheet, taken, left), *_unknown_codes(sheet, lines), *_wrong_paths(sheet, lines)],
    )


def _overlaps(sheet: Sheet, lines: Sequence[Line], left: Sequence[Any]) -> list[LineProblem]:
    versions = defaultdict(list)
    for line in lines:
        versions[line.values["code"]].append(_version(sheet, line.values, line.number))
    for row in left:
        if row.code in versions:
            versions[row.code].append(_version(sheet, sheet.values_of(row), 0))
    problems = []
    for group in versions.values():
        group.sort(key=lambda version: (version.valid_from, version.line))
        for earlier, later in pairwise(group):
            if later.valid_from <= earlier.valid_to:
                problems.append(_overlap(earlier, later))
    return problems


def _version(sheet: Sheet, values: dict[str, Any], line: int) -> _Version:
    first, last = values["valid_from"] or date.min, values["valid_to"] or date.max
    return _Version(values["code"], *((first, last) if sheet.has_versions else (date.min, date.max)), line)


def _overlap(earlier: _Version, later: _Version) -> LineProblem:
    if not (earlier.line and later.line):
        return LineProblem(earlier.line or later.line, "overlap_stored", {"code": later.code})
    first, second = sorted((earlier.line, later.line))
    return LineProblem(second, "overlap", {"code": later.code, "other": first})


def _unknown_codes(sheet: Sheet, lines: Sequence[Line]) -> list[LineProblem]:
    problems = []
    for column, other in sheet.refers.items():
        known = set(sheet_named(other).rows().values_list("code", flat=True))
        if other == sheet.name:
            known |= {line.values["code"] for line in lines}
        for line in lines:
            code = line.values[column]
            if code and code not in known:
                problems.append(LineProblem(line.number, "reference", {"column": column, "found": code}))
    return problems


def _wrong_paths(sheet: Sheet, lines: Sequence[Line]) -> list[LineProblem]:
    """A unit's path continues the path of the unit above it."""
    if sheet.name != "units":
        return []
    paths = dict(sheet.rows().values_list("code", "path"))
    paths |= {line.values["code"]: line.values["path"] for line in lines}
    return [
        LineProblem(line.number, "path", {"found": line.values["path"]})
        for line in lines
        if line.values["path"].rpartition(".")[0] != paths.get(line.values["parent"], "")
    ]
