"""Who may do what in which state. `check_x` raises a named refusal; `can_x` wraps it for the button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from saraptama.casework.examinations import rights
from saraptama.casework.examinations.errors import (
    DayInTheFuture,
    DayOutOfOrder,
    NotYourBody,
    NotYourExamination,
    OwnDraft,
    WrongState,
)
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import Examination
from saraptama.casework.examinations.workflow import is_possible, possible_acts
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotPermitted, Refusal
from saraptama.kernel.rights import Right


class By(Enum):
    """Whose act it is."""

    STAFF = "staff"
    """Whoever has the right where the examination stands."""
    EXPERT = "expert"
    """An expert assigned now."""
    HEAD_OR_EXPERT = "head or expert"
    """An expert assigned now, or else a head: whoever assigns here."""
    BODY = "body"
    """The appointing body; or staff who enter what came on paper."""
    OTHERS = "others"
    """Staff with the right, but none of the examination's own experts."""


@dataclass(frozen=True)
class Permit:
    """The right an act needs, whose it is, and whether the service itself does it as a consequence."""

    right: Right
    by: By = By.STAFF
    as_consequence: bool = False


PERMITS: dict[str, Permit] = {
    "register": Permit(rights.ACCEPT, as_consequence=True),
    "await_objects": Permit(rights.ACCEPT, as_consequence=True),
    "note_objects_complete": Permit(rights.ACCEPT, as_consequence=True),
    "allocate_objects": Permit(rights.ACCEPT, as_consequence=True),
    "accept_for_production": Permit(rights.ACCEPT, as_consequence=True),
    "direct_to_unit": Permit(rights.ASSIGN),
    "assign": Permit(rights.ASSIGN),
    "reassign": Permit(rights.ASSIGN),
    "lead_group": Permit(rights.ASSIGN),
    "state_recusal": Permit(rights.ASSIGN),
    "decide_recusal": Permit(rights.ASSIGN),
    "ask_override": Permit(rights.ASSIGN),
    "confirm_override": Permit(rights.ASSIGN),
    "decline": Permit(rights.PERFORM, By.EXPERT),
    "accept_in_part": Permit(rights.PERFORM, By.EXPERT),
    "accept": Permit(rights.PERFORM, By.EXPERT),
    "set_complexity": Permit(rights.PERFORM, By.EXPERT),
    "use_method": Permit(rights.PERFORM, By.EXPERT),
    "write_note": Permit(rights.PERFORM, By.EXPERT),
    "send_petition": Permit(rights.PETITION, By.HEAD_OR_EXPERT),
    "answer_petition": Permit(rights.ANSWER, By.BODY),
    "suspend": Permit(rights.SUSPEND),
    "resume_in_part": Permit(rights.SUSPEND),
    "resume": Permit(rights.SUSPEND),
    "submit_for_agreement": Permit(rights.PERFORM, By.EXPERT),
    "agree_in_turn": Permit(rights.AGREE, By.OTHERS),
    "agree": Permit(rights.AGREE, By.OTHERS),
    "disagree": Permit(rights.AGREE, By.OTHERS),
    "complete": Permit(rights.PERFORM, By.EXPERT, as_consequence=True),
    "mark_delivered": Permit(rights.DELIVER, as_consequence=True),
    "dispatch_return": Permit(rights.DELIVER, as_consequence=True),
    "close": Permit(rights.DELIVER, as_consequence=True),
    "return_without_execution": Permit(rights.SUSPEND),
    "withdraw": Permit(rights.ANSWER, By.BODY, as_consequence=True),
}
"""Acts done "as a consequence" are also done by the service itself, when an act elsewhere (objects accepted, order
withdrawn, conclusion signed, receipt stored) entails them; the right was asked there."""


def check_act(actor: ActorRef, examination: Examination, act: str) -> None:
    """Raise unless the actor may do the act on this examination in its present state."""
    check_permitted(actor, examination, act)
    if not is_possible(act, examination.current_state):
        raise WrongState(state=label_of(examination.current_state), act=act)


def can_act(actor: ActorRef, examination: Examination, act: str) -> bool:
    """Whether `check_act` passes."""
    return _passes(check_act, actor, examination, act)


def acts_for(actor: ActorRef, examination: Examination) -> tuple[str, ...]:
    """The acts open to the actor now: the buttons."""
    return tuple(a for a in possible_acts(examination.current_state) if can_permitted(actor, examination, a))


def check_permitted(actor: ActorRef, examination: Examination, act: str) -> None:
    """Raise unless the actor may do the act on this examination, whatever its state."""
    permit = PERMITS[act]
    if permit.as_consequence and actor.kind is ActorKind.SYSTEM:
        return
    match permit.by:
        case By.BODY:
            _check_body(actor, examination, permit.right)
        case By.EXPERT:
            _check_expert(actor, examination, permit.right)
        case By.HEAD_OR_EXPERT if is_assigned(actor.id, examination):
            _check_expert(actor, examination, permit.right)
        case By.HEAD_OR_EXPERT:
            actor.require(rights.ASSIGN, examination.scope)
            _check_staff(actor, examination, permit.right)
        case By.OTHERS:
            _check_staff(actor, examination, permit.right)
            if is_assigned(actor.id, examination):
                raise OwnDraft(right=permit.right.says)
        case _:
            _check_staff(actor, examination, permit.right)


def can_permitted(actor: ActorRef, examination: Examination, act: str) -> bool:
    """Whether `check_permitted` passes."""
    return _passes(check_permitted, actor, examination, act)


def check_own_notes(actor: ActorRef, examination: Examination) -> None:
    """Working notes are read by the experts of the examination."""
    _check_expert(actor, examination, rights.PERFORM)


def can_own_notes(actor: ActorRef, examination: Examination) -> bool:
    """Whether `check_own_notes` passes."""
    return _passes(check_own_notes, actor, examination)


def check_day(day: date, *not_before: date | None) -> None:
    """Raise when a legal day lies in the future, or before a day on which it rests."""
    if day > clock.today():
        raise DayInTheFuture(field="occurred_on", day=_written(day))
    for earlier in not_before:
        if earlier is not None and day < earlier:
            raise DayOutOfOrder(field="occurred_on", day=_written(day), earlier=_written(earlier))


def can_day(day: date, *not_before: date | None) -> bool:
    """Whether `check_day` passes."""
    return _passes(check_day, day, *not_before)


def is_assigned(user_id: UUID, examination: Examination) -> bool:
    """Whether the user is one of the experts now."""
    return examination.assignments.filter(user_id=user_id, ended_on__isnull=True).exists()


def _check_staff(actor: ActorRef, examination: Examination, right: Right) -> None:
    """An orderer's grants name no unit, so a body's user never passes for staff."""
    if actor.body_id is not None:
        raise NotPermitted(right=right.says)
    actor.require(right, examination.scope)


def _check_expert(actor: ActorRef, examination: Examination, right: Right) -> None:
    """In own name (art. 8): no deputy."""
    actor.require(right)
    if actor.acting_for is not None or not is_assigned(actor.id, examination):
        raise NotYourExamination(right=right.says)


def _check_body(actor: ActorRef, examination: Examination, right: Right) -> None:
    if actor.body_id is None:
        actor.require(right, examination.scope)
        return
    actor.require(right)
    if actor.body_id != examination.order.appointing_body_id:
        raise NotYourBody(right=right.says)


def _passes(check: Callable[..., None], *args: object) -> bool:
    try:
        check(*args)
    except Refusal:
        return False
    return True


def _written(day: date) -> str:
    return day.strftime("%d.%m.%Y")
