"""One box: a number, a label, an IIN or words; it says what it understood, and finds only what the person may see."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saraptama.casework.intake.models import CasePerson, Order
from saraptama.foundation.audit.models import ReadEvent
from saraptama.kernel.kazakh import search_text
from saraptama.web.search.learning import learn_some
from tests.factories import intake as orders

pytestmark = pytest.mark.django_db

Seat = Callable[[str], Client]
SAYS = re.compile(r'class="understood-line"><strong>([^<]+)</strong> ([^<]*)<')


@pytest.fixture
def order(db: None) -> Order:
    """A registered order of the police."""
    return orders.registered_order()


def found(client: Client, typed: str, **more: str) -> str:
    answer = client.post("/search/", {"q": typed})
    assert answer.status_code == 302
    answer = client.get(answer.url + "".join(f"&{name}={value}" for name, value in more.items()))
    assert answer.status_code == 200
    return answer.content.decode()


def in_english(seated: Seat, login: str) -> Client:
    client = seated(login)
    client.post("/language/", {"language": "en"})
    return client


def number_of(order: Order) -> str:
    return order.registrations.get().text


def test_a_registration_number_leads_straight_to_its_record(seated: Seat, order: Order) -> None:
    page = found(in_english(seated, "aigerim"), number_of(order))
    assert SAYS.findall(page) == [("Registration number", number_of(order))]
    assert 'class="exact-hit"' in page
    assert str(order.pk) in page


def test_a_case_number_finds_its_orders(seated: Seat, order: Order) -> None:
    page = found(in_english(seated, "aigerim"), order.case_no)
    assert str(order.pk) in page


def test_words_are_found_in_any_form(seated: Seat, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(search_words=search_text("подпись в договоре займа"))
    assert str(order.pk) in found(in_english(seated, "aigerim"), "подписи в договорах")


def test_a_misspelt_name_finds_its_neighbour_and_says_so(seated: Seat, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(search_words="мухаметкалиев договор")
    learn_some()
    page = found(in_english(seated, "aigerim"), "Мухамедкалиев")
    assert "Nothing says “Мухамедкалиев”" in page
    assert str(order.pk) in page


def test_an_orderer_finds_the_own_bodys_orders_only(seated: Seat, order: Order) -> None:
    number = number_of(order)
    assert f"/portal/orders/{order.pk}/" in found(in_english(seated, "timur"), number)
    page = found(in_english(seated, "karlygash"), number)
    assert str(order.pk) not in page
    assert "Nothing was found that you may see" in page


def test_an_administrator_finds_no_case(seated: Seat, order: Order) -> None:
    assert str(order.pk) not in found(in_english(seated, "ruslan"), number_of(order))


class TestSearchByIin:
    @pytest.fixture
    def person(self, order: Order) -> CasePerson:
        from saraptama.demo.settle import iin_with_serial

        return CasePerson.objects.create(
            order=order, number=99, role="SUSPECT", full_name="Тестов Тест", iin=iin_with_serial(3001)
        )

    def test_a_clerk_finds_the_persons_orders_and_the_reading_is_noted(self, seated: Seat, person: CasePerson) -> None:
        before = ReadEvent.objects.count()
        page = found(in_english(seated, "aigerim"), person.iin)
        assert str(person.order_id) in page
        assert all("••••••••" in value and person.iin not in value for _name, value in SAYS.findall(page))
        assert ReadEvent.objects.count() == before + 1

    def test_the_number_stands_in_no_address_and_in_no_log(
        self, seated: Seat, person: CasePerson, caplog: pytest.LogCaptureFixture
    ) -> None:
        client = in_english(seated, "aigerim")
        caplog.set_level(logging.INFO)
        spaced = f"{person.iin[:6]} {person.iin[6:]}"
        mistyped = "900524300127"
        for typed in (person.iin, spaced, f"Тестов {person.iin}", mistyped):
            for answer in (client.post("/search/", {"q": typed}), client.get("/search/", {"q": typed})):
                assert answer.status_code == 302
                assert typed[-4:] not in answer.url
                page = client.get(answer.url).content.decode()
                addresses = re.findall(r'(?:href|action|hx-get)="([^"]*)"', page)
                assert not [address for address in addresses if person.iin[-6:] in address]
                assert person.iin not in "".join(re.findall(r"<(?:h1|title)[^>]*>[^<]*<", page))
            client.post("/search/suggest/", {"q": typed})
        assert person.iin not in caplog.text
        assert spaced not in caplog.text

    def test_its_address_shows_nothing_to_anybody_else(self, seated: Seat, person: CasePerson) -> None:
        aigerim = in_english(seated, "aigerim")
        address = aigerim.post("/search/", {"q": person.iin}).url
        for client in (in_english(seated, "karlygash"), in_english(seated, "aigerim")):
            page = client.get(address).content.decode()
            assert "kept only as long as the session" in page
            assert str(person.order_id) not in page

    def test_the_latest_few_are_kept_for_the_way_back(self, seated: Seat, person: CasePerson) -> None:
        from saraptama.demo.settle import iin_with_serial

        client = in_english(seated, "aigerim")
        first = client.post("/search/", {"q": person.iin}).url
        assert client.post("/search/", {"q": person.iin}).url == first
        for serial in range(4001, 4006):
            assert str(person.order_id) in client.get(first).content.decode()
            client.post("/search/", {"q": iin_with_serial(serial)})
        assert "kept only as long as the session" in client.get(first).content.decode()

    def test_whoever_may_not_is_told_so(self, seated: Seat, person: CasePerson) -> None:
        page = found(in_english(seated, "dana"), person.iin)
        assert "You may not search by IIN" in page
        assert str(person.order_id) not in page


def test_an_empty_box_teaches_what_can_be_found(seated: Seat) -> None:
    assert "What can be found" in found(in_english(seated, "aigerim"), "")


def test_pages_and_help_are_found_by_their_names(seated: Seat) -> None:
    page = found(in_english(seated, "aigerim"), "journal")
    assert "/registry/journal/" in page
    assert "/head/examinations/" not in page


def test_suggestions_are_a_fragment(seated: Seat, order: Order) -> None:
    client = in_english(seated, "aigerim")
    fragment = client.post("/search/suggest/", {"q": number_of(order)}).content.decode()
    assert "<html" not in fragment
    assert str(order.pk) in fragment
    assert client.post("/search/suggest/", {"q": ""}).content.decode().strip() == ""


def test_one_group_is_paged_through(seated: Seat, order: Order) -> None:
    page = found(in_english(seated, "aigerim"), number_of(order)[:8], **{"in": "orders"})
    assert "All results" in page


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_results(
    seated: Seat, django_assert_max_num_queries: Any
) -> None:
    client = in_english(seated, "aigerim")
    first = orders.registered_order()
    Order.objects.filter(pk=first.pk).update(search_words="неповторим")
    found(client, "неповторимый")
    with django_assert_max_num_queries(60) as few:
        found(client, "неповторимый")
    for place in range(4):
        more = orders.registered_order()
        Order.objects.filter(pk=more.pk).update(search_words=f"неповторим {place}")
    with django_assert_max_num_queries(len(few)):
        found(client, "неповторимый")


def test_an_incoming_number_finds_the_order_that_came_with_it(seated: Seat, order: Order) -> None:
    arrival = order.arrivals.get()
    page = found(in_english(seated, "aigerim"), f"вх. {arrival.year}/{arrival.number}")
    assert SAYS.findall(page)[0] == ("Incoming number", f"{arrival.year}/{arrival.number}")
    assert str(order.pk) in page
