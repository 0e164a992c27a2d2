"""Questions about examinations: who may see which, what their terms are, who can be assigned, what happened."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from saraptama.casework.examinations.candidates import candidates, expert_names, is_this_choice, loads_of, verdict_on
from saraptama.casework.examinations.conflicts import overrides_of, overrides_to_confirm, recusals_in_case
from saraptama.casework.examinations.dated_facts import calendar_of, facts_of, norms_of
from saraptama.casework.examinations.deadlines import Deadline, deadlines_of
from saraptama.casework.examinations.due_week import WEEK_DAYS, DueDesk, DueLine, due_week
from saraptama.casework.examinations.explaining import explain
from saraptama.casework.examinations.journal import desk_counts, journal
from saraptama.casework.examinations.labels import act_label, choices_of, label_of
from saraptama.casework.examinations.models import Examination, Note, Petition
from saraptama.casework.examinations.parts import (
    conclusion_part_of,
    ids_in_group,
    leading_part,
    parts_in_group,
    parts_of,
    signers_of,
)
from saraptama.casework.examinations.policies import acts_for, check_own_notes
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rules import term
from saraptama.casework.examinations.silence import last_days_of
from saraptama.casework.examinations.stage_times import stage_times
from saraptama.casework.examinations.timeline import timeline
from saraptama.casework.examinations.types import Term
from saraptama.casework.examinations.used_grounds import UsedGround, used_grounds
from saraptama.casework.examinations.what_moves import changes_of, corrections, redated, why_redated
from saraptama.casework.examinations.workflow import UNFINISHED
from saraptama.casework.examinations.workload import (
    board,
    counts_in_hands,
    dues_then,
    falling_due,
    in_hands,
    queue,
    queue_lines,
    unit_totals,
    weights,
)
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible

__all__ = [
    "UNFINISHED",
    "WEEK_DAYS",
    "Deadline",
    "DueDesk",
    "DueLine",
    "UsedGround",
    "act_label",
    "acts_for",
    "board",
    "calendar_of",
    "candidates",
    "changes_of",
    "choices_of",
    "conclusion_part_of",
    "corrections",
    "counts_in_hands",
    "deadlines_of",
    "desk_counts",
    "due_week",
    "dues_then",
    "examination_for",
    "expert_names",
    "explain",
    "facts_of",
    "falling_due",
    "ids_in_group",
    "in_hands",
    "is_this_choice",
    "journal",
    "label_of",
    "last_days_of",
    "leading_part",
    "loads_of",
    "norms_of",
    "notes_for",
    "of_order",
    "open_petitions",
    "overrides_of",
    "overrides_to_confirm",
    "parts_in_group",
    "parts_of",
    "queue",
    "queue_lines",
    "recusals_in_case",
    "redated",
    "signers_of",
    "stage_times",
    "term_of",
    "timeline",
    "unit_totals",
    "used_grounds",
    "verdict_on",
    "visible_to",
    "weights",
    "why_redated",
]


def visible_to(actor: ActorRef) -> ExaminationQuerySet:
    """The examinations the actor may know of."""
    return Examination.objects.visible_to(actor)


def examination_for(actor: ActorRef, examination_id: UUID) -> Examination:
    """One examination that the actor may see, with what its page shows; NotVisible otherwise."""
    found = visible_to(actor).for_list().filter(pk=examination_id).first()
    if found is None:
        raise NotVisible
    return found


def of_order(actor: ActorRef, order_id: UUID) -> list[Examination]:
    """The examinations of an order that the actor may see, in the order of its specialties."""
    return list(visible_to(actor).for_list().filter(order_id=order_id).order_by("seq"))


def term_of(examination: Examination, as_of: date | None = None) -> Term:
    """The statutory term on a day (today), with every step that led to its dates."""
    return term(facts_of(examination), norms_of(examination), calendar_of(examination), as_of or clock.today())


def open_petitions(actor: ActorRef) -> QuerySet[Petition]:
    """Petitions that wait for the appointing body's answer, oldest first."""
    return (
        Petition.objects.filter(answer__isnull=True, examination__in=visible_to(actor).unfinished())
        .select_related("examination", "examination__registration", "examination__order")
        .order_by("occurred_on", "id")
    )


def notes_for(actor: ActorRef, examination: Examination) -> QuerySet[Note]:
    """The working notes, for the experts of the examination only."""
    check_own_notes(actor, examination)
    return examination.notes.all()
