"""Conflicts of interest known of the experts in a case: what bars, since when, and what two people set aside."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from saraptama.capacity.experts import selectors as experts
from saraptama.casework.examinations.enums import (
    BARS_AT_ONCE,
    CandidateRule,
    EndReason,
    OverrideDecision,
    RecusalDecisionKind,
)
from saraptama.casework.examinations.models import Assignment, ConflictOverride, Examination, Recusal, RecusalDecision
from saraptama.kernel.actor import ActorRef


def of_case(examination: Examination, order: str = "examination__order") -> Q:
    """Rows of the same order, or of another order in the same case."""
    same = Q(**{f"{order}_id": examination.order_id})
    case_no = examination.order.case_no
    return same | Q(**{f"{order}__case_no": case_no}) if case_no else same


def recused(examination: Examination) -> dict[UUID, date]:
    """Experts who withdrew in this case, or of whom a challenge was granted in it, with the day."""
    left = Assignment.objects.filter(of_case(examination), end_reason=EndReason.RECUSAL.value)
    granted = RecusalDecision.objects.filter(
        of_case(examination, "recusal__examination__order"), decision=RecusalDecisionKind.GRANTED.value
    )
    found = {key: day for key, day in left.values_list("expert_id", "ended_on") if day is not None}
    for key, day in granted.values_list("recusal__expert_id", "occurred_on"):
        found[key] = min(day, found.get(key, day))
    return found


def declared(examination: Examination) -> dict[UUID, tuple[date, str]]:
    """Experts of whom a conflict is declared in this case and not yet decided: it bars until found groundless."""
    rows = Recusal.objects.filter(
        of_case(examination), source__in=[source.value for source in BARS_AT_ONCE], decision__isnull=True
    ).order_by("-occurred_on", "-id")
    return {key: (day, ground) for key, day, ground in rows.values_list("expert_id", "occurred_on", "ground")}


def prior_roles(examination: Examination) -> dict[UUID, tuple[date | None, str]]:
    """Experts who stand among the persons of this case, by IIN or by full name, with the role they have there."""
    order: Any = examination.order
    rows = order.persons.model.objects.filter(of_case(examination, "order"))
    known = [(row.iin, row.full_name, row.role, row.order.ordered_on) for row in rows.select_related("order")]
    people = experts.experts_among((iin, name) for iin, name, _role, _day in known)
    return {expert_id: (known[place][3], known[place][2]) for expert_id, place in people.items()}


def set_aside(examination: Examination) -> dict[UUID, tuple[CandidateRule, ...]]:
    """Conflicts set aside for this examination, each by one who asked and another who confirmed."""
    found: dict[UUID, tuple[CandidateRule, ...]] = {}
    rows = examination.overrides.filter(confirmation__decision=OverrideDecision.CONFIRMED.value)
    for key, rule in rows.values_list("expert_id", "rule"):
        found[key] = (*found.get(key, ()), CandidateRule(rule))
    return found


def recusals_in_case(examination: Examination) -> QuerySet[Recusal]:
    """Challenges, withdrawals and declarations in the case, the newest first."""
    rows = Recusal.objects.filter(of_case(examination))
    return rows.select_related("decision", "examination__registration", "document").order_by("-occurred_on", "-id")


def overrides_of(examination: Examination) -> QuerySet[ConflictOverride]:
    """Exceptions asked for in this examination, the newest first."""
    return examination.overrides.select_related("confirmation", "document").order_by("-occurred_on", "-id")


def overrides_to_confirm(actor: ActorRef) -> QuerySet[ConflictOverride]:
    """Exceptions that wait for a second person whom this actor may be, the oldest first."""
    mine = Examination.objects.visible_to(actor).unassigned().filter(pk=OuterRef("examination_id"))
    rows = ConflictOverride.objects.filter(Exists(mine), confirmation__isnull=True)
    asked_by_me = Q(asked_by=actor.id) | Q(asked_by=actor.acting_for)
    return rows.exclude(asked_by_me).select_related("examination__registration").order_by("recorded_at", "id")
