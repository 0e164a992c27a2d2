"""The storage tree: places are added, moved with all they hold, and closed when empty."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import PlaceKind
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.custody_room.act_forms import MovePlaceForm
from saraptama.web.custody_room.forms import PlaceForm
from saraptama.web.custody_room.people import institute_of
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.custody_room.words import path_text, place_choices
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Confirmation, Crumb, Fact
from saraptama.web.shared.forms import Form, add_refusal

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def places(request: HttpRequest) -> HttpResponse:
    """Every place of the institute inside the one around it, with what lies in it; and a new place."""
    actor = acting(request)
    institute = institute_of(actor)
    form = PlaceForm(request.POST or None, places=place_choices(institute.id))
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "kind": PlaceKind(form.cleaned_data["kind"])}
        try:
            added = services.add_place(actor, institute_id=institute.id, **typed)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("{name} is added.").format(name=added.name))
            return redirect("custody_places")
    tree = selectors.place_tree(institute.id).annotate(kept=Count("stored_objects"))
    context = {
        "crumbs": crumbs_to(Crumb(_("Places"))),
        "institute": institute,
        "places": [
            (place, selectors.label_of(PlaceKind(place.kind)), "— " * place.path.count("."), path_text(place.path))
            for place in tree
        ],
        "form": form,
        "may_add": policies.can_keep_places(actor, institute.id),
    }
    return render(request, "custody_room/places.html", context)


def _place_of(request: HttpRequest, place_id: UUID) -> tuple[Any, Any, Any]:
    """Who acts, their institute, and a place of it that is in use."""
    actor = acting(request)
    institute = institute_of(actor)
    found = selectors.place_tree(institute.id).filter(pk=place_id).first()
    if found is None:
        raise NotVisible
    policies.check_can_keep_places(actor, institute.id)
    return actor, institute, found


def _facts(found: Any) -> tuple[Fact, ...]:
    return (
        Fact(_("Place"), found.name),
        Fact(_("Kind"), selectors.label_of(PlaceKind(found.kind))),
        Fact(_("Path"), path_text(found.path)),
        Fact(_("Objects"), selectors.kept_inside(found.pk)),
    )


def _asked(request: HttpRequest, found: Any, confirmation: Confirmation) -> HttpResponse:
    crumbs = crumbs_to(Crumb(_("Places"), reverse("custody_places")), Crumb(found.name))
    return render(request, "components/confirm.html", {"confirmation": confirmation, "crumbs": crumbs})


@require_http_methods(GET_AND_POST)
def move(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """A container is moved; everything in it moves with it, and each object's chain says so."""
    actor, institute, found = _place_of(request, place_id)
    others = [(pk, name) for pk, name in place_choices(institute.id) if pk != str(found.pk)]
    form = MovePlaceForm(request.POST or None, places=others, initial={"parent_id": found.parent_id or ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.move_place(actor, place_id=found.pk, parent_id=form.cleaned_data["parent_id"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("{name} is moved with all that it holds.").format(name=found.name))
            return redirect("custody_places")
    confirmation = Confirmation(
        _("Move the place?"),
        [_("Everything inside moves with it; the chain of each object says so.")],
        _("Move"),
        reverse("custody_places"),
        is_destructive=False,
        form=form,
        facts=_facts(found),
    )
    return _asked(request, found, confirmation)


@require_http_methods(GET_AND_POST)
def close(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """An empty place is taken out of use."""
    actor, _institute, found = _place_of(request, place_id)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_place(actor, place_id=found.pk)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("{name} is closed.").format(name=found.name))
            return redirect("custody_places")
    confirmation = Confirmation(
        _("Close the place?"),
        [_("Nothing can be put there any more; where objects were in the past stays on record.")],
        pgettext("place", "Close"),
        reverse("custody_places"),
        form=form,
        facts=_facts(found),
    )
    return _asked(request, found, confirmation)
