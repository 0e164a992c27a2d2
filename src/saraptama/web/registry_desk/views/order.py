"""The page of an order, and the two acts that need no words: check and register."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake import policies, selectors
from saraptama.casework.intake.enums import EarlierRelation, ObjectKind, OrderState, PersonRole
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.rights import READ
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.journey.status_code import may_be_told
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import StaleRecord
from saraptama.kernel.transitions import TransitionRefused
from saraptama.web.examination_page.words import due_of, specialty_text
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.checklist import checklist_of
from saraptama.web.registry_desk.entering import scans_of, scope_of
from saraptama.web.registry_desk.foreseeing import Offer, offer_of, relations_for
from saraptama.web.registry_desk.requests import asked_of, clock_effect, way_of
from saraptama.web.registry_desk.scans import shown, shows_papers
from saraptama.web.registry_desk.sent import dispatches_of_order
from saraptama.web.registry_desk.steps import further_acts, next_step_of
from saraptama.web.registry_desk.tables import dispatch_url
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.statuses import status_of

Context = dict[str, Any]


@shows_papers
@require_safe
def order_page(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What the order says beside what the law asks of it; its examinations, its papers, its way. Opening is noted."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    note_read(actor, subject=order)
    findings = selectors.latest_findings(order.pk)
    scans = shown(scans_of(order.pk)) if actor.may(READ, scope_of(actor, order.pk)) else []
    context = {
        "layout": "base.html" if scans else "base_with_aside.html",
        "crumbs": crumbs_to(Crumb(words.number_of(order))),
        "order": order,
        "head": words.head_of(order),
        "step": next_step_of(actor, order, findings),
        "further": further_acts(actor, order),
        "checklist": checklist_of(order, findings),
        "result": _result(request, order),
        "may_tell": may_be_told(order.confidentiality),
        "clock_effect": clock_effect(order),
        "scans": scans,
        **_earlier(actor, order),
        **_contents(actor, order),
        **_course(actor, order),
    }
    return render(request, "registry_desk/order.html", context)


def _result(request: HttpRequest, order: Any) -> str:
    """The number that was just given: the first thing to be seen, and where the keyboard is."""
    return words.number_of(order) if request.GET.get("done") == "registered" and order.registrations.all() else ""


def _earlier(actor: ActorRef, order: Any) -> Context:
    """Earlier examinations on offer, and what was decided about them already (features A7)."""
    decided = {link.earlier_id: link for link in selectors.decisions_of(order.pk)}
    names = names_of(link.actor_id for link in decided.values())
    offers = [offer_of(one, order.exam_kind) for one in selectors.earlier_of(actor, order)]
    offers += _others(actor, order, decided, offers)
    return {
        "may_link": policies.can_link(actor, order),
        "relations": relations_for(order.exam_kind),
        "earlier": [(offer, _decision(decided.get(offer.pk), names)) for offer in offers],
    }


def _others(actor: ActorRef, order: Any, decided: dict[Any, Any], offers: list[Offer]) -> list[Offer]:
    """Orders that were linked by their number, though nothing but a person says so."""
    left = decided.keys() - {offer.pk for offer in offers}
    return [offer_of(one, order.exam_kind) for one in selectors.earlier_named(actor, order, left)]


def _decision(link: Any, names: dict[Any, str]) -> Context | None:
    if link is None:
        return None
    return {
        "says": selectors.label_of(EarlierRelation(link.relation)),
        "who": names.get(link.actor_id, ""),
        "day": link.occurred_on,
        "ground": link.ground,
    }


def _contents(actor: ActorRef, order: Any) -> Context:
    """What the order itself says."""
    return {
        "facts": words.facts_of_order(order),
        "body_facts": words.facts_of_body(order),
        "case_facts": words.facts_of_case(order),
        "first_facts": words.facts_of_first(order) if order.exam_kind != "PRIMARY" else [],
        "specialties": [
            (asked, specialty_text(asked.specialty_code) or asked.asked_text, reference.unit(asked.institute_id).name)
            for asked in order.specialties.all()
        ],
        "objects": [
            (sent, selectors.label_of(ObjectKind(sent.kind)), words.quantity_of(sent))
            for sent in order.ordered_objects.all()
        ],
        "persons": [(selectors.label_of(PersonRole(one.role)), one) for one in order.persons.all()],
    }


def _course(actor: ActorRef, order: Any) -> Context:
    """What became of the order."""
    return {
        "examinations": [
            (row, specialty_text(row.specialty_code), status_of(ExaminationState(row.state)), due_of(row))
            for row in examinations.of_order(actor, order.pk)
        ],
        "received_objects": custody.objects_of_order(actor, order.pk).count(),
        "dispatches": [
            (sent, DispatchKind(sent.kind).label, status_of(DispatchState(sent.state)), dispatch_url(sent))
            for sent in dispatches_of_order(actor, order.pk)
        ],
        "requests": asked_of(order),
        "way": way_of(order),
        "files": files_of_case(order.pk) if actor.may(READ, scope_of(actor, order.pk)) else [],
    }


def seen_version(request: HttpRequest) -> int | None:
    """The version of the order that the page showed."""
    seen = request.GET.get("seen", "")
    return int(seen) if seen.isdigit() else None


@require_POST
def check(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Hold the order against the checklist in force."""
    found = register_order.check(colleague(request), order_id=order_id, row_version=seen_version(request))
    if found:
        messages.warning(request, _("Checked: {count} particulars are missing.").format(count=len(found)))
    else:
        messages.success(request, _("Checked: nothing is missing."))
    return redirect("registry_order", order_id)


@require_POST
def register(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Give the order its number; its examinations are opened in the same act. Pressed twice, it is done once."""
    actor = colleague(request)
    done = f"{reverse('registry_order', args=[order_id])}?done=registered"
    try:
        number = register_order.register(actor, order_id=order_id, row_version=seen_version(request))
    except (StaleRecord, TransitionRefused):
        if selectors.order_card(actor, order_id).state != OrderState.REGISTERED:
            raise
        number = selectors.registration_number_of(order_id)
        messages.info(request, _("This order has its number already: {number}.").format(number=number))
        return redirect(done)
    messages.success(request, _("Registered under number {number}.").format(number=number))
    return redirect(done)
