"""Between two people: offer, confirm or decline; and putting objects into places."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import HandOverState
from saraptama.journey import accept_materials
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room import words
from saraptama.web.custody_room.act_forms import SealCheckForm, valid_seals
from saraptama.web.custody_room.forms import OfferForm, PlacingForm, ReasonForm
from saraptama.web.custody_room.people import institute_of, receivers
from saraptama.web.custody_room.views.choosing import chosen_things, links_of, things_as_choices
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Confirmation, Crumb, HandOver, HandOverSide
from saraptama.web.shared.forms import Form, add_refusal, summary_of
from saraptama.web.shared.statuses import status_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def offer(request: HttpRequest) -> HttpResponse:
    """Offer objects to a person. Nothing moves until that person confirms."""
    actor = acting(request)
    things = chosen_things(request, actor, policies.can_hand_over)
    institute = things[0].institute_id if things else institute_of(actor).id
    form = OfferForm(
        request.POST or None,
        things=things_as_choices(things),
        seen=links_of(things),
        receivers=receivers(actor, institute),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = accept_materials.offer(actor, **form.typed())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Offered. The objects stay yours until the receiver confirms."))
            return redirect("custody_hand_over", made)
    context = {"crumbs": crumbs_to(Crumb(_("Offer objects"))), "form": form, "things": things}
    return render(request, "custody_room/offer.html", context)


@require_http_methods(GET_AND_POST)
def place(request: HttpRequest) -> HttpResponse:
    """Put objects into a place, or move stored ones to another."""
    actor = acting(request)
    things = chosen_things(request, actor, policies.can_place)
    institute = things[0].institute_id if things else institute_of(actor).id
    form = PlacingForm(
        request.POST or None,
        things=things_as_choices(things),
        seen=links_of(things),
        places=words.place_choices(institute),
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.place_objects(actor, **form.typed())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            says = ngettext("{count} object was placed.", "{count} objects were placed.", len(moved))
            messages.success(request, says.format(count=len(moved)))
            return _back_to(things)
    context = {"crumbs": crumbs_to(Crumb(_("Put into a place"))), "form": form, "things": things}
    return render(request, "custody_room/place.html", context)


def _back_to(things: list[Any]) -> HttpResponse:
    """To the order when there is one for all, otherwise to the room."""
    orders = {thing.order_id for thing in things}
    if len(orders) == 1 and (order_id := orders.pop()) is not None:
        return redirect("custody_order", order_id)
    return redirect("custody_home")


def offer_of(actor: ActorRef, hand_over_id: UUID) -> Any:
    """A hand-over of one's own, or of objects that one may see."""
    for own in (selectors.hand_overs_for(actor), selectors.hand_overs_from(actor)):
        if (found := own.filter(pk=hand_over_id).first()) is not None:
            return found
    inside = selectors.visible_objects(actor).filter(hand_over_items__hand_over_id=hand_over_id).first()
    if inside is None:
        raise NotVisible
    return inside.hand_over_items.select_related("hand_over").get(hand_over_id=hand_over_id).hand_over


@require_http_methods(GET_AND_POST)
def hand_over(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Both sides of a hand-over; the receiver looks at each seal and confirms here with the own credentials."""
    actor = acting(request)
    if request.POST.get("decision") == "refuse":
        return redirect("custody_decline", hand_over_id)
    made = offer_of(actor, hand_over_id)
    stands = made.state == HandOverState.OFFERED and made.expires_at > clock.now()
    things = [item.custody_object for item in items_of(made)]
    posted = request.POST if request.method == "POST" else None
    mine = stands and policies.can_confirm(actor, made)
    seals = [SealCheckForm(posted, thing=thing) for thing in things] if mine or posted is not None else []
    top = Form(posted)
    if posted is not None and valid_seals(seals) and top.is_valid():
        try:
            checks = {check.thing.pk: check.check_of_seal() for check in seals}
            accept_materials.take_over(actor, hand_over_id=made.pk, seals=checks)
        except Refusal as refusal:
            if was_confirmed_by(actor, made):
                return redirect("custody_hand_over", hand_over_id)
            if not mine:
                raise
            add_refusal(top, refusal)
        else:
            messages.success(request, _("Taken over: the objects are in your hands."))
            return redirect("custody_hand_over", hand_over_id)
    context = {
        "crumbs": crumbs_to(Crumb(_("Hand-over"))),
        "made": made,
        "status": status_of(HandOverState(made.state), large=True),
        "handover": _shown(made, stands),
        "things": things,
        "seals": seals if mine else [],
        "lines": summary_of([top, *seals]),
        "may_call_off": stands and made.giver_id == actor.id,
        "ran_out": made.state == HandOverState.OFFERED and not stands,
    }
    return render(request, "custody_room/hand_over.html", context)


def was_confirmed_by(actor: ActorRef, made: Any) -> bool:
    """A second press of the button by the receiver whose first one has acted: there is nothing to refuse."""
    made.refresh_from_db()
    return made.state == HandOverState.CONFIRMED and made.receiver_id == actor.id


def items_of(made: Any) -> Any:
    """The objects of a hand-over, by label."""
    return made.items.select_related("custody_object").order_by("custody_object__label")


def _shown(made: Any, stands: bool) -> HandOver:
    names = words.Names([made.giver_id, made.receiver_id])
    confirmed = made.resolved_at if made.state == HandOverState.CONFIRMED else None
    return HandOver(
        HandOverSide(_("gives"), names.of(made.giver_id), made.purpose, made.offered_at),
        HandOverSide(_("receives"), names.of(made.receiver_id), "", confirmed),
        [label for _pk, label in things_as_choices([item.custody_object for item in items_of(made)])],
        "",
        made.expires_at if stands else None,
    )


@require_http_methods(GET_AND_POST)
def decline(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Not taking what is offered, or calling one's own offer off: with the reason."""
    actor = acting(request)
    made = offer_of(actor, hand_over_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_materials.decline(actor, hand_over_id=made.pk, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The offer is ended; the objects stay where they were."))
            return redirect("custody_home")
    own = made.giver_id == actor.id
    confirmation = Confirmation(
        _("Call the offer off?") if own else _("Not take these objects?"),
        [_("The objects stay with the giver."), _("The reason goes into the chain of each object.")],
        _("Call it off") if own else _("I do not take them"),
        reverse("custody_hand_over", args=[made.pk]),
        form=form,
    )
    context = {"confirmation": confirmation, "crumbs": crumbs_to(Crumb(_("Hand-over")))}
    return render(request, "components/confirm.html", context)
