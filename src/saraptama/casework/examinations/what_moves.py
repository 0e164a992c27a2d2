"""Which running terms other norms or another calendar would move, and why; and what corrections have moved."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from saraptama.casework.examinations.dated_facts import facts_at_hand
from saraptama.casework.examinations.explaining import explain
from saraptama.casework.examinations.models import CalendarCorrection, CalendarVersionChange, Examination
from saraptama.casework.examinations.open_histories import CountedBy, load_running, reckon_again
from saraptama.casework.examinations.past_terms import with_facts
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.types import Redated, Step
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.calendar import WorkingCalendar


def counted_by_pinned(norms_version: str, calendar_version: str) -> tuple[Norms, WorkingCalendar]:
    """The norms and the calendar to which an examination is pinned."""
    norms = reference.norms(norms_version)
    return Norms.from_values(norms.version, norms.values), reference.calendar(calendar_version)


def redated(by: CountedBy) -> tuple[int, list[Redated]]:
    """How many terms run, and those that would be due, or should be ready, on another day; the nearest due first.

    All of the country, for whoever keeps calendar and norms: who asks learns dates, and nothing of the cases.
    """
    today = clock.today()
    running = load_running(Examination.objects.all(), today)
    told = zip(running.ids, running.institutes, running.stored, reckon_again(running, by, today), strict=True)
    rows = (Redated(*one) for one in told)
    moved = [row for row in rows if (row.former.due, row.former.target) != (row.new.due, row.new.target)]
    return len(running.ids), sorted(moved, key=_nearest_first)


def _nearest_first(one: Redated) -> tuple[bool, str, UUID]:
    due = one.former.due
    return due is None, due.isoformat() if due else "", one.examination_id


def why_redated(examination_ids: Iterable[UUID], by: CountedBy) -> dict[UUID, list[str]]:
    """Of each examination, the steps of the reckoning that would be other ones, as sentences."""
    today = clock.today()
    found: dict[UUID, list[str]] = {}
    for examination in with_facts(examination_ids):
        pinned = examination.norms_version, examination.calendar_version
        facts = facts_at_hand(examination)
        now, then = (term(facts, *counted(*pinned), today) for counted in (counted_by_pinned, by))
        known = {_what(step) for step in now.steps}
        found[examination.pk] = [one.sentence for one in explain(then) if _what(one.step) not in known]
    return found


def _what(step: Step) -> tuple[object, ...]:
    return step.key, step.start, step.end, step.days, step.unit


def corrections() -> QuerySet[CalendarCorrection]:
    """Every correction of the calendar, the newest first."""
    return CalendarCorrection.objects.select_related("takes_back", "taken_back_by")


def changes_of(actor: ActorRef, correction_id: UUID) -> QuerySet[CalendarVersionChange]:
    """What a correction did to the examinations that the actor may see."""
    seen = Examination.objects.visible_to(actor).filter(calendar_changes__correction=correction_id)
    changes = CalendarVersionChange.objects.filter(correction=correction_id, examination__in=seen.values("pk"))
    return changes.select_related("correction", "examination__registration")
