"""The first page of the portal, the orders of the body, and one order with its examinations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import OrderState
from saraptama.casework.intake.policies import can_supplement, can_withdraw, check_can_withdraw
from saraptama.casework.intake.services import withdraw_order
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.status_code import code_of, may_be_told
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.orderer_portal.acting import orderer
from saraptama.web.orderer_portal.forms import WithdrawalForm
from saraptama.web.orderer_portal.order_page import examination_parts, findings_of, head_of, next_step_of
from saraptama.web.orderer_portal.order_way import way_of
from saraptama.web.orderer_portal.tables import DISPATCHES, ORDERS, PETITIONS
from saraptama.web.orderer_portal.waiting import MOST, Waiting, waiting
from saraptama.web.orderer_portal.writing import resumable
from saraptama.web.shared.components import Confirmation, Crumb, NextStep, Stat
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.tones import Tone

NEWEST = 10
STANDING = [
    state.value for state in (OrderState.RECEIVED, OrderState.CHECKED, OrderState.DEFICIENT, OrderState.REGISTERED)
]
"""States of orders with which something is still to happen."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, and my newest orders."""
    actor = orderer(request)
    petitions = waiting(examinations.open_petitions(actor)[:MOST])
    unreceived = dispatches_visible_to(actor).waiting()
    context = {
        "body": str(reference.body(actor.body_id).name) if actor.body_id else "",
        "stats": _stats(actor, len(petitions), unreceived.count()),
        "step": _first_step(petitions, unreceived),
        "petitions": PETITIONS.show(request, petitions[:NEWEST]),
        "dispatches": DISPATCHES.show(request, list(unreceived[:NEWEST])),
        "drafts": resumable(actor)[:NEWEST],
        "orders": ORDERS.show(request, list(intake.journal(actor)[:NEWEST])),
    }
    return render(request, "orderer_portal/home.html", context)


def _stats(actor: ActorRef, petitions: int, waiting: int) -> list[Stat]:
    """Counts that are links."""
    # Only these states are counted: a body has a hundred times as many orders that are done with.
    standing = intake.visible_orders(actor).filter(state__in=STANDING).values_list("state")
    count = dict(standing.annotate(count=Count("id")).order_by())
    received = count.get(OrderState.RECEIVED.value, 0) + count.get(OrderState.CHECKED.value, 0)
    return [
        Stat(_("Petitions to answer"), petitions, reverse("portal_petitions"), tone=_asks(petitions)),
        Stat(_("To receive"), waiting, f"{reverse('portal_dispatches')}?state=SENT", tone=_asks(waiting)),
        _orders_stat(_("To be completed by me"), OrderState.DEFICIENT, count.get(OrderState.DEFICIENT.value, 0)),
        Stat(_("Being checked"), received, f"{reverse('portal_orders')}?state={OrderState.RECEIVED.value}"),
        _orders_stat(_("In work at the institute"), OrderState.REGISTERED, count.get(OrderState.REGISTERED.value, 0)),
        Stat(_("Drafts"), intake.drafts_of(actor).count(), reverse("portal_new")),
    ]


def _orders_stat(label: str, state: OrderState, count: int) -> Stat:
    tone = _asks(count) if state is OrderState.DEFICIENT else None
    return Stat(label, count, f"{reverse('portal_orders')}?state={state.value}", tone=tone)


def _asks(count: int) -> Tone | None:
    return Tone.ATTENTION if count else None


def _first_step(petitions: list[Waiting], unreceived: Any) -> NextStep | None:
    """What stops the clock comes first, then what must be received."""
    if petitions:
        return NextStep(
            _("An expert asks for something: {subject}").format(subject=petitions[0].row.subject),
            _("Answer the petition"),
            reverse("portal_petition", args=[petitions[0].pk]),
        )
    if sent := unreceived.first():
        return NextStep(
            _("{number} was sent to you. Download it and confirm the receipt.").format(number=sent.title),
            _("Receive"),
            reverse("portal_dispatch", args=[sent.pk]),
        )
    return None


@require_safe
def orders(request: HttpRequest) -> HttpResponseBase:
    """All orders of the body."""
    table = ORDERS.read(request, intake.journal(orderer(request)))
    context = {"table": table, "crumbs": [Crumb(_("My orders"), reverse("portal_home")), Crumb(_("All orders"))]}
    return table.export() or render(request, "orderer_portal/orders.html", context)


@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order: what it still lacks, where its examinations stand and why they are due on that day."""
    actor = orderer(request)
    row = intake.order_card(actor, order_id)
    note_read(actor, subject=row)
    rows = examinations.of_order(actor, order_id)
    parts = examination_parts(actor, rows)
    context = {
        "crumbs": [
            Crumb(_("My orders"), reverse("portal_home")),
            Crumb(_("All orders"), reverse("portal_orders")),
            Crumb(row.number or _("without a number")),
        ],
        "order": row,
        "head": head_of(row, rows),
        "way": way_of(row, rows),
        "step": next_step_of(actor, row, parts),
        "findings": findings_of(row),
        "examinations": parts,
        "letters": list(dispatches_visible_to(actor).filter(subject_id=order_id)),
        "code": code_of(order_id) if may_be_told(row.confidentiality) else "",
        "may_supplement": can_supplement(actor, row),
        "may_withdraw": can_withdraw(actor, row),
    }
    return render(request, "orderer_portal/order.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Recall an order, after the consequences were read."""
    actor = orderer(request)
    row = intake.order_card(actor, order_id)
    check_can_withdraw(actor, row)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_order(actor, order_id=order_id, ground=form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The order is withdrawn. The institute is told and sends the objects back."))
            return redirect("portal_order", order_id)
    confirmation = Confirmation(
        question=_("Withdraw the order {number}?").format(number=row.number),
        consequences=[
            _("Its examinations end, and no conclusion is given."),
            _("The objects come back to you against a receipt."),
            _("The withdrawal stays in the record and cannot be taken back; a new order is needed to go on."),
        ],
        action=_("Withdraw the order"),
        back_url=reverse("portal_order", args=[order_id]),
        form=form,
    )
    return render(request, "components/confirm.html", {"confirmation": confirmation})
