"""Choosing, replacing and accepting: how an examination gets into the hands of an expert."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import (
    AssignmentRole,
    Complexity,
    DeathConfirmation,
    EndReason,
    OverrideDecision,
)
from saraptama.casework.examinations.errors import (
    AlreadyAccepted,
    AssignedMeanwhile,
    CommissionNeedsTwo,
    ComplexityNeeded,
    ConflictNotDenied,
    DeathConfirmationNeeded,
    ExpertNotEligible,
    LeadIsWorking,
    NotAssigned,
    NotComplex,
    OneExpertOnly,
    PartDueTooLate,
    QuestionUnknownToPart,
    QuestionWithoutExpert,
    ReasonNeeded,
    WarningNotSigned,
)
from saraptama.casework.examinations.events import (
    ComplexityChanged,
    ExpertAccepted,
    ExpertAssigned,
    ExpertDeclined,
    ExpertReassigned,
    GroupLeadChosen,
)
from saraptama.casework.examinations.labels import label_of
from saraptama.casework.examinations.models import (
    Assignment,
    ComplexitySetting,
    Examination,
    ExpertAcceptance,
)
from saraptama.casework.examinations.parts import leading_part, parts_in_group
from saraptama.casework.examinations.policies import check_act, check_day, check_permitted
from saraptama.casework.examinations.services.acting import Act, begin, following
from saraptama.casework.examinations.types import CandidateVerdict, PartGiven
from saraptama.casework.intake.enums import Composition
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

TYPES_OF_CORPSE_EXAMINATION = frozenset({"23"})
"""Types for which death must be confirmed before production (Order 183 of 23.02.2026; Order 306, type 23)."""


@transaction.atomic
def assign_expert(
    actor: ActorRef,
    *,
    examination_id: UUID,
    lead_id: UUID,
    occurred_on: date,
    member_ids: Sequence[UUID] = (),
    parts: Mapping[UUID, PartGiven] | None = None,
    note: str = "",
) -> Examination:
    """Give the examination to an expert, or to a commission with a lead (domain.md §4.4; CPC art. 281, 282).

    Each of them must pass every rule on the day of assignment; who could and could not be chosen is kept. `parts`
    says what each expert of a commission does; together the parts hold every question.
    """
    _check_not_assigned_meanwhile(actor, examination_id)
    act = begin(actor, examination_id, "assign", occurred_on)
    examination = act.examination
    check_day(occurred_on, examination.t0)
    chosen = list(dict.fromkeys([lead_id, *member_ids]))
    _check_number(examination, len(chosen))
    candidates = selectors.candidates(examination, occurred_on)
    rows = [_assignment(act, _verdict_on(act, candidates, key), candidates, lead=key == lead_id) for key in chosen]
    _give_parts(act, rows, parts or {})
    for row in rows:
        row.note = note
    Assignment.objects.bulk_create(rows)
    _lead_by(examination, rows[0])
    return act.conclude(
        act.event(ExpertAssigned, lead_user_id=rows[0].user_id),
        wrote=rows,
        ground=note,
        details={"experts": [str(row.expert_id) for row in rows], "set_aside": _set_aside_for(examination, chosen)},
    )


@transaction.atomic
def choose_leading_part(actor: ActorRef, *, examination_id: UUID, occurred_on: date) -> Examination:
    """Let this part's lead expert lead the whole complex examination and sign its conclusion last (CPC art. 282)."""
    act = begin(actor, examination_id, "lead_group", occurred_on)
    examination = act.examination
    if examination.complex_group is None:
        raise NotComplex
    if examination.leads_group:
        return examination
    former = Examination.objects.locked(leading_part(parts_in_group(examination)).pk)
    if former.pk != examination.pk and former.expert_accepted_on is not None:
        raise LeadIsWorking
    former.leads_group = False
    former.save(update_fields=["leads_group"])
    examination.leads_group = True
    wrote = [former] if former.pk != examination.pk else []
    return act.conclude(act.event(GroupLeadChosen), wrote=wrote, details={"former": str(former.pk)})


