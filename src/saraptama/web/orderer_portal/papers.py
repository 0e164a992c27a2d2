"""Papers of a draft on their way in and out: uploaded one by one, looked at again, taken away."""

from contextlib import suppress
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.intake.rights import INTAKE_SUBMIT
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import open_file
from saraptama.journey import draft_papers
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.orderer_portal.acting import orderer
from saraptama.web.orderer_portal.draft_forms import PapersForm
from saraptama.web.orderer_portal.drafts import Draft
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.forms import add_refusal

KINDS = {"scan": FileKind.ORDER, "other": FileKind.ATTACHMENT}


def upload(actor: ActorRef, draft: Draft, form: PapersForm) -> bool:
    """Keep the files that came with the page; what is refused is said at its field, the others are kept."""
    if not form.is_valid():
        return False
    for field, kind in KINDS.items():
        paper = form.cleaned_data[field]
        if paper is None:
            continue
        try:
            draft_papers.attach(
                actor,
                draft_id=draft.id,
                kind=kind,
                name=paper.name or "",
                media_type=paper.content_type or "",
                stream=cast(BinaryIO, paper.file),
            )
        except Refusal as refusal:
            refusal.field = field
            add_refusal(form, refusal)
    return not form.errors


def took_away(request: HttpRequest, actor: ActorRef, draft: Draft) -> bool:
    """Erase the file whose button was pressed, if one was."""
    for text in request.POST.getlist("detach"):
        with suppress(ValueError):
            draft_papers.detach(actor, draft_id=draft.id, paper_id=UUID(text))
            messages.success(request, _("The file is erased from the draft."))
            return True
    return False


@require_safe
def paper(request: HttpRequest, draft_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """Look at a paper again before it is sent."""
    actor = orderer(request)
    if paper_id not in [kept.id for kept in draft_papers.papers_of(actor, draft_id)]:
        raise NotVisible
    return download_of(open_file(actor, paper_id, checked=INTAKE_SUBMIT))
