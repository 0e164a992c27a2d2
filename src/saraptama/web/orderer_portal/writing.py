"""Writing an order: seven pages, each kept as it is; the last one (`sending`) shows all answers and sends them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import SignatureStatus
from saraptama.foundation.accounts.selectors import full_names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.draft_papers import papers_of
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Confidentiality
from saraptama.web.orderer_portal.acting import body_of, orderer
from saraptama.web.orderer_portal.draft_forms import PapersForm, order_kinds_of
from saraptama.web.orderer_portal.draft_pages import (
    BY_CODE,
    CHECK,
    PAGES,
    QUESTIONS,
    SIGNATURE,
    DraftPage,
    Initial,
    is_complete,
    lacks_scan,
    page_after,
)
from saraptama.web.orderer_portal.drafts import Draft, begin, discard, draft_of, drafts_of, keep
from saraptama.web.orderer_portal.papers import took_away, upload
from saraptama.web.orderer_portal.sending import check, draft_crumbs, title_of
from saraptama.web.orderer_portal.typical import TAKE, offer, with_ticked
from saraptama.web.shared.components import Confirmation, Crumb
from saraptama.web.shared.forms import SHOW_AGAIN
from saraptama.web.shared.repeaters import asked_for_rows

AS_TYPED = "as-typed"
"""In the address: show what was typed without errors, for the person has not asked to go on yet."""


@dataclass(frozen=True)
class Resumable:
    """A draft as its writer finds it again."""

    id: UUID
    title: str
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Go on with a draft, or begin another order."""
    actor = orderer(request)
    if request.method == "POST":
        return redirect("portal_draft", begin(actor).id, PAGES[0].code)
    context = {
        "crumbs": [Crumb(_("My orders"), reverse("portal_home")), Crumb(_("New order"))],
        "drafts": resumable(actor),
        "pages": [page.title for page in PAGES],
    }
    return render(request, "orderer_portal/new.html", context)


