"""The digital content of an object: uploaded, read again, given out; one that changed is not to be used."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraptama.casework.custody import policies, selectors, services
from saraptama.foundation.documents import uploading
from saraptama.foundation.documents.kinds import MB, RULES, FileKind
from saraptama.foundation.documents.selectors import facts_of
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel.errors import Refusal
from saraptama.web.custody_room.act_forms import ContentForm, file_of
from saraptama.web.custody_room.views.acts import GET_AND_POST, crumbs_of, thing_of
from saraptama.web.custody_room.words import Names
from saraptama.web.examination_page.acting import acting
from saraptama.web.shared.forms import add_refusal

IN_ONE_PIECE = 200 * MB
"""So much goes as an ordinary form, without scripts: beyond it a broken line costs too much."""


@require_http_methods(GET_AND_POST)
def content(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Upload the content of a digital object: piece by piece with a script, in one go without."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_store_content(actor, thing)
    form = ContentForm(request.POST or None, request.FILES or None, limit=IN_ONE_PIECE)
    if request.method == "POST" and form.is_valid():
        try:
            services.store_content(actor, object_id=thing.pk, file=file_of(form.cleaned_data["content"]))
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Stored. Its SHA-256 stands on the object's page."))
            return redirect("custody_object", thing.pk)
    context = {
        "crumbs": crumbs_of(thing, _("Digital content")),
        "thing": thing,
        "form": form,
        "uploads": uploading.uploads_for(actor, thing.pk),
        "limit": IN_ONE_PIECE,
        "most": RULES[FileKind.DIGITAL_EVIDENCE].max_bytes,
        "piece": 8 * MB,
    }
    return render(request, "custody_room/content.html", context)


def rows_of(thing: Any) -> list[dict[str, Any]]:
    """The stored contents of an object as its page shows them."""
    copies = selectors.copies_of(thing.pk)
    facts = facts_of([copy.file_id for copy in copies])
    names = Names([copy.actor_id for copy in copies])
    return [
        {
            "copy": copy,
            "file": facts[copy.file_id],
            "by": names.of(copy.actor_id),
            "check": selectors.check_of(copy),
            "sha256": _sha256_of(copy),
        }
        for copy in copies
    ]


def _sha256_of(copy: Any) -> str:
    """The digest as it was when the content was stored; it lies encrypted with the case's key."""
    try:
        return read_for_system(copy.file_id).sha256
    except Refusal as refusal:
        return refusal.text()


@require_POST
def check(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Read a stored content from end to end now."""
    checked = services.check_content(acting(request), copy_id=copy_id)
    if checked.is_intact:
        messages.success(request, _("Read from end to end: the content is exactly what was stored."))
    else:
        messages.error(request, _("The content has changed. It must not be used; an incident is open."))
    return redirect("custody_object", checked.digital_copy.custody_object_id)


@require_safe
def give_out(request: HttpRequest, copy_id: UUID) -> StreamingHttpResponse:
    """The content as it was stored; refused when it is not."""
    reader = services.open_content(acting(request), copy_id=copy_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, reader.name) or "attachment",
        "Content-Length": str(reader.size),
        "X-Content-SHA256": reader.sha256,
    }
    return StreamingHttpResponse(reader.stream(), content_type="application/octet-stream", headers=headers)


def page_of(thing: Any) -> str:
    """Where the content of an object is uploaded."""
    return reverse("custody_content", args=[thing.pk])
