"""The last page of an order: all answers in words, what is still open, earlier orders like it, and the sending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.types import EarlierOrder
from saraptama.foundation.documents.types import FileFacts
from saraptama.journey import register_order
from saraptama.journey.draft_papers import hand_in, papers_of
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.rights import Confidentiality, Scope
from saraptama.web.orderer_portal.acting import body_of
from saraptama.web.orderer_portal.draft_answers import shown_answers
from saraptama.web.orderer_portal.draft_forms import SendForm
from saraptama.web.orderer_portal.draft_pages import (
    PAGE_OF_FIELD,
    PAGES,
    answers_of,
    is_complete,
    submission_of,
)
from saraptama.web.orderer_portal.drafts import Draft, discard
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.forms import add_refusal
from saraptama.web.shared.refusals import reasons_of


def check(request: HttpRequest, actor: ActorRef, draft: Draft) -> HttpResponse:
    """All answers; what is open is linked; what is complete is sent."""
    papers = papers_of(actor, draft.id)
    open_pages = [asked for asked in PAGES if not is_complete(draft, asked, papers)]
    answers = answers_of(draft)
    form = SendForm(request.POST if request.method == "POST" else None)
    to_mend: list[tuple[str, str]] = []
    if request.method == "POST" and not open_pages and form.is_valid():
        try:
            order_id = _send(actor, draft, answers)
        except Refusal as refusal:
            to_mend = _where_to_mend(draft, refusal)
            add_refusal(form, refusal)
        else:
            discard(actor, draft)
            messages.success(request, _("The order is sent. The records office checks it and registers it."))
            return redirect("portal_order", order_id)
    return render(
        request, "orderer_portal/draft_check.html", _context(actor, draft, answers, papers, open_pages, form, to_mend)
    )


def _context(
    actor: ActorRef,
    draft: Draft,
    answers: dict[str, Any],
    papers: list[FileFacts],
    open_pages: list[Any],
    form: SendForm,
    to_mend: list[tuple[str, str]],
) -> dict[str, Any]:
    return {
        "crumbs": draft_crumbs(_("Check your answers")),
        "draft": draft,
        "sections": shown_answers(draft, answers, papers),
        "open_pages": open_pages,
        "earlier": [] if open_pages else _earlier(actor, draft, answers),
        "form": form,
        "to_mend": to_mend,
        "place": len(PAGES) + 1,
        "count": len(PAGES) + 1,
        "back": reverse("portal_draft", args=[draft.id, PAGES[-1].code]),
    }


def _earlier(actor: ActorRef, draft: Draft, answers: dict[str, Any]) -> list[tuple[EarlierOrder, str]]:
    """Orders of the own body that this one may follow, each with the reasons in words (CPC 287)."""
    found = intake.earlier_than_typed(actor, _submission(actor, draft, answers))
    return [(one, ", ".join(intake.label_of(reason) for reason in one.likeness.reasons)) for one in found]


def _submission(actor: ActorRef, draft: Draft, answers: dict[str, Any]) -> Any:
    return submission_of(answers, body_code=body_of(actor).code, draft_id=draft.id)


def _send(actor: ActorRef, draft: Draft, answers: dict[str, Any]) -> UUID:
    """The order and its papers, both or neither. The draft's id is the key: sent twice it is one order."""
    with transaction.atomic():
        answer = register_order.receive(
            actor,
            submission=_submission(actor, draft, answers),
            channel=Channel.PORTAL,
            request_key=f"portal:{draft.id}",
        )
        if not answer.repeated:
            order = intake.order_card(actor, answer.order_id)
            scope = Scope(order.unit.path, order.region, "", Confidentiality(order.confidentiality))
            hand_in(actor, draft_id=draft.id, order_id=answer.order_id, scope=scope)
    return answer.order_id


def _where_to_mend(draft: Draft, refusal: Refusal) -> list[tuple[str, str]]:
    """Each reason that belongs to a page, with the page's address."""
    found = []
    for reason in reasons_of(refusal):
        code = PAGE_OF_FIELD.get(reason.field.split("[")[0].split(".")[0])
        if code is not None:
            found.append((reason.text(), reverse("portal_draft", args=[draft.id, code])))
    return found


def title_of(draft: Draft) -> str:
    """What a person knows the draft by."""
    number, case = draft.value("case", "number"), draft.value("case", "case_no")
    return " · ".join(part for part in (number and f"№ {number}", case) if part) or _("Order without a number yet")


def draft_crumbs(title: Any) -> list[Crumb]:
    """The way to a page of the draft."""
    return [
        Crumb(_("My orders"), reverse("portal_home")),
        Crumb(_("New order"), reverse("portal_new")),
        Crumb(title),
    ]