def resumable(actor: ActorRef) -> list[Resumable]:
    """The person's drafts with the page to go on with."""
    return [
        Resumable(draft.id, title_of(draft), reverse("portal_draft", args=[draft.id, _first_open(actor, draft)]))
        for draft in drafts_of(actor)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def discard_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Forget a draft, after a question."""
    actor = orderer(request)
    if sent := _already_sent(request, actor, draft_id):
        return sent
    draft = draft_of(actor, draft_id)
    if request.method == "POST":
        discard(actor, draft)
        messages.success(request, _("The draft is discarded. Nothing was sent."))
        return redirect("portal_new")
    confirmation = Confirmation(
        question=_("Discard the draft “{title}”?").format(title=title_of(draft)),
        consequences=[_("What you typed and uploaded is erased. Nothing was sent yet.")],
        action=_("Discard the draft"),
        back_url=reverse("portal_new"),
    )
    return render(request, "components/confirm.html", {"confirmation": confirmation})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """One page of the order; typed input is kept, right or not."""
    actor = orderer(request)
    if sent := _already_sent(request, actor, draft_id):
        return sent
    draft = draft_of(actor, draft_id)
    if page == CHECK:
        return check(request, actor, draft)
    if page not in BY_CODE:
        raise Http404
    asked = BY_CODE[page]
    typed = _kept(request, actor, draft, asked) if request.method == "POST" else draft.typed(page)
    parts = asked.parts(typed, _initial(actor, draft) | draft.given())
    papers = PapersForm(request.POST or None, request.FILES or None) if page == SIGNATURE else None
    if request.method == "POST":
        if onward := _onward(request, actor, draft, asked, parts, papers):
            return redirect(onward)
    elif AS_TYPED in request.GET:
        _without_checking(parts)
    return render(request, "orderer_portal/draft_page.html", _page_context(actor, draft, asked, parts, papers, typed))


def _onward(
    request: HttpRequest,
    actor: ActorRef,
    draft: Draft,
    asked: DraftPage,
    parts: list[Any],
    papers: PapersForm | None,
) -> str:
    """The address to go on to; empty while the page must be shown again."""
    if _shown_again(request, parts):
        return ""
    then = request.POST.get("then")
    uploaded = papers is None or upload(actor, draft, papers)
    if papers is not None and (took_away(request, actor, draft) or (uploaded and then == "upload")):
        return f"{reverse('portal_draft', args=[draft.id, asked.code])}?{AS_TYPED}"
    if then == "leave" and uploaded:
        messages.success(request, _("The draft is kept. Go on with it whenever you like."))
        return reverse("portal_new")
    checked = [part.is_valid() for part in parts]  # every part, so that each shows its errors
    if all(checked) and uploaded and not (papers and _needs_scan(actor, draft, papers)):
        return reverse("portal_draft", args=[draft.id, page_after(asked.code)])
    return ""


def _kept(request: HttpRequest, actor: ActorRef, draft: Draft, asked: DraftPage) -> QueryDict:
    """What was sent, with the ticked questions among the others, as it is kept from now on."""
    sent = with_ticked(draft, request.POST) if asked.code == QUESTIONS else request.POST
    keep(actor, draft, asked.code, sent)
    return sent


def _shown_again(request: HttpRequest, parts: list[Any]) -> bool:
    """Whether a button asked for more rows or for the ticked questions, or an ended session for what was typed."""
    if TAKE in request.POST or SHOW_AGAIN in request.POST:
        _without_checking(parts)
        return True
    return asked_for_rows(*parts)


def _without_checking(parts: list[Any]) -> None:
    for part in parts:
        part.keep_without_checking()


def _needs_scan(actor: ActorRef, draft: Draft, papers: PapersForm) -> bool:
    """A signature on paper is shown (CPC 272, part 1)."""
    if not lacks_scan(draft, papers_of(actor, draft.id)):
        return False
    papers.add_error("scan", _("Choose the scan of the signed order, or say that it is not signed yet."))
    return True


def _page_context(
    actor: ActorRef, draft: Draft, asked: DraftPage, parts: list[Any], papers: PapersForm | None, typed: Any
) -> dict[str, Any]:
    place = PAGES.index(asked)
    return {
        "crumbs": draft_crumbs(asked.title),
        "draft": draft,
        "asked": asked,
        "parts": parts,
        "offer": offer(draft, typed) if asked.code == QUESTIONS else None,
        "papers": papers,
        "uploaded": papers_of(actor, draft.id) if papers is not None else [],
        "place": place + 1,
        "count": len(PAGES) + 1,
        "back": reverse("portal_draft", args=[draft.id, PAGES[place - 1].code]) if place else reverse("portal_new"),
    }


def _initial(actor: ActorRef, draft: Draft) -> Initial:
    """What is known without asking."""
    body = body_of(actor)
    return {
        "order_kind": order_kinds_of(draft.order_kinds)[0].value,
        "exam_kind": "PRIMARY",
        "composition": "SOLE",
        "institute_code": next((u.code for u in reference.institutes() if u.region_code == body.region_code), ""),
        "confidentiality": Confidentiality.OPEN.value,
        "consent": "NOT_NEEDED",
        "person_name": full_names_of([actor.id]).get(actor.id, ""),
        "signature_status": SignatureStatus.PAPER_SCAN.value,
    }


def _already_sent(request: HttpRequest, actor: ActorRef, draft_id: UUID) -> HttpResponse | None:
    """The way to the order that a draft has become: after a second click on “send”, and after going back."""
    order_id = intake.order_id_of_conversation(draft_id)
    if order_id is None or not intake.visible_orders(actor).filter(pk=order_id).exists():
        return None
    messages.info(request, _("This order has been sent already. It was received once."))
    return redirect("portal_order", order_id)


def _first_open(actor: ActorRef, draft: Draft) -> str:
    """The page to go on with."""
    papers = papers_of(actor, draft.id)
    return next((asked.code for asked in PAGES if not is_complete(draft, asked, papers)), CHECK)
