"""Giver and receiver at one device: the receiver proves who they are for this one act, the giver stays signed in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody.enums import HandOverState
from saraptama.casework.custody.errors import NotTheReceiver
from saraptama.foundation.accounts.services import confirm_identity
from saraptama.journey import accept_materials
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room import words
from saraptama.web.custody_room.act_forms import SealCheckForm, SecondPersonForm, valid_seals
from saraptama.web.custody_room.views.acts import GET_AND_POST
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.custody_room.views.handing_over import items_of, offer_of
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.forms import add_refusal, summary_of


@sensitive_post_parameters("password", "code")
@require_http_methods(GET_AND_POST)
def on_the_spot(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """The receiver looks at each seal and confirms here, with the own login, password and code."""
    giver = acting(request)
    made = offer_of(giver, hand_over_id)
    if made.giver_id != giver.id:
        raise NotVisible
    if made.state != HandOverState.OFFERED:
        return redirect("custody_hand_over", made.pk)
    posted = request.POST if request.method == "POST" else None
    seals = [SealCheckForm(posted, thing=item.custody_object) for item in items_of(made)]
    form = SecondPersonForm(posted)
    if posted is not None and valid_seals(seals) & form.is_valid():
        try:
            receiver = confirm_identity(request, beside=giver, **form.cleaned_data)
            if receiver.id != made.receiver_id:
                raise NotTheReceiver(field="login")
            checks = {check.thing.pk: check.check_of_seal() for check in seals}
            accept_materials.take_over(receiver, hand_over_id=made.pk, seals=checks)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed over: both have confirmed. You are still signed in."))
            return redirect("custody_hand_over", made.pk)
    names = words.Names([made.giver_id, made.receiver_id])
    context = {
        "crumbs": crumbs_to(Crumb(_("Hand-over"))),
        "made": made,
        "facts": [Fact(_("gives"), names.of(made.giver_id)), Fact(_("receives"), names.of(made.receiver_id))],
        "receiver": names.of(made.receiver_id),
        "seals": seals,
        "form": form,
        "lines": summary_of([*seals, form]),
    }
    return render(request, "custody_room/on_the_spot.html", context)
