"""Help in place, the keys, the glossary, the tour, the doors of the demonstration."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.config.access_table import ACCESS
from saraptama.demo.cast import CAST, Member
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.kernel.actor import ActorRef
from saraptama.web.help.markdown import as_html
from saraptama.web.help.topics import PAGES, texts_in, topics_for, topics_of_page
from saraptama.web.help.tours import SESSION_KEY, TOURS
from tests.browser.test_main_pages_in_three_languages import NO_PAGES

pytestmark = pytest.mark.django_db

Seat = Callable[[str], Client]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_topic_is_told_in_every_language(language: str) -> None:
    assert list(texts_in(language)) == list(PAGES)
    assert all(topic.title and topic.text for topic in texts_in(language).values())


def test_topics_and_tours_speak_of_pages_that_exist() -> None:
    assert {page for pages in PAGES.values() for page in pages} - set(ACCESS) == set()
    assert {step.page for tour in TOURS for step in tour.steps} - set(ACCESS) == set()


SPEAK_FOR_THEMSELVES = {
    "home",
    "service_status",
    "account_login",
    "account_inactive",
    "gallery",
    "gallery_form",
    "help",
    "help_topic",
    "keys",
    "glossary",
    "tours",
}
"""The entrance, the help itself, and the makers' own pages."""


def test_every_page_of_the_service_has_help_in_place() -> None:
    left_out = {name for names in NO_PAGES.values() for name in names.split()} | SPEAK_FOR_THEMSELVES
    helped = {page for pages in PAGES.values() for page in pages}
    assert {name for name in ACCESS if not name.startswith("api")} - left_out - helped == set()


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.login)
def test_every_role_has_an_account_a_tour_and_topics(actors: dict[str, ActorRef], member: Member) -> None:
    actor = actors[member.login]
    assert [tour.code for tour in TOURS if member.login in tour.logins]
    own = {topic.code for topic in topics_for(actor)} - {topic.code for topic in topics_for(None)}
    assert own - {"search", "lists", "account"}


def test_every_role_is_played_by_somebody() -> None:
    played = {role for member in CAST for role in member.roles}
    assert set(RoleCode) - played == {RoleCode.API_ORDERER}


def test_whoever_may_open_a_page_is_helped_on_it(actors: dict[str, ActorRef]) -> None:
    unhelped = [
        f"{login} on {page}"
        for login, actor in actors.items()
        for page in {page for pages in PAGES.values() for page in pages}
        if ACCESS[page].admits(actor) and not topics_of_page(actor, page)
    ]
    assert unhelped == []


def test_a_tour_stops_only_at_pages_that_its_people_may_open(actors: dict[str, ActorRef]) -> None:
    closed = [
        f"{tour.code}: {login} at {step.page}"
        for tour in TOURS
        for login in tour.logins
        for step in tour.steps
        if not ACCESS[step.page].admits(actors[login])
    ]
    assert closed == []


def test_help_begins_with_the_page_one_came_from(seated: Seat) -> None:
    page = seated("aigerim").get("/help/?for=/registry/enter/").content.decode()
    assert page.index('class="panel help-text"') < page.index('id="help-tasks"')
    assert texts_in("kk")["registry-paper"].title in page


def test_nobody_is_helped_with_what_they_may_not_do(seated: Seat) -> None:
    page = seated("timur").get("/help/").content.decode()
    assert texts_in("ru")["portal-order"].title in page
    assert texts_in("ru")["head-assign"].title not in page
    assert seated("timur").get("/help/topics/head-assign/").status_code == 404


def test_marks_become_html_and_nothing_else_does() -> None:
    html = as_html("1. Press `j` & **go** to [desk](/registry/)\n2. <script>\n\nNo [link](javascript:x)")
    assert html == (
        '<ol><li>Press <kbd>j</kbd> &amp; <strong>go</strong> to <a href="/registry/">desk</a></li>'
        "<li>&lt;script&gt;</li></ol>\n<p>No [link](javascript:x)</p>"
    )


def test_the_glossary_finds_a_word_in_any_language(seated: Seat) -> None:
    page = seated("dana").get("/help/glossary/?words=өтінішхат").content.decode()
    assert "ходатайство" in page
    assert "фабула" not in page


def test_a_tour_leads_through_real_pages_and_ends(seated: Seat) -> None:
    client = seated("aigerim")
    begun = client.post("/help/tour/step/", {"begin": "registry"})
    assert begun["Location"] == "/registry/"
    assert 'class="tour"' in client.get("/registry/").content.decode()
    assert client.post("/help/tour/step/", {"turn": "on"})["Location"] == "/registry/enter/"
    assert client.post("/help/tour/step/", {"turn": "back"})["Location"] == "/registry/"
    assert client.post("/help/tour/step/", {"turn": "end"})["Location"] == "/help/tour/"
    assert 'class="tour"' not in client.get("/registry/").content.decode()


def test_whoever_does_the_task_of_a_stop_walks_on(seated: Seat) -> None:
    """Opening the page of the next stop is enough; other pages leave the tour where it stands."""
    client = seated("aigerim")
    client.post("/help/tour/step/", {"begin": "registry"})
    client.get("/registry/journal/")
    assert client.session[SESSION_KEY] == ["registry", 0]
    page = client.get("/registry/enter/").content.decode()
    assert client.session[SESSION_KEY] == ["registry", 1]
    assert 'data-sample="body_code">71-03-1<' in page


def test_every_role_of_the_demonstration_has_a_door(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert page.count('class="demo-door"') >= 11
    door = client.post("/account/login/", {"login": "timur", "password": "Saraptama-2026"})
    assert door.status_code == 302
    assert client.get("/portal/").status_code == 200


def test_a_real_installation_has_no_such_doors(client: Client, settings: Any) -> None:
    reverse("tours")  # addresses are read while the demonstration runs, whichever test comes first
    settings.DEMO = False
    page = client.get("/account/login/").content.decode()
    assert "demo-door" not in page
    assert "Saraptama-2026" not in page
