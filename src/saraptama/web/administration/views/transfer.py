"""Lists as files: taken away, and brought in after a look at what would change."""

import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference import services
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.forms.reference import ImportForm
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.administration.views.reference import known
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.forms import add_refusal

LARGEST = 2 * 1024 * 1024
"""No list of this service comes near it."""


@require_safe
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The list as a file that comes back with the same bytes."""
    content = services.export_tsv(known(name))
    disposition = f'attachment; filename="{name}-{clock.today().isoformat()}.tsv"'
    return HttpResponse(
        content, content_type="text/tab-separated-values; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, name: str) -> HttpResponse:
    """Look at a file first; then, confirmed, import it whole or not at all."""
    known(name)
    form = ImportForm(request.POST or None, request.FILES or None)
    content = request.POST.get("content", "")
    preview = None
    if request.method == "POST" and content:
        try:
            services.import_tsv(acting(request), name, io.BytesIO(content.replace("\r\n", "\n").encode()))
        except Refusal as refusal:
            form = ImportForm({})
            form.full_clean()
            form.errors.clear()
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The list is imported."))
            return redirect("admin_records", name)
    elif request.method == "POST" and form.is_valid():
        content, preview = _looked_at(request, name, form)
    title = reference.title_of(name)
    context = {
        **section_context(
            request, "admin_reference", Crumb(title, reverse("admin_records", args=[name])), Crumb(_("Import"))
        ),
        "form": form,
        "name": name,
        "title": title,
        "preview": preview,
        "content": content,
        "problems": [(problem.line, problem.text()) for problem in preview.problems] if preview else (),
    }
    return render(request, "administration/import.html", context)


def _looked_at(request: HttpRequest, name: str, form: ImportForm) -> tuple[str, Any]:
    upload = form.cleaned_data["file"]
    if upload.size > LARGEST:
        form.add_error("file", _("The file is larger than any list of this service. Check that it is the right one."))
        return "", None
    data = upload.read()
    try:
        return data.decode("utf-8-sig", errors="replace"), services.preview_tsv(acting(request), name, io.BytesIO(data))
    except Refusal as refusal:
        add_refusal(form, refusal)
        return "", None
