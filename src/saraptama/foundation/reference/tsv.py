"""Reading and writing a sheet as tab-separated UTF-8, strictly: what is read and written again has the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from saraptama.foundation.reference.errors import LineProblem
from saraptama.foundation.reference.sheets import CellWrong, Column, Sheet


@dataclass(frozen=True)
class Line:
    """A readable line of a file: its number (the header is line 1) and its values."""

    number: int
    values: dict[str, Any]


def write(sheet: Sheet, rows: Iterable[dict[str, Any]]) -> bytes:
    """The sheet as a file."""
    lines = ["\t".join(column.name for column in sheet.columns)]
    lines += ["\t".join(column.write(values[column.name]) for column in sheet.columns) for values in rows]
    return ("\n".join(lines) + "\n").encode()


def read(sheet: Sheet, content: bytes) -> tuple[list[Line], list[LineProblem]]:
    """The lines of a file and everything that is wrong with it; a wrong line is not among the lines."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        return [], [LineProblem(content[: wrong.start].count(b"\n") + 1, "not_utf8")]
    header, *body = text.split("\n")
    expected = [column.name for column in sheet.columns]
    if header.split("\t") != expected:
        return [], [LineProblem(1, "header", {"expected": " ".join(expected)})]
    if not body or body.pop():
        return [], [LineProblem(text.count("\n") + 1, "no_final_newline")]
    return _read_lines(sheet, body)


def _read_lines(sheet: Sheet, body: list[str]) -> tuple[list[Line], list[LineProblem]]:
    lines, problems = [], []
    for number, text in enumerate(body, start=2):
        values, wrong = _read_line(sheet, number, text.split("\t"))
        problems += wrong
        if not wrong:
            lines.append(Line(number, values))
    return lines, problems


def _read_line(sheet: Sheet, number: int, cells: list[str]) -> tuple[dict[str, Any], list[LineProblem]]:
    if len(cells) != len(sheet.columns):
        return {}, [LineProblem(number, "cells", {"found": len(cells), "expected": len(sheet.columns)})]
    values, problems = {}, []
    for column, cell in zip(sheet.columns, cells, strict=True):
        try:
            values[column.name] = read_cell(column, cell.strip())
        except CellWrong as wrong:
            problems.append(LineProblem(number, wrong.code, {"column": column.name, **wrong.params}))
    if not problems and values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
        problems.append(LineProblem(number, "dates_order"))
    return values, problems


def read_cell(column: Column, cell: str) -> Any:
    """The value of a cell, or CellWrong."""
    if column.required and not cell:
        raise CellWrong("empty")
    return column.parse(cell)
