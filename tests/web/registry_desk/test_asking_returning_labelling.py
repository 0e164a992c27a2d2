"""Asking for what is missing and its clock, the letter read before it goes, labels, several orders at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake import selectors, services
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.models import Order, OrderReturn
from saraptama.casework.intake.types import OrderSupplement, QuestionAsked
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.web.shared.printed_codes import bars_of, code_values
from tests.factories import intake

pytestmark = pytest.mark.django_db

Actors = dict[str, ActorRef]


def arrived(actors: Actors, **changes: Any) -> Order:
    given = intake.complete_order(**changes)
    return intake.order(intake.receive(actors["timur"], given, channel=Channel.PORTAL).order_id)


def test_waiting_for_the_body_is_told_with_its_deadline_and_what_the_clock_does(clerk: Client, actors: Actors) -> None:
    order = arrived(actors, questions=())
    services.check_order(actors["aigerim"], order_id=order.pk)
    day = clock.today() + timedelta(days=3)
    clerk.post(
        reverse("registry_request", args=[order.pk]),
        {"item_codes": ["O8"], "text": "Поставьте вопросы.", "answer_by": day.strftime("%d%m%Y")},
    )
    context = clerk.get(reverse("registry_order", args=[order.pk])).context
    (asked,) = context["requests"]
    assert asked.until == day.strftime("%d.%m.%Y")
    assert "art. 34" in context["clock_effect"] or "34" in context["clock_effect"]
    assert any("O8" in step.says for step in context["way"] if step.chip is None)


def test_an_answer_that_is_overdue_stands_on_the_desk(clerk: Client, actors: Actors) -> None:
    with clock.held_at(clock.now() - timedelta(days=10)):
        order, other = arrived(actors, questions=()), arrived(actors, number="2", questions=())
        for late, days in ((order, 5), (other, 30)):
            services.request_missing_material(
                actors["aigerim"],
                order_id=late.pk,
                item_codes=["O8"],
                text="Поставьте вопросы.",
                answer_by=clock.today() + timedelta(days=days),
            )
    stat = next(s for s in clerk.get(reverse("registry_home")).context["stats"] if "overdue" in s.url)
    assert stat.count == 1
    rows = clerk.get(stat.url).context["table"].page.rows
    assert [row.pk for row in rows] == [order.pk]
    waiting = clerk.get(reverse("registry_inbox") + "?asked=waiting").context["table"].page.rows
    assert {row.pk for row in waiting} == {order.pk, other.pk}


@pytest.mark.parametrize("days", [0, 1, 7, 40])
def test_waiting_for_the_body_moves_the_beginning_of_the_term_by_exactly_its_days(actors: Actors, days: int) -> None:
    """The order is accepted when it is complete; by materials alone nothing else is waited for (Law 44-VI art. 34)."""
    start = clock.now() - timedelta(days=60)
    with clock.held_at(start):
        order = arrived(actors, questions=(), objects=(), by_materials=True)
        services.check_order(actors["aigerim"], order_id=order.pk)
        services.request_missing_material(actors["aigerim"], order_id=order.pk, item_codes=["O8"], text="Вопросы?")
    with clock.held_at(start + timedelta(days=days)):
        supplement = OrderSupplement(questions=(QuestionAsked(text="Кем выполнена подпись?"),))
        services.supplement_order(actors["timur"], order_id=order.pk, supplement=supplement)
        register_order.register(actors["aigerim"], order_id=order.pk)
    (examination,) = examinations.of_order(actors["nurlan"], order.pk)
    assert examination.order_accepted_on == clock.local_date(start) + timedelta(days=days)


def test_the_letter_is_read_in_both_languages_before_it_goes(clerk: Client, actors: Actors) -> None:
    order = arrived(actors)
    address = reverse("registry_return", args=[order.pk])
    said = {"ground_code": "ORDER_INCOMPLETE", "explanation": "Нет подписи.", "explanation_kk": "Қолы жоқ."}
    page = clerk.post(address, {**said, "send": "1"})
    assert not OrderReturn.objects.filter(order=order).exists()
    letters = page.context["letters"]
    assert len(letters) == 2
    for _title, url in letters:
        letter = clerk.get(url)
        assert letter.content.startswith(b"%PDF")
        assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"
    changed = {**said, "explanation": "Нет подписи и печати.", "read": page.context["read"], "send": "1"}
    assert clerk.post(address, changed).context["letters"]
    assert not OrderReturn.objects.filter(order=order).exists()
    clerk.post(address, {**said, "read": page.context["read"], "send": "1"})
    said_in_it = selectors.return_letter(order.pk)
    assert (said_in_it.explanation_kk, said_in_it.explanation_ru) == ("Қолы жоқ.", "Нет подписи.")


def test_a_label_carries_the_number_as_square_and_bars(clerk: Client, actors: Actors) -> None:
    order = intake.registered_order()
    number = selectors.registration_number_of(order.pk)
    page = clerk.get(reverse("registry_label", args=[order.pk]))
    text = page.content.decode()
    assert number in text
    assert "labels-sheet" in text
    assert 'class="code128"' in text
    roll = clerk.get(reverse("registry_label", args=[order.pk]), {"paper": "roll", "copies": "3"}).content.decode()
    assert "labels-roll" in roll
    assert roll.count('class="label"') == 3


def test_a_scanned_label_opens_the_order_and_an_unknown_one_is_told_so(clerk: Client, actors: Actors) -> None:
    order = intake.registered_order()
    number = selectors.registration_number_of(order.pk)
    answer = clerk.get(reverse("registry_by_number", args=[number]))
    assert answer.headers["Location"] == reverse("registry_order", args=[order.pk])
    told = clerk.get(reverse("registry_by_number", args=["71-1999-000001"]), follow=True)
    assert [str(message) for message in told.context["messages"]]
    assert told.status_code == 200


def test_bars_follow_the_standard() -> None:
    """ISO/IEC 15417: eleven modules a sign, thirteen the stop; the textbook's check sign (54 in set A) is 55 in B."""
    assert code_values("PJJ123C")[-2:] == [55, 106]
    bars = bars_of("71-2026-000123")
    assert bars[0] == (0, 2)
    assert bars[-1][0] + bars[-1][1] == 11 * (len("71-2026-000123") + 2) + 13


@pytest.mark.parametrize("text", ["", "71-2026-№1"])
def test_what_bars_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        code_values(text)


def test_several_orders_are_looked_at_and_then_checked(clerk: Client, actors: Actors) -> None:
    first, second = arrived(actors), arrived(actors, number="2", questions=())
    registered = intake.registered_order(intake.complete_order(number="3"))
    chosen = {"row": [str(first.pk), str(second.pk), str(registered.pk), "nonsense"]}
    address = reverse("registry_check_many")
    preview = clerk.post(address, chosen)
    assert {order.pk for order, *_ in preview.context["fit"]} == {first.pk, second.pk}
    assert [order.pk for order, _ in preview.context["unfit"]] == [registered.pk]
    first.refresh_from_db()
    assert first.state == "received"
    clerk.post(address, {**chosen, "check": "1"})
    assert [intake.order(pk).state for pk in (first.pk, second.pk)] == ["checked", "deficient"]
    assert clerk.get(address).status_code == 302


def test_the_inbox_shows_what_the_check_found(clerk: Client, actors: Actors) -> None:
    order = arrived(actors, questions=(), place="")
    services.check_order(actors["aigerim"], order_id=order.pk)
    page = clerk.get(reverse("registry_inbox")).content.decode()
    assert str(reference.checklist()[1].text) in page
    assert "O2" not in page
