"""Who signs, who answers which questions, and how each part of a commission or complex examination stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from saraptama.casework.examinations.dated_facts import calendar_of, facts_of, norms_of
from saraptama.casework.examinations.enums import AssignmentRole
from saraptama.casework.examinations.models import Assignment, Examination
from saraptama.casework.examinations.rules import term
from saraptama.casework.examinations.rules.parts import part_clock
from saraptama.casework.examinations.types import PartOfWork, Signer
from saraptama.kernel import clock


def signers_of(examination_id: UUID) -> list[Signer]:
    """Every expert whose signature the conclusion needs, in the order of signing: members first, the lead last.

    Of a commission: its experts (CPC art. 281). Of a complex examination: the experts of all its parts, because its
    conclusion is one (CPC art. 282); the lead of the leading part is the lead of the whole. `questions` are ids of the
    order's questions that the signer answers for.
    """
    examination = Examination.objects.select_related("order").get(pk=examination_id)
    parts = parts_in_group(examination)
    leading = leading_part(parts)
    rows = list(_current(part.pk for part in parts))
    by_part = {part.pk: part for part in parts}
    asked = list(examination.order.questions.order_by("number"))
    signers = [_signer(row, by_part[row.examination_id], leading, asked) for row in rows]
    return sorted(signers, key=lambda signer: (signer.is_lead, signer.seq, signer.role is AssignmentRole.LEAD))


def parts_in_group(examination: Examination) -> list[Examination]:
    """The parts of a complex examination in the order of its specialties; of any other the examination alone."""
    if examination.complex_group is None:
        return [examination]
    return list(Examination.objects.filter(complex_group=examination.complex_group).for_list().order_by("seq", "id"))


def ids_in_group(examination_id: UUID) -> list[UUID]:
    """The ids of the same: under one of them the conclusion is kept."""
    rows = Examination.objects.filter(pk=examination_id).values_list("complex_group", flat=True)
    group = rows.first()
    return (
        list(Examination.objects.filter(complex_group=group).values_list("pk", flat=True))
        if group
        else [examination_id]
    )


def leading_part(parts: Iterable[Examination]) -> Examination:
    """The part that leads the whole: the one chosen, or else the first specialty of the order.

    The joint conclusion is that part's conclusion.
    """
    known = list(parts)
    return next((part for part in known if part.leads_group), known[0])


def conclusion_part_of(examination_id: UUID) -> UUID:
    """The examination under which the conclusion is written: of a complex one its leading part."""
    return leading_part(parts_in_group(Examination.objects.get(pk=examination_id))).pk


def parts_of(examination: Examination, on: date | None = None) -> list[PartOfWork]:
    """Each expert's part with its own clock, those of all parts of a complex examination; former ones too."""
    day = on or clock.today()
    found: list[PartOfWork] = []
    for part in parts_in_group(examination):
        reckoned = term(facts_of(part), norms_of(part), calendar_of(part), day)
        for row in part.assignments.select_related("acceptance").order_by("role", "assigned_on", "id"):
            accepted = getattr(row, "acceptance", None)
            found.append(
                PartOfWork(
                    assignment_id=row.pk,
                    examination_id=part.pk,
                    expert_id=row.expert_id,
                    user_id=row.user_id,
                    role=AssignmentRole(row.role),
                    specialty=row.specialty_code,
                    part=row.part,
                    questions=tuple(row.questions),
                    due_on=row.part_due_on,
                    clock=part_clock(
                        reckoned,
                        given_on=row.assigned_on,
                        accepted_on=accepted.occurred_on if accepted else None,
                        ended_on=row.ended_on or part.finished_on,
                        due_on=row.part_due_on,
                        on=day,
                    ),
                )
            )
    return found


def _current(examination_ids: Iterable[UUID]) -> Any:
    return Assignment.objects.filter(
        examination_id__in=list(examination_ids), ended_on__isnull=True, user_id__isnull=False
    ).order_by("assigned_on", "id")


def _signer(row: Assignment, part: Examination, leading: Examination, asked: list[Any]) -> Signer:
    own = [question for question in asked if question.specialty_seq in (None, part.seq)]
    answers = [question.id for question in own if not row.questions or question.number in row.questions]
    role = AssignmentRole(row.role)
    assert row.user_id is not None
    return Signer(
        expert_id=row.expert_id,
        user_id=row.user_id,
        is_lead=role is AssignmentRole.LEAD and part.pk == leading.pk,
        role=role,
        examination_id=part.pk,
        specialty=row.specialty_code or part.specialty_code,
        seq=part.seq,
        part=row.part,
        questions=tuple(answers),
    )
