"""What the custody room has to do: objects that are expected, and objects that can go back."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import OrderState
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.selectors import notifications_of
from saraptama.kernel.actor import ActorRef

EXPECTING = (OrderState.CHECKED, OrderState.DEFICIENT, OrderState.REGISTERED)
OVER = (OrderState.RETURNED, OrderState.WITHDRAWN)
DONE = (ExaminationState.DELIVERED, ExaminationState.CLOSED, ExaminationState.RETURNED, ExaminationState.WITHDRAWN)
MOST_TOLD = 500
"""How far back a person's notifications are read."""


def expected(actor: ActorRef) -> Any:
    """Orders that announce objects of which some are not here yet, the oldest first."""
    here = custody.visible_objects(actor)
    orders = intake.visible_orders(actor).filter(state__in=[state.value for state in EXPECTING])
    found = orders.lacking(here).found_first()
    return found.prefetch_related("registrations", "arrivals", "specialties")


def to_return(actor: ActorRef) -> Any:
    """Orders with objects in our care and nothing left to examine.

    Which examinations have ended is seen by those who may see them; a custodian is told by notification.
    """
    kept = custody.visible_objects(actor).under_our_care().exclude(return_items__is_open=True)
    ended = Q(pk__in=_told(actor)) | Q(state__in=[state.value for state in OVER]) | _ended(actor)
    orders = intake.visible_orders(actor).filter(pk__in=kept.order_by().values("order_id")).filter(ended)
    return orders.found_first().prefetch_related("registrations", "arrivals", "specialties")


def _told(actor: ActorRef) -> list[UUID]:
    """Orders of which this person was told that their objects can go back."""
    lines = notifications_of(actor.acting_for or actor.id, limit=MOST_TOLD)
    links = [line.link for line in lines if line.kind == NotificationKind.TO_RETURN]
    return [UUID(link.partition(":")[2]) for link in links if link.startswith("custody_order:")]


def _ended(actor: ActorRef) -> Q:
    """Orders all of whose visible examinations have ended: asked of each order that keeps something."""
    seen = examinations.visible_to(actor).order_by().filter(order_id=OuterRef("pk"))
    running = seen.exclude(state__in=[state.value for state in DONE])
    return Q(Exists(seen)) & ~Q(Exists(running))


def in_hand(actor: ActorRef) -> Any:
    """What this very person answers for."""
    return custody.held_by(actor, actor.id)


def held_by_others(actor: ActorRef, order_id: UUID) -> list[Any]:
    """Objects of an order that somebody else still has in hand: they must come back to the custody room first."""
    things = custody.objects_of_order(actor, order_id)
    holding = [CustodyState.ACCEPTED.value, CustodyState.HELD.value]
    return [thing for thing in things if thing.state in holding and thing.holder_id != actor.id]
