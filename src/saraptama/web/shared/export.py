"""Exports hold exactly what the screen shows: the same rows, columns, order and words."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from saraptama.foundation.desktop.enums import ExportFormat
from saraptama.kernel import clock
from saraptama.web.shared.written import written

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheet programs read Cyrillic as a one-byte alphabet."""

AT_ONCE = 2_000
"""Up to so many rows a file is made while the person waits; more are made in the background."""

MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_DAY = "dd.mm.yyyy"
_MOMENT = "dd.mm.yyyy hh:mm"
_WIDEST = 60


class RowsAnswer(HttpResponse):
    """What a list's view answers to the worker that makes a file of it: the rows, instead of a page."""

    def __init__(self, titles: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
        super().__init__()
        self.titles = titles
        self.rows = rows


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def file_response(
    format: ExportFormat, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    """A short table as a file, at once."""
    stamp = clock.today().isoformat()
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}-{stamp}.{format}") or "attachment"}
    if format is ExportFormat.CSV:
        return StreamingHttpResponse(_lines(titles, rows), content_type=MEDIA_TYPES[format], headers=headers)
    book = io.BytesIO()
    write_xlsx(book, name, titles, rows)
    return HttpResponse(book.getvalue(), content_type=MEDIA_TYPES[format], headers=headers)


def write_file(
    format: ExportFormat, out: BinaryIO, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """A table into a file, row by row."""
    if format is ExportFormat.XLSX:
        write_xlsx(out, name, titles, rows)
        return
    for line in _lines(titles, rows):
        out.write(line.encode())


def write_xlsx(out: BinaryIO, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A sheet with a bold heading that stays in sight; days and numbers as such, so that they sort and add up."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": _DAY, "remove_timezone": True})
    sheet = book.add_worksheet(_sheet_name(name))
    bold, moment, wrap = (
        book.add_format(properties)
        for properties in ({"bold": True, "bottom": 1}, {"num_format": _MOMENT}, {"text_wrap": True, "valign": "top"})
    )
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(titles):
        sheet.set_column(column, column, min(max(len(title) + 2, 14), _WIDEST))
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, moment, wrap)
    book.close()


def _write_cell(sheet: Any, row: int, column: int, value: Any, moment: Any, wrap: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.astimezone(clock.ALMATY), moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value), wrap)


def _sheet_name(name: str) -> str:
    """At most 31 signs, none of those that spreadsheet programs refuse."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)[:31].strip() or "Saraptama"


def _lines(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV with semicolons, as spreadsheet programs here expect."""
    yield BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    for row in itertools.chain([titles], rows):
        writer.writerow([safe_cell(written(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