@transaction.atomic
def reassign_expert(
    actor: ActorRef,
    *,
    examination_id: UUID,
    leaving_id: UUID,
    new_id: UUID,
    reason: EndReason,
    occurred_on: date,
    note: str = "",
) -> Examination:
    """Replace an expert, with the reason and the state of the work at hand-over; access ends at once (features B7)."""
    act = begin(actor, examination_id, "reassign", occurred_on)
    if not note.strip():
        raise ReasonNeeded(field="note")
    examination = act.examination
    former = _current(examination).filter(expert_id=leaving_id).first()
    if former is None:
        raise NotAssigned(field="leaving_id")
    check_day(occurred_on, former.assigned_on)
    former.handed_over = what_stands(examination)
    _end(actor, former, reason, note, occurred_on)
    candidates = selectors.candidates(examination, occurred_on)
    successor = _assignment(act, _verdict_on(act, candidates, new_id), candidates, lead=former.role == "LEAD")
    successor.part, successor.questions = former.part, former.questions
    successor.part_due_on = former.part_due_on if former.part_due_on and former.part_due_on >= occurred_on else None
    successor.save(force_insert=True)
    if successor.role == AssignmentRole.LEAD:
        _lead_by(examination, successor)
    return act.conclude(
        act.event(ExpertReassigned, former_user_id=former.user_id, user_id=successor.user_id, reason=reason.value),
        wrote=[former, successor],
        ground=note,
        details={"from": str(leaving_id), "to": str(new_id), "reason": reason.value},
    )


@transaction.atomic
def decline_for_conflict(actor: ActorRef, *, examination_id: UUID, ground: str, occurred_on: date) -> Examination:
    """The expert declares a conflict of interest before production; the head chooses again (Law art. 19)."""
    act = begin(actor, examination_id, "decline", occurred_on)
    if not ground.strip():
        raise ReasonNeeded(field="ground")
    examination = act.examination
    own = _current(examination).get(user_id=actor.id)
    check_day(occurred_on, own.assigned_on)
    ended = list(_current(examination))
    for row in ended:
        reason = EndReason.RECUSAL if row.pk == own.pk else EndReason.COMMISSION
        _end(actor, row, reason, ground if row.pk == own.pk else "", occurred_on)
    examination.lead_id = examination.lead_user_id = None
    return act.conclude(act.event(ExpertDeclined, user_id=actor.id), wrote=ended, ground=ground)


@transaction.atomic
def accept_by_expert(
    actor: ActorRef,
    *,
    examination_id: UUID,
    liability_warning_version: str,
    no_conflict: bool,
    occurred_on: date,
    complexity: Complexity | None = None,
    justification: str = "",
    death_confirmation: DeathConfirmation | None = None,
) -> Examination:
    """The expert takes the work: warned of liability, without a conflict; the lead sets the complexity (CPC art. 79).

    A commission is in production when the last of its experts has accepted.
    """
    check_act(actor, examination := Examination.objects.locked(examination_id), "accept")
    own = _current(examination).get(user_id=actor.id)
    waiting = _current(examination).filter(acceptance__isnull=True).exclude(pk=own.pk).exists()
    act = Act(actor, examination, "accept_in_part" if waiting else "accept", occurred_on)
    check_day(occurred_on, own.assigned_on)
    _check_declarations(own, liability_warning_version, no_conflict)
    wrote: list[AuditedModel] = [_acceptance(act, own, liability_warning_version)]
    if own.role == AssignmentRole.LEAD or complexity is not None:
        wrote.append(_set_complexity(act, complexity, justification))
    elif not waiting and not examination.complexity:
        raise ComplexityNeeded(field="complexity")
    _confirm_death(examination, death_confirmation)
    if examination.expert_accepted_on is None:
        examination.expert_accepted_on = occurred_on
    return act.conclude(
        act.event(ExpertAccepted, user_id=actor.id, in_production=not waiting),
        wrote=wrote,
        details={"complexity": examination.complexity, "warning": liability_warning_version},
    )


