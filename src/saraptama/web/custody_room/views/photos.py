"""Photographs: taken at acceptance or later, shown small, opened as they were taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.custody import policies, selectors, services
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.intake import selectors as intake
from saraptama.foundation.documents.services import open_file
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.custody_room.act_forms import PhotosForm, file_of
from saraptama.web.custody_room.views.acts import GET_AND_POST, ActPage, one_act, thing_of
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.refusals import are_valid
from saraptama.web.registry_desk.words import number_of
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.forms import add_refusal, summary_of

A_WEEK = 7 * 24 * 3600


@require_http_methods(GET_AND_POST)
def add(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Photographs of one object and its packaging."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_photograph(actor, thing)
    form = PhotosForm(request.POST or None, request.FILES or None)
    page = ActPage(
        _("Add photographs"),
        [_("Each is kept exactly as it was taken; its hash stands in the chain of the object.")],
        _("Add"),
        _("The photographs are added."),
        icon="camera",
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.add_photos(
            actor,
            object_id=thing.pk,
            photos=[file_of(photo) for photo in form.cleaned_data["photos"]],
            caption=form.cleaned_data["caption"],
        ),
    )


@require_http_methods(GET_AND_POST)
def of_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Photographs of all objects of an order on one page: the step after their acceptance."""
    actor = acting(request)
    order = intake.order_card(actor, order_id)
    here = [t for t in selectors.objects_of_order(actor, order.pk) if policies.can_photograph(actor, t)]
    posted, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    forms = [PhotosForm(posted, files, prefix=f"photos-{thing.pk}") for thing in here]
    for form in forms:
        form.fields["photos"].required = False
    if posted is not None and are_valid(*forms):
        taken = [(t, f) for t, f in zip(here, forms, strict=True) if any(f.cleaned_data["photos"])]
        count = _add_all(actor, taken)
        if count is not None:
            says = ngettext("{count} photograph was added.", "{count} photographs were added.", count)
            messages.success(request, says.format(count=count))
            return redirect("custody_order", order.pk)
    context = {
        "crumbs": crumbs_to(
            Crumb(number_of(order), reverse("custody_order", args=[order.pk])), Crumb(_("Photographs"))
        ),
        "order": order,
        "rows": list(zip(here, forms, strict=True)),
        "lines": summary_of(forms),
    }
    return render(request, "custody_room/photos.html", context)


def _add_all(actor: ActorRef, taken: list[tuple[Any, PhotosForm]]) -> int | None:
    """All of them or none: how many, or None with the reason at its form."""
    count = 0
    try:
        with transaction.atomic():
            for thing, form in taken:
                count += len(_add(actor, thing, form))
    except Refusal:
        return None
    return count


def _add(actor: ActorRef, thing: Any, form: PhotosForm) -> list[Any]:
    photos = [file_of(photo) for photo in form.cleaned_data["photos"] if photo]
    try:
        return services.add_photos(actor, object_id=thing.pk, photos=photos, caption=form.cleaned_data["caption"])
    except Refusal as refusal:
        add_refusal(form, refusal)
        raise


@require_safe
@cache_control(private=True, max_age=A_WEEK, immutable=True)
def small(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """The small picture for the screen."""
    photo = selectors.photo_for(acting(request), photo_id)
    reader = open_file(acting(request), photo.thumbnail_id, checked=CUSTODY_VIEW)
    return HttpResponse(reader.read(), content_type="image/png")


@require_safe
def whole(request: HttpRequest, photo_id: UUID) -> StreamingHttpResponse:
    """The photograph as it was taken, byte for byte."""
    photo = selectors.photo_for(acting(request), photo_id)
    return download_of(open_file(acting(request), photo.file_id, checked=CUSTODY_VIEW))
