"""Which objects are studied here: those of the order, each counted once, and no others (CPC art. 79)."""

from uuid import UUID, uuid4

import pytest

from saraptama.casework.custody.enums import SealState
from saraptama.casework.custody.models import CustodyObject
from saraptama.casework.custody.rights import CUSTODY_ACCEPT
from saraptama.casework.custody.services import accept_objects
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.examinations import services
from saraptama.casework.examinations.errors import ObjectOfAnotherOrder
from saraptama.casework.examinations.models import Examination
from saraptama.kernel.actor import SYSTEM
from tests.factories import examinations
from tests.factories.examinations import on

pytestmark = pytest.mark.django_db
DAY = "2025-03-05"


def brought_for(examination: Examination) -> list[UUID]:
    """Everything that the order announced is accepted with whole seals."""
    announced = examinations.order_of(examination).ordered_objects.all()
    with on(DAY):
        accept_objects(
            examinations.staff(CUSTODY_ACCEPT),
            items=[
                ObjectReceived(seal_state=SealState.INTACT, ordered_object_id=o.id, seal_number=o.seal_number)
                for o in announced
            ],
            brought_by="courier",
            request_key=str(uuid4()),
            order_id=examination.order_id,
        )
    return list(CustodyObject.objects.filter(order_id=examination.order_id).values_list("id", flat=True))


def test_the_objects_of_the_order_are_counted_to_the_examination_once() -> None:
    [examination] = examinations.opened(DAY)
    objects = brought_for(examination)
    with on(DAY) as day:
        given = {"examination_id": examination.id, "occurred_on": day}
        first = services.allocate_objects(SYSTEM, object_ids=objects[:1], **given)
        second = services.allocate_objects(SYSTEM, object_ids=objects, **given)
        again = services.allocate_objects(SYSTEM, object_ids=objects, **given)
    assert [len(first), len(second), len(again)] == [1, len(objects) - 1, 0]


def test_an_object_of_another_order_is_not_studied_here() -> None:
    [examination], [other] = examinations.opened(DAY), examinations.opened(DAY)
    objects = brought_for(other)
    with on(DAY) as day, pytest.raises(ObjectOfAnotherOrder):
        services.allocate_objects(SYSTEM, examination_id=examination.id, object_ids=objects, occurred_on=day)
    assert not examination.allocations.exists()
