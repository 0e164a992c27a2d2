"""What experts ask of the body, and the body's answer."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import PetitionDecision, PetitionKind
from saraptama.casework.examinations.policies import can_act
from saraptama.casework.examinations.services import answer_petition
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import store
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.head import due_chip
from saraptama.web.examination_page.words import number_of, specialty_of
from saraptama.web.orderer_portal.acting import CHANGED_MEANWHILE, orderer
from saraptama.web.orderer_portal.forms import AnswerForm
from saraptama.web.orderer_portal.tables import PETITIONS
from saraptama.web.orderer_portal.waiting import MOST, answer_by, waiting
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.formats import date_text, days_text
from saraptama.web.shared.forms import add_refusal


@require_safe
def petitions(request: HttpRequest) -> HttpResponseBase:
    """Petitions that wait, the nearest day first."""
    table = PETITIONS.show(request, waiting(selectors.open_petitions(orderer(request))[:MOST]))
    context = {"table": table, "crumbs": [Crumb(_("My orders"), reverse("portal_home")), Crumb(_("Petitions"))]}
    return table.export() or render(request, "orderer_portal/petitions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """What is asked and why; the answer, while there is none."""
    actor = orderer(request)
    examination, asked = _find(actor, petition_id)
    note_read(actor, subject=asked)
    form = AnswerForm(request.POST or None, request.FILES or None, asks_for_days=asked.asked_days)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(actor, examination, asked, form.cleaned_data)
        except Refusal as refusal:
            if refusal.status == CHANGED_MEANWHILE:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your answer is recorded; the expert sees it at once."))
            return redirect("portal_order", examination.order_id)
    given = getattr(asked, "answer", None)
    context = {
        "crumbs": _crumbs(examination),
        "petition": asked,
        "kind": selectors.label_of(PetitionKind(asked.kind)),
        "facts": _facts(examination, asked),
        "due": due_chip(selectors.term_of(examination)),
        "answer": given,
        "decision": selectors.label_of(PetitionDecision(given.decision)) if given else "",
        "may_answer": given is None and can_act(actor, examination, "answer_petition"),
        "form": form,
        "answer_by": None if given else answer_by(asked),
        "back": reverse("portal_order", args=[examination.order_id]),
    }
    return render(request, "orderer_portal/petition.html", context)


def _find(actor: ActorRef, petition_id: UUID) -> tuple[Any, Any]:
    examination = selectors.visible_to(actor).for_list().filter(petitions__id=petition_id).first()
    if examination is None:
        raise NotVisible
    return examination, examination.petitions.select_related("answer").get(pk=petition_id)


def _answer(actor: ActorRef, examination: Any, asked: Any, data: dict[str, Any]) -> None:
    """The paper and the decision, both or neither."""
    with transaction.atomic():
        answer_petition(
            actor,
            petition_id=asked.pk,
            decision=PetitionDecision(data["decision"]),
            text=data["text"],
            granted_days=data.get("granted_days") or 0,
            number=data["number"],
            document_id=_stored(actor, examination, data["paper"]),
            occurred_on=clock.today(),
        )


def _stored(actor: ActorRef, examination: Any, paper: UploadedFile | None) -> UUID | None:
    if paper is None:
        return None
    return store(
        actor,
        name=paper.name or "",
        media_type=paper.content_type or "",
        case_id=examination.order_id,
        kind=FileKind.PETITION,
        stream=cast(BinaryIO, paper.file),
        scope=examination.scope,
    ).id


def _crumbs(examination: Any) -> list[Crumb]:
    return [
        Crumb(_("My orders"), reverse("portal_home")),
        Crumb(number_of(examination), reverse("portal_order", args=[examination.order_id])),
        Crumb(_("Petition")),
    ]


def _facts(examination: Any, asked: Any) -> list[Fact]:
    facts = [
        Fact(_("Examination"), f"{number_of(examination)} · {specialty_of(examination)}"),
        Fact(_("What is asked for"), selectors.label_of(PetitionKind(asked.kind))),
        Fact(_("Sent"), date_text(asked.occurred_on)),
    ]
    if asked.asked_days:
        facts.append(Fact(_("Days asked for"), days_text(asked.asked_days)))
    if asked.questions:
        facts.append(Fact(_("Questions that depend on it"), ", ".join(str(number) for number in asked.questions)))
    return facts
