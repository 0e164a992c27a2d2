"""The order's life is a table; its history cannot be rewritten; the database holds what the law makes inseparable."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.models import Order, OrderStatus
from saraptama.casework.intake.workflow import ORDER
from saraptama.foundation.audit.models import AuditRow
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import intake

LAWFUL = {
    ("pass_check", "received"): "checked",
    ("pass_check", "checked"): "checked",
    ("pass_check", "deficient"): "checked",
    ("fail_check", "received"): "deficient",
    ("fail_check", "checked"): "deficient",
    ("fail_check", "deficient"): "deficient",
    ("register", "checked"): "registered",
    ("register", "deficient"): "registered",
    ("return_order", "received"): "returned",
    ("return_order", "checked"): "returned",
    ("return_order", "deficient"): "returned",
    ("return_order", "registered"): "returned",
    ("withdraw", "received"): "withdrawn",
    ("withdraw", "checked"): "withdrawn",
    ("withdraw", "deficient"): "withdrawn",
    ("withdraw", "registered"): "withdrawn",
    ("close", "registered"): "closed",
}
ACTS = sorted({transition.act for transition in ORDER.transitions})


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", list(OrderState))
def test_every_act_from_every_state(act: str, state: OrderState) -> None:
    expected = LAWFUL.get((act, state.value))
    if expected:
        assert ORDER.target_of(act, state) == expected
    else:
        with pytest.raises(TransitionRefused):
            ORDER.target_of(act, state)


def test_every_state_has_an_owner() -> None:
    assert set(ORDER.owners) == set(OrderState)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE intake_orderstatus SET state = 'closed'",
        "DELETE FROM intake_orderstatus",
        "UPDATE intake_registration SET number = 9",
        "UPDATE intake_arrival SET number = 9",
        "DELETE FROM intake_order",
        "UPDATE intake_caseperson SET full_name = 'x'",
    ],
)
def test_history_is_only_ever_added_to(timur: ActorRef, statement: str) -> None:
    intake.receive_and_register(timur)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "returned"}, "intake_returned_order_has_its_ground"),
        ({"return_ground": "OBJECT_MISSING"}, "intake_returned_order_has_its_ground"),
        ({"state": "withdrawn"}, "intake_withdrawn_order_has_its_ground"),
        ({"state": "closed"}, "intake_closed_order_has_its_day"),
        ({"accepted_on": None}, "intake_registered_order_has_a_day_of_acceptance"),
        ({"ordered_on": "2999-01-01"}, "intake_order_is_not_from_the_future"),
        ({"first_number": "7"}, "intake_primary_examination_has_no_first_one"),
        ({"case_no_kind": ""}, "intake_case_number_says_its_kind"),
        ({"language": "en"}, "intake_proceedings_are_in_kazakh_or_russian"),
    ],
)
def test_the_database_holds_together_what_the_law_does(
    timur: ActorRef, change: dict[str, object], constraint: str
) -> None:
    order_id = intake.receive_and_register(timur).order_id
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Order.objects.filter(pk=order_id).update(**change)


@pytest.mark.django_db
def test_a_person_has_an_iin_or_it_is_unknown(timur: ActorRef) -> None:
    order = intake.order(intake.receive(timur).order_id)
    with pytest.raises(IntegrityError, match="intake_person_has_an_iin_or_it_is_unknown"), transaction.atomic():
        order.persons.create(number=2, role="VICTIM", full_name="Тестова", iin="999999000012", iin_unknown=True)


@pytest.mark.django_db
def test_every_row_of_the_act_is_committed_to(timur: ActorRef) -> None:
    order = intake.order(intake.receive_and_register(timur).order_id)
    rows = [order, *order.statuses.all(), *order.questions.all(), *order.ordered_objects.all(), *order.persons.all()]
    rows += [*order.specialties.all(), *order.registrations.all(), *order.arrivals.all()]
    committed = set(AuditRow.objects.values_list("row_id", "version"))
    assert {(str(row.pk), row.row_version) for row in rows} <= committed


@pytest.mark.django_db
def test_states_are_numbered_from_one(timur: ActorRef) -> None:
    order_id = intake.receive_and_register(timur).order_id
    assert list(OrderStatus.objects.filter(order_id=order_id).values_list("seq", flat=True)) == [1, 2, 3]