@transaction.atomic
def set_complexity(
    actor: ActorRef, *, examination_id: UUID, complexity: Complexity, justification: str, occurred_on: date
) -> Examination:
    """Change the category of complexity, with its justification; the term is counted again from its start (R3)."""
    act = begin(actor, examination_id, "set_complexity", occurred_on)
    last = act.examination.complexity_settings.order_by("-seq").first()
    check_day(occurred_on, last.occurred_on if last else act.examination.t0)
    setting = _set_complexity(act, complexity, justification)
    return act.conclude(
        act.event(ComplexityChanged, complexity=complexity.value),
        wrote=[setting],
        details={"complexity": complexity.value},
    )


def _current(examination: Examination) -> Any:
    return examination.assignments.filter(ended_on__isnull=True)


def _verdict_on(act: Act, candidates: Iterable[CandidateVerdict], expert_id: UUID) -> CandidateVerdict:
    known = next((v for v in candidates if v.expert_id == expert_id), None)
    verdict = known or selectors.verdict_on(act.examination, expert_id, act.occurred_on)
    if verdict.rule is not None:
        raise ExpertNotEligible(field="lead_id", name=verdict.name, reason=label_of(verdict.rule))
    return verdict


def _assignment(
    act: Act, verdict: CandidateVerdict, candidates: Iterable[CandidateVerdict], *, lead: bool
) -> Assignment:
    return Assignment(
        examination=act.examination,
        expert_id=verdict.expert_id,
        user_id=verdict.user_id,
        role=AssignmentRole.LEAD.value if lead else AssignmentRole.MEMBER.value,
        specialty_code=act.examination.specialty_code,
        certificate=verdict.certificate,
        assigned_by=act.actor.id,
        assigned_on=act.occurred_on,
        load=asdict(verdict.load),
        candidates=[kept(candidate) for candidate in candidates],
    )


def _check_not_assigned_meanwhile(actor: ActorRef, examination_id: UUID) -> None:
    """Say who was chosen, by whom and when: another head may have been faster."""
    examination = Examination.objects.locked(examination_id)
    check_permitted(actor, examination, "assign")
    rows = list(_current(examination).order_by("role", "id"))
    if rows:
        names = names_of([row.user_id for row in rows if row.user_id] + [row.assigned_by for row in rows])
        raise AssignedMeanwhile(
            at=localtime(rows[0].recorded_at, clock.ALMATY).strftime("%H:%M"),
            by=names.get(rows[0].assigned_by, "—"),
            names=", ".join(names.get(row.user_id, "—") for row in rows),
        )


def _check_number(examination: Examination, chosen: int) -> None:
    """The composition is the order's: a sole examination has one expert, a commission several (CPC art. 281)."""
    if examination.composition == Composition.COMMISSION.value and chosen < 2:
        raise CommissionNeedsTwo(field="member_ids")
    if examination.composition == Composition.SOLE.value and chosen > 1:
        raise OneExpertOnly(field="member_ids")


def _give_parts(act: Act, rows: Sequence[Assignment], parts: Mapping[UUID, PartGiven]) -> None:
    """Write down each expert's part. Without any, everybody answers everything together."""
    asked = _numbers_asked(act.examination)
    for row in rows:
        given = parts.get(row.expert_id, PartGiven())
        if foreign := sorted(set(given.questions) - asked):
            raise QuestionUnknownToPart(field="questions", numbers=", ".join(map(str, foreign)))
        _check_part_day(act, row, given.due_on)
        row.part, row.part_due_on = given.part.strip(), given.due_on
        row.questions = [] if set(given.questions) == asked else sorted(set(given.questions))
    held = asked if any(not row.questions for row in rows) else {n for row in rows for n in row.questions}
    if missing := sorted(asked - held):
        raise QuestionWithoutExpert(field="questions", numbers=", ".join(map(str, missing)))


def _numbers_asked(examination: Examination) -> set[int]:
    rows = examination.order.questions.values_list("number", "specialty_seq")
    return {number for number, seq in rows if seq in (None, examination.seq)}


