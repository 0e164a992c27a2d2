"""The storage tree."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.enums import PlaceKind
from saraptama.kernel.errors import Refusal
from saraptama.web.custody_room.forms import PlaceForm
from saraptama.web.custody_room.people import institute_of
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.custody_room.words import path_text, place_choices
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.forms import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
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
