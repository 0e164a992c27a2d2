"""The page of an examination, its files, and the petition. Why it is due on its day: term_page.py."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import PetitionKind
from saraptama.casework.examinations.policies import check_act
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.services import open_file
from saraptama.journey import suspend_and_extend
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.forms import PetitionForm
from saraptama.web.examination_page.further_acts import further_acts
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.life_line import life_line
from saraptama.web.examination_page.parts import PARTS, asked_of, papers_of, right_to_papers, tabs_of
from saraptama.web.examination_page.steps import next_step_of
from saraptama.web.examination_page.term_page import time_of
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.shared.components import Crumb
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.forms import add_refusal


def crumbs_to(examination: Any, *further: str) -> list[Crumb]:
    """The way to a page of this examination."""
    if not further:
        return [Crumb(number_of(examination))]
    return [Crumb(number_of(examination), page_of(examination)), *(Crumb(title) for title in further)]


@require_safe
def examination_page(request: HttpRequest, examination_id: UUID, part: str = "questions") -> HttpResponse:
    """Head, next step, life line, and one of the parts. Opening the case is noted."""
    if part not in PARTS:
        raise Http404
    actor = acting(request)
    examination = examination_of(request, examination_id)
    note_read(actor, subject=examination)
    reckoned = selectors.term_of(examination)
    step = next_step_of(actor, examination)
    context = {
        "crumbs": crumbs_to(examination),
        "examination": examination,
        "head": head_of(examination, reckoned),
        "step": step,
        "further": further_acts(actor, examination, step),
        "timeline": life_line(examination, reckoned),
        **time_of(examination, reckoned),
        "tabs": tabs_of(actor, examination, part),
        "part": f"examination_page/parts/{part}.html",
        **PARTS[part].fill(actor, examination),
    }
    return render(request, "examination_page/examination.html", context)


@require_safe
def examination_file(request: HttpRequest, examination_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A paper of the case. The reading is noted by the store."""
    examination = examination_of(request, examination_id)
    actor = acting(request)
    if file_id not in {file.id for file in papers_of(actor, examination)}:
        raise NotVisible
    return download_of(open_file(actor, file_id, checked=right_to_papers(actor, examination)))


@require_safe
def conclusion_file(request: HttpRequest, examination_id: UUID, conclusion_id: UUID) -> HttpResponseBase:
    """The sealed conclusion."""
    examination = examination_of(request, examination_id)
    actor = acting(request)
    if conclusions.conclusion_for(actor, conclusion_id).examination_id != examination.pk:
        raise NotVisible
    reader = conclusions.open_final(actor, conclusion_id)
    return download_of(reader)


@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Ask the appointing body for something, with reasons."""
    examination = examination_of(request, examination_id)
    actor = acting(request)
    check_act(actor, examination, "send_petition")
    asked = [(row.number, f"{row.number}. {Truncator(row.text).words(16)}") for row in asked_of(examination)]
    form = PetitionForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            suspend_and_extend.send_petition(actor, examination_id=examination.pk, **_sent(form.cleaned_data))
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The petition is sent; the appointing body sees it at once."))
            return redirect("examination_part", examination.pk, "petitions")
    context = {
        "crumbs": crumbs_to(examination, _("Petition")),
        "form": form,
        "number": number_of(examination),
        "back": reverse("examination_part", args=[examination.pk, "petitions"]),
    }
    return render(request, "examination_page/petition.html", context)


def _sent(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "kind": PetitionKind(data["kind"]), "questions": data.get("questions", ())}
