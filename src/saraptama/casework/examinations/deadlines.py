"""The days that a person's calendar shows of the examinations the person sees: when what must be there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.casework.examinations.dated_facts import calendar_of, facts_at_hand, norms_of
from saraptama.casework.examinations.enums import DeadlineKind, ExaminationState, Result
from saraptama.casework.examinations.models import Examination
from saraptama.casework.examinations.past_terms import with_facts
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rules import term
from saraptama.casework.examinations.types import Term
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

MOST_OF_A_KIND = 500
"""A calendar is for a person's or a unit's work; of a whole country's it holds the nearest days."""
LIMIT_OF_PETITION = "limit_reached"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of one examination. It says nothing of the case but its number and specialty."""

    examination_id: UUID
    kind: DeadlineKind
    on: date
    number: str
    specialty: str
    revision: int
    """Grows whenever a dated fact of the examination is added, so also when the day moves."""


def deadlines_of(actor: ActorRef) -> list[Deadline]:
    """Due dates, limits of petitions that wait for an answer, and last days of delivery; the nearest first.

    Of the examinations that a person of the service sees; an appointing body keeps its dates in its own system.
    """
    if actor.body_id is not None:
        return []
    seen = Examination.objects.visible_to(actor).select_related("registration").most_urgent_first()
    with reference.held():
        found = [*_due(seen), *_answers(seen), *_deliveries(seen)]
    return sorted(found, key=lambda deadline: (deadline.on, deadline.number, deadline.kind))


def _due(seen: ExaminationQuerySet) -> Iterator[Deadline]:
    for examination in seen.unfinished().filter(due_on__isnull=False)[:MOST_OF_A_KIND]:
        if examination.due_on is not None:
            yield _deadline(examination, DeadlineKind.DUE, examination.due_on)


def _answers(seen: ExaminationQuerySet) -> Iterator[Deadline]:
    """The day on which the clock goes on by itself, answer or not (R5)."""
    for examination, reckoned in _reckoned(seen.in_states(ExaminationState.SUSPENDED)):
        ends = [step.end for step in reckoned.steps if step.key == LIMIT_OF_PETITION and step.end]
        if ends and max(ends) >= reckoned.as_of:
            yield _deadline(examination, DeadlineKind.ANSWER, max(ends))


def _deliveries(seen: ExaminationQuerySet) -> Iterator[Deadline]:
    """Within 3 days after completion, or after the decision to return (R7, R8)."""
    ended = seen.in_states(ExaminationState.COMPLETED, ExaminationState.RETURNED).filter(delivered_on__isnull=True)
    for examination, reckoned in _reckoned(ended.exclude(result=Result.WITHDRAWN.value)):
        if reckoned.delivery_due is not None:
            yield _deadline(examination, DeadlineKind.DELIVERY, reckoned.delivery_due)


def _reckoned(examinations: ExaminationQuerySet) -> Iterator[tuple[Examination, Term]]:
    named = {examination.pk: examination for examination in examinations[:MOST_OF_A_KIND]}
    today = clock.today()
    for found in with_facts(named):
        yield named[found.pk], term(facts_at_hand(found), norms_of(found), calendar_of(found), today)


def _deadline(examination: Examination, kind: DeadlineKind, on: date) -> Deadline:
    return Deadline(
        examination_id=examination.pk,
        kind=kind,
        on=on,
        number=f"{examination.registration.text}/{examination.seq}",
        specialty=examination.specialty_code,
        revision=examination.term_inputs_version,
    )
