"""Objects go back to the appointing body."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import ReturnChannel, ReturnState
from saraptama.casework.intake import selectors as intake
from saraptama.journey import return_materials
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room import words, work
from saraptama.web.custody_room.act_forms import SealCheckForm, valid_seals
from saraptama.web.custody_room.forms import ReasonForm, RecipientForm, ReturnForm
from saraptama.web.custody_room.views.choosing import links_of
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.words import body_of, cited, number_of
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import add_refusal, summary_of

GET_AND_POST = ["GET", "HEAD", "POST"]


def _crumbs(order: Any) -> list[Crumb]:
    return crumbs_to(Crumb(number_of(order), reverse("custody_order", args=[order.pk])), Crumb(_("Return")))


@require_http_methods(GET_AND_POST)
def give_back(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """All objects of an order in one go: handed to the recipient now, or sent and confirmed when the receipt comes."""
    actor = acting(request)
    order = intake.order_card(actor, order_id)
    things = [t for t in selectors.objects_of_order(actor, order.pk) if policies.can_return(actor, t)]
    choices = [(str(thing.pk), f"{thing.label}: {thing.name}, {words.seal_of(thing)}") for thing in things]
    form = ReturnForm(request.POST or None, things=choices, seen=links_of(things))
    if request.method == "POST" and form.is_valid():
        try:
            received = _give_back(actor, form.typed())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            says = _("Returned.") if received else _("Ready to go back; confirm it when the receipt comes.")
            messages.success(request, says)
            return redirect("custody_order", order.pk)
    names = words.Names()
    context = {
        "crumbs": _crumbs(order),
        "number": number_of(order),
        "lead": f"{cited(order)}, {body_of(order)}",
        "order": order,
        "form": form,
        "things": things,
        "elsewhere": [(t, names.of(t.holder_id)) for t in work.held_by_others(actor, order.pk)],
    }
    return render(request, "custody_room/return.html", context)


@transaction.atomic
def _give_back(actor: ActorRef, typed: dict[str, Any]) -> bool:
    """Offer the return, and confirm it when the recipient is named; whether it was confirmed."""
    return_id = return_materials.offer(
        actor,
        object_ids=typed["object_ids"],
        channel=ReturnChannel(typed["channel"]),
        tracking=typed["tracking"],
        seen=typed["seen"],
    )
    if not typed["recipient_name"]:
        return False
    recipient = {name: typed[name] for name in ("recipient_name", "recipient_document", "recipient_position")}
    return_materials.confirm(actor, return_id=return_id, **recipient)
    return True


def _open_return(actor: ActorRef, return_id: UUID) -> Any:
    found = selectors.open_returns(actor).filter(pk=return_id).first()
    if found is None:
        raise NotVisible
    return found


def _after(act: Any) -> HttpResponse:
    return redirect("custody_order", act.order_id) if act.order_id else redirect("custody_home")


def _confirmation(request: HttpRequest, act: Any, confirmation: Confirmation) -> HttpResponse:
    crumbs = crumbs_to(Crumb(_("Return {number}").format(number=f"{act.year}/{act.number}")))
    return render(request, "components/confirm.html", {"confirmation": confirmation, "crumbs": crumbs})


def _facts(act: Any) -> tuple[Fact, ...]:
    things = ", ".join(item.custody_object.label for item in act.items.all())
    return (
        Fact(_("Act of return"), f"{act.year}/{act.number}"),
        Fact(_("How they go back"), selectors.label_of(ReturnChannel(act.channel))),
        Fact(_("Objects"), things),
    )


@require_http_methods(GET_AND_POST)
def confirm(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """The receipt has come: who took the objects, by which document."""
    actor = acting(request)
    act = _open_return(actor, return_id)
    form = RecipientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_materials.confirm(actor, return_id=act.pk, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Returned."))
            return _after(act)
    confirmation = Confirmation(
        _("Were the objects received?"),
        [
            _("The chain of each object ends here, with the recipient's name."),
            _("With the last object the case can be closed."),
        ],
        _("They were received"),
        reverse("custody_home"),
        is_destructive=False,
        form=form,
        facts=_facts(act),
    )
    return _confirmation(request, act, confirmation)


@require_http_methods(GET_AND_POST)
def cancel(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """The courier did not come, or the body did not take the objects."""
    actor = acting(request)
    act = _open_return(actor, return_id)
    form = ReasonForm(request.POST or None)
    if act.state == ReturnState.SENT:
        return _came_back(request, actor, act, form)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_return(actor, return_id=act.pk, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The return is called off; the objects stay here."))
            return _after(act)
    confirmation = Confirmation(
        _("Call the return off?"),
        [_("The objects stay in the institute."), _("The reason goes into the chain of each object.")],
        _("Call it off"),
        reverse("custody_home"),
        form=form,
        facts=_facts(act),
    )
    return _confirmation(request, act, confirmation)


def _came_back(request: HttpRequest, actor: ActorRef, act: Any, form: ReasonForm) -> HttpResponse:
    """A parcel that was not delivered: each seal is looked at, and the objects are in the hands of who takes them."""
    things = [item.custody_object for item in act.items.all() if item.is_open]
    seals = [SealCheckForm(request.POST or None, thing=thing) for thing in things]
    if request.method == "POST" and valid_seals(seals) & form.is_valid():
        checks = {check.thing.pk: check.check_of_seal() for check in seals}
        try:
            services.cancel_return(actor, return_id=act.pk, reason=form.cleaned_data["reason"], seals=checks)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The objects are in your hands again."))
            return _after(act)
    context = {
        "crumbs": crumbs_to(Crumb(_("Return {number}").format(number=f"{act.year}/{act.number}"))),
        "facts": _facts(act),
        "seals": seals,
        "form": form,
        "lines": summary_of([form, *seals]),
    }
    return render(request, "custody_room/came_back.html", context)
