"""Is a conclusion in force? Says valid, replaced, withdrawn or unknown, and never what it contains."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.conclusions.enums import PublicStatus
from saraptama.casework.conclusions.selectors import by_token, is_the_issued_file
from saraptama.web.check.forms import CodeForm, IssuedFileForm
from saraptama.web.check.limits import too_often
from saraptama.web.public.failures import too_many
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.statuses import status_of

SAYS: dict[PublicStatus, str | Promise] = {
    PublicStatus.VALID: _("A conclusion with this code was signed, sealed and issued, and it is in force."),
    PublicStatus.REPLACED: _(
        "A later conclusion stands in its place. Ask whoever gave you this one for the later one."
    ),
    PublicStatus.WITHDRAWN: _("The conclusion was withdrawn after it had been issued. It must not be relied on."),
    PublicStatus.UNKNOWN: _(
        "Check each letter of the code against the paper. If it is right, no such conclusion was issued."
    ),
}


@require_safe
@never_cache
def check_home(request: HttpRequest) -> HttpResponse:
    """Where a code is typed in by hand."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("check_conclusion", slugify(form.cleaned_data["code"]).upper() or "-")
    return render(request, "check/check.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_conclusion(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to; and whether the file that somebody holds is the one that was issued, unchanged."""
    if too_often(request):
        return too_many(request)
    found = by_token(token[:60])
    file_form = IssuedFileForm(request.POST, request.FILES) if request.method == "POST" else IssuedFileForm()
    context: dict[str, Any] = {
        "crumbs": [Crumb(_("Check of a conclusion"))],
        "form": CodeForm(),
        "asked": token[:60],
        "status": found.status,
        "chip": status_of(found.status, large=True),
        "says": SAYS[found.status],
        "dated": found.dated,
        "file_form": file_form if found.status is not PublicStatus.UNKNOWN else None,
    }
    if request.method == "POST" and file_form.is_valid():
        digest = hashlib.sha256()
        for chunk in file_form.cleaned_data["file"].chunks():
            digest.update(chunk)
        context["is_compared"] = True
        context["is_same"] = is_the_issued_file(token[:60], digest.hexdigest())
    return render(request, "check/check.html", context)
