"""What every act on an order does: find it, lock it, move it one step."""

from datetime import date
from uuid import UUID

from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.labels import label_of
from saraptama.casework.intake.models import Order, OrderStatus
from saraptama.casework.intake.workflow import ORDER
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotVisible, StaleRecord


def locked_order(actor: ActorRef, order_id: UUID, row_version: int | None = None) -> Order:
    """The order, locked until the act ends; NotVisible when the actor may not know of it.

    A `row_version` is what the actor saw: StaleRecord when the order has changed since.
    """
    known = Order.objects.all() if actor.kind is ActorKind.SYSTEM else Order.objects.visible_to(actor)
    if not known.filter(pk=order_id).exists():
        raise NotVisible
    found = Order.objects.select_for_update().get(pk=order_id)
    if row_version is not None and found.row_version != row_version:
        raise StaleRecord
    return found


def step(actor: ActorRef, order: Order, act: str, *, occurred_on: date, ground: str = "") -> OrderStatus:
    """Move the order by one act and add the row of its history; the caller saves the order."""
    state = ORDER.target_of(act, OrderState(order.state), describe=label_of)
    order.state = state.value
    last = order.statuses.order_by("-seq").values_list("seq", flat=True).first() or 0
    return OrderStatus.objects.create(
        order=order,
        seq=last + 1,
        state=state.value,
        occurred_on=occurred_on,
        recorded_at=clock.now(),
        actor_id=actor.id,
        ground=ground,
    )
