"""What was sent to the body: download, compare, give the receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.foundation.documents.selectors import facts_of
from saraptama.foundation.documents.services import open_file
from saraptama.foundation.messaging.enums import DispatchKind, DispatchState
from saraptama.foundation.messaging.errors import ReceiptDoesNotFit
from saraptama.foundation.messaging.rights import RECEIVE
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.journey.deliver_conclusion import receive
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.orderer_portal.acting import CHANGED_MEANWHILE, orderer
from saraptama.web.orderer_portal.forms import ReceiptForm
from saraptama.web.orderer_portal.tables import DISPATCHES
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.formats import datetime_text
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.statuses import status_of

_NO_LONGER = {
    ConclusionState.REPLACED: gettext_lazy(
        "A later conclusion stands in the place of this one: it stands in your list of conclusions and letters. "
        "Keep this file as part of the case, and rely on the later one."
    ),
    ConclusionState.WITHDRAWN: gettext_lazy(
        "This conclusion was withdrawn after it had been sent. It must not be relied on; the letter says why."
    ),
}


@require_safe
def dispatches(request: HttpRequest) -> HttpResponseBase:
    """Everything that was sent to the body."""
    table = DISPATCHES.read(request, dispatches_visible_to(orderer(request)))
    context = {
        "table": table,
        "crumbs": [Crumb(_("My orders"), reverse("portal_home")), Crumb(_("Conclusions and letters"))],
    }
    return table.export() or render(request, "orderer_portal/dispatches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: HttpRequest, dispatch_id: UUID) -> HttpResponse:
    """One of them, with its files, and the receipt while it is due."""
    actor = orderer(request)
    sent = _find(actor, dispatch_id)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _receive(actor, sent, form.cleaned_data["content_sha256"])
        except Refusal as refusal:
            if refusal.status == CHANGED_MEANWHILE:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The receipt is given. Thank you: the institute knows that you have it."))
            return redirect("portal_dispatch", dispatch_id)
    known = facts_of(sent.files)
    context = {
        "crumbs": [
            Crumb(_("My orders"), reverse("portal_home")),
            Crumb(_("Conclusions and letters"), reverse("portal_dispatches")),
            Crumb(sent.title),
        ],
        "dispatch": sent,
        "kind": DispatchKind(sent.kind).label,
        "status": status_of(DispatchState(sent.state), large=True),
        "facts": _facts(sent),
        "files": [(number, known[key]) for number, key in enumerate(sent.files, start=1) if key in known],
        "awaits_receipt": sent.state == DispatchState.SENT,
        "no_longer": _no_longer(actor, sent),
        "form": form,
    }
    return render(request, "orderer_portal/dispatch.html", context)


@require_safe
def dispatch_file(request: HttpRequest, dispatch_id: UUID, number: int) -> HttpResponseBase:
    """A file of the dispatch. The reading is noted."""
    actor = orderer(request)
    sent = _find(actor, dispatch_id)
    if not 1 <= number <= len(sent.files):
        raise NotVisible
    reader = open_file(actor, sent.files[number - 1], checked=RECEIVE)
    return download_of(reader)


def _find(actor: ActorRef, dispatch_id: UUID) -> Any:
    sent = dispatches_visible_to(actor).filter(pk=dispatch_id).first()
    if sent is None:
        raise NotVisible
    return sent


def _no_longer(actor: ActorRef, sent: Any) -> str:
    """Why the conclusion must not be relied on any more; empty while it is in force, and for letters."""
    if sent.kind != DispatchKind.CONCLUSION:
        return ""
    found = conclusions.visible_conclusions(actor).filter(pk=sent.subject_id).values_list("state", flat=True).first()
    return str(_NO_LONGER.get(ConclusionState(found), "")) if found else ""


def _receive(actor: ActorRef, sent: Any, content_sha256: str) -> None:
    """The receipt. A letter has no hash in its dispatch: there the receiver may name that of one of its files."""
    if content_sha256 and not sent.content_sha256:
        hashes = [open_file(actor, file_id, checked=RECEIVE).sha256 for file_id in sent.files]
        if content_sha256.lower() not in hashes:
            raise ReceiptDoesNotFit(field="content_sha256")
        content_sha256 = ""
    receive(actor, dispatch_id=sent.pk, content_sha256=content_sha256)


def _facts(sent: Any) -> list[Fact]:
    facts = [
        Fact(_("What it is"), DispatchKind(sent.kind).label),
        Fact(_("Number"), sent.title),
        Fact(_("Sent"), datetime_text(sent.sent_at)),
    ]
    if sent.content_sha256:
        facts.append(
            Fact(_("SHA-256 of the file"), format_html('<span class="text-break">{}</span>', sent.content_sha256))
        )
    if sent.received_at:
        facts += [Fact(_("Received"), datetime_text(sent.received_at)), Fact(_("Received by"), sent.receiver_name)]
    return facts
