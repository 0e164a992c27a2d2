"""May this be done now, by this person? `check_x` raises the reason, `can_x` wraps it for the button."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.errors import (
    AlreadySigned,
    DissentNotSigned,
    DissentOutdated,
    NobodyToDissentFrom,
    NotYourConclusion,
    NotYourTurn,
    SomebodySigned,
    WrongState,
)
from saraptama.casework.conclusions.labels import label_of
from saraptama.casework.conclusions.models import Conclusion, Dissent, Signatory, SignatureRecord
from saraptama.casework.conclusions.rights import DRAFT, SIGN
from saraptama.casework.conclusions.workflow import WORKFLOW
from saraptama.foundation.accounts.selectors import names_of
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal


def check_state(conclusion: Conclusion, act: str) -> None:
    """Raise WrongState unless the act may start in the conclusion's state."""
    if not WORKFLOW.can(act, conclusion.current_state):
        raise WrongState(state=label_of(conclusion.current_state))


def check_may_write(actor: ActorRef, conclusion: Conclusion) -> None:
    """Only the conclusion's own experts write, in their own name, while it is being written (art. 8)."""
    actor.require(DRAFT)
    own_place(actor, conclusion)
    check_state(conclusion, "write")


def own_place(actor: ActorRef, conclusion: Conclusion) -> Signatory:
    """The actor's own line among the signatories; nobody deputises for an expert."""
    found = conclusion.signatories.filter(user_id=actor.id).first() if actor.acting_for is None else None
    if found is None:
        raise NotYourConclusion
    return found


def next_to_sign(conclusion: Conclusion) -> Signatory | None:
    """Whose turn it is; None when everybody has signed."""
    return conclusion.signatories.exclude(pk__in=_signed(conclusion)).order_by("place").first()


def _signed(conclusion: Conclusion) -> Any:
    """The places that have a standing signature."""
    return SignatureRecord.objects.under(conclusion).standing().order_by().values("signatory_id")


def check_may_sign(actor: ActorRef, conclusion: Conclusion) -> Signatory:
    """Revision 1 stands, and it is the actor's turn."""
    actor.require(SIGN)
    own = own_place(actor, conclusion)
    if own.signature is not None:
        raise AlreadySigned
    check_state(conclusion, "sign_in_turn")
    turn = next_to_sign(conclusion)
    if turn is not None and turn.pk != own.pk:
        raise NotYourTurn(name=name_of(turn.user_id))
    return own


def dissent_of(own: Signatory) -> Dissent | None:
    """The signatory's dissenting opinion, unless it was taken back."""
    found: Dissent | None = getattr(own, "dissent", None)
    return found if found is not None and not found.removed else None


def check_own_dissent(own: Signatory, conclusion: Conclusion) -> None:
    """An opinion that was stated is signed first, and speaks of this very document."""
    dissent = dissent_of(own)
    if dissent is None:
        return
    if dissent.revision_1_sha256 != conclusion.revision_1_sha256:
        raise DissentOutdated
    if not dissent.is_signed:
        raise DissentNotSigned


def check_may_dissent(actor: ActorRef, conclusion: Conclusion) -> Signatory:
    """One of several signatories, before the own signature, over a document that is made up."""
    actor.require(SIGN)
    own = own_place(actor, conclusion)
    check_state(conclusion, "sign_in_turn")
    if conclusion.signatories.count() < 2:
        raise NobodyToDissentFrom
    if own.signature is not None:
        raise AlreadySigned
    return own


def check_nobody_signed(conclusion: Conclusion) -> None:
    """Bytes that somebody has signed are not made anew."""
    signed = conclusion.signatories.filter(pk__in=_signed(conclusion)).first()
    if signed is not None:
        raise SomebodySigned(name=name_of(signed.user_id))


def can_write(actor: ActorRef, conclusion: Conclusion) -> bool:
    """For the buttons of the draft."""
    return _passes(lambda: check_may_write(actor, conclusion))


def can_sign(actor: ActorRef, conclusion: Conclusion) -> bool:
    """For the button “Sign”."""
    return _passes(lambda: check_may_sign(actor, conclusion))


def can_dissent(actor: ActorRef, conclusion: Conclusion) -> bool:
    """For the link to the dissenting opinion."""
    return _passes(lambda: check_may_dissent(actor, conclusion))


def can_withdraw(conclusion: Conclusion) -> bool:
    """For the button “Withdraw”."""
    return conclusion.current_state in (ConclusionState.SEALED, ConclusionState.DELIVERED)


def name_of(user_id: UUID) -> str:
    """Surname with initials."""
    return names_of([user_id]).get(user_id, "")


def _passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True
