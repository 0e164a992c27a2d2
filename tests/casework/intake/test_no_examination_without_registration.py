"""No registered order, no examination: from whatever state, by whatever door (features A2)."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake import services
from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.models import Order, Registration
from saraptama.casework.intake.types import OrderSubmission
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from tests.factories import intake

pytestmark = pytest.mark.django_db

UNREGISTERED = ("received", "checked", "deficient", "returned", "withdrawn")


def order_in(state: str, timur: ActorRef, aigerim: ActorRef) -> Order:
    """An order that was never registered, in this state."""
    submission: OrderSubmission = intake.complete_order(**({"questions": ()} if state == "deficient" else {}))
    order_id = intake.receive(timur, submission).order_id
    acts: dict[str, Any] = {
        "received": lambda: None,
        "checked": lambda: services.check_order(aigerim, order_id=order_id),
        "deficient": lambda: services.check_order(aigerim, order_id=order_id),
        "returned": lambda: services.return_order(
            aigerim, order_id=order_id, ground_code="ORDER_INCOMPLETE", explanation="Нет подписи."
        ),
        "withdrawn": lambda: services.withdraw_order(aigerim, order_id=order_id, ground="Письмо 12"),
    }
    acts[state]()
    order = intake.order(order_id)
    assert order.state == state
    return order


@pytest.mark.parametrize("state", UNREGISTERED)
def test_nothing_is_opened_for_an_order_without_a_number(
    state: str, timur: ActorRef, aigerim: ActorRef, nurlan: ActorRef
) -> None:
    order = order_in(state, timur, aigerim)
    register_order.open_what_was_registered(order.pk)
    assert list(examinations.of_order(nurlan, order.pk)) == []
    assert not Registration.objects.filter(order=order).exists()


@pytest.mark.parametrize("state", ["received", "deficient", "returned", "withdrawn"])
def test_such_an_order_is_not_registered_either(state: str, timur: ActorRef, aigerim: ActorRef) -> None:
    order = order_in(state, timur, aigerim)
    with pytest.raises(Refusal):
        register_order.register(aigerim, order_id=order.pk)
    assert not Examination.objects.filter(order=order).exists()


@pytest.mark.parametrize("state", UNREGISTERED)
def test_the_database_itself_holds_no_examination_without_a_registration(
    state: str, timur: ActorRef, aigerim: ActorRef
) -> None:
    """What no form, no message and no administrator's query can do."""
    order = order_in(state, timur, aigerim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Examination.objects.create(order=order, seq=1)
    assert not Examination.objects.filter(order=order).exists()


def test_every_state_of_an_order_is_looked_at() -> None:
    assert set(UNREGISTERED) | {"registered", "closed"} == {state.value for state in OrderState}


def test_the_column_that_names_the_registration_cannot_be_empty() -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Examination._meta.db_table)
    assert {column.name: column.null_ok for column in columns}["registration_id"] is False
