"""The next step of an order as a sentence, and what else may be done with it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.rights import CUSTODY_ACCEPT
from saraptama.casework.intake import policies
from saraptama.casework.intake.enums import FindingOutcome, MaterialRequestState, OrderState
from saraptama.casework.intake.types import Finding
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.status_code import may_be_told
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.shared.cells import Link
from saraptama.web.shared.components import NextStep
from saraptama.web.shared.formats import date_text


def next_step_of(actor: ActorRef, order: Any, findings: Sequence[Finding]) -> NextStep | None:
    """What the order waits for; None when nothing is left to do with it."""
    state = OrderState(order.state)
    if state is OrderState.RECEIVED:
        return _check(actor, order)
    if state in (OrderState.CHECKED, OrderState.DEFICIENT):
        return _waiting_for_the_body(order) or _register(actor, order, findings)
    if state is OrderState.REGISTERED:
        return _objects(actor, order)
    return None


def _check(actor: ActorRef, order: Any) -> NextStep:
    says = _("Hold the order against the checklist of CPC art. 272.")
    if not policies.can_check(actor, order):
        return NextStep(says, whose=_("records office"))
    return NextStep(says, _("Check the order"), seen(reverse("registry_check", args=[order.pk]), order), post=True)


def seen(url: str, order: Any) -> str:
    """The address with the version of the order that the page shows: an act on another one is refused."""
    return f"{url}?seen={order.row_version}"


def _waiting_for_the_body(order: Any) -> NextStep | None:
    asked = order.missing_material_requests.filter(state=MaterialRequestState.OPEN.value).order_by("-seq").first()
    if asked is None:
        return None
    until = _(", answer by {day}").format(day=date_text(asked.answer_by)) if asked.answer_by else ""
    says = _("Wait for what the body was asked for on {day}{until}.").format(day=date_text(asked.asked_on), until=until)
    return NextStep(
        says, _("Enter what came"), reverse("registry_supplement", args=[order.pk]), whose=_("appointing body")
    )


def _register(actor: ActorRef, order: Any, findings: Sequence[Finding]) -> NextStep:
    blocking = sorted({found.item for found in findings if found.outcome is FindingOutcome.BLOCK})
    if blocking:
        return NextStep(
            _("Complete the order: without {items} it cannot be registered.").format(
                items=", ".join(particulars(blocking))
            ),
            _("Ask the body for what is missing"),
            reverse("registry_request", args=[order.pk]),
        )
    says = _("Give the order its number: nothing stands against it.")
    if any(found.outcome is FindingOutcome.DEFICIENT for found in findings):
        says = _("Give the order its number, or ask for what is missing first.")
    try:
        policies.check_can_register(actor, order, list(findings))
    except Refusal as refusal:
        return NextStep(says, _("Register"), not_yet=refusal.text())
    return NextStep(says, _("Register"), seen(reverse("registry_register", args=[order.pk]), order), post=True)


def particulars(codes: Sequence[str]) -> list[str]:
    """Items of the checklist by their names: a code tells a newcomer nothing."""
    names = {item.code: str(item.text) for item in reference.checklist()}
    return [f"«{names[code]}»" if code in names else code for code in codes]


def _objects(actor: ActorRef, order: Any) -> NextStep:
    complete = all(custody.complete_days(order.pk).values())
    if complete:
        return NextStep(_("The examinations go their way; follow them below."), whose=_("laboratories and experts"))
    says = _("Accept the objects: the clock starts when order and objects are both here.")
    if not actor.may(CUSTODY_ACCEPT):
        return NextStep(says, whose=_("custody room"))
    return NextStep(says, _("Accept the objects"), reverse("custody_accept", args=[order.pk]))


def further_acts(actor: ActorRef, order: Any) -> list[Link]:
    """What else this person may do with the order now."""
    offered: tuple[tuple[Callable[[ActorRef, Any], bool], str, str], ...] = (
        (lambda _actor, one: bool(one.registrations.all()), _("Label"), "registry_label"),
        (lambda _actor, one: may_be_told(one.confidentiality), _("Code for the parties"), "registry_code"),
        (policies.can_link, _("Keep a scan"), "registry_attach"),
        (policies.can_supplement, _("Enter what completes it"), "registry_supplement"),
        (policies.can_ask_for_material, _("Ask for missing material"), "registry_request"),
        (policies.can_return, _("Return the order"), "registry_return"),
        (policies.can_withdraw, _("Note its withdrawal"), "registry_withdraw"),
    )
    return [Link(words, reverse(name, args=[order.pk])) for can, words, name in offered if can(actor, order)]
