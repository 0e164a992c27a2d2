"""Whatever is divided and used up in whatever order: parts, rest and what was used up are the whole (features C5)."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saraptama.casework.custody import errors, services
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.rules import parts_fit
from saraptama.casework.custody.types import Part
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.kernel.actor import ActorRef
from tests.factories import custody

AMOUNTS = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(6), places=3)
ACTS = st.lists(st.tuples(st.booleans(), st.lists(AMOUNTS, min_size=1, max_size=3)), max_size=5)


@given(whole=AMOUNTS, parts=st.lists(st.decimals(min_value=-1, max_value=6, places=3), max_size=5))
def test_parts_fit_exactly_when_none_is_empty_and_all_together_are_there(whole: Decimal, parts: list[Decimal]) -> None:
    assert parts_fit(whole, parts) == (min([*parts, Decimal(1)]) > 0 and sum(parts, Decimal(0)) <= whole)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_nothing_appears_and_nothing_disappears(bolat: ActorRef, acts: list[tuple[bool, list[Decimal]]]) -> None:
    powder = custody.substance(bolat, DestructionPermission.FULL)
    taken = used = Decimal(0)
    for divides, amounts in acts:
        left = custody.now(powder).quantity
        try:
            if divides:
                parts = [Part(name="Проба", quantity=amount, seal_number="П-1") for amount in amounts]
                services.divide_object(bolat, object_id=powder.id, parts=parts)
                taken += sum(amounts)
            else:
                services.consume_object(bolat, object_id=powder.id, quantity=amounts[0], how="анализ")
                used += amounts[0]
        except errors.MoreThanThereIs:
            assert (sum(amounts) if divides else amounts[0]) > left
        except Exception as other:
            assert type(other).__name__ == "TransitionRefused"
            assert left == 0
    rest = custody.now(powder).quantity
    in_parts = sum(CustodyObject.objects.filter(parent=powder).values_list("quantity", flat=True), Decimal(0))
    assert in_parts == taken
    assert rest + taken + used == Decimal(10)
    assert rest >= 0
