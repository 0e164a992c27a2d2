"""Replacing an expert, and everybody who ever had the examination."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import (
    AssignmentRole,
    CandidateRule,
    Complexity,
    EndReason,
    ExaminationState,
)
from saraptama.casework.examinations.policies import can_act, check_act, check_permitted
from saraptama.casework.examinations.types import CandidateVerdict
from saraptama.foundation.accounts.selectors import names_of
from saraptama.journey import assign_expert
from saraptama.kernel.errors import Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of, specialty_text
from saraptama.web.head_desk.forms import ReassignForm
from saraptama.web.head_desk.views.assigning import by_load
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import date_text, days_text, number_text
from saraptama.web.shared.forms import add_refusal


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


@require_safe
def assignments(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Who has had the examination, when, why it ended, what stood then; and who else was thought of."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "assign")
    rows = list(examination.assignments.select_related("acceptance").order_by("-assigned_on", "-id"))
    people = [row.user_id for row in rows if row.user_id] + [row.assigned_by for row in rows]
    names = names_of([*people, *(row.ended_by for row in rows if row.ended_by)])
    known = selectors.expert_names(line["expert"] for row in rows for line in row.candidates)
    clocks = {part.assignment_id: part for part in selectors.parts_of(examination)}
    context = {
        "crumbs": crumbs_to(examination, _("Who has had it")),
        "head": head_of(examination, selectors.term_of(examination)),
        "examination": examination,
        "assignments": [_shown(row, names, known, clocks.get(row.pk)) for row in rows],
        "may_replace": can_act(actor, examination, "reassign"),
        "back": page_of(examination),
    }
    return render(request, "head_desk/assignments.html", context)


def _shown(row: Any, names: dict[UUID, str], known: dict[str, str], part: Any) -> dict[str, Any]:
    return {
        "title": f"{names.get(row.user_id, '—')}, {selectors.label_of(AssignmentRole(row.role))}",
        "facts": [*_begun(row, names), *_part_of(row, part), *_ended(row, names)],
        "handed_over": handed_over_facts(row.handed_over),
        "candidates": [_candidate_words(line, known) for line in row.candidates],
    }


def _begun(row: Any, names: dict[UUID, str]) -> list[Fact]:
    accepted = getattr(row, "acceptance", None)
    facts = [
        Fact(_("Assigned"), f"{date_text(row.assigned_on)}, {names.get(row.assigned_by, '—')}"),
        Fact(_("Certificate"), f"{row.certificate or '—'}, {specialty_text(row.specialty_code)}"),
        Fact(_("Accepted"), date_text(accepted.occurred_on if accepted else None)),
    ]
    return [*facts, Fact(_("Note on the choice"), row.note)] if row.note else facts


def _part_of(row: Any, part: Any) -> list[Fact]:
    """The expert's own part, and how long it has been in his or her hands."""
    facts = [Fact(_("Part of the work"), row.part)] if row.part else []
    if row.questions:
        facts.append(Fact(_("Questions to answer"), ", ".join(map(str, row.questions))))
    if part is not None:
        facts.append(Fact(_("In these hands, standstills not counted"), days_text(part.clock.elapsed)))
    if row.part_due_on:
        facts.append(Fact(_("Part is wanted by"), date_text(row.part_due_on)))
    if part is not None and part.clock.overdue_days:
        facts.append(Fact(_("Days late"), number_text(part.clock.overdue_days)))
    return facts


def _ended(row: Any, names: dict[UUID, str]) -> list[Fact]:
    if row.ended_on is None:
        return []
    reason = selectors.label_of(EndReason(row.end_reason))
    return [
        Fact(_("Ended"), f"{date_text(row.ended_on)}, {names.get(row.ended_by, '—')}: {reason}"),
        Fact(_("State of the work at hand-over"), row.end_note or "—"),
    ]


def handed_over_facts(stood: dict[str, Any]) -> list[Fact]:
    """What stood at the hand-over, as the record knew it."""
    if not stood:
        return []
    due = parse_date(stood["due_on"]) if stood.get("due_on") else None
    facts = [
        Fact(_("State"), selectors.label_of(ExaminationState(stood["state"]))),
        Fact(_("Days used"), days_text(stood["elapsed"])),
        Fact(_("Due date"), date_text(due)),
        Fact(_("Working notes"), number_text(stood["notes"])),
        Fact(_("Methods noted"), number_text(stood["methods"])),
        Fact(_("Petitions without an answer"), number_text(stood["petitions_open"])),
    ]
    if stood.get("complexity"):
        facts.insert(1, Fact(_("Complexity"), selectors.label_of(Complexity(stood["complexity"]))))
    return facts


def _candidate_words(line: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    """A kept verdict with its words: name, rule, dates, load at that moment."""
    since, until = (parse_date(line[key]) if line.get(key) else None for key in ("since", "until"))
    return {
        "name": known.get(line["expert"], "—"),
        "eligible": line["eligible"],
        "rule": selectors.label_of(CandidateRule(line["rule"])) if line["rule"] else "",
        "since": since,
        "until": until,
        "load": line["load"],
    }
