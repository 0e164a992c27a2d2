"""Lost, found, destroyed under an act; and what came of an incident."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import IncidentKind
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room import words
from saraptama.web.custody_room.act_forms import DestroyForm, FoundForm, LostForm, OutcomeForm, SealCheckForm
from saraptama.web.custody_room.tables import INCIDENTS
from saraptama.web.custody_room.views.acts import GET_AND_POST, ActPage, one_act, thing_of
from saraptama.web.custody_room.views.choosing import chosen_things, links_of, things_as_choices
from saraptama.web.custody_room.views.desk import crumbs_to, listed
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.formats import DASH, datetime_text
from saraptama.web.shared.forms import add_refusal


@require_http_methods(GET_AND_POST)
def lost(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """An object is declared lost, with the signed act."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_end(actor, thing, "lose")
    form = LostForm(request.POST or None, request.FILES or None)
    page = ActPage(
        _("Declare the object lost"),
        [
            _("An incident is opened and stays open until somebody says what came of it."),
            _("The object counts as accounted for only together with the signed act."),
        ],
        _("Declare it lost"),
        _("The loss is entered and an incident is open."),
        icon="exclamation-triangle-fill",
        is_destructive=True,
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.report_lost(
            actor,
            object_id=thing.pk,
            words=form.cleaned_data["words"],
            occurred_on=form.cleaned_data["occurred_on"],
            paper=form.paper_received(),
        ),
    )


@require_http_methods(GET_AND_POST)
def found(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """A lost object is here again: its seal is looked at, and it is in the hands of whoever says so."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_end(actor, thing, "find")
    form = FoundForm(request.POST or None)
    seal = SealCheckForm(request.POST or None, thing=thing)
    page = ActPage(
        _("The object is found"),
        [_("It is in your hands from now on, and its incident is closed with your words.")],
        _("It is found"),
        _("Found: the object is in your hands."),
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.report_found(
            actor, object_id=thing.pk, words=form.cleaned_data["words"], seal=seal.check_of_seal()
        ),
        more=[seal],
        is_sent=request.method == "POST" and seal.is_valid(),
    )


@require_http_methods(GET_AND_POST)
def destroy(request: HttpRequest) -> HttpResponse:
    """Objects are destroyed under one act, as far as the body permits it in full."""
    actor = acting(request)
    things = chosen_things(request, actor, policies.can_destroy)
    form = DestroyForm(
        request.POST or None, request.FILES or None, things=things_as_choices(things), seen=links_of(things)
    )
    if request.method == "POST" and form.is_valid():
        try:
            act = services.destroy_objects(
                actor,
                object_ids=form.cleaned_data["object_ids"],
                method=form.cleaned_data["method"],
                witnesses=form.cleaned_data["witnesses"],
                destroyed_on=form.cleaned_data["destroyed_on"],
                paper=form.paper_received(),
                seen=form.seen_links,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Destroyed under act {number}.").format(number=f"{act.year}/{act.number}"))
            return redirect("custody_home")
    context = {
        "crumbs": crumbs_to(Crumb(_("Destroy objects"))),
        "title": _("Destroy objects under an act"),
        "lead": _("Only what the body permits to be destroyed in full can be chosen. This cannot be undone."),
        "button": _("Destroy"),
        "icon_name": "trash",
        "is_destructive": True,
        "form": form,
        "things": things,
        "empty": _("What lies in storage or in your hands, and may be destroyed in full, stands here."),
    }
    return render(request, "custody_room/chosen.html", context)


@require_safe
def incidents(request: HttpRequest) -> HttpResponseBase:
    """What happened that must not happen, the open ones first."""
    table = INCIDENTS.read(request, selectors.incidents(acting(request)))
    return table.export() or listed(request, table, _("Incidents"))


@require_http_methods(GET_AND_POST)
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident, and its end: what came of it."""
    actor = acting(request)
    row = selectors.incidents(actor).filter(pk=incident_id).first()
    if row is None:
        raise NotVisible
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_incident(actor, incident_id=row.pk, outcome=form.cleaned_data["outcome"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The incident is closed."))
            return redirect("custody_incidents")
    crumbs = crumbs_to(Crumb(_("Incidents"), reverse("custody_incidents")), Crumb(row.custody_object.label))
    if row.closed_at is not None or not policies.can_close_incident(actor, row.custody_object):
        context = {"crumbs": crumbs, "facts": _facts(row), "thing": row.custody_object}
        return render(request, "custody_room/incident.html", context)
    confirmation = Confirmation(
        _("What came of it?"),
        [_("The incident is closed; it stays in the record with what you write.")],
        _("Close the incident"),
        reverse("custody_object", args=[row.custody_object_id]),
        is_destructive=False,
        form=form,
        facts=_facts(row),
    )
    return render(request, "components/confirm.html", {"confirmation": confirmation, "crumbs": crumbs})


def _facts(row: Any) -> tuple[Fact, ...]:
    names = words.Names([row.opened_by, row.closed_by])
    return (
        Fact(_("Object"), f"{row.custody_object.label}, {row.custody_object.name}"),
        Fact(_("What happened"), f"{selectors.label_of(IncidentKind(row.kind))}: {row.words}"),
        Fact(_("Entered"), f"{datetime_text(row.opened_at)}, {names.of(row.opened_by)}"),
        Fact(
            _("What came of it"),
            f"{row.outcome} ({datetime_text(row.closed_at)}, {names.of(row.closed_by)})" if row.closed_at else DASH,
        ),
    )
