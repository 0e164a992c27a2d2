"""One's own files: how far they have come, taking them away, throwing them away."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraptama.foundation.desktop.enums import ExportFormat
from saraptama.foundation.desktop.selectors import exports_of
from saraptama.foundation.desktop.services import ask_for_export, open_export, remove_export
from saraptama.kernel.actor import ActorRef
from saraptama.web.exports.making import leads_to_a_list
from saraptama.web.shared.export import MEDIA_TYPES
from saraptama.web.shared.tasks import make_export


class AskForm(forms.Form):
    """Which table, as which file."""

    path = forms.CharField(max_length=300)
    query = forms.CharField(max_length=4000, required=False)
    name = forms.CharField(max_length=200)
    format = forms.ChoiceField(choices=ExportFormat.choices)
    rows = forms.IntegerField(min_value=0, max_value=10_000_000)

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        if not leads_to_a_list(path):
            raise forms.ValidationError("no list", code="no_list")
        return path


def _actor(request: HttpRequest) -> ActorRef:
    return request.actor  # type: ignore[attr-defined] # ActorMiddleware


@require_safe
@login_required
def exports(request: HttpRequest) -> HttpResponse:
    """One's own files, those under way with their progress."""
    lines = exports_of(_actor(request).id)
    return render(
        request, "exports/exports.html", {"lines": lines, "under_way": any(line.is_under_way for line in lines)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a long table as a file. Reached by a link (GET), it asks once more before it begins."""
    form = AskForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return redirect("exports")
    if request.method != "POST":
        return render(request, "exports/ask.html", {"asked": form.cleaned_data})
    asked = form.cleaned_data
    with transaction.atomic():
        export_id = ask_for_export(
            _actor(request),
            name=asked["name"],
            path=asked["path"],
            query=asked["query"],
            format=ExportFormat(asked["format"]),
            language=(get_language() or "ru")[:2],
            rows_expected=asked["rows"],
        )
        make_export.defer(export_id=str(export_id))
    messages.success(request, gettext("The file is being made. You will be told when it is ready."))
    return redirect("exports")


@require_safe
@login_required
def file(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """The file, for whoever asked for it."""
    name, size, content = open_export(_actor(request), export_id=export_id)
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Content-Length": str(size),
    }
    kind = ExportFormat(name.rpartition(".")[2])
    return StreamingHttpResponse(content, content_type=MEDIA_TYPES[kind], headers=headers)


@require_POST
@login_required
def remove(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Throw it away before its days are over."""
    remove_export(_actor(request), export_id=export_id)
    messages.success(request, gettext("The file is removed."))
    return redirect("exports")
