"""Walking pages by cursor meets every row once, in both directions, whatever the order and however many are empty."""

import itertools
from typing import Any

import pytest
from django.db import connection
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saraptama.foundation.accounts.models import User
from saraptama.web.shared.pagination import Key, keys_of, page_of, total_of

pytestmark = pytest.mark.django_db

_serials = itertools.count(100)
ORDERS = st.sampled_from([["surname"], ["-surname"], ["iin"], ["-iin"], ["-surname", "iin"], ["-created_at"]])


def _people(surnames: list[str], with_iin: list[bool], name: str = "walker") -> None:
    start = next(_serials) * 100
    User.objects.bulk_create(
        User(
            login=f"{name}{number}",
            surname=surname,
            kind="STAFF",
            iin=f"999999{start + number:06}" if with_iin[number % len(with_iin)] else None,
        )
        for number, surname in enumerate(surnames)
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    surnames=st.lists(st.sampled_from(["Ахметова", "Әбенов", "Ким", "Қасымова"]), max_size=12),
    with_iin=st.lists(st.booleans(), min_size=1, max_size=5),
    order=ORDERS,
    size=st.integers(1, 5),
)
def test_every_row_is_met_once_forwards_and_backwards(
    surnames: list[str], with_iin: list[bool], order: list[str], size: int
) -> None:
    name = f"example{next(_serials)}-"
    _people(surnames, with_iin, name)
    rows = User.objects.filter(login__startswith=name)
    whole = list(rows.order_by(*(key.ordering(False) for key in keys_of(User, order))))

    pages = [page_of(rows, order=order, size=size)]
    while pages[-1].next:
        pages.append(page_of(rows, order=order, cursor=pages[-1].next, size=size))
    assert [row for page in pages for row in page.rows] == whole
    assert not pages[0].previous

    backwards = [pages[-1]]
    while backwards[0].previous:
        backwards.insert(0, page_of(rows, order=order, cursor=backwards[0].previous, size=size))
    assert [row for page in backwards for row in page.rows] == whole


def test_a_row_added_before_the_cursor_shifts_nothing() -> None:
    _people(["Б", "В", "Г", "Д"], [False])
    rows = User.objects.filter(login__startswith="walker")
    first = page_of(rows, order=["surname"], size=2)
    User.objects.create_user("walker-late", surname="А", kind="STAFF")
    second = page_of(rows, order=["surname"], cursor=first.next, size=2)
    assert [row.surname for row in second.rows] == ["Г", "Д"]


@pytest.mark.parametrize("cursor", ["", "abc", "W10", "%%%", "bnVsbA"])
def test_a_cut_or_invented_cursor_leads_to_the_first_page(cursor: str) -> None:
    _people(["Б", "В"], [False])
    rows = User.objects.filter(login__startswith="walker")
    assert [row.surname for row in page_of(rows, order=["surname"], cursor=cursor, size=1).rows] == ["Б"]


def test_absent_values_stand_last_in_both_directions() -> None:
    _people(["А", "Б", "В"], [True, False, True])
    rows = User.objects.filter(login__startswith="walker")
    assert page_of(rows, order=["iin"], size=9).rows[-1].surname == "Б"
    assert page_of(rows, order=["-iin"], size=9).rows[-1].surname == "Б"


def test_a_required_field_sorts_without_care_for_absence() -> None:
    assert keys_of(User, ["-surname"]) == (Key("surname", descending=True), Key("pk", descending=True))


def test_a_total_is_exact_up_to_its_limit_and_then_says_more() -> None:
    _people(["А", "Б", "В"], [False])
    rows = User.objects.filter(login__startswith="walker")
    assert (total_of(rows, limit=3).count, total_of(rows, limit=3).is_exact) == (3, True)
    assert (total_of(rows, limit=2).count, total_of(rows, limit=2).is_exact) == (2, False)


def test_a_total_that_takes_too_long_is_left_at_what_is_shown(settings: Any) -> None:
    settings.LIST_COUNT_LIMIT_MS = 30
    _people(["А", "Б"], [False])
    slow = Cast(Func(Value(0.2), function="pg_sleep", output_field=TextField()), TextField())
    rows = User.objects.filter(login__startswith="walker").annotate(slept=slow).filter(slept="")
    told = total_of(rows, seen=2)
    assert (told.count, told.is_exact) == (2, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() == ("0",)


def test_a_page_far_down_is_read_from_where_its_cursor_stands() -> None:
    _people([f"Фамилия{number:03}" for number in range(40)], [False])
    rows = User.objects.filter(login__startswith="walker")
    first = page_of(rows, order=["surname"], size=10)
    with CaptureQueriesContext(connection) as sent:
        page_of(rows, order=["surname"], cursor=first.next, size=10)
    # The bound stands by itself, outside the alternatives: an index can start there.
    assert """"surname" >= 'Фамилия009' AND (""" in sent[0]["sql"]
