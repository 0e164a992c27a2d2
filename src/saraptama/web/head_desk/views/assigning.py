"""Into production, to a laboratory, to an expert or a commission."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import CONFLICT_RULES, CandidateRule
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.errors import AssignedMeanwhile
from saraptama.casework.examinations.policies import can_act, check_act, check_permitted
from saraptama.casework.examinations.types import CandidateVerdict, PartGiven
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import Composition, PersonRole
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.journey import assign_expert
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.kazakh import sort_key
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.parts import asked_of
from saraptama.web.examination_page.people import group_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.head_desk.forms import AssignForm, DirectForm, PartForm
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
    """Choose among explained candidates; an examination not yet in production is taken into it on the way.

    Several experts get their parts on a second page before anything is done.
    """
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "assign")
    if request.method != "POST" and examination.current_state is not S.REGISTERED:
        check_act(actor, examination, "assign")
    verdicts = assign_expert.candidates(actor, examination_id=examination_id)
    eligible = by_load(verdicts)
    form = AssignForm(
        request.POST or None,
        candidates=[(str(v.expert_id), v.name) for v in eligible],
        composition=Composition(examination.composition),
    )
    if request.method == "POST" and form.is_valid():
        parts = None
        if len(form.chosen) > 1:
            parts = parts_form_of(request, examination, [v for v in eligible if str(v.expert_id) in form.chosen], form)
            if "step" not in request.POST or not all(part.is_valid() for part in parts):
                return parts_page(request, examination, form, parts)
        try:
            assign_expert.assign(actor, examination_id=examination_id, **_chosen(form, parts))
        except Refusal as refusal:
            add_refusal(form, refusal)
            if parts is not None and not isinstance(refusal, AssignedMeanwhile):
                return parts_page(request, examination, form, parts)
        else:
            messages.success(request, _("Assigned. The expert is told and accepts next."))
            return redirect(page_of(examination))
    return render(request, "head_desk/assign.html", _assign_context(actor, examination, form, verdicts))


def _assign_context(
    actor: ActorRef, examination: Any, form: AssignForm, verdicts: list[CandidateVerdict]
) -> dict[str, Any]:
    return {
        "crumbs": crumbs_to(examination, _("Assignment")),
        "head": head_of(examination, selectors.term_of(examination)),
        "examination": examination,
        "form": form,
        "eligible": [(v, position_of(v), aside_words(v)) for v in by_load(verdicts)],
        "excluded": [excluded_line(v) for v in verdicts if v.rule is not None],
        "is_commission": examination.composition == Composition.COMMISSION.value,
        "several": examination.composition != Composition.SOLE.value,
        "group": group_of(examination),
        "may_lead": can_act(actor, examination, "lead_group"),
        "back": page_of(examination),
    }


def parts_form_of(
    request: HttpRequest, examination: Any, chosen: list[CandidateVerdict], form: AssignForm
) -> list[PartForm]:
    """One small form for each chosen expert, the lead first."""
    lead = form.cleaned_data["lead_id"]
    in_order = sorted(chosen, key=lambda v: (str(v.expert_id) != lead, v.name))
    asked = [(row.number, f"{row.number}. {Truncator(row.text).words(16)}") for row in asked_of(examination)]
    data = request.POST if "step" in request.POST else None
    return [
        PartForm(
            data,
            prefix=str(verdict.expert_id),
            asked=asked,
            expert=verdict.name,
            is_lead=str(verdict.expert_id) == lead,
            initial={"questions": [number for number, _text in asked]},
        )
        for verdict in in_order
    ]


def parts_page(request: HttpRequest, examination: Any, form: AssignForm, parts: list[PartForm]) -> HttpResponse:
    """Who of the commission does what; the last look before it is assigned."""
    context = {
        "crumbs": crumbs_to(examination, _("Assignment"), _("Parts")),
        "head": head_of(examination, selectors.term_of(examination)),
        "form": form,
        "parts": parts,
        "back": page_of(examination),
    }
    return render(request, "head_desk/parts.html", context)


@require_POST
def lead_group(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Let this part lead the complex examination."""
    services.choose_leading_part(acting(request), examination_id=examination_id, occurred_on=clock.today())
    messages.success(request, _("This part leads now: its lead expert signs the joint conclusion last."))
    return redirect("head_assign", examination_id)


def by_load(verdicts: list[CandidateVerdict]) -> list[CandidateVerdict]:
    """The eligible, those with the least work first."""
    return sorted((v for v in verdicts if v.eligible), key=lambda v: (v.load.total, v.load.overdue, sort_key(v.name)))


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


def excluded_line(verdict: CandidateVerdict) -> dict[str, Any]:
    """Why somebody cannot be assigned, with what the rule speaks of in words."""
    assert verdict.rule is not None
    return {
        "verdict": verdict,
        "rule": selectors.label_of(verdict.rule),
        "detail": detail_of(verdict),
        "dates": dates_of(verdict),
        "is_conflict": verdict.rule in CONFLICT_RULES,
    }


def detail_of(verdict: CandidateVerdict) -> str:
    """Certificate, load, ground or role of which the rule speaks; the reason of an absence is not for others."""
    match verdict.rule:
        case CandidateRule.ABSENT:
            return ""
        case CandidateRule.DECLARED_CONFLICT:
            return reference.label(Dictionary.RECUSAL_GROUND, verdict.detail)
        case CandidateRule.PRIOR_ROLE:
            return intake.label_of(PersonRole(verdict.detail))
        case _:
            return verdict.detail


def aside_words(verdict: CandidateVerdict) -> str:
    """Conflicts that two people have set aside, in words."""
    return "; ".join(selectors.label_of(rule) for rule in verdict.set_aside)


def _chosen(form: AssignForm, parts: list[PartForm] | None) -> dict[str, Any]:
    data = form.cleaned_data
    given = {
        UUID(part.prefix or ""): PartGiven(
            part=part.cleaned_data["part"],
            questions=tuple(part.cleaned_data.get("questions", ())),
            due_on=part.cleaned_data["part_due_on"],
        )
        for part in parts or ()
    }
    return {
        "lead_id": UUID(data["lead_id"]),
        "member_ids": [UUID(key) for key in data["member_ids"]],
        "parts": given,
        "note": data["note"],
    }


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
