"""An electronic order becomes a registered case, once."""

import pytest

from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.models import Order
from tests.factories import intake

pytestmark = pytest.mark.usefixtures("republic")


def test_a_complete_order_of_the_police_is_registered_at_once() -> None:
    answer = intake.receive_and_register(intake.machine_of())
    assert answer.state is OrderState.REGISTERED
    assert answer.findings == ()
    assert Order.objects.get(pk=answer.order_id).questions.count() == 2
