"""Parcels: objects go by courier or post, are waited for, and arrive."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import ConsignmentState, ReturnChannel
from saraptama.casework.custody.rights import CUSTODY_ACCEPT
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import return_materials
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room.act_forms import ArrivedForm, SendForm, WayForm, valid_seals
from saraptama.web.custody_room.people import institute_of
from saraptama.web.custody_room.tables import parcels_table
from saraptama.web.custody_room.views.acts import GET_AND_POST
from saraptama.web.custody_room.views.choosing import chosen_things, links_of, things_as_choices
from saraptama.web.custody_room.views.desk import crumbs_to, listed
from saraptama.web.custody_room.words import Names
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.formats import DASH, date_text, datetime_text
from saraptama.web.shared.forms import Form, add_refusal, summary_of


@require_safe
def parcels(request: HttpRequest) -> HttpResponseBase:
    """Every parcel on its way; those beyond the limit are marked, and can be listed alone."""
    late = request.GET.get("late") == "1"
    table = parcels_table(selectors.transit_limit()).read(request, selectors.parcels(acting(request), late=late))
    title = _("Parcels too long on their way") if late else _("Parcels on their way")
    return table.export() or listed(request, table, title)


@require_http_methods(GET_AND_POST)
def send(request: HttpRequest) -> HttpResponse:
    """Objects go to another institute, which accepts them out of the parcel."""
    actor = acting(request)
    things = chosen_things(request, actor, policies.can_return)
    own = things[0].institute_id if things else institute_of(actor).id
    others = [(str(unit.id), str(unit.name)) for unit in reference.institutes() if unit.id != own]
    form = SendForm(request.POST or None, things=things_as_choices(things), institutes=others, seen=links_of(things))
    if request.method == "POST" and form.is_valid():
        try:
            parcel = services.send_to_institute(
                actor,
                object_ids=form.cleaned_data["object_ids"],
                to_unit_id=form.cleaned_data["to_unit_id"],
                way=form.way(),
                seen=form.seen_links,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Sent. The objects are in transit until the other institute accepts them."))
            return redirect("custody_parcel", parcel.pk)
    context = {
        "crumbs": crumbs_to(Crumb(_("Send to another institute"))),
        "title": _("Send to another institute"),
        "lead": _("You answer for the objects until the other institute has accepted them."),
        "button": _("Send"),
        "icon_name": "send",
        "form": form,
        "things": things,
        "empty": _("What lies in storage or in your hands can be sent, unless it is already offered."),
    }
    return render(request, "custody_room/chosen.html", context)


@require_http_methods(GET_AND_POST)
def send_return(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Objects that were made ready go to the courier or the post."""
    actor = acting(request)
    act = selectors.open_returns(actor).filter(pk=return_id).first()
    if act is None:
        raise NotVisible
    form = WayForm(request.POST or None, initial={"channel": _channel(act), "tracking": act.tracking})
    if request.method == "POST" and form.is_valid():
        try:
            parcel = return_materials.send(actor, return_id=act.pk, way=form.way())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Sent. Confirm the return when the receipt comes."))
            return redirect("custody_parcel", parcel)
    confirmation = Confirmation(
        _("Give the objects to the carrier?"),
        [
            _("The objects are in transit, and you still answer for them."),
            _("When the receipt of the body comes, confirm the return."),
        ],
        _("They are sent"),
        reverse("custody_order", args=[act.order_id]) if act.order_id else reverse("custody_home"),
        is_destructive=False,
        form=form,
        facts=(Fact(_("Objects"), ", ".join(item.custody_object.label for item in act.items.all())),),
    )
    crumbs = crumbs_to(Crumb(_("Return {number}").format(number=f"{act.year}/{act.number}")))
    return render(request, "components/confirm.html", {"confirmation": confirmation, "crumbs": crumbs})


def _channel(act: Any) -> str:
    return str(ReturnChannel.POST.value if act.channel == ReturnChannel.HAND else act.channel)


@require_http_methods(GET_AND_POST)
def parcel(request: HttpRequest, consignment_id: UUID) -> HttpResponse:
    """One parcel; the institute it goes to looks at each seal and accepts what is in it."""
    actor = acting(request)
    found = selectors.parcel_for(actor, consignment_id)
    waiting = [item.custody_object for item in found.items.all() if item.is_open]
    posted = request.POST if request.method == "POST" else None
    may_receive = bool(waiting) and _may_receive(actor, found)
    seals = [ArrivedForm(posted, thing=thing) for thing in waiting] if may_receive else []
    top = Form(posted)
    if posted is not None and seals and valid_seals(seals) and top.is_valid():
        checks = {form.thing.pk: form.check_of_seal() for form in seals if form.cleaned_data["arrived"]}
        try:
            services.receive_parcel(actor, consignment_id=found.pk, seals=checks)
        except Refusal as refusal:
            add_refusal(top, refusal)
        else:
            messages.success(request, _("Accepted: the objects are in your hands."))
            return redirect("custody_home")
    context = {
        "crumbs": crumbs_to(Crumb(_("Parcels"), reverse("custody_parcels")), Crumb(found.tracking)),
        "parcel": found,
        "facts": _facts(found),
        "items": [item.custody_object for item in found.items.all()],
        "seals": seals,
        "form": top,
        "lines": summary_of([top, *seals]),
        "to_confirm": found.return_act if found.state == ConsignmentState.SENT and found.return_act_id else None,
        "is_late": found.state == ConsignmentState.SENT and _days(found) > selectors.transit_limit(),
        "limit": selectors.transit_limit(),
    }
    return render(request, "custody_room/parcel.html", context)


def _may_receive(actor: ActorRef, found: Any) -> bool:
    if found.to_unit_id is None or not actor.may(CUSTODY_ACCEPT):
        return False
    return institute_of(actor).id == found.to_unit_id


def _days(found: Any) -> int:
    return int((clock.today() - found.sent_on).days)


def _facts(found: Any) -> list[Fact]:
    names = Names([found.actor_id])
    to = reference.unit(found.to_unit_id).name if found.to_unit_id else None
    body = found.return_act.body_id if found.return_act_id else None
    return [
        Fact(pgettext("parcel", "From"), reference.unit(found.institute_id).name),
        Fact(pgettext("parcel", "To"), to or (reference.body(body).name if body else DASH)),
        Fact(_("How it is sent"), selectors.label_of(ReturnChannel(found.channel))),
        Fact(_("Carrier"), found.carrier),
        Fact(_("Postal or courier number"), found.tracking),
        Fact(_("Sent"), f"{date_text(found.sent_on)}, {names.of(found.actor_id)}"),
        Fact(
            _("State"),
            datetime_text(found.ended_at)
            if found.ended_at
            else ngettext("on its way for {days} day", "on its way for {days} days", _days(found)).format(
                days=_days(found)
            ),
        ),
    ]
