"""What waits for an expert, what falls due, which drafts wait; and the same act for several rows, after a preview."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.policies import can_act, can_permitted
from saraptama.casework.examinations.types import CandidateVerdict
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.reference import selectors as reference
from saraptama.journey import assign_expert
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.examination_page.acting import acting
from saraptama.web.examination_page.words import due_of, number_of, page_of, specialty_of, specialty_text
from saraptama.web.head_desk.tables import DRAFTS, FALLING_DUE, before_me, to_assign, visible
from saraptama.web.head_desk.views.assigning import by_load
from saraptama.web.head_desk.views.board import Asked
from saraptama.web.shared.components import Crumb, Stat
from saraptama.web.shared.tones import Tone

MOST_AT_ONCE = 50
"""So many rows can be looked through in one preview."""


@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """The queue by unit and specialty, and row by row, the oldest first."""
    actor, asked = acting(request), Asked.of(request)
    rows = selectors.queue(actor).for_list().select_related("lead__user")
    if asked.unit_path:
        rows = rows.within_unit(asked.unit_path)
    table = to_assign().read(request, rows)
    lines = selectors.queue_lines(actor, unit_path=asked.unit_path)
    context = {
        "crumbs": [Crumb(_("Queue"))],
        "table": table,
        "lines": [
            {
                "line": line,
                "unit": str(reference.unit(line.unit_id).name),
                "specialty": specialty_text(line.specialty) or _("specialty not in the list"),
                "url": asked.url("head_queue", unit=reference.unit(line.unit_id).code, specialty=line.specialty),
            }
            for line in lines
        ],
        "all_url": reverse("head_queue"),
        "is_narrowed": bool(asked.unit or asked.specialty),
    }
    return table.export() or render(request, "head_desk/queue.html", context)


@require_safe
def due(request: HttpRequest) -> HttpResponseBase:
    """What falls due, the nearest first."""
    actor = acting(request)
    table = FALLING_DUE.read(request, visible(actor).unfinished())
    found, page = selectors.falling_due(actor), reverse("head_due")
    late, near = (Tone.OVERDUE if found.overdue else None), (Tone.ATTENTION if found.soon else None)
    stats = [
        Stat(_("Overdue"), found.overdue, f"{page}?within=overdue", tone=late),
        Stat(_("Due today"), found.today, f"{page}?within=0", tone=Tone.ATTENTION if found.today else None),
        Stat(_("Due within 7 days"), found.soon, f"{page}?within=7", tone=near),
        Stat(_("Due within 14 days"), found.later, f"{page}?within=14"),
        Stat(_("The clock stands still"), found.standing, f"{page}?within=none"),
    ]
    context = {"crumbs": [Crumb(_("What falls due"))], "stats": stats, "table": table}
    return table.export() or render(request, "head_desk/due.html", context)


@require_safe
def drafts(request: HttpRequest) -> HttpResponseBase:
    """Drafts before this head, the nearest due date first."""
    table = DRAFTS.read(request, before_me(acting(request)))
    context = {"crumbs": [Crumb(_("Agreement"))], "table": table}
    return table.export() or render(request, "head_desk/drafts.html", context)


@dataclass
class Proposal:
    """One row of the preview: what would be done to it, or why it cannot be done here."""

    examination: Any
    number: str
    specialty: str
    due: Any
    url: str
    experts: list[tuple[str, str]] = field(default_factory=list)
    chosen: str = ""
    why_not: str = ""
    done: bool = False


@require_POST
def bulk_assign(request: HttpRequest) -> HttpResponse:
    """Preview: for each chosen examination the eligible expert with the least work; then assign what is confirmed.

    Commissions and complex ones are left to their own page: there somebody must think.
    """
    actor = acting(request)
    proposals = [propose(actor, row) for row in chosen_rows(request, actor)]
    if "confirmed" in request.POST:
        return assigned(request, actor, proposals)
    spread(actor, proposals)
    return preview(request, proposals, _("Assign the chosen"), reverse("head_bulk_assign"), {})


def chosen_rows(request: HttpRequest, actor: ActorRef) -> list[Any]:
    """The chosen examinations of the queue that the head sees, the oldest first."""
    ids = [key for text in request.POST.getlist("row")[:MOST_AT_ONCE] if (key := _id_of(text))]
    rows = selectors.visible_to(actor).for_list().filter(pk__in=ids)
    return list(rows.order_by("registered_on", "id"))


def propose(actor: ActorRef, examination: Any) -> Proposal:
    """What could be done with one row."""
    found = Proposal(
        examination,
        number_of(examination),
        specialty_of(examination),
        due_of(examination),
        reverse("head_assign", args=[examination.pk]),
    )
    if examination.current_state not in (S.REGISTERED, S.ACCEPTED):
        found.why_not, found.url = _("No longer waits for an expert."), page_of(examination)
    elif not can_permitted(actor, examination, "assign"):
        found.why_not = _("Not yours to assign.")
    elif examination.composition != Composition.SOLE.value:
        found.why_not = _("Several experts: choose them on its own page.")
    return found


def spread(actor: ActorRef, proposals: list[Proposal]) -> None:
    """Give each row the eligible expert who would have the least work, counting what this preview gives out."""
    given: dict[UUID, int] = {}
    for proposal in proposals:
        if proposal.why_not:
            continue
        verdicts = eligible_for(actor, proposal.examination)
        free = [v for v in verdicts if v.limit is None or v.load.total + given.get(v.expert_id, 0) < v.limit]
        if not free:
            proposal.why_not = _("Nobody may be assigned today; its own page says why.")
            continue
        best = min(free, key=lambda v: (v.load.total + given.get(v.expert_id, 0), v.load.overdue, v.name))
        given[best.expert_id] = given.get(best.expert_id, 0) + 1
        proposal.chosen = str(best.expert_id)
        proposal.experts = [(str(v.expert_id), load_words(v)) for v in verdicts]


def eligible_for(actor: ActorRef, examination: Any) -> list[CandidateVerdict]:
    """Who may be assigned, those with the least work first."""
    return by_load(assign_expert.candidates(actor, examination_id=examination.pk))


def load_words(verdict: CandidateVerdict) -> str:
    """A candidate with the work in hand."""
    return _("{name}: {count} in work").format(name=verdict.name, count=verdict.load.total)


def assigned(request: HttpRequest, actor: ActorRef, proposals: list[Proposal]) -> HttpResponse:
    """Assign each confirmed row by itself; what is refused stays in the preview with its reason."""
    for proposal in proposals:
        expert_id = _id_of(request.POST.get(f"expert-{proposal.examination.pk}", ""))
        if proposal.why_not or expert_id is None:
            continue
        try:
            assign_expert.assign(actor, examination_id=proposal.examination.pk, lead_id=expert_id)
            proposal.done = True
        except Refusal as refusal:
            proposal.why_not = refusal.text()
    return told(request, proposals, _("Assign the chosen"), reverse("head_bulk_assign"))


@require_POST
def bulk_direct(request: HttpRequest) -> HttpResponse:
    """Preview: which of the chosen can go to a laboratory; then direct what is confirmed."""
    actor = acting(request)
    rows = chosen_rows(request, actor)
    proposals = [propose_direction(actor, row) for row in rows]
    unit_id = _id_of(request.POST.get("unit_id", ""))
    if "confirmed" in request.POST and unit_id is not None:
        for proposal in proposals:
            direct_one(actor, proposal, unit_id)
        return told(request, proposals, _("Direct the chosen"), reverse("head_bulk_direct"))
    institutes = {row.institute.path for row in rows}
    units = [unit for path in sorted(institutes) for unit in reference.units(path)]
    more = {"units": [(str(unit.id), str(unit.name)) for unit in units], "no_unit": "confirmed" in request.POST}
    return preview(request, proposals, _("Direct the chosen"), reverse("head_bulk_direct"), more)


def propose_direction(actor: ActorRef, examination: Any) -> Proposal:
    """Whether one row can go down the chain."""
    found = propose(actor, examination)
    found.why_not = "" if can_act(actor, examination, "direct_to_unit") else _("It cannot be directed any more.")
    return found


def direct_one(actor: ActorRef, proposal: Proposal, unit_id: UUID) -> None:
    """Direct one row; a refusal stays with it."""
    if proposal.why_not:
        return
    try:
        services.direct_to_unit(
            actor, examination_id=proposal.examination.pk, unit_id=unit_id, occurred_on=clock.today()
        )
        proposal.done = True
    except Refusal as refusal:
        proposal.why_not = refusal.text()


def told(request: HttpRequest, proposals: list[Proposal], title: str, url: str) -> HttpResponse:
    """Say how many were done; what was not stays on the page with its reason."""
    done = sum(proposal.done for proposal in proposals)
    if done:
        messages.success(request, ngettext("{n} examination: done.", "{n} examinations: done.", done).format(n=done))
    left = [proposal for proposal in proposals if not proposal.done]
    if not left:
        return redirect("head_queue")
    return preview(request, left, title, url, {"is_over": True})


def preview(
    request: HttpRequest, proposals: list[Proposal], title: str, url: str, more: dict[str, Any]
) -> HttpResponse:
    """What would be done, row by row, before anything is done."""
    context = {
        "crumbs": [Crumb(_("Queue"), reverse("head_queue")), Crumb(title)],
        "title": title,
        "url": url,
        "proposals": proposals,
        "possible": sum(not proposal.why_not for proposal in proposals),
        **more,
    }
    return render(request, "head_desk/bulk.html", context)


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
