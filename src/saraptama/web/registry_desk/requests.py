"""Requests for what an order lacks: their deadlines, and what they do to the clock (features A4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from saraptama.casework.intake.enums import MaterialRequestState, OrderState
from saraptama.casework.intake.selectors import label_of
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.statuses import status_of
from saraptama.web.shared.tones import Tone


@dataclass(frozen=True)
class Asked:
    """One request as the page shows it."""

    asked_on: date
    text: str
    items: str
    chip: Chip
    until: str
    answered: str


def asked_of(order: Any) -> list[Asked]:
    """Every request of the order, oldest first, with its deadline."""
    return [_asked(row) for row in order.missing_material_requests.order_by("seq")]


def _asked(row: Any) -> Asked:
    state = MaterialRequestState(row.state)
    chip = Chip(label_of(state), Tone.WAITING if state is MaterialRequestState.OPEN else Tone.DONE)
    if state is MaterialRequestState.OPEN and row.answer_by and row.answer_by < clock.today():
        days = (clock.today() - row.answer_by).days
        chip = Chip(_("{days} d overdue").format(days=days), Tone.OVERDUE)
    return Asked(
        row.asked_on,
        row.text,
        ", ".join(row.item_codes),
        chip,
        date_text(row.answer_by) if row.answer_by else "",
        date_text(row.resolved_on) if row.resolved_on else "",
    )


def clock_effect(order: Any) -> str:
    """What the clock does while the order is not registered; empty afterwards, where the examinations say it."""
    state = OrderState(order.state)
    if state in (OrderState.RECEIVED, OrderState.CHECKED):
        return _(
            "The term has not begun. It begins on the later of two days: when the order is accepted and registered, "
            "and when its last object is here (Law 44-VI, art. 34)."
        )
    if state is OrderState.DEFICIENT:
        return _(
            "The term has not begun, and waiting for the body does not use it up. It begins when the order is complete "
            "and registered and its last object is here, whichever is later (Law 44-VI, art. 34)."
        )
    return ""


@dataclass(frozen=True)
class Step:
    """One line of the order's way."""

    day: date
    chip: Chip | None
    says: str
    who: str


def way_of(order: Any) -> list[Step]:
    """Every state of the order, and between them when it began to wait for its body and when it ceased to."""
    statuses = list(order.statuses.all())
    requests = list(order.missing_material_requests.all())
    names = names_of(row.actor_id for row in (*statuses, *requests))
    lines = [(row.occurred_on, row.recorded_at, _state(row, names)) for row in statuses]
    for row in requests:
        items = ", ".join(row.item_codes) or row.text
        says = _("The body was asked for what is missing: {items}").format(items=items)
        asked = row.recorded_at + timedelta(microseconds=1)
        lines.append((row.asked_on, asked, Step(row.asked_on, None, says, names.get(row.actor_id, ""))))
        if row.resolved_on:
            says = _("What was asked for on {day} came").format(day=date_text(row.asked_on))
            lines.append((row.resolved_on, asked, Step(row.resolved_on, None, says, "")))
    return [step for _day, _moment, step in sorted(lines, key=lambda line: line[:2])]


def _state(row: Any, names: dict[Any, str]) -> Step:
    who = names.get(row.actor_id) or _("the service")
    return Step(row.occurred_on, status_of(OrderState(row.state)), _ground(row), who)


def _ground(row: Any) -> str:
    """The ground of a return in words; of a withdrawal it is in words already."""
    if row.ground and row.state == OrderState.RETURNED.value:
        return str(reference.label("return_ground", row.ground))
    return str(row.ground)
