"""Who sees which orders, and how they are found (domain.md 2.2)."""

from collections.abc import Callable

import pytest

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import CaseCategory, CaseNoKind, ExamKind, OrderKind, OrderState
from saraptama.casework.intake.types import ReceivedOrder, SpecialtyAsked
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Confidentiality
from tests.factories import intake

pytestmark = pytest.mark.django_db


def sees(actor: ActorRef, answer: ReceivedOrder) -> bool:
    return selectors.visible_orders(actor).filter(pk=answer.order_id).exists()


@pytest.fixture
def handwriting(timur: ActorRef) -> ReceivedOrder:
    return intake.receive_and_register(timur)


def test_the_own_body_sees_it_and_the_court_does_not(
    timur: ActorRef, karlygash: ActorRef, handwriting: ReceivedOrder
) -> None:
    assert sees(timur, handwriting)
    assert not sees(karlygash, handwriting)
    with pytest.raises(NotVisible):
        selectors.order_card(karlygash, handwriting.order_id)


@pytest.mark.parametrize(
    ("clerk", "expected"),
    [
        (lambda: intake.clerk_of("centre.i71"), True),
        (lambda: intake.clerk_of("centre"), True),
        (lambda: intake.clerk_of(""), True),
        (lambda: intake.clerk_of("centre.i7"), False),
        (lambda: intake.clerk_of("centre.i75"), False),
        (lambda: intake.clerk_of("centre.i71", regions=frozenset({"71"})), True),
        (lambda: intake.clerk_of("centre.i71", regions=frozenset({"75"})), False),
        (lambda: intake.clerk_of("centre.i71", examination_types=frozenset({"1"})), True),
        (lambda: intake.clerk_of("centre.i71", examination_types=frozenset({"17"})), False),
        (lambda: intake.clerk_of("centre.i71", confidentiality=frozenset({Confidentiality.MEDICAL})), False),
        (lambda: ActorRef(id=intake.uuid4(), kind=ActorKind.PERSON), False),
    ],
)
def test_a_grant_is_seen_through_all_its_limits(
    handwriting: ReceivedOrder, clerk: Callable[[], ActorRef], expected: bool
) -> None:
    assert sees(clerk(), handwriting) is expected


def test_the_institute_that_performs_a_part_sees_the_order(timur: ActorRef) -> None:
    asked = (SpecialtyAsked(code="1.1"), SpecialtyAsked(code="17.1", institute_code="I75"))
    shared = intake.receive_and_register(timur, intake.complete_order(specialties=asked))
    assert sees(intake.clerk_of("centre.i75"), shared)
    assert not sees(intake.clerk_of("centre.i79"), shared)


def test_orders_for_official_use_are_seen_by_those_admitted(timur: ActorRef) -> None:
    # Sent by a machine that is admitted; Timur's own role is not.
    admitted = intake.clerk_of(confidentiality=frozenset(Confidentiality))
    held = intake.receive(admitted, intake.complete_order(confidentiality=Confidentiality.OFFICIAL_USE))
    assert sees(admitted, held)
    assert not sees(timur, held)
    assert not sees(intake.clerk_of(), held)


def test_the_inbox_holds_what_waits(timur: ActorRef, aigerim: ActorRef, handwriting: ReceivedOrder) -> None:
    waiting = intake.receive(timur)
    assert [order.id for order in selectors.inbox(aigerim)] == [waiting.order_id]


def test_the_journal_filters_on_every_axis(timur: ActorRef, aigerim: ActorRef, handwriting: ReceivedOrder) -> None:
    civil = intake.complete_order(
        order_kind=OrderKind.RULING,
        case_category=CaseCategory.CIV,
        case_no="7199-26-00-2/99999",
        case_no_kind=CaseNoKind.CIVIL_CASE,
    )
    other = intake.receive_and_register(timur, civil)
    today = clock.today()
    assert {o.id for o in selectors.journal(aigerim, first=today, last=today)} == {
        handwriting.order_id,
        other.order_id,
    }
    assert [o.id for o in selectors.journal(aigerim, category=CaseCategory.CIV)] == [other.order_id]
    assert not selectors.journal(aigerim, kind=ExamKind.REPEATED).exists()
    assert not selectors.journal(aigerim, states=[OrderState.CLOSED]).exists()


@pytest.mark.parametrize(
    "asked",
    [
        "{number}",
        "71-",
        "267199039999999",
        "договора",
        "займам",
        "Тестову",
        "ДОГОВОР почерком",
    ],
)
def test_an_order_is_found_by_number_case_and_words(aigerim: ActorRef, handwriting: ReceivedOrder, asked: str) -> None:
    found = selectors.find(aigerim, asked.format(number=handwriting.registration_number))
    assert [order.id for order in found] == [handwriting.order_id]


@pytest.mark.parametrize("asked", ["сараптамасының", "сараптаманы", "Сараптама"])
def test_kazakh_word_forms_meet(timur: ActorRef, aigerim: ActorRef, asked: str) -> None:
    kazakh = intake.receive(timur, intake.complete_order(plot="Қолтаңба сараптамасы тағайындалды", language="kk"))
    assert [order.id for order in selectors.find(aigerim, asked)] == [kazakh.order_id]


@pytest.mark.parametrize("asked", ["", "пистолет", "71-1999-000001", "':*&|!()"])
def test_what_is_not_there_is_not_found(aigerim: ActorRef, handwriting: ReceivedOrder, asked: str) -> None:
    assert not selectors.find(aigerim, asked).exists()


def test_search_never_goes_past_visibility(karlygash: ActorRef, handwriting: ReceivedOrder) -> None:
    assert not selectors.find(karlygash, handwriting.registration_number).exists()


def test_orders_in_the_same_case_are_offered_as_links(
    timur: ActorRef, aigerim: ActorRef, handwriting: ReceivedOrder
) -> None:
    second = intake.receive(timur)
    order = selectors.order_card(aigerim, second.order_id)
    assert [one.order.id for one in selectors.earlier_of(aigerim, order)] == [handwriting.order_id]


def test_the_paper_twin_is_found(timur: ActorRef, aigerim: ActorRef, handwriting: ReceivedOrder) -> None:
    order = intake.order(handwriting.order_id)
    alike = selectors.orders_alike(aigerim, body_id=order.appointing_body_id, number="15", ordered_on=order.ordered_on)
    assert [twin.id for twin in alike] == [order.id]
