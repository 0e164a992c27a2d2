"""Earlier examinations: what a person says an earlier order is (features A7)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saraptama.casework.intake import selectors, services
from saraptama.casework.intake.enums import EarlierRelation
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.registry_desk.foreseeing import word_in
from saraptama.web.registry_desk.views.desk import colleague


@require_POST
def link(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Note what an earlier order is: one of those on offer, or one found by its number."""
    actor = colleague(request)
    relation = word_in(EarlierRelation, request.POST.get("relation"))
    earlier_id = _named(actor, request)
    if relation is None:
        messages.warning(request, _("Say what the earlier order is to this one."))
    elif earlier_id is None:
        messages.warning(request, _("No order with this registration number was found. Check the number."))
    else:
        services.link_earlier_order(
            actor,
            order_id=order_id,
            earlier_id=earlier_id,
            relation=relation,
            ground=request.POST.get("ground", ""),
        )
        messages.success(request, _("Noted what the earlier order is."))
    return redirect("registry_order", order_id)


def _named(actor: ActorRef, request: HttpRequest) -> UUID | None:
    given = request.POST.get("earlier", "")
    if given:
        try:
            return UUID(given)
        except ValueError:
            raise NotVisible from None
    number = request.POST.get("number", "").strip()
    if not number:
        return None
    found = list(selectors.visible_orders(actor).with_registration(number).values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None
