"""Acts on an order that are explained in words."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.intake import policies, selectors, services
from saraptama.casework.intake.enums import FindingOutcome
from saraptama.foundation.documents.kinds import PDF
from saraptama.journey import register_order
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.checklist import SAYS, checklist_of
from saraptama.web.registry_desk.entering import NAMED_IN_THE_ORDER, keep
from saraptama.web.registry_desk.forms.acts import (
    MaterialRequestForm,
    ReturnForm,
    SupplementForm,
    WithdrawalForm,
    supplement_of,
    values_of,
)
from saraptama.web.registry_desk.forms.contents import repeaters
from saraptama.web.registry_desk.forms.entry import PAPERS
from saraptama.web.registry_desk.forms.fields import datalists
from saraptama.web.registry_desk.refusals import add_refusals, are_valid, put_keyboard
from saraptama.web.registry_desk.requests import asked_of, clock_effect
from saraptama.web.registry_desk.scans import shown_inside, shows_papers
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.repeaters import asked_for_rows
from saraptama.web.shared.stale import RecordForm

GET_AND_POST = ["GET", "HEAD", "POST"]


def _crumbs(order: Any, title: str) -> list[Crumb]:
    return crumbs_to(Crumb(words.number_of(order), reverse("registry_order", args=[order.pk])), Crumb(title))


def _done(request: HttpRequest, form: RecordForm, act: Callable[[], object], says: str) -> bool:
    """Carry the act out; a refusal goes to the form, so that nothing typed is lost."""
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, says)
    return True


def _may(request: HttpRequest, check: Callable[[ActorRef, Any], object], actor: ActorRef, order: Any) -> None:
    """Refuse to open the form. What was typed already is refused by the act itself, and stays in the form."""
    if request.method != "POST":
        check(actor, order)


@require_http_methods(GET_AND_POST)
def supplement(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Enter what the body sent to complete its order; it is checked again at once."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    _may(request, policies.check_can_supplement, actor, order)
    posted = request.POST if request.method == "POST" else None
    form = SupplementForm(posted, request.FILES or None, record=order, values=values_of(order))
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
    kept = keep(actor, order_id, {name: form.cleaned_data[name] for name in ("scan", *PAPERS)})
    named = {name: kept[name] for name in NAMED_IN_THE_ORDER if name in kept}
    return register_order.supplement(
        actor, order_id=order_id, supplied=supplement_of(form, rows, **named), row_version=form.seen_version
    )


@require_http_methods(GET_AND_POST)
def request_material(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Ask the body for what its order lacks; the order waits as deficient."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    _may(request, policies.check_can_ask_for_material, actor, order)
    form = MaterialRequestForm(request.POST or None, record=order, values=_asked_for(order))
    if request.method == "POST" and form.is_valid():
        says = _("The body was asked; the order waits for its answer.")

        def ask() -> object:
            fields = {name: form.cleaned_data[name] for name in ("item_codes", "text", "answer_by")}
            version = form.seen_version
            return services.request_missing_material(actor, order_id=order.pk, row_version=version, **fields)

        if _done(request, form, ask, says):
            return redirect("registry_order", order.pk)
    context = {
        "crumbs": _crumbs(order, _("Missing material")),
        "order": order,
        "form": form,
        "clock_effect": clock_effect(order),
        "requests": asked_of(order),
    }
    return render(request, "registry_desk/request.html", context)


def _asked_for(order: Any) -> dict[str, Any]:
    """What the last check found, ready to be asked for: a clerk only adds words."""
    found = [f for f in selectors.latest_findings(order.pk) if f.outcome is not FindingOutcome.WARN]
    text = "\n".join(f"{finding.item}. {SAYS.get(finding.message, finding.message)}" for finding in found)
    return {"item_codes": sorted({finding.item for finding in found}), "text": text}


@shows_papers
@require_http_methods(GET_AND_POST)
def send_back(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Return the order on a ground of the list, after its letter was read in both languages."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    _may(request, policies.check_can_return, actor, order)
    form = ReturnForm(request.POST or None, record=order, values={})
    letters: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        if "send" in request.POST and request.POST.get("read") == form.fingerprint():
            says = _("The order is returned; the letter goes to the body in both languages.")
            if _done(request, form, lambda: _return(actor, order.pk, form), says):
                return redirect("registry_order", order.pk)
        letters = _letters(order.pk, form)
    context = {
        "crumbs": _crumbs(order, _("Return the order")),
        "order": order,
        "form": form,
        "facts": _facts(order),
        "letters": letters,
        "read": form.fingerprint() if letters else "",
        "consequences": [
            _("A letter with the ground is made in Kazakh and Russian and sent to the appointing body."),
            _("The order ends here; the body may send it again as a new one."),
            *([_("Examinations of this order end, and drafts are given up.")] if order.registrations.all() else []),
            _("Objects that are here already must be returned by the custody room."),
        ],
    }
    return render(request, "registry_desk/return.html", context)


def _return(actor: ActorRef, order_id: UUID, form: ReturnForm) -> None:
    words_of_it = {name: form.cleaned_data[name] for name in ("ground_code", "explanation", "explanation_kk")}
    register_order.send_back(actor, order_id=order_id, row_version=form.seen_version, **words_of_it)


def _letters(order_id: UUID, form: ReturnForm) -> list[tuple[str, str]]:
    """Where the letter can be read in each language, as it would go out."""
    asked = {name: form.cleaned_data[name] for name in ("ground_code", "explanation", "explanation_kk")}
    address = reverse("registry_return_letter", args=[order_id])
    languages = ((_("Letter in Kazakh"), "kk"), (_("Letter in Russian"), "ru"))
    return [(title, f"{address}?{urlencode({**asked, 'language': code})}") for title, code in languages]


@shown_inside
@require_safe
def return_letter(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The letter of a return as it would go out; nothing is kept of it."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    policies.check_can_return(actor, order)
    form = ReturnForm(request.GET, record=order, values={})
    language = request.GET.get("language", "")
    if not form.is_valid() or language not in ("kk", "ru"):
        raise NotVisible
    content = register_order.letter_of_return(
        actor,
        order_id=order.pk,
        ground_code=form.cleaned_data["ground_code"],
        explanation=form.cleaned_data["explanation"],
        explanation_kk=form.cleaned_data["explanation_kk"],
        language=language,
    )
    return HttpResponse(content, content_type=PDF)


@require_http_methods(GET_AND_POST)
def withdraw(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Note that the body recalled its order by a paper."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    _may(request, policies.check_can_withdraw, actor, order)
    form = WithdrawalForm(request.POST or None, record=order, values={"withdrawn_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        says = _("The withdrawal is noted.")
        if _done(request, form, lambda: _withdraw(actor, order.pk, form), says):
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
    context = {"confirmation": confirmation, "crumbs": _crumbs(order, str(confirmation.action))}
    return render(request, "components/confirm.html", context)


def _withdraw(actor: ActorRef, order_id: UUID, form: WithdrawalForm) -> object:
    said = {name: form.cleaned_data[name] for name in ("ground", "withdrawn_on")}
    return services.withdraw_order(actor, order_id=order_id, row_version=form.seen_version, **said)


def _facts(order: Any) -> tuple[Fact, ...]:
    return (
        Fact(_("Number"), words.number_of(order)),
        Fact(_("Order"), words.cited(order)),
        Fact(_("Appointed by"), words.body_of(order)),
    )
