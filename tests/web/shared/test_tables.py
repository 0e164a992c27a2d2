"""A table is its address: filters, order, columns and file follow from it and from nothing else."""

import csv
import io
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils import translation

from saraptama.foundation.accounts.models import User
from saraptama.web.shared.components import EmptyState
from saraptama.web.shared.export import safe_cell
from saraptama.web.shared.gallery import ROWS, STATES, TABLE
from saraptama.web.shared.pagination import Total
from saraptama.web.shared.tables import Column, Filter, Table, TableSpec

PEOPLE: TableSpec[User] = TableSpec(
    name="people",
    caption="People",
    columns=(
        Column("surname", "Surname", lambda user: user.surname, sort="surname"),
        Column("since", "Since", lambda user: user.created_at, sort="created_at"),
        Column("iin", "IIN", lambda user: user.iin, sort="iin", optional=True),
    ),
    order="surname",
    empty=EmptyState("Nobody", "Nobody yet"),
    filters=(Filter("kind", "Kind", [("STAFF", "staff")], lambda rows, value: rows.filter(kind=value)),),
)


def shown(address: str) -> Table[Any]:
    with translation.override("en"):
        return TABLE.show(RequestFactory().get(address), ROWS)


def numbers(table: Table[Any]) -> list[str]:
    return [row.number for row in table.page.rows]


def test_rows_stand_in_the_declared_order_until_the_address_says_otherwise() -> None:
    assert numbers(shown("/"))[0] == "71-2026-004498"
    assert numbers(shown("/?sort=-number"))[0] == "71-2026-004541"


def test_an_unknown_column_in_the_address_is_ignored() -> None:
    assert numbers(shown("/?sort=password")) == numbers(shown("/"))


def test_a_filter_narrows_and_its_chip_takes_it_off() -> None:
    table = shown("/?state=done&sort=number")
    assert numbers(table) == ["71-2026-004377"]
    assert [(chip.label, chip.url) for chip in table.chips] == [(STATES["done"], "?sort=number")]


def test_a_filter_value_that_is_no_choice_is_ignored() -> None:
    assert len(numbers(shown("/?state=invented"))) == len(ROWS)


def test_words_are_searched_for_and_shown_as_a_chip() -> None:
    table = shown("/?words=ким")
    assert numbers(table) == ["71-2026-004377"]
    assert [chip.label for chip in table.chips] == ["“ким”"]


def test_a_changed_filter_leads_to_the_first_page() -> None:
    assert shown("/?cursor=abc&state=done").url({"state": "work"}) == "?state=work"


def test_a_heading_turns_the_order_of_its_own_column() -> None:
    headings = {heading.column.key: heading for heading in shown("/?sort=number").headings}
    assert headings["number"].direction == "ascending"
    assert headings["number"].url == "?sort=-number"
    assert headings["expert"].direction == ""
    assert headings["state"].url == ""


def test_optional_columns_appear_when_ticked() -> None:
    assert "id" not in [column.key for column in shown("/").columns]
    assert [column.key for column in shown("/?column=number&column=id").columns] == ["number", "id"]


def test_the_file_holds_what_the_screen_shows_in_the_same_words() -> None:
    with translation.override("en"):
        table = shown("/?state=overdue&column=number&column=due&column=state&export=csv")
        answer = table.export()
        assert isinstance(answer, StreamingHttpResponse)
        text = b"".join(answer).decode()  # type: ignore[arg-type] # a synchronous stream
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert lines == [["Number", "Due", "State"], ["71-2026-004498", "20.11.2026", "overdue"]]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-3", "@SUM(A1)"])
def test_no_cell_of_a_file_is_taken_for_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.django_db
def test_a_table_over_a_query_pages_filters_and_exports() -> None:
    for number in range(30):
        User.objects.create_user(f"reader{number:02}", surname=f"Я{number:02}", kind="STAFF")
    rows = User.objects.filter(login__startswith="reader")
    table = PEOPLE.read(RequestFactory().get("/?kind=STAFF&size=25"), rows)
    assert (len(table.page.rows), table.total.count, table.previous_url) == (25, 30, "")
    query = table.next_url
    second = PEOPLE.read(RequestFactory().get(f"/{query}"), rows)
    assert [row.surname for row in second.page.rows] == [f"Я{number}" for number in range(25, 30)]
    assert len(list(table.all_rows())) == 30


@pytest.mark.django_db
def test_a_list_that_nobody_counted_to_its_end_promises_its_file_no_number_of_rows() -> None:
    table = PEOPLE.read(RequestFactory().get("/"), User.objects.all())
    table.__dict__["_read"] = (table.page, Total(50, False))
    assert (table.rows_expected, table.export_urls) == (0, [])
    table.__dict__["_read"] = (table.page, Total(50, True))
    assert table.rows_expected == 50
