"""A list as a file: short ones at once, long ones in the background, with the rows of whoever asked, for them alone."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from saraptama.foundation.accounts.models import User
from saraptama.foundation.desktop.enums import ExportState
from saraptama.foundation.desktop.models import Export, ExportPart
from saraptama.foundation.desktop.services import forget_old_exports
from saraptama.foundation.messaging.models import Notification
from saraptama.kernel import clock
from saraptama.kernel.errors import NotPermitted
from saraptama.web.exports.making import make_file
from saraptama.web.shared import export, tables
from tests.factories import intake as orders

pytestmark = pytest.mark.django_db

Seat = Callable[[str], Client]
JOURNAL = "/registry/journal/"


@pytest.fixture
def numbers(db: None) -> list[str]:
    """Three registered orders of the Astana police."""
    return [orders.registered_order().registrations.get().text for _each in range(3)]


@pytest.fixture
def long_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two rows are a long list."""
    monkeypatch.setattr(tables, "AT_ONCE", 2)
    yield


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def ask(client: Client, **changes: str) -> Export:
    asked = {"path": JOURNAL, "query": "", "name": "Journal", "format": "csv", "rows": "3", **changes}
    assert client.post("/exports/ask/", asked).status_code == 302
    return Export.objects.get()


def test_a_short_list_comes_at_once_as_a_spreadsheet(seated: Seat, numbers: list[str]) -> None:
    answer = seated("aigerim").get(f"{JOURNAL}?export=xlsx")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = zipfile.ZipFile(io.BytesIO(content_of(answer))).read("xl/worksheets/sheet1.xml").decode()
    assert all(number in sheet for number in numbers)
    assert '<c r="B2" s="' in sheet  # the day is a day, not words


def test_a_formula_in_a_name_stays_words() -> None:
    book = io.BytesIO()
    export.write_xlsx(book, "x", ["a"], [["=1+1"]])
    sheet = zipfile.ZipFile(book).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_a_long_list_is_asked_for_and_not_made_at_once(seated: Seat, numbers: list[str], long_lists: None) -> None:
    answer = seated("aigerim").get(f"{JOURNAL}?export=csv")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/exports/ask/?")
    assert Export.objects.count() == 0


class TestAFileMadeInTheBackground:
    def test_it_holds_the_rows_of_the_list_and_its_owner_is_told(self, seated: Seat, numbers: list[str]) -> None:
        client = seated("aigerim")
        made = ask(client)
        make_file(made.pk)
        text = content_of(client.get(f"/exports/{made.pk}/file/")).decode()
        assert all(number in text for number in numbers)
        told = Notification.objects.get(kind="EXPORT_READY")
        assert told.user_id == User.objects.get(login="aigerim").pk
        assert "Journal" in client.get("/exports/").content.decode()

    def test_it_is_narrowed_as_the_screen_was(self, seated: Seat, numbers: list[str]) -> None:
        client = seated("aigerim")
        made = ask(client, query="state=returned&column=number")
        make_file(made.pk)
        assert numbers[0] not in content_of(client.get(f"/exports/{made.pk}/file/")).decode()

    def test_it_lies_encrypted(self, seated: Seat, numbers: list[str]) -> None:
        make_file(ask(seated("aigerim")).pk)
        assert numbers[0].encode() not in b"".join(bytes(part.sealed) for part in ExportPart.objects.all())

    def test_nobody_else_can_take_it(self, seated: Seat, numbers: list[str]) -> None:
        made = ask(seated("aigerim"))
        make_file(made.pk)
        assert seated("dana").get(f"/exports/{made.pk}/file/").status_code == 404

    def test_it_is_gone_after_a_week(self, seated: Seat, numbers: list[str]) -> None:
        client = seated("aigerim")
        made = ask(client)
        make_file(made.pk)
        with clock.held_at(clock.now() + timedelta(days=8)):
            assert client.get(f"/exports/{made.pk}/file/").status_code == 404
            forget_old_exports()
        assert not Export.objects.exists()

    def test_whoever_may_not_open_the_list_gets_no_file(self, seated: Seat, numbers: list[str]) -> None:
        made = ask(seated("ruslan"))
        with pytest.raises(NotPermitted):
            make_file(made.pk)
        assert Export.objects.get().state == ExportState.FAILED

    def test_asking_twice_makes_one(self, seated: Seat, numbers: list[str]) -> None:
        client = seated("aigerim")
        ask(client)
        ask(client)
        assert Export.objects.count() == 1
