"""Conflicts of interest: challenges and declarations, their decisions, and the exception that takes two people."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import (
    CandidateRule,
    OverrideDecision,
    RecusalDecisionKind,
    RecusalSource,
)
from saraptama.casework.examinations.policies import can_act, check_act, check_permitted
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.documents.kinds import FileKind
from saraptama.foundation.documents.services import store
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import Dictionary
from saraptama.journey import assign_expert
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible, Refusal
from saraptama.web.examination_page.acting import acting, examination_of
from saraptama.web.examination_page.head import head_of
from saraptama.web.examination_page.views import crumbs_to
from saraptama.web.examination_page.words import number_of, page_of
from saraptama.web.head_desk.conflict_forms import (
    OverrideDecisionForm,
    OverrideForm,
    RecusalDecisionForm,
    RecusalForm,
)
from saraptama.web.head_desk.views.assigning import detail_of
from saraptama.web.shared.cells import Chip
from saraptama.web.shared.components import Fact
from saraptama.web.shared.formats import date_text
from saraptama.web.shared.forms import Form, add_refusal
from saraptama.web.shared.tones import Tone


@require_safe
def conflicts(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Everything known of conflicts in the case, with what can be done about each."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_permitted(actor, examination, "state_recusal")
    recusals = list(selectors.recusals_in_case(examination))
    overrides = list(selectors.overrides_of(examination))
    entered: list[Any] = [*recusals, *overrides]
    names = selectors.expert_names(str(row.expert_id) for row in entered)
    people = names_of(
        [row.asked_by for row in overrides]
        + [row.confirmation.confirmed_by for row in overrides if hasattr(row, "confirmation")]
    )
    context = {
        "crumbs": crumbs_to(examination, _("Conflicts of interest")),
        "head": head_of(examination, selectors.term_of(examination)),
        "examination": examination,
        "recusals": [recusal_words(row, names) for row in recusals],
        "overrides": [override_words(actor, row, names, people) for row in overrides],
        "may_state": can_act(actor, examination, "state_recusal"),
        "may_decide": can_act(actor, examination, "decide_recusal"),
        "back": page_of(examination),
    }
    return render(request, "head_desk/conflicts.html", context)


def recusal_words(row: Any, names: dict[str, str]) -> dict[str, Any]:
    """A challenge as people read it, with what became of it."""
    decision = getattr(row, "decision", None)
    granted = decision is not None and decision.decision == RecusalDecisionKind.GRANTED.value
    waiting = _("bars until decided") if row.source in ("EXPERT", "HEAD") else _("waits for its decision")
    label = selectors.label_of(RecusalDecisionKind(decision.decision)) if decision else waiting
    tone = Tone.ATTENTION if decision is None else Tone.OVERDUE if granted else Tone.DONE
    facts = [
        Fact(_("Ground"), reference.label(Dictionary.RECUSAL_GROUND, row.ground)),
        Fact(_("Who says so"), selectors.label_of(RecusalSource(row.source))),
        Fact(_("What is stated"), row.statement),
        Fact(_("Day of the statement"), date_text(row.occurred_on)),
        Fact(_("Entered under"), number_of(row.examination)),
    ]
    if decision is not None:
        facts.append(
            Fact(_("Decision"), f"{date_text(decision.occurred_on)}, {decision.decided_by}: {decision.reason}")
        )
    return {
        "row": row,
        "name": names.get(str(row.expert_id), "—"),
        "status": Chip(label, tone),
        "facts": facts,
        "waits": decision is None,
    }


def override_words(actor: ActorRef, row: Any, names: dict[str, str], people: dict[UUID, str]) -> dict[str, Any]:
    """An exception as people read it, and whether the reader is the second person."""
    said = getattr(row, "confirmation", None)
    facts = [
        Fact(_("Conflict"), selectors.label_of(CandidateRule(row.rule))),
        Fact(_("Ground of the exception"), row.ground),
        Fact(_("Paper on which it rests"), row.document.name),
        Fact(_("Asked by"), f"{people.get(row.asked_by, '—')}, {date_text(row.occurred_on)}"),
    ]
    if said is not None:
        words = f"{people.get(said.confirmed_by, '—')}, {date_text(said.occurred_on)}"
        facts.append(Fact(_("Second person"), f"{words}: {said.reason}" if said.reason else words))
    confirmed = said is not None and said.decision == OverrideDecision.CONFIRMED.value
    label = selectors.label_of(OverrideDecision(said.decision)) if said else _("waits for a second person")
    return {
        "row": row,
        "name": names.get(str(row.expert_id), "—"),
        "status": Chip(label, Tone.ATTENTION if said is None else Tone.DONE if confirmed else Tone.OVERDUE),
        "facts": facts,
        "waits": said is None,
        "is_mine": row.asked_by in (actor.id, actor.acting_for),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def state_recusal(request: HttpRequest, examination_id: UUID) -> HttpResponse:
    """Enter a challenge, a withdrawal, or a declared conflict."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "state_recusal")
    form = RecusalForm(request.POST or None, request.FILES or None, experts=experts_of(actor, examination))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.state_recusal(
                actor,
                examination_id=examination_id,
                expert_id=UUID(data["expert_id"]),
                source=RecusalSource(data["source"]),
                ground=data["ground"],
                statement=data["statement"],
                occurred_on=data["occurred_on"],
                document_id=paper_of(actor, examination, data["paper"]),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. The list of candidates takes it into account."))
            return redirect("head_conflicts", examination_id)
    return act_page(request, examination, form, _("Challenge or declared conflict"), _("Enter"))


@require_http_methods(["GET", "HEAD", "POST"])
def decide_recusal(request: HttpRequest, examination_id: UUID, recusal_id: UUID) -> HttpResponse:
    """Enter what became of it."""
    actor, examination = acting(request), examination_of(request, examination_id)
    row = selectors.recusals_in_case(examination).filter(pk=recusal_id).first()
    if row is None:
        raise NotVisible
    check_act(actor, examination, "decide_recusal")
    form = RecusalDecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.decide_recusal(
                actor,
                recusal_id=recusal_id,
                granted=data["decision"] == RecusalDecisionKind.GRANTED.value,
                decided_by=data["decided_by"],
                reason=data["reason"],
                occurred_on=data["occurred_on"],
                document_id=paper_of(actor, examination, data["paper"]),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Decided. If the expert has the examination now, replace the expert."))
            return redirect("head_conflicts", examination_id)
    return act_page(request, examination, form, _("Decision on a challenge"), _("Decide"))


@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, examination_id: UUID, expert_id: UUID) -> HttpResponse:
    """Ask for an exception from a conflict; nothing holds before a second person agrees."""
    actor, examination = acting(request), examination_of(request, examination_id)
    check_act(actor, examination, "ask_override")
    verdict = selectors.verdict_on(examination, expert_id)
    form = OverrideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_override(
                actor,
                examination_id=examination_id,
                expert_id=expert_id,
                ground=form.cleaned_data["ground"],
                document_id=paper_of(actor, examination, form.cleaned_data["paper"]),
                occurred_on=clock.today(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Asked. Another head or the director confirms or refuses it."))
            return redirect("head_conflicts", examination_id)
    says = f"{selectors.label_of(verdict.rule)} {detail_of(verdict)}".strip() if verdict.rule else ""
    warning = _("{name}: {rule}. The exception is recorded and holds only when a second person confirms it.").format(
        name=verdict.name, rule=says or _("no conflict is known")
    )
    return act_page(request, examination, form, _("Exception from a conflict"), _("Ask for the exception"), warning)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_override(request: HttpRequest, examination_id: UUID, override_id: UUID) -> HttpResponse:
    """The second person confirms or refuses, on an own account."""
    actor, examination = acting(request), examination_of(request, examination_id)
    row = selectors.overrides_of(examination).filter(pk=override_id).first()
    if row is None:
        raise NotVisible
    check_act(actor, examination, "confirm_override")
    form = OverrideDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_override(
                actor,
                override_id=override_id,
                confirmed=form.cleaned_data["decision"] == OverrideDecision.CONFIRMED.value,
                reason=form.cleaned_data["reason"],
                occurred_on=clock.today(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your decision is recorded."))
            return redirect("head_conflicts", examination_id)
    shown = override_words(actor, row, selectors.expert_names([str(row.expert_id)]), names_of([row.asked_by]))
    title = _("Exception for {name}").format(name=shown["name"])
    return act_page(request, examination, form, title, _("Decide"), facts=shown["facts"])


def experts_of(actor: ActorRef, examination: Any) -> list[tuple[str, str]]:
    """Those who have the examination now, then everybody thought of for it."""
    verdicts = assign_expert.candidates(actor, examination_id=examination.pk)
    held = {
        str(key) for key in examination.assignments.filter(ended_on__isnull=True).values_list("expert_id", flat=True)
    }
    known = {str(v.expert_id): v.name for v in verdicts} | selectors.expert_names(held)
    return sorted(known.items(), key=lambda pair: (pair[0] not in held, pair[1]))


def paper_of(actor: ActorRef, examination: Any, paper: UploadedFile | None) -> UUID | None:
    """Store the paper among those of the case."""
    if paper is None:
        return None
    kept = store(
        actor,
        stream=cast(BinaryIO, paper.file),
        name=paper.name or "",
        media_type=paper.content_type or "",
        case_id=examination.order_id,
        kind=FileKind.ATTACHMENT,
        scope=examination.scope,
    )
    return kept.id


def act_page(
    request: HttpRequest,
    examination: Any,
    form: Form,
    title: str,
    action: str,
    warning: str = "",
    facts: list[Fact] | None = None,
) -> HttpResponse:
    """One form on one page, with the way back to the conflicts of the case."""
    context = {
        "crumbs": crumbs_to(examination, title),
        "title": title,
        "lead": number_of(examination),
        "form": form,
        "action": action,
        "warning": warning,
        "facts": facts or [],
        "back": page_of(examination),
    }
    return render(request, "head_desk/act.html", context)
