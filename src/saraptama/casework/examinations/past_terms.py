"""Due dates as they stood on a past day: reckoned again from the facts of that day, never guessed from today's."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from saraptama.casework.examinations.dated_facts import calendar_of, facts_at_hand, norms_of
from saraptama.casework.examinations.models import Examination, Suspension
from saraptama.casework.examinations.rules import Norms, term
from saraptama.kernel.calendar import WorkingCalendar

RECKONED_AT_MOST = 1_000
"""Examinations reckoned again for one page: about half a second's work. A wider question is to be narrowed first."""


def with_facts(examination_ids: Iterable[UUID]) -> Iterator[Examination]:
    """Examinations with everything that their terms depend on, asked for at once."""
    stops = Suspension.objects.select_related("petition", "resumption")
    together = ("complexity_settings", "extensions", Prefetch("suspensions", stops))
    return iter(Examination.objects.filter(pk__in=list(examination_ids)).prefetch_related(*together))


def due_then(examination_ids: Iterable[UUID], day: date) -> dict[UUID, date | None] | None:
    """The due date of each as it was known on the evening of the day; None where there are too many to reckon."""
    wanted = set(examination_ids)
    if len(wanted) > RECKONED_AT_MOST:
        return None
    norms: dict[tuple[Any, ...], Norms] = {}
    calendars: dict[Any, WorkingCalendar] = {}
    found: dict[UUID, date | None] = {}
    for examination in with_facts(wanted):
        counted_by = (examination.norms_version, examination.t0)
        if counted_by not in norms:
            norms[counted_by] = norms_of(examination)
        if examination.calendar_version not in calendars:
            calendars[examination.calendar_version] = calendar_of(examination)
        own, calendar = norms[counted_by], calendars[examination.calendar_version]
        found[examination.pk] = term(facts_at_hand(examination), own, calendar, day).due
    return found
