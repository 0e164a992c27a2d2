"""Papers of a case: scans beside the page, files to be kept, and the labels of the folder."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.intake import policies, selectors
from saraptama.foundation.documents.selectors import facts_of, files_of_case
from saraptama.foundation.documents.services import open_file
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.status_code import code_of, may_be_told
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible, Refusal
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.entering import keep
from saraptama.web.registry_desk.forms.papers import LabelForm, ScanForm
from saraptama.web.registry_desk.scans import inline, shown_inside
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.printed_codes import code128, qr


@require_safe
def order_file(request: HttpRequest, order_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A paper of the case. The reading is noted by the store."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    if file_id not in {file.id for file in files_of_case(order.pk)}:
        raise NotVisible
    return download_of(open_file(actor, file_id))


@shown_inside
@require_safe
def scan(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A scan as part of a page: of a visible order, or of one not typed yet, for whoever may read its papers."""
    actor = colleague(request)
    facts = facts_of([file_id]).get(file_id)
    if facts is None:
        raise NotVisible
    if selectors.is_known(facts.case_id):
        selectors.order_card(actor, facts.case_id)
    return inline(open_file(actor, file_id))


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Put a scan beside an order that stands already."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    if not policies.can_link(actor, order):
        raise NotPermitted(right=_("enter, check, register and close orders"))
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid() and _is_kept(actor, order_id, form):
        messages.success(request, _("The scan is kept with the case."))
        return redirect("registry_order", order_id)
    context = {
        "crumbs": crumbs_to(
            Crumb(words.number_of(order), reverse("registry_order", args=[order.pk])), Crumb(_("Scan"))
        ),
        "order": order,
        "form": form,
    }
    return render(request, "registry_desk/attach.html", context)


def _is_kept(actor: ActorRef, order_id: UUID, form: ScanForm) -> bool:
    try:
        keep(actor, order_id, {"scan": form.cleaned_data["scan"]})
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


@require_safe
def label(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Labels of the case's folder, for a sheet of A4 or for a label printer."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    form = LabelForm(request.GET if "paper" in request.GET else None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {"paper": "sheet", "copies": 1}
    number = words.number_of(order)
    registered = selectors.registration_number_of(order.pk)
    context = {
        "crumbs": crumbs_to(Crumb(number, reverse("registry_order", args=[order.pk])), Crumb(_("Label"))),
        "form": form,
        "paper": chosen["paper"],
        "copies": range(cast(int, chosen["copies"])),
        "order": order,
        "number": number,
        "qr": qr(_address(request, order_id, registered)),
        "bars": code128(registered) if registered else "",
        "cited": words.cited(order),
        "body": words.body_of(order),
        "institute": str(reference.unit(order.institute_id).name),
    }
    return render(request, "registry_desk/label.html", context)


def _address(request: HttpRequest, order_id: UUID, registered: str) -> str:
    if registered:
        return request.build_absolute_uri(reverse("registry_by_number", args=[registered]))
    return request.build_absolute_uri(reverse("registry_order", args=[order_id]))


@require_safe
def code_for_parties(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The leaf that the parties are given: the code of the order, and where it tells its state (features P1)."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    if not may_be_told(order.confidentiality):
        raise NotVisible
    code = code_of(order.pk)
    address = f"{settings.BASE_URL}{reverse('track_status', args=[code])}"
    context = {
        "crumbs": crumbs_to(
            Crumb(words.number_of(order), reverse("registry_order", args=[order.pk])), Crumb(_("Code for the parties"))
        ),
        "order": order,
        "code": code,
        "address": address,
        "qr": qr(address),
        "home": f"{settings.BASE_URL}{reverse('track_home')}",
        "languages": ("kk", "ru"),
    }
    return render(request, "registry_desk/code.html", context)


@require_safe
def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """The order of a scanned label; an unknown number is told so, with the journal to look in."""
    found = selectors.visible_orders(colleague(request)).with_registration(number).values_list("pk", flat=True)[:2]
    if len(found) == 1:
        return redirect("registry_order", found[0])
    messages.warning(
        request, _("No order with the number {number} was found. Look for it by other words.").format(number=number)
    )
    return redirect(f"{reverse('registry_journal')}?words={number}")
