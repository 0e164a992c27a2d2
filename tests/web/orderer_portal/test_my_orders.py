"""The portal shows the own body's orders, and first of all what waits for the reader."""

import pytest

from saraptama.kernel.ids import new_id
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


@pytest.mark.django_db
def test_an_empty_portal_teaches() -> None:
    page = Desk("timur").reads("/portal/")
    assert "Appoint an examination" in page
    assert "No orders yet" in page


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["aigerim", "yerlan", "zarina"])
def test_the_institutes_people_have_other_desks(login: str) -> None:
    assert Desk(login).client.get("/portal/").status_code == 403


def test_what_stops_the_clock_comes_first(played: Played) -> None:
    story = played("petition")
    page = Desk("timur").opens("/portal/")
    assert f"/portal/petitions/{story.petition_id}/" in page
    assert "Answer the petition" in page
    assert f"/portal/orders/{story.order_id}/" in page


def test_then_what_is_to_be_received(played: Played) -> None:
    story = played("sealed_and_sent")
    assert f"/portal/received/{story.dispatch_id}/" in Desk("timur").opens("/portal/")


def test_the_order_shows_where_its_examination_stands_and_why_it_is_due(played: Played) -> None:
    story = played("petition")
    page = Desk("timur").reads(f"/portal/orders/{story.order_id}/")
    assert "1.1" in page
    assert "suspended" in page
    assert "petition sent: for additional materials" in page
    assert "34" in page  # the article behind the date
    assert "The expert waits for your answer" in page


def test_what_is_the_institutes_own_affair_is_not_told(played: Played) -> None:
    story = played("sealed_and_sent")
    page = Desk("timur").reads(f"/portal/orders/{story.order_id}/")
    assert "draft submitted for agreement" not in page
    assert "Сейітов" not in page
    for _, text in story.words.answers:
        assert text not in page


def test_an_order_of_another_body_is_not_found(played: Played) -> None:
    story = played("petition")
    judge = Desk("karlygash")
    for path in (
        f"orders/{story.order_id}/",
        f"orders/{story.order_id}/withdraw/",
        f"petitions/{story.petition_id}/",
        f"orders/{new_id()}/",
        f"petitions/{new_id()}/",
        f"received/{new_id()}/",
    ):
        assert judge.client.get(f"/portal/{path}").status_code == 404, path
    assert str(story.order_id) not in judge.opens("/portal/")
    assert str(story.order_id) not in judge.opens("/portal/orders/")


def test_an_order_is_withdrawn_after_its_consequences_were_read(played: Played) -> None:
    story = played("production")
    desk, url = Desk("timur"), f"/portal/orders/{story.order_id}/withdraw/"
    assert "cannot be taken back" in desk.reads(url)
    assert "This field is required." in desk.sends_in_vain(url, ground="")
    desk.sends(url, ground="Дело прекращено")
    story.drain()
    assert story.examination.state == "withdrawn"
    assert "withdrawn" in desk.reads(f"/portal/orders/{story.order_id}/")
    assert desk.client.get(url).status_code == 409


def test_the_lists_are_exported_as_they_are_shown(played: Played) -> None:
    played("order")
    answer = Desk("timur").client.get("/portal/orders/?export=csv")
    assert answer["Content-Type"].startswith("text/csv")


def test_the_way_of_an_order_says_what_is_done_and_whose_turn_it_is(played: Played) -> None:
    story = played("petition")
    page = Desk("timur").opens(f"/portal/orders/{story.order_id}/")
    assert page.count('class="is-done"') == 3
    assert "Study and conclusion" in page.split('aria-current="step"')[1][:60]
    assert "Turn of: your body" in page


def test_a_petition_says_until_when_it_can_wait(played: Played) -> None:
    """Ten working days of standstill (Law 44-VI, art. 34), and the days left on the first page."""
    story = played("petition")
    desk = Desk("timur")
    assert "days left" in desk.reads("/portal/")
    assert "Answer by" in desk.reads(f"/portal/petitions/{story.petition_id}/")


@pytest.mark.django_db
def test_an_order_without_a_number_yet_is_resumed_from_the_first_page() -> None:
    desk = Desk("timur")
    draft = desk.sends("/portal/new/").removesuffix("examination/")
    assert f'href="{draft}examination/"' in desk.opens("/portal/")
