"""The way of an order in plain words: what is done, where it is now and whose turn it is, what lies ahead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.intake.enums import OrderState
from saraptama.web.examination_page.steps import waits_for_answer
from saraptama.web.shared.formats import date_text

ENDED_BY_BODY = (OrderState.RETURNED.value, OrderState.WITHDRAWN.value)


@dataclass(frozen=True)
class Stage:
    """One stage of the way."""

    title: str | Promise
    says: str | Promise
    is_done: bool = False
    is_now: bool = False


def way_of(order: Any, examinations: Sequence[Any]) -> list[Stage]:
    """The five stages. With several examinations a stage is done when it is done in each of them."""
    done = [_sent, _registered, _materials, _study, _delivered]
    made: list[Stage] = []
    for stage in done:
        finished, title, says = stage(order, examinations)
        is_now = not finished and all(former.is_done for former in made) and order.state not in ENDED_BY_BODY
        made.append(Stage(title, says, finished, is_now))
    return made


Answer = tuple[bool, str, str]


def _sent(order: Any, _examinations: Sequence[Any]) -> Answer:
    return True, _("Order sent"), _("Received {day}").format(day=date_text(order.received_on))


def _registered(order: Any, examinations: Sequence[Any]) -> Answer:
    if examinations:
        day = _latest(examinations, lambda one: one.registered_on)
        return True, _("Order registered"), date_text(day)
    return False, _("Order registered"), _("The records office checks what the law asks for")


def _materials(order: Any, examinations: Sequence[Any]) -> Answer:
    title = _("Materials at the institute")
    day = _latest(examinations, lambda one: one.t0)
    if day is not None:
        return True, title, _("Complete {day}; the term runs from this day").format(day=date_text(day))
    return False, title, _("The term begins when order and all objects are there")


def _study(order: Any, examinations: Sequence[Any]) -> Answer:
    title = _("Study and conclusion")
    day = _latest(examinations, lambda one: one.finished_on)
    if day is not None:
        return True, title, _("Finished {day}").format(day=date_text(day))
    due = max((one.due_on for one in examinations if one.due_on and not one.finished_on), default=None)
    return False, title, _("Due {day}").format(day=date_text(due)) if due else _("The expert answers each question")


def _delivered(order: Any, examinations: Sequence[Any]) -> Answer:
    title = _("Conclusion with you")
    day = _latest(examinations, lambda one: one.delivered_on)
    if day is not None:
        return True, title, _("Sent {day}").format(day=date_text(day))
    return False, title, _("You download it here and confirm the receipt")


def _latest(examinations: Sequence[Any], day_of: Callable[[Any], date | None]) -> date | None:
    """The last of the days, if each examination has its own."""
    days = [day_of(one) for one in examinations]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def turn_of_order(order: Any, examinations: Sequence[Any]) -> str:
    """Whose turn it is, as the body may know it: the institute's people are not named."""
    state = OrderState(order.state)
    if state is OrderState.DEFICIENT or any(_asks_the_body(one) for one in examinations):
        return _("your body")
    if state in (OrderState.RECEIVED, OrderState.CHECKED):
        return _("records office")
    if state is not OrderState.REGISTERED:
        return ""
    if any(one.state == S.AWAITING_OBJECTS for one in examinations):
        return _("your body: objects are awaited")
    return _("institute")


def _asks_the_body(examination: Any) -> bool:
    is_unreceived = examination.state == S.DELIVERED
    return is_unreceived or (examination.state == S.SUSPENDED and waits_for_answer(examination))
