"""Tables of desks. Order, filters and page stand in the address, so that a view can be sent to a colleague."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import Promise, cached_property

from saraptama.foundation.desktop.enums import ExportFormat
from saraptama.web.shared.cells import DueChip
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.export import AT_ONCE, RowsAnswer, file_response
from saraptama.web.shared.habits import Habits
from saraptama.web.shared.pagination import Page, Total, keys_of, page_of, total_of
from saraptama.web.shared.time_limit import within_time
from saraptama.web.shared.written import shown, written

Row = TypeVar("Row")
Text = str | Promise

PAGE_SIZES = (25, 50, 100)
PASSING = ("cursor", "export", "all")
"""Parameters that say nothing of the view itself."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading, what it shows of a row, and the field by which it sorts."""

    key: str
    title: Text
    value: Callable[[Row], Any]
    sort: str = ""
    numeric: bool = False
    nowrap: bool = False
    """A number or name that must not be broken into two lines."""
    optional: bool = False
    """Shown only when the person chooses it."""

    def shown(self, row: Row) -> Any:
        """The cell for the screen; values of plain kinds are written as everywhere."""
        return shown(self.value(row))

    def exported(self, row: Row) -> Any:
        """The cell for a file: days and numbers as such, everything else in the words of the screen."""
        value = self.value(row)
        if isinstance(value, DueChip) and value.due:
            return value.due
        if isinstance(value, date | int) and not isinstance(value, bool):
            return value
        return written(value)


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """A choice that narrows the list. The first choice that matches the address wins; unknown ones are ignored."""

    key: str
    title: Text
    choices: Sequence[tuple[str, Text]] | Callable[[], Sequence[tuple[str, Text]]]
    apply: Callable[[Any, str], Any]

    def options(self) -> Sequence[tuple[str, Text]]:
        return self.choices() if callable(self.choices) else self.choices


@dataclass(frozen=True)
class FilterChip:
    """A filter in force; following its link takes it off."""

    title: Text
    label: Text
    url: str


@dataclass(frozen=True)
class Heading:
    """A column's heading with its sorting link."""

    column: Column[Any]
    direction: str
    url: str


@dataclass(frozen=True)
class TableRow:
    """A row as the template shows it."""

    url: str
    key: str
    cells: list[tuple[Column[Any], Any]]


@dataclass(frozen=True)
class BulkAction:
    """Something done to the chosen rows. The address shows a preview first and acts after it is confirmed."""

    label: Text
    url: str
    icon: str = ""


@dataclass(frozen=True)
class TableSpec(Generic[Row]):
    """The table as a desk declares it, once."""

    name: str
    caption: Text
    columns: Sequence[Column[Row]]
    order: str
    """The key of the sorted column, with a minus for the reverse."""
    empty: EmptyState
    filters: Sequence[Filter[Row]] = ()
    search: Callable[[Any, str], Any] | None = None
    row_url: Callable[[Row], str] | None = None
    bulk: Sequence[BulkAction] = ()
    page_size: int = 50

    def read(self, request: HttpRequest, queryset: QuerySet[Any]) -> "Table[Row]":
        """The table for an address: narrowed, sorted, one page of it."""
        return Table(self, request, queryset)

    def show(self, request: HttpRequest, rows: Sequence[Row]) -> "Table[Row]":
        """The table of a short list that is already at hand: sorted by the address, on one page."""
        return ListTable(self, request, rows)


