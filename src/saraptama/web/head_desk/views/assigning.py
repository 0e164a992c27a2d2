"""Into production, to a laboratory, to an expert, to another expert."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import AssignmentRole, EndReason
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.policies import check_act, check_permitted
from saraptama.casework.examinations.types import CandidateVerdict
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.journey import assign_expert
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.head_desk.forms import AssignForm, DirectForm, ReassignForm
from saraptama.web.shared.formats import DASH, date_text
from saraptama.web.shared.forms import add_refusal


@require_POST
def accept(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Take the examination into production, then go on to the choice of the expert."""
    assign_expert.accept_for_production(acting(request), examination_id=examination_id)
    messages.success(request, _("Taken into production. Now choose the expert."))
    return redirect("head_assign", examination_id)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Choose among explained candidates; an examination not yet in production is taken into it on the way."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "assign")
    if examination.current_state is not S.REGISTERED:
        check_act(actor, examination, "assign")
    verdicts = assign_expert.candidates(actor, examination_id=examination_id)
    eligible = by_load(verdicts)
    form = AssignForm(request.POST or None, candidates=[(str(v.expert_id), v.name) for v in eligible])
    if request.method == "POST" and form.is_valid():
        try:
            assign_expert.assign(actor, examination_id=examination_id, **_chosen(form.cleaned_data))
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Assigned. The expert is told and accepts next."))
            return redirect(page_of(examination))
    context = {
        "crumbs": crumbs_to(examination, _("Assignment")),
        "head": head_of(examination, selectors.term_of(examination)),
        "form": form,
        "eligible": [(v, position_of(v)) for v in eligible],
        "excluded": [(v, selectors.label_of(v.rule), dates_of(v)) for v in verdicts if v.rule is not None],
        "is_commission": examination.composition == Composition.COMMISSION.value,
        "back": page_of(examination),
    }
    return render(request, "head_desk/assign.html", context)


def by_load(verdicts: list[CandidateVerdict]) -> list[CandidateVerdict]:
    """The eligible, those with the least work first."""
    return sorted((v for v in verdicts if v.eligible), key=lambda v: (v.load.total, v.load.overdue, v.name))


def position_of(verdict: CandidateVerdict) -> str:
    """The candidate's position in words."""
    return reference.label(Dictionary.POSITION, verdict.position) if verdict.position else ""


def dates_of(verdict: CandidateVerdict) -> str:
    """The days of which the rule speaks: until when the certificate ran, from when to when the absence lasts."""
    since, until = date_text(verdict.since), date_text(verdict.until)
    if verdict.since and verdict.until:
        return f"{since} – {until}"
    if verdict.until:
        return _("until {day}").format(day=until)
    return _("since {day}").format(day=since) if verdict.since else DASH


def _chosen(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "lead_id": UUID(data["lead_id"]),
        "member_ids": [UUID(key) for key in data["member_ids"]],
        "note": data["note"],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Replace an expert, with the reason and the state of the work."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "reassign")
    leaving = current_experts(examination)
    present = {key for key, _name in leaving}
    verdicts = by_load(assign_expert.candidates(actor, examination_id=examination_id))
    coming = [(str(v.expert_id), load_words(v)) for v in verdicts if str(v.expert_id) not in present]
    form = ReassignForm(request.POST or None, leaving=leaving, coming=coming)
    if request.method == "POST" and form.is_valid():
        try:
            assign_expert.reassign(
                actor,
                examination_id=examination_id,
                leaving_id=UUID(form.cleaned_data["leaving_id"]),
                new_id=UUID(form.cleaned_data["new_id"]),
                reason=EndReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Replaced. The new expert is told and accepts next."))
            return redirect(page_of(examination))
    context = {
        "crumbs": crumbs_to(examination, _("Replacement of an expert")),
        "title": _("Replace an expert"),
        "lead": number_of(examination),
        "form": form,
        "action": _("Replace"),
        "back": page_of(examination),
        "warning": "" if coming else _("No other expert of the institute is eligible today."),
    }
    return render(request, "head_desk/act.html", context)


def current_experts(examination: Any) -> list[tuple[str, str]]:
    """The experts who have the examination now, as choices."""
    rows = list(examination.assignments.filter(ended_on__isnull=True))
    names = names_of(row.user_id for row in rows if row.user_id)
    return [
        (str(row.expert_id), f"{names.get(row.user_id, '—')}, {selectors.label_of(AssignmentRole(row.role))}")
        for row in rows
    ]


def load_words(verdict: CandidateVerdict) -> str:
    """A candidate with the work in hand."""
    return _("{name}: {count} in work").format(name=verdict.name, count=verdict.load.total)


@require_http_methods(["GET", "HEAD", "POST"])
def direct(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Send the examination down the chain, to a laboratory of the institute."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "direct_to_unit")
    units = [(str(unit.id), str(unit.name)) for unit in reference.units(examination.institute.path)]
    form = DirectForm(request.POST or None, units=units, initial={"unit_id": str(examination.unit_id)})
    if request.method == "POST" and form.is_valid():
        try:
            services.direct_to_unit(
                actor,
                examination_id=examination_id,
                unit_id=UUID(form.cleaned_data["unit_id"]),
                occurred_on=clock.today(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Directed. The head of that unit sees the examination now."))
            return redirect("head_home")
    context = {
        "crumbs": crumbs_to(examination, _("Direction to a unit")),
        "title": _("Direct to a laboratory"),
        "lead": number_of(examination),
        "form": form,
        "action": _("Direct"),
        "back": page_of(examination),
    }
    return render(request, "head_desk/act.html", context)
