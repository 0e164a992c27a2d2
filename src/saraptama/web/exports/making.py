"""Making a file: the list's own view is asked for its rows, as the person who wants them, at the moment of the work.

So the file holds what that person may see then, with the filters, order and columns of the screen; whoever lost a right
in the meantime gets nothing.
"""

import io
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation

from saraptama.foundation.accounts.access import table
from saraptama.foundation.accounts.services import actor_for
from saraptama.foundation.desktop.services import begin_export, fail_export, finish_export, report_rows
from saraptama.foundation.desktop.types import ExportOrder
from saraptama.kernel.errors import NotPermitted
from saraptama.web.shared.export import RowsAnswer, write_file
from saraptama.web.shared.time_limit import longer_time

REPORT_EVERY = 500
MOST_ROWS = 1_000_000
"""As many as a sheet holds."""

TIME_LIMIT_MS = 10 * 60 * 1000


class NoRows(RuntimeError):
    """The address leads to a page that is no list: a programming mistake, or an address typed by hand."""


def leads_to_a_list(path: str) -> bool:
    """Whether the address is one of ours; what kind of page it is, its view says when it is asked for rows."""
    try:
        return resolve(path).view_name in table()
    except Resolver404:
        return False


def make_file(export_id: UUID) -> None:
    """Make the file that was asked for. A failure is shown to its owner, and raised for those who keep the jobs."""
    order = begin_export(export_id)
    if order is None:
        return
    try:
        with translation.override(order.language), longer_time(TIME_LIMIT_MS), tempfile.TemporaryFile() as file:
            answer = rows_for(order)
            counted = _Counted(order.id, answer.rows)
            write_file(order.format, file, order.name, answer.titles, counted)
            file.seek(0)
            finish_export(order.id, file=file, rows=counted.count)
    except Exception:
        fail_export(order.id)
        raise


def rows_for(order: ExportOrder) -> RowsAnswer:
    """The rows that the list's view gives to this person now."""
    user = get_user_model().objects.get(pk=order.user_id)
    request: Any = WSGIRequest(
        {"REQUEST_METHOD": "GET", "PATH_INFO": order.path, "QUERY_STRING": order.query, "wsgi.input": io.BytesIO()}
    )
    request.GET = QueryDict(order.query)
    request.user = user
    request.actor = actor_for(user, acting_for=order.acting_for)
    request.session = {}
    request.takes_rows = True
    match = resolve(order.path)
    row = table()[match.view_name]
    if not row.admits(request.actor):
        raise NotPermitted(right=", ".join(str(right.says) for right in row.rights))
    request.resolver_match = match
    answer = match.func(request, *match.args, **match.kwargs)
    if not isinstance(answer, RowsAnswer):
        raise NoRows(match.view_name)
    return answer


class _Counted:
    """Rows on their way into the file, with word of how far they have come."""

    def __init__(self, export_id: UUID, rows: Iterator[Sequence[Any]]) -> None:
        self.export_id = export_id
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self.rows:
            if self.count >= MOST_ROWS:
                return
            yield row
            self.count += 1
            if self.count % REPORT_EVERY == 0:
                report_rows(self.export_id, self.count)