@dataclass
class Table(Generic[Row]):
    """One page of a table, ready for `{% table %}`, or the whole of it as a file."""

    spec: TableSpec[Row]
    request: HttpRequest
    given: Any
    query: QueryDict = field(init=False)
    habits: Habits = field(init=False)

    def __post_init__(self) -> None:
        self.habits = Habits(self.request, self.spec.name)
        self.query = self.habits.opening_query() or self.request.GET

    def url(self, changes: Mapping[str, str]) -> str:
        """This address with some parameters changed; an empty value takes one off. Any change leads to page one."""
        query = self.query.copy()
        for passing in PASSING:
            query.pop(passing, None)
        for key, value in changes.items():
            query.pop(key, None)
            if value:
                query[key] = value
        return f"?{query.urlencode()}"

    @cached_property
    def sorted_by(self) -> tuple[Column[Row] | None, bool]:
        """The column in charge of the order, and whether it runs backwards."""
        by_key = {column.key: column for column in self.spec.columns if column.sort}
        for wanted in (self.query.get("sort", ""), self.spec.order):
            if column := by_key.get(wanted.lstrip("-")):
                return column, wanted.startswith("-")
        return None, self.spec.order.startswith("-")

    @cached_property
    def order(self) -> list[str]:
        column, backwards = self.sorted_by
        name = column.sort if column else self.spec.order.lstrip("-")
        return [f"-{name}" if backwards else name]

    @cached_property
    def chosen(self) -> list[tuple[Filter[Row], str, Text]]:
        """Filters in force with their value and its label."""
        found = []
        for one in self.spec.filters:
            value = self.query.get(one.key, "")
            label = dict(one.options()).get(value) if value else None
            if label is not None:
                found.append((one, value, label))
        return found

    @cached_property
    def words(self) -> str:
        """What is searched for in this table."""
        return self.query.get("words", "").strip() if self.spec.search else ""

    @cached_property
    def queryset(self) -> Any:
        narrowed = self.given
        for one, value, _label in self.chosen:
            narrowed = one.apply(narrowed, value)
        return self.spec.search(narrowed, self.words) if self.spec.search and self.words else narrowed

    @cached_property
    def size(self) -> int:
        wanted = self.query.get("size", "")
        return int(wanted) if wanted.isdigit() and int(wanted) in PAGE_SIZES else self.spec.page_size

    @cached_property
    def _read(self) -> tuple[Page[Any], Total]:
        """Page and total in one go, within the time that a list may take."""
        with within_time():
            cursor = self.query.get("cursor", "")
            page = page_of(self.queryset, order=self.order, cursor=cursor, size=self.size)
            is_all = not cursor and not page.next and not page.previous
            seen = len(page.rows)
            return page, Total(seen, True) if is_all else total_of(self.queryset, seen=seen)

    @property
    def page(self) -> Page[Any]:
        return self._read[0]

    @property
    def total(self) -> Total:
        return self._read[1]

    @cached_property
    def columns(self) -> list[Column[Row]]:
        """The columns shown: the usual ones, or those the person ticked."""
        ticked = set(self.query.getlist("column") or self.habits.columns)
        return [c for c in self.spec.columns if (c.key in ticked if ticked else not c.optional)] or list(
            self.spec.columns
        )

    @property
    def may_choose_columns(self) -> bool:
        """Worth a choice where there are several columns, for somebody whose choice can be kept."""
        several = len(self.spec.columns) > 2
        return several and (self.habits.are_kept or any(column.optional for column in self.spec.columns))

    @property
    def column_choices(self) -> list[tuple[Column[Row], bool]]:
        return [(column, column in self.columns) for column in self.spec.columns]

    @property
    def headings(self) -> Iterator[Heading]:
        current, backwards = self.sorted_by
        for column in self.columns:
            is_current = column is current
            turned = f"-{column.key}" if is_current and not backwards else column.key
            direction = ("descending" if backwards else "ascending") if is_current else ""
            yield Heading(column, direction, self.url({"sort": turned}) if column.sort else "")

    @property
    def rows(self) -> Iterator[TableRow]:
        for row in self.page.rows:
            url = self.spec.row_url(row) if self.spec.row_url else ""
            key = getattr(row, "pk", getattr(row, "id", ""))
            yield TableRow(url, str(key), [(column, column.shown(row)) for column in self.columns])

    @property
    def chips(self) -> list[FilterChip]:
        chips = [FilterChip(one.title, label, self.url({one.key: ""})) for one, _value, label in self.chosen]
        return [*chips, FilterChip("", f"“{self.words}”", self.url({"words": ""}))] if self.words else chips

    @property
    def filter_fields(self) -> list[tuple[Filter[Row], Sequence[tuple[str, Text]], str]]:
        """Each filter with its options and the value in force, for the form."""
        return [(one, one.options(), self.query.get(one.key, "")) for one in self.spec.filters]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Parameters that the filter form keeps as they are."""
        own = {one.key for one in self.spec.filters} | {"words", *PASSING}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    @property
    def carried_by_columns(self) -> list[tuple[str, str]]:
        """Parameters that the form of columns keeps as they are."""
        own = {"column", *PASSING}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    @property
    def carried_query(self) -> str:
        """The view's query without its columns."""
        query = QueryDict(self.view_query, mutable=True)
        query.pop("column", None)
        return query.urlencode() or "all=1"

    @property
    def views_are_worthwhile(self) -> bool:
        """A table without filters, words or order has but one view."""
        return bool(self.spec.filters or self.spec.search or self.habits.views)

    @property
    def is_unnarrowed(self) -> bool:
        return not self.chips and not self.view_query

    @property
    def previous_url(self) -> str:
        return self._cursor_url(self.page.previous)

    @property
    def next_url(self) -> str:
        return self._cursor_url(self.page.next)

    @property
    def view_query(self) -> str:
        """The address's query as a view is saved and exported by it."""
        return self.url({})[1:]

    @property
    def export_query(self) -> str:
        """The query with the columns of the person's habit, which the worker cannot know."""
        query = QueryDict(self.view_query, mutable=True)
        query.setlist("column", [column.key for column in self.columns])
        return query.urlencode()

    @property
    def export_urls(self) -> list[tuple[ExportFormat, str]]:
        """Where a short list is taken away at once, by format; none for a long one, which is made in the background."""
        if not self.total.is_exact or self.total.count > AT_ONCE:
            return []
        return [(kind, self.url({"export": kind.value})) for kind in ExportFormat]

    @property
    def rows_expected(self) -> int:
        """How many rows a file will have, as far as is known; zero where nobody counted to the end."""
        return self.total.count if self.total.is_exact else 0

    @property
    def clear_url(self) -> str:
        cleared = self.url({**{one.key: "" for one in self.spec.filters}, "words": ""})
        return cleared if cleared != "?" else "?all=1"

    def export(self) -> HttpResponseBase | None:
        """The file, if the address asks for one: all pages, with the columns, filters and order of the screen."""
        titles = [str(column.title) for column in self.columns]
        rows = ([column.exported(row) for column in self.columns] for row in self.all_rows())
        if getattr(self.request, "takes_rows", False):
            return RowsAnswer(titles, rows)
        asked = self.request.GET.get("export", "")
        if asked not in ExportFormat.values:
            return None
        if not self.export_urls:
            return HttpResponseRedirect(f"{reverse('export_ask')}?{self._asking(asked)}")
        return file_response(ExportFormat(asked), self.spec.name, titles, rows)

    def _asking(self, format: str) -> str:
        asking = QueryDict(mutable=True)
        asking.update({"path": self.request.path, "query": self.export_query, "format": format})
        asking.update({"name": str(self.spec.caption), "rows": str(self.rows_expected)})
        return asking.urlencode()

    def all_rows(self) -> Iterator[Row]:
        """Every row of the view, in its order, read in portions."""
        keys = [key.ordering(backwards=False) for key in keys_of(self.queryset.model, self.order)]
        return self.queryset.order_by(*keys).iterator(chunk_size=1000)

    def _cursor_url(self, cursor: str) -> str:
        if not cursor:
            return ""
        query = self.query.copy()
        query["cursor"] = cursor
        return f"?{query.urlencode()}"


class ListTable(Table[Row]):
    """A table over values in memory instead of a query."""

    @cached_property
    def _read(self) -> tuple[Page[Any], Total]:
        page = self._sorted()
        return page, Total(len(page.rows), True)

    def _sorted(self) -> Page[Any]:
        rows = list(self.queryset)
        name, backwards = self.order[0].lstrip("-"), self.order[0].startswith("-")
        present = [row for row in rows if getattr(row, name) is not None]
        absent = [row for row in rows if getattr(row, name) is None]
        return Page(sorted(present, key=lambda row: getattr(row, name), reverse=backwards) + absent, "", "")

    def all_rows(self) -> Iterator[Row]:
        return iter(self.page.rows)
