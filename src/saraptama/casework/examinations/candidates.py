"""From the register of experts to the verdict on each candidate."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from saraptama.capacity.experts import selectors as experts
from saraptama.capacity.experts.enums import ExpertKind
from saraptama.capacity.experts.types import ExpertFacts
from saraptama.casework.examinations.conflicts import declared, prior_roles, recused, set_aside
from saraptama.casework.examinations.enums import AssignmentRole, Complexity
from saraptama.casework.examinations.errors import ExpertUnknown
from saraptama.casework.examinations.models import Assignment, Examination
from saraptama.casework.examinations.rules.candidates import (
    Absence,
    Candidate,
    Certificate,
    Need,
    explain_candidates,
)
from saraptama.casework.examinations.types import CandidateVerdict, Load
from saraptama.casework.examinations.workflow import IN_HANDS
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import ExamKind
from saraptama.casework.intake.rules import registration_numbers_in
from saraptama.kernel import clock


def candidates(examination: Examination, on: date | None = None) -> list[CandidateVerdict]:
    """Every expert of the institute in the specialty: eligible or not, and if not, by which rule and since when."""
    day = on or clock.today()
    known = experts.facts_for_assignment(examination.specialty_code, examination.institute_id, day)
    return explain_candidates(_candidates(known), _need(examination, day))


def verdict_on(examination: Examination, expert_id: UUID, on: date | None = None) -> CandidateVerdict:
    """The verdict on one expert, also one from outside the list."""
    day = on or clock.today()
    known = experts.facts_of([expert_id], day)
    if not known:
        raise ExpertUnknown
    return explain_candidates(_candidates(known), _need(examination, day))[0]


def is_this_choice(examination_id: UUID, *, actor_id: UUID, lead_id: UUID, member_ids: Iterable[UUID]) -> bool:
    """Whether this person has just made exactly this choice: a form that was sent twice."""
    rows = Assignment.objects.filter(examination_id=examination_id, ended_on__isnull=True)
    held = {(row.expert_id, row.role, row.assigned_by) for row in rows}
    wanted = {(lead_id, AssignmentRole.LEAD.value, actor_id)}
    wanted |= {(key, AssignmentRole.MEMBER.value, actor_id) for key in member_ids if key != lead_id}
    return held == wanted


def expert_names(expert_ids: Iterable[str]) -> dict[str, str]:
    """Names of the experts in a kept list of candidates, by the id as it is kept."""
    known = experts.facts_of({UUID(key) for key in expert_ids})
    return {str(fact.expert_id): fact.name for fact in known}


def loads_of(expert_ids: Iterable[UUID]) -> dict[UUID, Load]:
    """What each expert has in work now, by complexity, in one query."""
    rows = (
        Assignment.objects.filter(
            expert_id__in=set(expert_ids),
            ended_on__isnull=True,
            examination__state__in=[state.value for state in IN_HANDS],
        )
        .values("expert_id")
        .annotate(
            total=Count("pk"),
            simple=_counted(Complexity.SIMPLE),
            medium=_counted(Complexity.MEDIUM),
            high=_counted(Complexity.HIGH),
            special=_counted(Complexity.SPECIAL),
            overdue=Count("pk", filter=Q(examination__due_on__lt=clock.today())),
        )
    )
    return {
        row["expert_id"]: Load(
            total=row["total"],
            simple=row["simple"],
            medium=row["medium"],
            high=row["high"],
            special=row["special"],
            overdue=row["overdue"],
        )
        for row in rows
    }


def _counted(category: Complexity) -> Count:
    return Count("pk", filter=Q(examination__complexity=category.value))


def _candidates(known: list[ExpertFacts]) -> list[Candidate]:
    loads = loads_of(facts.expert_id for facts in known)
    return [_candidate(facts, loads.get(facts.expert_id, Load())) for facts in known]


def _candidate(facts: ExpertFacts, load: Load) -> Candidate:
    return Candidate(
        expert_id=facts.expert_id,
        name=facts.name,
        user_id=facts.user_id,
        unit_id=facts.unit_id,
        unit_path=facts.unit_path,
        position=facts.position,
        is_private=facts.kind == ExpertKind.PRIVATE,
        certificates=tuple(
            Certificate(c.specialty, c.number, c.valid_from, c.valid_to, c.suspended_from) for c in facts.certificates
        ),
        absences=tuple(Absence(a.valid_from, a.valid_to, a.kind.value) for a in facts.absences),
        hired_on=facts.hired_on,
        left_on=facts.left_on,
        load=load,
        load_limit=facts.capacity,
    )


def _need(examination: Examination, day: date) -> Need:
    return Need(
        on=day,
        specialty=examination.specialty_code,
        institute_path=examination.institute.path,
        recused=recused(examination),
        declared=declared(examination),
        prior_roles=prior_roles(examination),
        set_aside=set_aside(examination),
        first_authors=_first_authors(examination),
    )


def _first_authors(examination: Examination) -> dict[UUID, date]:
    """Who wrote the conclusion that a repeated examination doubts (features A7).

    It is known by the registration number that the order names, or by the link that the records office made.
    """
    if examination.exam_kind != ExamKind.REPEATED.value:
        return {}
    numbers = registration_numbers_in(examination.order.first_number)
    linked = intake.first_orders_of(examination.order_id)
    rows = Assignment.objects.filter(
        Q(examination__registration__text__in=sorted(numbers)) | Q(examination__order_id__in=linked),
        examination__specialty_code=examination.specialty_code,
        ended_on__isnull=True,
    )
    return {
        key: finished or assigned
        for key, finished, assigned in rows.values_list("expert_id", "examination__finished_on", "assigned_on")
    }
