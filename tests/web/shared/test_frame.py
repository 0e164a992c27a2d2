"""The frame shows a person what is theirs: desks, language, the post they stand in, what waits for them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from saraptama.foundation.accounts.models import Delegation, User
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.services import notify
from saraptama.kernel.rights import right
from saraptama.web.shared.desks import DESKS

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/notifications/", **headers: str) -> str:
    answer = client.get(address, **headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_every_right_of_every_desk_is_declared() -> None:
    assert all(right(code) for desk in DESKS for code in desk.rights)


def test_a_visitor_sees_no_desks_and_the_language_of_the_browser(client: Client) -> None:
    text = page(client, "/", HTTP_ACCEPT_LANGUAGE="kk")
    assert '<html lang="kk"' in text
    assert 'id="desks"' not in text


def test_a_visitor_changes_the_language_by_a_form(client: Client) -> None:
    answer = client.post("/language/", {"language": "kk", "next": "/status/"})
    assert (answer.status_code, answer["Location"]) == (302, "/status/")
    assert '<html lang="kk"' in page(client, "/", HTTP_ACCEPT_LANGUAGE="ru")


def test_a_persons_language_is_remembered_in_the_account(seated: Callable[[str], Client]) -> None:
    client = seated("aigerim")
    client.post("/language/", {"language": "en", "next": "/"})
    assert User.objects.get(login="aigerim").language == "en"
    assert '<html lang="en"' in page(client, HTTP_ACCEPT_LANGUAGE="kk")


def test_nobody_is_led_away_from_the_service(client: Client) -> None:
    answer = client.post("/language/", {"language": "kk", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    answer = client.post("/language/", {"language": "xx", "next": "/"})
    assert not answer.cookies


def test_dark_pages_are_a_cookie(client: Client) -> None:
    client.post("/theme/", {"theme": "dark", "next": "/"})
    assert 'data-bs-theme="dark"' in page(client, "/")


def test_notifications_are_counted_read_and_no_longer_counted(seated: Callable[[str], Client]) -> None:
    client = seated("aigerim")
    person = User.objects.get(login="aigerim")
    person.language = "en"
    person.save()
    notify([person.id], kind=NotificationKind.ORDER_RECEIVED, params={"number": "71-2026-1"}, link="/")
    text = page(client)
    assert "1 unread notification" in text
    assert "A new order has arrived: 71-2026-1" in text
    client.post("/notifications/read/")
    assert "0 unread notifications" in page(client)


def test_a_deputy_sees_unmistakably_in_whose_post_they_act(seated: Callable[[str], Client]) -> None:
    client = seated("aigerim")
    holder, deputy = User.objects.get(login="dana"), User.objects.get(login="aigerim")
    Delegation.objects.create(
        from_user=holder,
        to_user=deputy,
        role="HEAD",
        valid_from=date(2026, 1, 1),
        valid_to=date(2099, 1, 1),
        ground="order 12",
    )
    client.post("/acting-for/", {"holder": str(holder.id)})
    assert 'class="acting-for"' in page(client)
    assert holder.short_name() in page(client)
    client.post("/acting-for/", {"holder": ""})
    assert 'class="acting-for"' not in page(client)


def test_a_deputyship_that_ended_falls_away_by_itself(seated: Callable[[str], Client]) -> None:
    client = seated("aigerim")
    session = client.session
    session["acting_for"] = str(User.objects.get(login="dana").id)
    session.save()
    assert 'class="acting-for"' not in page(client)


def test_nobody_takes_the_post_of_one_who_did_not_delegate_it(seated: Callable[[str], Client]) -> None:
    answer = seated("aigerim").post("/acting-for/", {"holder": str(User.objects.get(login="nurlan").id)})
    assert answer.status_code == 403
