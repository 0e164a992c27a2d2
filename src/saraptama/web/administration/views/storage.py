"""The store of files: how much, how much room is left, backups of keys, what is due, whether everything is intact."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.foundation.audit import selectors
from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.documents.stock import (
    Stock,
    ask_for_file_inspection,
    due_for_disposal,
    note_key_backup,
    stock,
)
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.administration.confirming import GroundForm
from saraptama.web.administration.inspecting import shown_inspections
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.shared.components import Fact, Stat
from saraptama.web.shared.formats import date_text, datetime_text, share_text, size_text
from saraptama.web.shared.forms import add_refusal

LITTLE_ROOM = 0.10
"""Below this share of the disk the page asks to act."""
OLD_BACKUP = timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
def storage(request: HttpRequest) -> HttpResponse:
    """The store in words; the form notes a backup of the keys."""
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_key_backup(acting(request), ground=form.cleaned_data["ground"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The backup of the keys is noted."))
            return redirect("admin_storage")
    found = stock()
    checks = shown_inspections(selectors.inspections(InspectionKind.FILES, limit=5))
    context = {
        **section_context(request, "admin_storage"),
        "stats": _stats(found),
        "facts": _facts(found),
        "warnings": _warnings(found, checks),
        "due": [(case_id, files, date_text(since)) for case_id, files, since in due_for_disposal()],
        "inspections": checks,
        "form": form,
    }
    return render(request, "administration/storage.html", context)


def _stats(found: Stock) -> list[Stat]:
    return [
        Stat(_("files"), found.files),
        Stat(_("cases with files"), found.cases),
        Stat(_("under legal hold"), found.held),
        Stat(_("erased by law"), found.erased),
        Stat(_("files due for disposal"), found.due_for_disposal, "#due"),
    ]


def _facts(found: Stock) -> list[Fact]:
    free = share_text(found.disk_free / found.disk_size)
    return [
        Fact(_("Contents of the files"), size_text(found.octets)),
        Fact(_("Database"), size_text(found.database_octets)),
        Fact(
            _("Room on the disk"),
            _("{free} of {size} ({share})").format(
                free=size_text(found.disk_free), size=size_text(found.disk_size), share=free
            ),
        ),
        Fact(
            _("Last backup of the keys"),
            datetime_text(found.keys_backed_up_at) if found.keys_backed_up_at else _("none noted"),
        ),
    ]


def _warnings(found: Stock, checks: list[dict[str, Any]]) -> list[str]:
    """What is to be done, as sentences."""
    said = []
    if found.disk_free < found.disk_size * LITTLE_ROOM:
        said.append(_("Little room is left on the disk. Enlarge it before uploads are refused."))
    if found.keys_backed_up_at is None or found.keys_backed_up_at < clock.now() - OLD_BACKUP:
        said.append(
            _(
                "The store of keys has had no backup for a week. Without its keys no file can ever be read again: "
                "copy the folder of keys to its own medium, apart from the files, and note it below."
            )
        )
    if checks and checks[0]["row"].holds is False:
        said.append(_("The last re-check found files that are not what was stored. Restore them from the backup."))
    if not checks:
        said.append(_("The files have never been re-checked. Start it below; it runs in the background."))
    return said


@require_POST
def inspect(request: HttpRequest) -> HttpResponse:
    """Have every file re-checked in the background."""
    ask_for_file_inspection(acting(request))
    messages.success(request, _("The re-check is under way. Its outcome appears on this page."))
    return redirect("admin_storage")
