"""Who may do what with an object, and when. `check_x` raises the named refusal; `can_x` wraps it for the button."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.custody.errors import (
    AlreadyOffered,
    CopyNotToBeUsed,
    DestructionNotPermitted,
    NotDigital,
    NotInYourHands,
    NotTheReceiver,
)
from saraptama.casework.custody.labels import label_of
from saraptama.casework.custody.models import (
    ConsignmentItem,
    CustodyObject,
    DigitalCopy,
    HandOver,
    HandOverItem,
    ReturnItem,
)
from saraptama.casework.custody.models.objects import UNDER_OUR_CARE
from saraptama.casework.custody.rights import CUSTODY_ACCEPT, CUSTODY_END, CUSTODY_MOVE, CUSTODY_RETURN
from saraptama.casework.custody.workflow import OBJECT
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
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
    for items in (HandOverItem, ReturnItem, ConsignmentItem):
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


def check_can_photograph(actor: ActorRef, thing: CustodyObject) -> Right:
    """Whoever has the object in hand, and the custodian: as long as somebody of the body answers for it."""
    if thing.state not in UNDER_OUR_CARE or thing.state == CustodyState.IN_TRANSIT:
        raise NotInYourHands(label=thing.label)
    if thing.holder_id == actor.id:
        return _may_move(actor)
    return require_any(actor, CUSTODY_ACCEPT, scopes_of_object(thing))


def check_can_store_content(actor: ActorRef, thing: CustodyObject) -> Right:
    """Content is stored for digital objects, by whoever may photograph them."""
    if thing.kind != ObjectKind.DIGITAL:
        raise NotDigital(label=thing.label)
    return check_can_photograph(actor, thing)


def check_copy_usable(copy: DigitalCopy) -> None:
    """The latest check decides: a content that changed is not used until a later check finds it whole (features C8)."""
    last = copy.checks.order_by("-checked_at", "-id").first()
    if last is not None and not last.is_intact:
        raise CopyNotToBeUsed(label=copy.custody_object.label)


def check_can_end(actor: ActorRef, thing: CustodyObject, act: str) -> Right:
    """Custodians declare objects lost or found and destroy them under an act."""
    OBJECT.target_of(act, CustodyState(thing.state), describe=label_of)
    return require_any(actor, CUSTODY_END, scopes_of_object(thing))


def check_can_destroy(actor: ActorRef, thing: CustodyObject) -> Right:
    """Destroyed is what lies in storage or in one's own hands, and what the body permits to be destroyed in full."""
    right = check_can_end(actor, thing, "destroy")
    if thing.state != CustodyState.STORED and thing.holder_id != actor.id:
        raise NotInYourHands(label=thing.label)
    if thing.destruction_permission != DestructionPermission.FULL:
        raise DestructionNotPermitted(label=thing.label)
    return right


def check_can_permit(actor: ActorRef, thing: CustodyObject) -> Right:
    """Clerks and custodians put the body's answer on file, while the object is ours."""
    if thing.state not in UNDER_OUR_CARE:
        raise NotInYourHands(label=thing.label)
    return require_any(actor, CUSTODY_ACCEPT, scopes_of_object(thing))


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


def can_do(actor: ActorRef, thing: CustodyObject, act: str) -> bool:
    """Whether to show the button of an act on an object in hand: divide, consume, seal."""
    return _can(check_can_dispose, actor, thing, act) and _can(check_free, [thing])


def can_end(actor: ActorRef, thing: CustodyObject, act: str) -> bool:
    """Whether to show the button of lose and find."""
    return _can(check_can_end, actor, thing, act)


def can_destroy(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_destroy, actor, thing) and _can(check_free, [thing])


def can_close_incident(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the form."""
    return _can(require_any, actor, CUSTODY_END, scopes_of_object(thing))


def can_permit(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_permit, actor, thing)


def can_photograph(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_photograph, actor, thing)


def can_store_content(actor: ActorRef, thing: CustodyObject) -> bool:
    """Whether to show the button."""
    return _can(check_can_store_content, actor, thing)


def can_confirm(actor: ActorRef, offer: HandOver) -> bool:
    """Whether to show the button."""
    return _can(check_is_receiver, actor, offer)


def can_keep_places(actor: ActorRef, institute_id: UUID) -> bool:
    """Whether to show the button."""
    return _can(check_can_keep_places, actor, institute_id)
