"""The page of an order, and the two acts that need no words: check and register."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake import selectors
from saraptama.casework.intake.enums import MaterialRequestState, ObjectKind, OrderState, PersonRole
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.rights import READ
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.documents.services import open_file
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.examination_page.words import due_of, specialty_text
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.checklist import checklist_of
from saraptama.web.registry_desk.entering import scope_of
from saraptama.web.registry_desk.sent import dispatches_of_order
from saraptama.web.registry_desk.steps import further_acts, next_step_of
from saraptama.web.registry_desk.tables import dispatch_url
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.statuses import status_of

Context = dict[str, Any]

MOST_ALIKE = 20
"""How many orders of the same case are offered as links."""


@require_safe
def order_page(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What the order says beside what the law asks of it; its examinations, its papers, its way. Opening is noted."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    note_read(actor, subject=order)
    findings = selectors.latest_findings(order.pk)
    context = {
        "crumbs": crumbs_to(Crumb(words.number_of(order))),
        "order": order,
        "head": words.head_of(order),
        "step": next_step_of(actor, order, findings),
        "further": further_acts(actor, order),
        "checklist": checklist_of(order, findings),
        "alike": _alike(actor, order),
        **_contents(actor, order),
        **_course(actor, order),
    }
    return render(request, "registry_desk/order.html", context)


def _alike(actor: ActorRef, order: Any) -> list[tuple[str, list[tuple[str, str, UUID]]]]:
    """Twins of this order, and other orders in the same case (features A7)."""
    twins = selectors.orders_alike(
        actor, body_id=order.appointing_body_id, number=order.number, ordered_on=order.ordered_on
    )
    same = list(twins.exclude(pk=order.pk).prefetch_related("registrations", "arrivals")) if order.number else []
    earlier = selectors.earlier_orders_of_case(actor, order).prefetch_related("arrivals")
    others = [other for other in earlier[:MOST_ALIKE] if other not in same]
    found = ((_("Same body, number and date"), same), (_("Same case"), others))
    return [(says, [(words.number_of(o), words.cited(o), o.pk) for o in rows]) for says, rows in found if rows]


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
    statuses = list(order.statuses.all())
    names = names_of(row.actor_id for row in statuses)
    requests = order.missing_material_requests.order_by("seq")
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
        "requests": [(asked, selectors.label_of(MaterialRequestState(asked.state))) for asked in requests],
        "statuses": [
            (row, status_of(OrderState(row.state)), names.get(row.actor_id, ""), _ground(row)) for row in statuses
        ],
        "files": files_of_case(order.pk) if actor.may(READ, scope_of(actor, order.pk)) else [],
    }


def _ground(row: Any) -> str:
    """The ground of a return in words; of a withdrawal it is in words already."""
    if row.ground and row.state == OrderState.RETURNED.value:
        return reference.label("return_ground", row.ground)
    return str(row.ground)


@require_safe
def order_file(request: HttpRequest, order_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A paper of the case. The reading is noted by the store."""
    actor = colleague(request)
    order = selectors.order_card(actor, order_id)
    if file_id not in {file.id for file in files_of_case(order.pk)}:
        raise NotVisible
    reader = open_file(actor, file_id)
    return download_of(reader)


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
    """Give the order its number; its examinations are opened in the same act."""
    number = register_order.register(colleague(request), order_id=order_id, row_version=seen_version(request))
    messages.success(request, _("Registered under number {number}.").format(number=number))
    return redirect("registry_order", order_id)
