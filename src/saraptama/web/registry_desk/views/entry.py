"""Entering an order from paper: the paper beside the form, and what is known before it is sent."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import OrderState
from saraptama.journey import register_order
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.rights import Confidentiality
from saraptama.web.registry_desk.entering import enter_from_paper, institutes_of, keep_scan, scans_of, units_of
from saraptama.web.registry_desk.foreseeing import chosen_in, foresee, unforeseen, word_in
from saraptama.web.registry_desk.forms.contents import repeaters
from saraptama.web.registry_desk.forms.entry import PAPERS, OrderForm, key_of, submission_of, unfolded
from saraptama.web.registry_desk.forms.fields import datalists
from saraptama.web.registry_desk.refusals import add_refusals, are_valid, put_keyboard
from saraptama.web.registry_desk.scans import shown, shows_papers
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.repeaters import Repeater, asked_for_rows

Rows = dict[str, Repeater[Any]]


@shows_papers
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """One dense form; sent, the order is taken in and checked, and registered at once if nothing stands against it."""
    actor = colleague(request)
    posted = request.POST if request.method == "POST" else None
    form, rows = _form(actor, posted, request), repeaters(posted)
    unkept = _keep_scan(actor, form, request) if posted is not None else None
    asked = posted is not None and (asked_for_rows(form, *rows.values()) or _only_looks(posted, form, rows))
    if posted is not None and not asked and are_valid(form, *rows.values()) and unkept is None:
        try:
            order_id = _enter(actor, form, rows, posted)
        except Refusal as refusal:
            add_refusals(form, rows, refusal)
        else:
            return _entered(request, actor, order_id)
    if unkept is not None and "scan" not in form.errors:
        form.cleaned_data = getattr(form, "cleaned_data", {})  # a form that is only looked at has none yet
        form.add_error("scan", unkept)
    put_keyboard(rows.values(), form, "order_kind")
    return render(request, "registry_desk/enter.html", _context(actor, form, rows, posted))


def _form(actor: ActorRef, posted: QueryDict | None, request: HttpRequest) -> OrderForm:
    institutes = institutes_of(actor)
    return OrderForm(
        posted,
        request.FILES or None,
        institutes=institutes,
        units=units_of(institutes),
        initial={"request_key": uuid4(), "received_on": clock.today()},
    )


def _keep_scan(actor: ActorRef, form: OrderForm, request: HttpRequest) -> forms.ValidationError | None:
    """Keep the scan whatever else is wrong with the form: a browser does not send a file twice."""
    if "scan" not in request.FILES:
        return None
    try:
        paper = form.fields["scan"].clean(request.FILES["scan"])
        level = word_in(Confidentiality, form.data.get("confidentiality")) or Confidentiality.OPEN
        key = form.fields["request_key"].clean(form.data.get("request_key"))
        keep_scan(actor, key, paper, confidentiality=level)
    except forms.ValidationError as wrong:
        return wrong
    except Refusal as refusal:
        return forms.ValidationError(refusal.text(), code=refusal.code)
    return None


def _only_looks(posted: QueryDict, form: OrderForm, rows: Rows) -> bool:
    """Whether a button asked for the scan to be kept, or for what is known so far, and not for the order."""
    if not {"attach", "look"} & posted.keys():
        return False
    form.keep_without_checking()
    for part in rows.values():
        part.keep_without_checking()
    return True


def _enter(actor: ActorRef, form: OrderForm, rows: Rows, posted: QueryDict) -> UUID:
    return enter_from_paper(
        actor,
        submission=submission_of(form, rows),
        papers={name: form.cleaned_data[name] for name in PAPERS},
        request_key=key_of(form),
        earlier=chosen_in(posted),
    )


def _entered(request: HttpRequest, actor: ActorRef, order_id: UUID) -> HttpResponse:
    """The order's page; with its number already, where the clerk asked for it and nothing is missing."""
    order = selectors.order_card(actor, order_id)
    if "register" not in request.POST or order.state != OrderState.CHECKED:
        messages.success(request, _("The order is entered and checked. Look at what the check found."))
        return redirect("registry_order", order_id)
    register_order.register(actor, order_id=order_id)
    return redirect(f"{reverse('registry_order', args=[order_id])}?done=registered")


def _context(actor: ActorRef, form: OrderForm, rows: Rows, posted: QueryDict | None) -> dict[str, Any]:
    key = form.data.get("request_key", "") if form.is_bound else ""
    return {
        "crumbs": crumbs_to(Crumb(_("From paper"))),
        "form": form,
        "rows": rows,
        "datalists": datalists(),
        "unfolded": unfolded(form),
        "scans": shown(scans_of(UUID(key))) if _is_key(form, key) else [],
        **(foresee(actor, _form_again(form), repeaters(posted), posted) if posted is not None else unforeseen()),
    }


def _is_key(form: OrderForm, key: str) -> bool:
    try:
        return bool(key) and bool(form.fields["request_key"].clean(key))
    except forms.ValidationError:
        return False


def _form_again(form: OrderForm) -> OrderForm:
    """A second look at the same input, which may be checked without showing errors in the first."""
    choices: Any = form.fields["institute_code"]
    units: Any = form.fields["unit_code"]
    return OrderForm(form.data, institutes=choices.choices, units=units.choices)


@require_POST
def foreseen(request: HttpRequest) -> HttpResponse:
    """A piece of the page of entry: lawful or not, and earlier examinations, while the order is being typed."""
    actor = colleague(request)
    form = _form(actor, request.POST, request)
    context = foresee(actor, form, repeaters(request.POST), request.POST)
    return render(request, "registry_desk/foreseen.html", context)
