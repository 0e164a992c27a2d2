"""What falls due in the coming days, and on whose desk it lies: the head's, an expert's, or the clerk's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from saraptama.casework.examinations.dated_facts import calendar_of, facts_at_hand, norms_of
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.models import Examination
from saraptama.casework.examinations.past_terms import with_facts
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rules import term
from saraptama.kernel.actor import ActorRef

WEEK_DAYS = 7
MOST = 300
"""More than this is a matter for the list of what falls due, not for a calendar on one page."""


class DueDesk(StrEnum):
    """Who moves next."""

    HEAD = "HEAD"
    EXPERT = "EXPERT"
    CLERK = "CLERK"


DESK_OF = {
    ExaminationState.REGISTERED: DueDesk.HEAD,
    ExaminationState.ACCEPTED: DueDesk.HEAD,
    ExaminationState.AWAITING_APPROVAL: DueDesk.HEAD,
    ExaminationState.ASSIGNED: DueDesk.EXPERT,
    ExaminationState.IN_PRODUCTION: DueDesk.EXPERT,
    ExaminationState.SUSPENDED: DueDesk.EXPERT,
    ExaminationState.APPROVED: DueDesk.EXPERT,
    ExaminationState.COMPLETED: DueDesk.CLERK,
    ExaminationState.RETURNED: DueDesk.CLERK,
}
"""On whose desk each state lies. Of the clerk's states the last day is that of delivery (Law 44-VI art. 34)."""


@dataclass(frozen=True)
class DueLine:
    """One examination, the day by which its desk has to be done with it, and whose desk that is."""

    examination: Examination
    due: date
    desk: DueDesk
    user_id: UUID | None
    """The lead expert, of what lies with an expert."""


@dataclass(frozen=True)
class DueWeek:
    """The lines by day, the overdue ones among them; `is_whole` is False where there are more than one page holds."""

    lines: tuple[DueLine, ...]
    is_whole: bool


def due_week(actor: ActorRef, first: date) -> DueWeek:
    """What the actor sees of seven days from the first one, and what was due before and is not done."""
    last = first + timedelta(days=WEEK_DAYS - 1)
    seen = Examination.objects.visible_to(actor).for_list()
    terms = list(seen.unfinished().filter(due_on__lte=last).order_by("due_on", "id")[: MOST + 1])
    found = [*_terms(terms[:MOST]), *_deliveries(seen, first, last)]
    return DueWeek(tuple(sorted(found, key=lambda line: (line.due, line.examination.pk))), len(terms) <= MOST)


def _terms(rows: list[Examination]) -> Iterator[DueLine]:
    for row in rows:
        desk = DESK_OF.get(row.current_state)
        if desk is not None and row.due_on is not None:
            yield DueLine(row, row.due_on, desk, row.lead_user_id if desk is DueDesk.EXPERT else None)


def _deliveries(seen: ExaminationQuerySet, first: date, last: date) -> Iterator[DueLine]:
    """Results that have not left yet; their last day is reckoned, as everywhere, from the dated facts."""
    waiting = seen.in_states(ExaminationState.COMPLETED, ExaminationState.RETURNED).filter(delivered_on__isnull=True)
    rows = {row.pk: row for row in waiting.order_by("finished_on", "id")[:MOST]}
    for facts in with_facts(rows):
        due = term(facts_at_hand(facts), norms_of(facts), calendar_of(facts), first).delivery_due
        if due is not None and due <= last:
            yield DueLine(rows[facts.pk], due, DueDesk.CLERK, None)
