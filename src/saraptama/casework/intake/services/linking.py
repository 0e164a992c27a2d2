"""Saying what an earlier order is to this one: the first examination, the one it adds to, the same case, or neither."""

from uuid import UUID

from django.db import transaction

from saraptama.casework.intake import errors, events
from saraptama.casework.intake.enums import EarlierRelation, ExamKind
from saraptama.casework.intake.models import EarlierOrderLink, Order
from saraptama.casework.intake.policies import check_can_link
from saraptama.casework.intake.recognising import decisions_of, of_order
from saraptama.casework.intake.rules.earlier import likeness
from saraptama.casework.intake.services.acting import locked_order
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

KIND_OF = {EarlierRelation.FIRST: ExamKind.REPEATED, EarlierRelation.SUPPLEMENTED: ExamKind.ADDITIONAL}
"""Only a repeated examination has a first one, and only an additional one adds to another (CPC 287)."""


@transaction.atomic
def link_earlier_order(
    actor: ActorRef, *, order_id: UUID, earlier_id: UUID, relation: EarlierRelation, ground: str = ""
) -> EarlierOrderLink:
    """Note the decision of a person, with the likeness as it was then. The same decision again changes nothing.

    Raises RelationDoesNotFit, NotEarlier, NotVisible for an order that the actor may not know of, NotPermitted.
    """
    order = locked_order(actor, order_id)
    right = check_can_link(actor, order)
    earlier = _earlier(actor, order, earlier_id)
    wanted = KIND_OF.get(relation)
    if wanted is not None and order.exam_kind != wanted:
        raise errors.RelationDoesNotFit(field="relation")
    before = {link.earlier_id: link for link in decisions_of(order.id)}.get(earlier.id)
    if before is not None and (before.relation, before.ground) == (relation.value, ground.strip()):
        return before
    alike = likeness(of_order(order), of_order(earlier))
    link = EarlierOrderLink.objects.create(
        order=order,
        earlier=earlier,
        seq=order.earlier_links.count() + 1,
        relation=relation.value,
        ground=ground.strip()[:400],
        score=alike.score,
        reasons=[reason.value for reason in alike.reasons],
        occurred_on=clock.today(),
        actor_id=actor.id,
        recorded_at=clock.now(),
    )
    record(
        actor,
        act="intake.earlier_order_linked",
        right=right,
        subject=order,
        occurred_on=link.occurred_on,
        wrote=[link],
        details={"earlier": str(earlier.id), "relation": relation.value, "score": alike.score, "why": link.reasons},
    )
    publish(
        actor,
        events.EarlierOrderLinked(
            order.id,
            order.institute_id,
            order.appointing_body_id,
            order.conversation_id,
            earlier_id=earlier.id,
            relation=relation.value,
        ),
    )
    return link


def _earlier(actor: ActorRef, order: Order, earlier_id: UUID) -> Order:
    earlier = Order.objects.visible_to(actor).filter(pk=earlier_id).first()
    if earlier is None:
        raise NotVisible
    if earlier.pk == order.pk or earlier.recorded_at > order.recorded_at:
        raise errors.NotEarlier(field="earlier")
    return earlier
