"""Objects before their order, and an order that its body completes before it can be registered."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

import pytest

from saraptama.casework.custody import services as custody
from saraptama.casework.custody.enums import SealState
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake import selectors as intake_selectors
from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.casework.intake.errors import RegistrationBarred
from saraptama.casework.intake.types import OrderSupplement, QuestionAsked
from saraptama.demo.draining import drain
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.journey import accept_materials, register_order
from saraptama.kernel import clock
from tests.factories import intake

pytestmark = pytest.mark.django_db(transaction=True)


def at_noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), clock.ALMATY)


def received(**changes: object) -> UUID:
    submission = intake.complete_order(**changes)
    answer = register_order.receive(
        actor_for_login("timur"), submission=submission, channel=Channel.PORTAL, request_key="first"
    )
    return answer.order_id


def everything_is_accepted(order_id: UUID) -> None:
    announced = intake_selectors.order_for_custody(order_id).objects
    accept_materials.accept(
        actor_for_login("bolat"),
        order_id=order_id,
        items=[
            ObjectReceived(ordered_object_id=sent.id, seal_state=SealState.INTACT, seal_number=sent.seal_number or "S1")
            for sent in announced
        ],
        brought_by="Исмаилов Т. Р.",
        request_key="objects",
    )


def only_examination(order_id: UUID) -> Examination:
    (opened,) = examinations.of_order(actor_for_login("nurlan"), order_id)
    return opened


def test_objects_that_wait_for_the_registration_count_from_it() -> None:
    """T0 is the later of order and objects (art. 34)."""
    aigerim = actor_for_login("aigerim")
    with clock.held_at(at_noon("2026-03-02")):
        order_id = received()
        everything_is_accepted(order_id)
        drain()
        assert examinations.of_order(actor_for_login("nurlan"), order_id) == []
    with clock.held_at(at_noon("2026-03-05")):
        assert register_order.check(aigerim, order_id=order_id) == []
        register_order.register(aigerim, order_id=order_id)
        drain()
        opened = only_examination(order_id)
    assert opened.objects_complete_on == date(2026, 3, 2)
    assert opened.t0 == date(2026, 3, 5)
    assert opened.allocations.count() == 2


def test_an_object_that_came_before_any_order_is_tied_to_it_and_completes_it() -> None:
    bolat = actor_for_login("bolat")
    order_id = received()
    first, second = intake_selectors.order_for_custody(order_id).objects
    register_order.check(actor_for_login("aigerim"), order_id=order_id)
    register_order.register(actor_for_login("aigerim"), order_id=order_id)
    early = custody.accept_objects(
        bolat,
        unit_id=intake.order(order_id).unit_id,
        items=[
            ObjectReceived(
                kind=sent.kind,
                name=sent.name,
                quantity=sent.quantity,
                measure_unit=sent.measure_unit,
                seal_state=SealState.INTACT,
                seal_number="KZ-1",
            )
            for sent in (first, second)
        ],
        brought_by="Исмаилов Т. Р.",
        request_key="before the order",
    )
    drain()
    assert only_examination(order_id).objects_complete_on is None
    for item, sent in zip(early.items.order_by("custody_object__label"), (first, second), strict=True):
        custody.tie_to_order(bolat, object_id=item.custody_object_id, order_id=order_id, ordered_object_id=sent.id)
    drain()
    assert only_examination(order_id).objects_complete_on == clock.today()


def test_a_deficient_order_is_supplemented_by_its_body_and_then_registered() -> None:
    aigerim, timur = actor_for_login("aigerim"), actor_for_login("timur")
    order_id = received(questions=())
    missing = register_order.check(aigerim, order_id=order_id)
    assert missing
    assert intake.order(order_id).state == OrderState.DEFICIENT
    with pytest.raises(RegistrationBarred):
        register_order.register(aigerim, order_id=order_id)
    supplied = OrderSupplement(questions=(QuestionAsked(text="Кем выполнена подпись?"),))
    assert register_order.supplement(timur, order_id=order_id, supplied=supplied) == []
    number = register_order.register(aigerim, order_id=order_id)
    drain()
    assert number
    assert intake.order(order_id).state == OrderState.REGISTERED
    assert only_examination(order_id).registration.text == number


def test_the_machine_that_repeats_its_message_gets_the_first_answer() -> None:
    machine = actor_for_login("e-case")
    sent = {"channel": Channel.API, "idempotency_key": "k1", "source_system": "e-case", "payload_hash": "0" * 64}
    submission = intake.complete_order()
    first = register_order.register_from_outside(machine, submission=submission, **sent)
    again = register_order.register_from_outside(machine, submission=submission, **sent)
    assert again == replace(first, repeated=True)
    drain()
    assert len(examinations.of_order(actor_for_login("nurlan"), first.order_id)) == 1
