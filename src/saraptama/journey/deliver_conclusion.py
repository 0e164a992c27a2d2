"""Step 7. The sealed conclusion goes to the appointing body, until its receipt (art. 34: within 3 days)."""

from uuid import UUID

from django.db import transaction

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions import services
from saraptama.casework.conclusions.enums import ConclusionKind
from saraptama.casework.conclusions.events import ConclusionDelivered, ConclusionSealed
from saraptama.casework.conclusions.rights import DELIVER, VIEW
from saraptama.casework.examinations.services import mark_delivered
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.selectors import full_names_of
from saraptama.foundation.messaging import services as messaging
from saraptama.foundation.messaging.enums import Channel, DispatchKind, NotificationKind
from saraptama.foundation.messaging.rights import SEND
from saraptama.journey.people import tell_body, tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef

KIND_OF = {
    ConclusionKind.CONCLUSION: DispatchKind.CONCLUSION,
    ConclusionKind.IMPOSSIBLE: DispatchKind.IMPOSSIBILITY,
}


def deliver(conclusion_id: UUID, *, channel: Channel = Channel.PORTAL) -> UUID:
    """Send the sealed file to its body, and note the examination as delivered. A repeat sends nothing twice."""
    with transaction.atomic():
        conclusion = conclusions.conclusion_for(service_actor(VIEW), conclusion_id)
        sent = messaging.dispatch(
            service_actor(SEND),
            kind=KIND_OF[ConclusionKind(conclusion.kind)],
            subject=conclusion,
            title=conclusion.number,
            unit_id=conclusion.unit_id,
            recipient_id=conclusion.appointing_body_id,
            files=[conclusion.final_id] if conclusion.final_id else [],
            content_sha256=conclusion.final_sha256,
            channel=channel,
        )
        mark_delivered(
            SYSTEM, examination_id=conclusion.examination_id, occurred_on=clock.today(), channel=channel.value
        )
    return sent.id


def receive(actor: ActorRef, *, dispatch_id: UUID, content_sha256: str = "") -> None:
    """Give the receipt of what was sent to one's body; the hash, if given, must be that of the file sent."""
    with transaction.atomic():
        name = full_names_of([actor.id]).get(actor.id, "")
        sent = messaging.record_receipt(
            actor, dispatch_id=dispatch_id, receiver_name=name, content_sha256=content_sha256
        )
        if sent.kind in (DispatchKind.CONCLUSION, DispatchKind.IMPOSSIBILITY):
            services.mark_delivered(service_actor(DELIVER), conclusion_id=sent.subject_id, occurred_on=clock.today())


def on_conclusion_sealed(event: ConclusionSealed) -> None:
    """The sealed file is sent, and the people of the body are told."""
    dispatch_id = deliver(event.conclusion_id)
    tell_body(event.body_id, kind=NotificationKind.DELIVERED, link=("portal_dispatch", dispatch_id))


def on_conclusion_delivered(event: ConclusionDelivered) -> None:
    """The registry is told of the receipt, the custodian that the objects can go back."""
    conclusion = conclusions.conclusion_for(service_actor(VIEW), event.conclusion_id)
    told = {"params": {"number": conclusion.number}}
    tell_role(
        RoleCode.CLERK,
        conclusion.unit_id,
        kind=NotificationKind.RECEIPT,
        link=("examination", event.examination_id),
        **told,
    )
    tell_role(
        RoleCode.CUSTODIAN,
        conclusion.unit_id,
        kind=NotificationKind.TO_RETURN,
        link=("custody_order", event.order_id),
        **told,
    )
