"""Who may do what with an order, and when. `check_x` raises the named refusal; `can_x` wraps it for the button."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.casework.intake.errors import ForeignBody, NotChecked, RegistrationBarred, WrongDay
from saraptama.casework.intake.labels import label_of
from saraptama.casework.intake.models import Order
from saraptama.casework.intake.rights import INTAKE_REGISTER, INTAKE_RETURN, INTAKE_SUBMIT
from saraptama.casework.intake.rules import bars_registration, examination_type
from saraptama.casework.intake.types import Finding
from saraptama.casework.intake.workflow import ORDER
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Unit
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.errors import NotPermitted, Refusal
from saraptama.kernel.rights import Confidentiality, Right, Scope


def scopes_of(*, unit_path: str, region: str, confidentiality: str, specialties: Iterable[str]) -> list[Scope]:
    """Where an act on an order happens: one scope for each examination type it asks for."""
    types = sorted({examination_type(code) for code in specialties if code}) or [""]
    level = Confidentiality(confidentiality)
    return [Scope(unit_path, region, type_, level) for type_ in types]


def require_any(actor: ActorRef, right: Right, scopes: Iterable[Scope]) -> Right:
    """The right, if it holds in one of the scopes; NotPermitted otherwise. The service itself may act by schedule."""
    if actor.kind is ActorKind.SYSTEM or any(actor.may(right, scope) for scope in scopes):
        return right
    raise NotPermitted(right=right.says)


def _scopes(order: Order) -> list[Scope]:
    return scopes_of(
        unit_path=reference.unit(order.unit_id).path,
        region=order.region,
        confidentiality=order.confidentiality,
        specialties=order.specialties.values_list("specialty_code", flat=True),
    )


def _check_state(order: Order, act: str) -> OrderState:
    return ORDER.target_of(act, OrderState(order.state), describe=label_of)


def check_can_receive(actor: ActorRef, *, channel: Channel, body_id: UUID, scopes: list[Scope]) -> Right:
    """Orderers send in the name of their own body; clerks enter what came on paper; machines send what they may."""
    if actor.body_id is not None and actor.body_id != body_id:
        raise ForeignBody(field="body_code")
    if channel is not Channel.PAPER and actor.may(INTAKE_SUBMIT):
        return require_any(actor, INTAKE_SUBMIT, scopes)
    return require_any(actor, INTAKE_REGISTER, scopes)


def check_can_check(actor: ActorRef, order: Order) -> Right:
    """The records office checks orders that are not yet registered."""
    _check_state(order, "pass_check")
    return require_any(actor, INTAKE_REGISTER, _scopes(order))


def check_can_supplement(actor: ActorRef, order: Order) -> Right:
    """The body completes its own order; the clerk enters what came on paper."""
    _check_state(order, "pass_check")
    if actor.body_id is not None:
        if actor.body_id != order.appointing_body_id:
            raise ForeignBody(field="body_code")
        return require_any(actor, INTAKE_SUBMIT, _scopes(order))
    return require_any(actor, INTAKE_REGISTER, _scopes(order))


def check_can_register(actor: ActorRef, order: Order, findings: list[Finding]) -> Right:
    """Only the records office registers (domain.md 2.5), and only a checked order that lacks nothing indispensable."""
    right = require_any(actor, INTAKE_REGISTER, _scopes(order))
    if order.state == OrderState.RECEIVED:
        raise NotChecked
    _check_state(order, "register")
    if bars_registration(findings):
        raise RegistrationBarred(items=", ".join(sorted({f.item for f in findings if f.outcome == "block"})))
    return right


def check_can_return(actor: ActorRef, order: Order) -> Right:
    """The records office and the head return an order."""
    _check_state(order, "return_order")
    return require_any(actor, INTAKE_RETURN, _scopes(order))


def check_can_ask_for_material(actor: ActorRef, order: Order) -> Right:
    """What is missing is asked for before registration; afterwards it is a petition of the examination."""
    _check_state(order, "fail_check")
    return require_any(actor, INTAKE_RETURN, _scopes(order))


def check_can_withdraw(actor: ActorRef, order: Order) -> Right:
    """The body withdraws its own order; the clerk enters a withdrawal that came on paper."""
    _check_state(order, "withdraw")
    if actor.body_id is not None:
        if actor.body_id != order.appointing_body_id:
            raise ForeignBody(field="body_code")
        return require_any(actor, INTAKE_SUBMIT, _scopes(order))
    return require_any(actor, INTAKE_REGISTER, _scopes(order))


def check_can_close(actor: ActorRef, order: Order) -> Right:
    """The clerk, or the service by itself, closes what is finished."""
    _check_state(order, "close")
    return require_any(actor, INTAKE_REGISTER, _scopes(order))


def check_can_link(actor: ActorRef, order: Order) -> Right:
    """The records office says what an earlier order is, also when this one is under way."""
    return require_any(actor, INTAKE_REGISTER, _scopes(order))


def check_can_keep_series(actor: ActorRef, institute: Unit) -> Right:
    """The records office of the institute keeps its number series."""
    return require_any(actor, INTAKE_REGISTER, [Scope(institute.path, institute.region_code)])


def check_day(day: date, *, first: date, last: date, field: str) -> date:
    """A legal day inside its limits."""
    if not first <= day <= last:
        raise WrongDay(field=field, first=first, last=last)
    return day


def _can(check: Callable[..., Any], *args: Any) -> bool:
    try:
        check(*args)
    except Refusal:
        return False
    return True


def can_check(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_check, actor, order)


def can_supplement(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_supplement, actor, order)


def can_register(actor: ActorRef, order: Order, findings: list[Finding]) -> bool:
    """Whether to show the button."""
    return _can(check_can_register, actor, order, findings)


def can_return(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_return, actor, order)


def can_ask_for_material(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_ask_for_material, actor, order)


def can_withdraw(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_withdraw, actor, order)


def can_link(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_link, actor, order)


def can_close(actor: ActorRef, order: Order) -> bool:
    """Whether to show the button."""
    return _can(check_can_close, actor, order)
