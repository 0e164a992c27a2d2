"""The traffic lights of an examination: one for its term, one for the days of delivery."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saraptama.casework.examinations.enums import TermState
from saraptama.casework.examinations.types import Term
from saraptama.web.shared.traffic_light import Light, TrafficLight, light_of


def term_light(reckoned: Term) -> TrafficLight:
    """Green, amber from 80 % of the term's own days, red when overdue, grey while the clock does not run."""
    if reckoned.finished_on is not None:
        return TrafficLight(Light.GREY, _ended(reckoned), "check2")
    if reckoned.t0 is None:
        return TrafficLight(Light.GREY, _("the term has not begun"), "hourglass-split")
    if reckoned.overdue_days:
        return TrafficLight(Light.RED, _days_overdue(reckoned.overdue_days))
    if reckoned.is_suspended or reckoned.remaining is None:
        return TrafficLight(Light.GREY, _("the clock stands still"))
    light = light_of(reckoned.elapsed, reckoned.remaining)
    used = share_used(reckoned)
    words = _("in time: {share} of the term is used") if light is Light.GREEN else _("{share} of the term is used")
    return TrafficLight(light, words.format(share=f"{used}\N{NO-BREAK SPACE}%"))


def share_used(reckoned: Term) -> int:
    """Per cent of the term's own days that are used, standstills left out."""
    whole = reckoned.elapsed + (reckoned.remaining or 0)
    return reckoned.elapsed * 100 // whole if whole > 0 else 100


def delivery_light(reckoned: Term, delivered: date | None) -> TrafficLight | None:
    """The clock of its own for handing the result over (Law 44-VI art. 34); None before the end of production."""
    due, finished = reckoned.delivery_due, reckoned.finished_on
    if due is None or finished is None:
        return None
    if delivered is not None:
        late = (delivered - due).days
        if late > 0:
            return TrafficLight(Light.RED, _("delivered late: {days}").format(days=_days_overdue(late)))
        return TrafficLight(Light.GREEN, _("delivered in time"))
    left = (due - reckoned.as_of).days
    if left < 0:
        return TrafficLight(Light.RED, _days_overdue(-left))
    words = ngettext("{days} day left to deliver", "{days} days left to deliver", left).format(days=left)
    return TrafficLight(light_of((reckoned.as_of - finished).days, left), words)


def _ended(reckoned: Term) -> str:
    if reckoned.in_term is None or reckoned.state is not TermState.STOPPED:
        return _("ended")
    return _("ended in time") if reckoned.in_term else _("ended late: {days}").format(
        days=_days_overdue(reckoned.overdue_days)
    )  # fmt: skip


def _days_overdue(days: int) -> str:
    return ngettext("{days} day overdue", "{days} days overdue", days).format(days=days)
