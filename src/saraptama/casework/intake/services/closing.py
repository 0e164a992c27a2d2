"""The two ends of an order: the body recalls it, or nothing is left to do."""

from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.intake import events
from saraptama.casework.intake.errors import ObjectsUnaccounted, WithdrawalGroundMissing
from saraptama.casework.intake.models import Order
from saraptama.casework.intake.policies import check_can_close, check_can_withdraw, check_day
from saraptama.casework.intake.ports import UnaccountedObjects
from saraptama.casework.intake.services.acting import locked_order, step
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


@transaction.atomic
def withdraw_order(
    actor: ActorRef, *, order_id: UUID, ground: str, withdrawn_on: date | None = None, row_version: int | None = None
) -> Order:
    """Record that the appointing body recalled its order, on the day of its document (today unless said)."""
    order = locked_order(actor, order_id, row_version)
    right = check_can_withdraw(actor, order)
    today = clock.today()
    day = check_day(withdrawn_on or today, first=order.received_on, last=today, field="withdrawn_on")
    if not ground.strip():
        raise WithdrawalGroundMissing(field="ground")
    order.withdrawal_ground = ground.strip()[:400]
    status = step(actor, order, "withdraw", occurred_on=day, ground=order.withdrawal_ground)
    order.save(update_fields=["state", "withdrawal_ground"])
    record(
        actor,
        act="intake.order_withdrawn",
        right=right,
        subject=order,
        occurred_on=day,
        wrote=[order, status],
        details={"state": order.state},
    )
    publish(
        actor,
        events.OrderWithdrawn(
            order.id, order.institute_id, order.appointing_body_id, order.conversation_id, withdrawn_on=day
        ),
    )
    return order


@transaction.atomic
def close_order(actor: ActorRef, *, order_id: UUID, unaccounted: UnaccountedObjects) -> Order:
    """Close a registered order when nothing is left to do. Custody answers whether every object is accounted for.

    Raises ObjectsUnaccounted (features C6).
    """
    order = locked_order(actor, order_id)
    right = check_can_close(actor, order)
    missing = unaccounted(order.id)
    if missing:
        raise ObjectsUnaccounted(labels=", ".join(missing))
    today = clock.today()
    status = step(actor, order, "close", occurred_on=today)
    order.closed_on = today
    order.save(update_fields=["state", "closed_on"])
    record(
        actor,
        act="intake.order_closed",
        right=right,
        subject=order,
        occurred_on=today,
        wrote=[order, status],
        details={"state": order.state},
    )
    publish(
        actor,
        events.OrderClosed(
            order.id, order.institute_id, order.appointing_body_id, order.conversation_id, closed_on=today
        ),
    )
    return order
