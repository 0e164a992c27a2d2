"""Writing an order: seven pages, each kept as it is; the last one shows all answers and sends them."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel, OrderKind, SignatureStatus
from saraptama.foundation.accounts.selectors import full_names_of
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import store
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import register_order
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.kernel.rights import Confidentiality, Scope
from saraptama.web.orderer_portal.acting import orderer
from saraptama.web.orderer_portal.draft_answers import shown_answers
from saraptama.web.orderer_portal.draft_forms import SendForm
from saraptama.web.orderer_portal.draft_pages import (
    BY_CODE,
    CHECK,
    PAGE_OF_FIELD,
    PAGES,
    DraftPage,
    Initial,
    answers_of,
    is_complete,
    page_after,
    submission_of,
)
from saraptama.web.orderer_portal.drafts import Draft, begin, discard, draft_of, drafts_of, keep
from saraptama.web.shared.components import Confirmation, Crumb
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.refusals import reasons_of
from saraptama.web.shared.repeaters import asked_for_rows

COURTS = ("01", "09")
"""Kinds of bodies that appoint by a ruling: courts and investigating judges."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Go on with a draft, or begin another order."""
    actor = orderer(request)
    if request.method == "POST":
        return redirect("portal_draft", begin(actor).id, PAGES[0].code)
    context = {
        "crumbs": [Crumb(_("My orders"), reverse("portal_home")), Crumb(_("New order"))],
        "drafts": [(draft, _title(draft), _first_open(draft)) for draft in drafts_of(actor)],
        "pages": [page.title for page in PAGES],
    }
    return render(request, "orderer_portal/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Forget a draft, after a question."""
    actor = orderer(request)
    draft = draft_of(actor, draft_id)
    if request.method == "POST":
        discard(actor, draft)
        messages.success(request, _("The draft is discarded. Nothing was sent."))
        return redirect("portal_new")
    confirmation = Confirmation(
        question=_("Discard the draft “{title}”?").format(title=_title(draft)),
        consequences=[_("What you typed is forgotten. Nothing was sent yet.")],
        action=_("Discard the draft"),
        back_url=reverse("portal_new"),
    )
    return render(request, "components/confirm.html", {"confirmation": confirmation})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """One page of the order; typed input is kept, right or not."""
    actor = orderer(request)
    draft = draft_of(actor, draft_id)
    if page == CHECK:
        return _check(request, actor, draft)
    if page not in BY_CODE:
        raise Http404
    asked = BY_CODE[page]
    sent = request.POST if request.method == "POST" else None
    parts = asked.parts(draft.typed(page) if sent is None else sent, _initial(actor, draft))
    if sent is not None and not asked_for_rows(*parts):
        keep(actor, draft, page, sent)
        if sent.get("then") == "leave":
            messages.success(request, _("The draft is kept. Go on with it whenever you like."))
            return redirect("portal_new")
        checked = [part.is_valid() for part in parts]  # every part, so that each shows its errors
        if all(checked):
            return redirect("portal_draft", draft.id, page_after(page))
    return render(request, "orderer_portal/draft_page.html", _page_context(draft, asked, parts))


def _page_context(draft: Draft, asked: DraftPage, parts: list[Any]) -> dict[str, Any]:
    place = PAGES.index(asked)
    return {
        "crumbs": _crumbs(asked.title),
        "draft": draft,
        "asked": asked,
        "parts": parts,
        "place": place + 1,
        "count": len(PAGES) + 1,
        "back": reverse("portal_draft", args=[draft.id, PAGES[place - 1].code]) if place else reverse("portal_new"),
    }


def _crumbs(title: Any) -> list[Crumb]:
    return [
        Crumb(_("My orders"), reverse("portal_home")),
        Crumb(_("New order"), reverse("portal_new")),
        Crumb(title),
    ]


def _initial(actor: ActorRef, draft: Draft) -> Initial:
    """What is known without asking."""
    body = reference.body(_body_id(actor))
    ruling = body.kind_code in COURTS
    return {
        "order_kind": (OrderKind.RULING if ruling else OrderKind.RESOLUTION).value,
        "exam_kind": "PRIMARY",
        "composition": "SOLE",
        "institute_code": next((u.code for u in reference.institutes() if u.region_code == body.region_code), ""),
        "confidentiality": Confidentiality.OPEN.value,
        "consent": "NOT_NEEDED",
        "person_name": full_names_of([actor.id]).get(actor.id, ""),
        "signature_status": SignatureStatus.PAPER_SCAN.value,
    }


def _check(request: HttpRequest, actor: ActorRef, draft: Draft) -> HttpResponse:
    """All answers; what is open is linked; what is complete is sent."""
    open_pages = [asked for asked in PAGES if not is_complete(draft, asked)]
    answers = answers_of(draft)
    form = SendForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        needs_paper=answers.get("signature_status") == SignatureStatus.PAPER_SCAN.value,
    )
    to_mend: list[tuple[str, str]] = []
    if request.method == "POST" and not open_pages and form.is_valid():
        try:
            order_id = _send(actor, draft, answers, form.cleaned_data["paper"])
        except Refusal as refusal:
            to_mend = _where_to_mend(draft, refusal)
            add_refusal(form, refusal)
        else:
            discard(actor, draft)
            messages.success(request, _("The order is sent. The records office checks it and registers it."))
            return redirect("portal_order", order_id)
    context = {
        "crumbs": _crumbs(_("Check your answers")),
        "draft": draft,
        "sections": shown_answers(draft, answers),
        "open_pages": open_pages,
        "form": form,
        "to_mend": to_mend,
        "place": len(PAGES) + 1,
        "count": len(PAGES) + 1,
        "back": reverse("portal_draft", args=[draft.id, PAGES[-1].code]),
    }
    return render(request, "orderer_portal/draft_check.html", context)


def _send(actor: ActorRef, draft: Draft, answers: dict[str, Any], paper: UploadedFile | None) -> UUID:
    """The order and its scan, both or neither. The draft's id is the key: sent twice it is one order."""
    submission = submission_of(answers, body_code=reference.body(_body_id(actor)).code)
    with transaction.atomic():
        answer = register_order.receive(
            actor, submission=submission, channel=Channel.PORTAL, request_key=f"portal:{draft.id}"
        )
        if paper is not None and not answer.repeated:
            order = intake.order_card(actor, answer.order_id)
            store(
                actor,
                name=paper.name or "",
                media_type=paper.content_type or "",
                case_id=answer.order_id,
                kind=FileKind.ORDER,
                stream=cast(BinaryIO, paper.file),
                scope=Scope(order.unit.path, order.region, "", Confidentiality(order.confidentiality)),
            )
    return answer.order_id


def _where_to_mend(draft: Draft, refusal: Refusal) -> list[tuple[str, str]]:
    """Each reason that belongs to a page, with the page's address."""
    found = []
    for reason in reasons_of(refusal):
        code = PAGE_OF_FIELD.get(reason.field.split("[")[0].split(".")[0])
        if code is not None:
            found.append((reason.text(), reverse("portal_draft", args=[draft.id, code])))
    return found


def _body_id(actor: ActorRef) -> UUID:
    if actor.body_id is None:
        raise NotVisible
    return actor.body_id


def _title(draft: Draft) -> str:
    """What a person knows the draft by."""
    number, case = draft.value("case", "number"), draft.value("case", "case_no")
    return " · ".join(part for part in (number and f"№ {number}", case) if part) or _("Order without a number yet")


def _first_open(draft: Draft) -> str:
    """The page to go on with."""
    return next((asked.code for asked in PAGES if not is_complete(draft, asked)), CHECK)
