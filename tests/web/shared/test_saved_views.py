"""Views under names, columns that stay chosen, a list that opens as its reader likes, one that takes too long."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from saraptama.foundation.desktop.errors import TooHeavy
from saraptama.foundation.desktop.models import SavedView
from saraptama.web.shared.time_limit import within_time
from tests.factories import intake as orders

pytestmark = pytest.mark.django_db

Seat = Callable[[str], Client]
JOURNAL = "/registry/journal/"
PAGE = "registry_journal:journal"


def page_of(client: Client, query: str = "") -> str:
    return client.get(f"{JOURNAL}{query}").content.decode()


def save(client: Client, name: str = "Возвращённые", **more: str) -> SavedView:
    client.post("/tables/views/", {"page": PAGE, "query": "state=returned", "name": name, **more})
    client.get("/notifications/")  # reads the message that the view is saved
    return SavedView.objects.get(name=name)


def test_a_view_stands_over_its_table_under_its_name(seated: Seat) -> None:
    client = seated("aigerim")
    save(client)
    shown = page_of(client)
    assert 'href="?state=returned"' in shown
    assert "Возвращённые" in shown


def test_a_view_is_ones_own_until_it_is_shared_with_the_unit(seated: Seat) -> None:
    save(seated("aigerim"))
    save(seated("aigerim"), name="Общий вид", shared="on")
    shown = page_of(seated("nurlan"))
    assert "Общий вид" in shown
    assert "Возвращённые" not in shown


def test_another_institutes_people_do_not_see_it(seated: Seat) -> None:
    save(seated("aigerim"), shared="on")
    assert "Возвращённые" not in page_of(seated("zarina"))


def test_the_list_opens_with_the_chosen_view_and_everything_is_one_click_away(seated: Seat) -> None:
    number = orders.registered_order().registrations.get().text
    client = seated("aigerim")
    view = save(client)
    client.post("/tables/views/open/", {"page": PAGE, "view": str(view.pk)})
    assert number not in page_of(client)
    assert number in page_of(client, "?all=1")


def test_only_the_owner_removes_a_view(seated: Seat) -> None:
    view = save(seated("aigerim"), shared="on")
    assert seated("nurlan").post("/tables/views/remove/", {"view": str(view.pk)}).status_code == 404
    seated("aigerim").post("/tables/views/remove/", {"view": str(view.pk)})
    assert not SavedView.objects.exists()


def test_a_name_stands_once(seated: Seat) -> None:
    client = seated("aigerim")
    save(client)
    again = client.post("/tables/views/", {"page": PAGE, "query": "", "name": "Возвращённые"})
    assert again.status_code == 422


def test_chosen_columns_stay(seated: Seat) -> None:
    orders.registered_order()
    client = seated("aigerim")
    client.post("/tables/columns/", {"page": PAGE, "column": ["number", "case"]})
    shown = page_of(client)
    assert 'data-title="Дело"' in shown or 'data-title="Іс"' in shown
    client.post("/tables/columns/", {"page": PAGE, "usual": "1"})
    assert 'data-title="Дело"' not in page_of(client)


def test_a_question_that_takes_too_long_is_cancelled_and_the_connection_lives(transactional_db: None) -> None:
    with pytest.raises(TooHeavy), within_time(50), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
