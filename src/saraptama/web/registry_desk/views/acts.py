"""Acts on an order that are explained in words."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.intake import policies, selectors, services
from saraptama.casework.intake.enums import FindingOutcome
from saraptama.journey import register_order
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.checklist import SAYS, checklist_of
from saraptama.web.registry_desk.entering import NAMED_IN_THE_ORDER, keep
from saraptama.web.registry_desk.forms.acts import (
    MaterialRequestForm,
    ReturnForm,
    SupplementForm,
    WithdrawalForm,
    supplement_of,
)
from saraptama.web.registry_desk.forms.contents import repeaters
from saraptama.web.registry_desk.forms.entry import PAPERS
from saraptama.web.registry_desk.forms.fields import datalists
from saraptama.web.registry_desk.refusals import add_refusals, are_valid, put_keyboard
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import Form, add_refusal
from saraptama.web.shared.repeaters import asked_for_rows

GET_AND_POST = ["GET", "HEAD", "POST"]


def _crumbs(order: Any, title: str) -> list[Crumb]:
    return crumbs_to(Crumb(words.number_of(order), reverse("registry_order", args=[order.pk])), Crumb(title))


def _done(request: HttpRequest, form: Form, act: Callable[[], object], says: str) -> bool:
    """Carry the act out; a refusal goes to the form, so that nothing typed is lost."""
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, says)
    return True


@require_http_methods(GET_AND_POST)
def supplement(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Enter what the body sent to complete its order; it is checked again at once."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    policies.check_can_supplement(actor, order)
    posted = request.POST if request.method == "POST" else None
    form = SupplementForm(posted, request.FILES or None)
    rows = repeaters(posted, "questions", "objects")
    asked = posted is not None and asked_for_rows(form, *rows.values())
    if posted is not None and not asked and are_valid(form, *rows.values()):
        try:
            left = _supplement(actor, order.pk, form, rows)
        except Refusal as refusal:
            add_refusals(form, rows, refusal)
        else:
            says = _("Entered and checked again; particulars still missing: {count}.").format(count=len(left))
            messages.success(request, says)
            return redirect("registry_order", order.pk)
    put_keyboard(rows.values(), form, "number")
    context = {
        "crumbs": _crumbs(order, _("What completes it")),
        "order": order,
        "form": form,
        "rows": rows,
        "datalists": datalists(),
        "missing": [line for line in checklist_of(order, selectors.latest_findings(order.pk)) if line.says],
    }
    return render(request, "registry_desk/supplement.html", context)


@transaction.atomic
def _supplement(actor: ActorRef, order_id: UUID, form: SupplementForm, rows: dict[str, Any]) -> list[Any]:
    kept = keep(actor, order_id, {name: form.cleaned_data[name] for name in PAPERS})
    named = {name: kept[name] for name in NAMED_IN_THE_ORDER if name in kept}
    return register_order.supplement(actor, order_id=order_id, supplied=supplement_of(form, rows, **named))


@require_http_methods(GET_AND_POST)
def request_material(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Ask the body for what its order lacks; the order waits as deficient."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    policies.check_can_ask_for_material(actor, order)
    form = MaterialRequestForm(request.POST or None, initial=_asked_for(order))
    if request.method == "POST" and form.is_valid():
        says = _("The body was asked; the order waits for its answer.")
        if _done(
            request,
            form,
            lambda: services.request_missing_material(actor, order_id=order.pk, **form.cleaned_data),
            says,
        ):
            return redirect("registry_order", order.pk)
    context = {"crumbs": _crumbs(order, _("Missing material")), "order": order, "form": form}
    return render(request, "registry_desk/request.html", context)


def _asked_for(order: Any) -> dict[str, Any]:
    """What the last check found, ready to be asked for: a clerk only adds words."""
    found = [f for f in selectors.latest_findings(order.pk) if f.outcome is not FindingOutcome.WARN]
    text = "\n".join(f"{finding.item}. {SAYS.get(finding.message, finding.message)}" for finding in found)
    return {"item_codes": sorted({finding.item for finding in found}), "text": text}


@require_http_methods(GET_AND_POST)
def send_back(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Return the order on a ground of the list, after the consequences were read."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    policies.check_can_return(actor, order)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        says = _("The order is returned; the letter goes to the body in both languages.")
        if _done(request, form, lambda: register_order.send_back(actor, order_id=order.pk, **form.cleaned_data), says):
            return redirect("registry_order", order.pk)
    confirmation = Confirmation(
        _("Return the order without execution?"),
        [
            _("A letter with the ground is made in Kazakh and Russian and sent to the appointing body."),
            _("The order ends here; the body may send it again as a new one."),
            _("Objects that are here already must be returned by the custody room."),
        ],
        _("Return the order"),
        reverse("registry_order", args=[order.pk]),
        form=form,
        facts=_facts(order),
    )
    return _confirmed(request, order, confirmation)


@require_http_methods(GET_AND_POST)
def withdraw(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Note that the body recalled its order by a paper."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    policies.check_can_withdraw(actor, order)
    form = WithdrawalForm(request.POST or None, initial={"withdrawn_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        says = _("The withdrawal is noted.")
        if _done(request, form, lambda: services.withdraw_order(actor, order_id=order.pk, **form.cleaned_data), says):
            return redirect("registry_order", order.pk)
    confirmation = Confirmation(
        _("Note that the body withdrew its order?"),
        [
            _("Examinations of this order end, and drafts are given up."),
            _("The number stays used; the record is kept."),
        ],
        _("Note the withdrawal"),
        reverse("registry_order", args=[order.pk]),
        form=form,
        facts=_facts(order),
    )
    return _confirmed(request, order, confirmation)


def _confirmed(request: HttpRequest, order: Any, confirmation: Confirmation) -> HttpResponse:
    context = {"confirmation": confirmation, "crumbs": _crumbs(order, str(confirmation.action))}
    return render(request, "components/confirm.html", context)


def _facts(order: Any) -> tuple[Fact, ...]:
    return (
        Fact(_("Number"), words.number_of(order)),
        Fact(_("Order"), words.cited(order)),
        Fact(_("Appointed by"), words.body_of(order)),
    )
