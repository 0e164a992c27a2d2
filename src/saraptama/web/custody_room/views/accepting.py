"""Accepting the objects of an order: each seal is looked at, and the chain begins."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, selectors
from saraptama.casework.custody.types import ObjectReceived
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.types import DeclaredObject
from saraptama.journey import accept_materials
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.rights import Confidentiality
from saraptama.web.custody_room.forms import AcceptanceForm, DeclaredForm, SealForm, UndeclaredForm, received_of
from saraptama.web.custody_room.refusals import add_to_rows
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.custody_room.words import place_choices
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.refusals import are_valid, put_keyboard
from saraptama.web.registry_desk.words import body_of, cited, number_of
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.forms import Form, summary_of
from saraptama.web.shared.repeaters import Repeater, asked_for_rows


def awaited(actor: ActorRef, order_id: UUID) -> list[tuple[DeclaredObject, Decimal]]:
    """What the order announces and is not here yet, with the quantity that is missing."""
    declared = intake.order_for_custody(order_id).objects
    came: dict[UUID, Decimal] = {}
    first_links = selectors.objects_of_order(actor, order_id).filter(chain__seq=1, ordered_object__isnull=False)
    for sent, quantity in first_links.annotate(came=F("chain__quantity")).values_list("ordered_object_id", "came"):
        came[sent] = came.get(sent, Decimal(0)) + quantity
    left = [(sent, sent.quantity - came.get(sent.id, Decimal(0))) for sent in declared]
    return [(sent, quantity) for sent, quantity in left if quantity > 0]


class Rows:
    """The rows of the form: one for each object that is announced and missing, and what nobody announced."""

    def __init__(self, data: Any, things: Sequence[tuple[DeclaredObject, Decimal]], places: Any) -> None:
        declared = type("DeclaredRow", (DeclaredForm,), {"places": places})
        undeclared = type("UndeclaredRow", (UndeclaredForm,), {"places": places})
        self.declared: list[tuple[DeclaredObject, DeclaredForm]] = [
            (sent, declared(data, prefix=f"object-{sent.id}", initial=_initial(sent, quantity)))
            for sent, quantity in things
        ]
        self.others: Repeater[Any] = Repeater(
            undeclared,
            prefix="others",
            title=_("Objects that the order does not name"),
            row_title=_("Object"),
            add_label=_("Add an object"),
            data=data,
            minimum=0,
        )
        self.parts: list[Form | Repeater[Any]] = [*(form for _sent, form in self.declared), self.others]

    @property
    def has_others(self) -> bool:
        """Whether somebody began to name something else."""
        return self.others.is_bound and (self.others.acted or any(row.has_changed() for row in self.others.rows))

    def taken(self) -> list[tuple[SealForm, UUID | None]]:
        """The rows of objects that are being accepted."""
        others = [row for row in self.others.rows if row.has_changed()]
        came = [(form, sent.id) for sent, form in self.declared if form.cleaned_data["arrived"]]
        return [*came, *((row, None) for row in others)]


def _initial(sent: DeclaredObject, quantity: Decimal) -> dict[str, Any]:
    return {
        "arrived": True,
        "seal_number": sent.seal_number,
        "packaging": sent.packaging,
        "quantity": quantity.normalize() if quantity != quantity.to_integral() else quantity.to_integral(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One act of acceptance for what was brought now."""
    actor = acting(request)
    order = intake.order_card(actor, order_id)
    policies.check_can_accept(
        actor,
        unit_id=order.unit_id,
        institute_id=order.institute_id,
        confidentiality=Confidentiality(order.confidentiality),
        order_id=order.pk,
    )
    posted = request.POST if request.method == "POST" else None
    places = place_choices(order.institute_id)
    form = AcceptanceForm(posted, places=places, initial={"request_key": uuid4()})
    rows = Rows(posted, awaited(actor, order.pk), places)
    asked = posted is not None and asked_for_rows(form, *rows.parts)
    if posted is not None and not asked and are_valid(form, *rows.parts):
        taken = rows.taken()
        items = [received_of(row.cleaned_data, form.cleaned_data["place_id"], sent) for row, sent in taken]
        try:
            _accept(actor, order.pk, form, items)
        except Refusal as refusal:
            add_to_rows(form, [row for row, _sent in taken], refusal)
        else:
            messages.success(request, _("Accepted: {count} objects. Print their labels.").format(count=len(items)))
            return redirect("custody_order", order.pk)
    put_keyboard([rows.others], form, "brought_by")
    context = {
        "crumbs": crumbs_to(Crumb(number_of(order))),
        "order": order,
        "number": number_of(order),
        "lead": f"{cited(order)}, {body_of(order)}",
        "form": form,
        "rows": rows,
        "lines": summary_of([form, *rows.parts]),
    }
    return render(request, "custody_room/accept.html", context)


def _accept(actor: ActorRef, order_id: UUID, form: AcceptanceForm, items: list[ObjectReceived]) -> None:
    accept_materials.accept(
        actor,
        order_id=order_id,
        items=items,
        brought_by=form.cleaned_data["brought_by"],
        brought_by_position=form.cleaned_data["brought_by_position"],
        request_key=f"custody-room:{form.cleaned_data['request_key']}",
    )