def _check_part_day(act: Act, row: Assignment, due_on: date | None) -> None:
    limit = act.examination.due_on or act.examination.cap_on
    if due_on is None:
        return
    if due_on < act.occurred_on or (limit is not None and due_on > limit):
        name = names_of([row.user_id]).get(row.user_id, "—") if row.user_id else "—"
        due = limit.strftime("%d.%m.%Y") if limit else "—"
        raise PartDueTooLate(field="part_due_on", name=name, day=due_on.strftime("%d.%m.%Y"), due=due)


def _set_aside_for(examination: Examination, chosen: Iterable[UUID]) -> list[str]:
    """Ids of the exceptions on which this choice rests."""
    rows = examination.overrides.filter(
        expert_id__in=list(chosen), confirmation__decision=OverrideDecision.CONFIRMED.value
    )
    return [str(key) for key in rows.values_list("pk", flat=True)]


def what_stands(examination: Examination) -> dict[str, Any]:
    """The state of the work at hand-over, as far as the record knows it: counts, codes and dates."""
    reckoned = selectors.term_of(examination)
    return {
        "state": examination.state,
        "complexity": examination.complexity,
        "due_on": examination.due_on.isoformat() if examination.due_on else None,
        "elapsed": reckoned.elapsed,
        "notes": examination.notes.count(),
        "methods": examination.methods.count(),
        "petitions": examination.petitions.count(),
        "petitions_open": examination.petitions.filter(answer__isnull=True).count(),
    }


def kept(verdict: CandidateVerdict) -> dict[str, Any]:
    """A verdict as it is kept with the assignment: by id, without names."""
    return {
        "expert": str(verdict.expert_id),
        "eligible": verdict.eligible,
        "rule": verdict.rule.value if verdict.rule else None,
        "since": verdict.since.isoformat() if verdict.since else None,
        "until": verdict.until.isoformat() if verdict.until else None,
        "load": verdict.load.total,
        "limit": verdict.limit,
        "set_aside": [rule.value for rule in verdict.set_aside],
    }


def _end(actor: ActorRef, row: Assignment, reason: EndReason, note: str, day: date) -> None:
    row.ended_on, row.end_reason, row.end_note, row.ended_by = day, reason.value, note, actor.id
    row.save()


def _lead_by(examination: Examination, row: Assignment) -> None:
    examination.lead_id, examination.lead_user_id = row.expert_id, row.user_id


def _check_declarations(own: Assignment, warning: str, no_conflict: bool) -> None:
    if hasattr(own, "acceptance"):
        raise AlreadyAccepted
    if not warning:
        raise WarningNotSigned(field="liability_warning_version")
    if not no_conflict:
        raise ConflictNotDenied(field="no_conflict")


def _acceptance(act: Act, own: Assignment, warning: str) -> ExpertAcceptance:
    return ExpertAcceptance.objects.create(
        assignment=own,
        user_id=act.actor.id,
        liability_warning_version=warning,
        no_conflict=True,
        occurred_on=act.occurred_on,
    )


def _set_complexity(act: Act, complexity: Complexity | None, justification: str) -> ComplexitySetting:
    examination = act.examination
    if complexity is None or not justification.strip():
        raise ComplexityNeeded(field="complexity")
    examination.complexity, examination.complexity_justification = complexity.value, justification
    return ComplexitySetting.objects.create(
        examination=examination,
        seq=following(examination.complexity_settings.aggregate(last=Max("seq"))["last"]),
        complexity=complexity.value,
        justification=justification,
        actor_id=act.actor.id,
        occurred_on=act.occurred_on,
    )


def _confirm_death(examination: Examination, confirmation: DeathConfirmation | None) -> None:
    if confirmation is not None:
        examination.death_confirmation = confirmation.value
    if examination.examination_type in TYPES_OF_CORPSE_EXAMINATION and not examination.death_confirmation:
        raise DeathConfirmationNeeded(field="death_confirmation")
