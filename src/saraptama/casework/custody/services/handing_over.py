"""Hand-over between two people: offered by the giver, real only once the receiver confirms (features C2)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from saraptama.casework.custody import errors, events
from saraptama.casework.custody.enums import CustodyAct, HandOverState
from saraptama.casework.custody.labels import label_of
from saraptama.casework.custody.models import CustodyObject, HandOver, HandOverItem
from saraptama.casework.custody.policies import check_can_dispose, check_free, check_is_receiver
from saraptama.casework.custody.rights import CUSTODY_MOVE
from saraptama.casework.custody.services import chaining
from saraptama.casework.custody.services.incidents import check_seal, of_seal
from saraptama.casework.custody.types import SealCheck
from saraptama.casework.custody.workflow import HAND_OVER
from saraptama.foundation.accounts import selectors as accounts
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.kernel.rights import Right

OFFER_STANDS_FOR = timedelta(hours=24)
"""How long an offer waits for its receiver. A house rule, not a legal term: an offer moves nothing."""


@transaction.atomic
def offer_hand_over(
    actor: ActorRef,
    *,
    object_ids: Sequence[UUID],
    receiver_id: UUID,
    purpose: str = "",
    stands_for: timedelta = OFFER_STANDS_FOR,
    seen: Mapping[UUID, int] | None = None,
) -> HandOver:
    """Offer objects to another person. Nothing is transferred yet: the giver still answers for them.

    Raises HandOverToOneself, ReceiverUnknown, NotInYourHands, AlreadyOffered.
    """
    if receiver_id == actor.id:
        raise errors.HandOverToOneself(field="receiver_id")
    person = accounts.user(receiver_id)
    if person is None or not person.is_active:
        raise errors.ReceiverUnknown(field="receiver_id")
    things = chaining.locked(actor, object_ids, seen)
    rights = [check_can_dispose(actor, thing, "hand_over") for thing in things]
    check_free(things)
    moment = clock.now()
    offer = HandOver.objects.create(
        unit_id=things[0].unit_id,
        giver_id=actor.id,
        receiver_id=receiver_id,
        purpose=purpose.strip()[:300],
        state=HandOverState.OFFERED.value,
        offered_at=moment,
        expires_at=moment + stands_for,
        recorded_at=moment,
    )
    items = HandOverItem.objects.bulk_create([HandOverItem(hand_over=offer, custody_object=t) for t in things])
    done = chaining.deed(CustodyAct.OFFERED, actor, counterpart=receiver_id, note=offer.purpose)
    links = [chaining.note(thing, done) for thing in things]
    _record(actor, rights[0], "custody.hand_over_offered", offer, things, [*items, *things, *links])
    publish(actor, events.HandOverOffered(offer.id, offer.giver_id, offer.receiver_id))
    return offer


@transaction.atomic
def confirm_hand_over(
    actor: ActorRef, *, hand_over_id: UUID, seals: Mapping[UUID, SealCheck] | None = None
) -> HandOver:
    """Take the objects, after looking at their seals (by object; one not named stands as before).

    Only the receiver confirms, with their own credentials; a seal that does not stand opens an incident. Raises
    NotTheReceiver, HandOverExpired (nothing was transferred), SealRemarkMissing, TransitionRefused on a repeat.
    """
    offer = _locked_offer(hand_over_id)
    right = check_is_receiver(actor, offer)
    moment = clock.now()
    if moment > offer.expires_at and offer.state == HandOverState.OFFERED:
        raise errors.HandOverExpired(until=timezone.localtime(offer.expires_at).strftime("%d.%m.%Y %H:%M"))
    items, things = _resolve(offer, "confirm")
    seen = seals or {}
    links: list[AuditedModel] = []
    for thing in things:
        check = seen.get(thing.id)
        check_seal(thing, check)
        done = chaining.deed(
            CustodyAct.HANDED_OVER,
            actor,
            counterpart=offer.giver_id,
            seal_state=check.state if check else None,
            note=check.remark.strip() if check else "",
        )
        links += [chaining.to_person(thing, done, actor.id), *of_seal(actor, thing, check)]
    _record(actor, right, "custody.hand_over_confirmed", offer, things, [*items, *things, *links])
    publish(actor, events.HandOverConfirmed(offer.id, offer.giver_id, offer.receiver_id))
    return offer


@transaction.atomic
def decline_hand_over(actor: ActorRef, *, hand_over_id: UUID, reason: str) -> HandOver:
    """Refuse the objects (the receiver), or call the offer off (the giver). The giver keeps them."""
    offer = _locked_offer(hand_over_id)
    if actor.id not in (offer.receiver_id, offer.giver_id):
        raise errors.NotTheReceiver
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    offer.decline_reason = reason.strip()[:400]
    _stay(actor, offer, "decline", CustodyAct.DECLINED, CUSTODY_MOVE)
    publish(actor, events.HandOverDeclined(offer.id, offer.giver_id, offer.receiver_id))
    return offer


def expire_hand_overs(actor: ActorRef = SYSTEM) -> int:
    """Let every offer that nobody confirmed in time expire; each is one act. Returns how many."""
    overdue = HandOver.objects.filter(state=HandOverState.OFFERED.value, expires_at__lt=clock.now())
    return sum(_expire(actor, offer_id) for offer_id in overdue.values_list("pk", flat=True))


@transaction.atomic
def _expire(actor: ActorRef, offer_id: UUID) -> bool:
    offer = _locked_offer(offer_id)
    if offer.state != HandOverState.OFFERED:
        return False
    _stay(actor, offer, "expire", CustodyAct.EXPIRED, None)
    publish(actor, events.HandOverExpired(offer.id, offer.giver_id, offer.receiver_id))
    return True


def _stay(actor: ActorRef, offer: HandOver, act: str, link_act: CustodyAct, right: Right | None) -> None:
    """The offer ends and the objects stay where they are."""
    items, things = _resolve(offer, act)
    other = offer.giver_id if actor.id == offer.receiver_id else offer.receiver_id
    done = chaining.deed(link_act, actor, counterpart=other, note=offer.decline_reason)
    links = [chaining.note(thing, done) for thing in things]
    _record(actor, right, f"custody.hand_over_{offer.state}", offer, things, [*items, *things, *links])


def _locked_offer(hand_over_id: UUID) -> HandOver:
    offer = HandOver.objects.select_for_update().filter(pk=hand_over_id).first()
    if offer is None:
        raise NotVisible
    return offer


def _resolve(offer: HandOver, act: str) -> tuple[list[HandOverItem], list[CustodyObject]]:
    """Move the offer to its end, and release its objects."""
    offer.state = HAND_OVER.target_of(act, HandOverState(offer.state), describe=label_of).value
    offer.resolved_at = clock.now()
    offer.save(update_fields=["state", "resolved_at", "decline_reason"])
    items = list(offer.items.filter(is_open=True))
    for item in items:
        item.is_open = False
        item.save(update_fields=["is_open"])
    ids = [item.custody_object_id for item in items]
    return items, list(CustodyObject.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _record(
    actor: ActorRef,
    right: Right | None,
    act: str,
    offer: HandOver,
    things: Sequence[CustodyObject],
    wrote: Sequence[AuditedModel],
) -> None:
    record(
        actor,
        act=act,
        right=right,
        subject=offer,
        occurred_on=clock.today(),
        wrote=[offer, *wrote],
        details={
            "giver": str(offer.giver_id),
            "receiver": str(offer.receiver_id),
            "labels": [thing.label for thing in things],
        },
    )
