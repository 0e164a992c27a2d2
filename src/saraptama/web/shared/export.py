"""Exports hold exactly what the screen shows: the same rows, columns, order and words."""

import csv
import io
import itertools
from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

from saraptama.kernel import clock

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheet programs read Cyrillic as a one-byte alphabet."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def csv_response(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """A table as CSV with semicolons, as spreadsheet programs here expect; sent row by row."""
    stamp = clock.today().isoformat()
    return StreamingHttpResponse(
        _lines(titles, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{stamp}.csv"'},
    )


def _lines(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    for row in itertools.chain([titles], rows):
        writer.writerow([safe_cell(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
