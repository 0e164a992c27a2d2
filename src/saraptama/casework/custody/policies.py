"""Who may do what with an object, and when. `check_x` raises the named refusal; `can_x` wraps it for the button."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.custody.errors import AlreadyOffered, NotInYourHands, NotTheReceiver
from saraptama.casework.custody.labels import label_of
from saraptama.casework.custody.models import CustodyObject, HandOver, HandOverItem, ReturnItem
from saraptama.casework.custody.rights import CUSTODY_ACCEPT, CUSTODY_MOVE, CUSTODY_RETURN
from saraptama.casework.custody.workflow import OBJECT
from saraptama.casework.intake.policies import require_any, scopes_of
from saraptama.casework.intake.selectors import order_for_custody
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, Refusal
from saraptama.kernel.rights import Confidentiality, Right, Scope


def scopes(*, unit_id: UUID, institute_id: UUID, confidentiality: str, order_id: UUID | None) -> list[Scope]:
    """Where an act on objects happens."""
    specialties = [code for _, code in order_for_custody(order_id).specialties] if order_id else []
    return scopes_of(
        unit_path=reference.unit(unit_id).path,
        region=reference.unit(institute_id).region_code,
        confidentiality=confidentiality,
        specialties=specialties,
    )


def scopes_of_object(thing: CustodyObject) -> list[Scope]:
    """Where an act on this object happens."""
    return scopes(
        unit_id=thing.unit_id,
        institute_id=thing.institute_id,
        confidentiality=thing.confidentiality,
        order_id=thing.order_id,
    )


def check_can_accept(
    actor: ActorRef, *, unit_id: UUID, institute_id: UUID, confidentiality: Confidentiality, order_id: UUID | None
) -> Right:
    """Clerks and custodians accept objects."""
    where = scopes(unit_id=unit_id, institute_id=institute_id, confidentiality=confidentiality.value, order_id=order_id)
    return require_any(actor, CUSTODY_ACCEPT, where)


def check_can_keep_places(actor: ActorRef, institute_id: UUID) -> Right:
    """Custodians keep the storage tree of their institute."""
    institute = reference.unit(institute_id)
    return require_any(actor, CUSTODY_ACCEPT, [Scope(institute.path, institute.region_code)])


def check_free(things: Iterable[CustodyObject]) -> None:
    """An object in an open hand-over or return is not disposed of otherwise."""
    ids = [thing.id for thing in things]
    for items in (HandOverItem, ReturnItem):
        busy = items._default_manager.filter(custody_object_id__in=ids, is_open=True)
        label = busy.values_list("custody_object__label", flat=True).first()
        if label:
            raise AlreadyOffered(label=label)


def check_can_dispose(actor: ActorRef, thing: CustodyObject, act: str) -> Right:
    """The holder disposes of what is in hand; the custodian of what is in storage. Nobody of anybody else's."""
    OBJECT.target_of(act, CustodyState(thing.state), describe=label_of)
    if thing.state == CustodyState.STORED:
        return require_any(actor, CUSTODY_ACCEPT, scopes_of_object(thing))
    if thing.holder_id != actor.id:
        raise NotInYourHands(label=thing.label)
    return _may_move(actor)


def check_can_return(actor: ActorRef, thing: CustodyObject) -> Right:
    """Objects go back from storage, or out of the hands of the one who returns them."""
    OBJECT.target_of("return", CustodyState(thing.state), describe=label_of)
    if thing.state != CustodyState.STORED and thing.holder_id != actor.id:
        raise NotInYourHands(label=thing.label)
    return require_any(actor, CUSTODY_RETURN, scopes_of_object(thing))


def check_is_receiver(actor: ActorRef, offer: HandOver) -> Right:
    """The receiver answers in person: a deputy's credentials are not the receiver's."""
    if offer.receiver_id != actor.id:
        raise NotTheReceiver
    return _may_move(actor)


def _may_move(actor: ActorRef) -> Right:
    """Having an object in hand is scope enough: an expert's laboratory need not be the unit that accepted it."""
    if not actor.may(CUSTODY_MOVE):
        raise NotPermitted(right=CUSTODY_MOVE.says)
    return CUSTODY_MOVE


def _can(check: Callable[..., Any], *args: Any) -> bool:
    try:
        check(*args)
    except Refusal:
        return False
    return True


def can_place(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_dispose, actor, thing, "place") and _can(check_free, [thing])


def can_hand_over(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_dispose, actor, thing, "hand_over") and _can(check_free, [thing])


def can_return(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_return, actor, thing) and _can(check_free, [thing])


def can_confirm(actor: ActorRef, offer: HandOver) -> bool:
    """Whether to show the button."""
    return _can(check_is_receiver, actor, offer)


def can_keep_places(actor: ActorRef, institute_id: UUID) -> bool:
    """Whether to show the button."""
    return _can(check_can_keep_places, actor, institute_id)
