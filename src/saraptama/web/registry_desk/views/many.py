"""One act on several orders: looked at first, then carried out on each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saraptama.casework.intake import policies, selectors
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.registry_desk import words
from saraptama.web.registry_desk.views.desk import colleague, crumbs_to
from saraptama.web.shared.components import Crumb

MOST_AT_ONCE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def check_many(request: HttpRequest) -> HttpResponse:
    """Hold chosen orders against the checklist, after a list of what will be checked and what cannot be."""
    actor = colleague(request)
    orders = _chosen(actor, request.POST)
    if request.method != "POST" or not orders:
        messages.info(request, _("Tick the orders to check in the inbox."))
        return redirect("registry_inbox")
    fit = [order for order in orders if policies.can_check(actor, order)]
    if "check" in request.POST:
        done, left = _check_each(actor, fit)
        says = ngettext("{count} order was checked.", "{count} orders were checked.", done).format(count=done)
        messages.success(request, says)
        for line in left:
            messages.warning(request, line)
        return redirect("registry_inbox")
    context = {
        "crumbs": crumbs_to(Crumb(_("Inbox"), reverse("registry_inbox")), Crumb(_("Check"))),
        "fit": [(order, words.number_of(order), words.cited(order), words.body_of(order)) for order in fit],
        "unfit": [(order, words.number_of(order)) for order in orders if order not in fit],
    }
    return render(request, "registry_desk/check_many.html", context)


def _chosen(actor: ActorRef, posted: QueryDict) -> list[Any]:
    ids = []
    for text in posted.getlist("row")[:MOST_AT_ONCE]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    found = selectors.visible_orders(actor).filter(pk__in=ids).select_related("appointing_body")
    return list(found.prefetch_related("registrations", "arrivals", "specialties").order_by("received_on", "id"))


def _check_each(actor: ActorRef, orders: list[Any]) -> tuple[int, list[str]]:
    """Each by itself: one that somebody else has taken meanwhile does not keep the others from their check."""
    done, left = 0, []
    for order in orders:
        try:
            register_order.check(actor, order_id=order.pk, row_version=order.row_version)
        except Refusal as refusal:
            left.append(f"{words.number_of(order)}: {refusal.text()}")
        else:
            done += 1
    return done, left
