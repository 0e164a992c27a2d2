"""Until when petitions without an answer stop the clock: after that day it runs again by itself (art. 34; R5, R6)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from saraptama.casework.examinations.dated_facts import calendar_of, facts_at_hand, norms_of
from saraptama.casework.examinations.models import Petition
from saraptama.casework.examinations.past_terms import with_facts
from saraptama.casework.examinations.rules.reminders import limits_of_silence
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock


def last_days_of(petitions: Iterable[Petition]) -> dict[UUID, date]:
    """By petition that still waits for its answer: its last day of standstill. Others stop nothing and are left out."""
    today, found = clock.today(), dict[UUID, date]()
    with reference.held():
        for examination in with_facts({one.examination_id for one in petitions if one.suspends}):
            limits = limits_of_silence(
                facts_at_hand(examination), norms_of(examination), calendar_of(examination), today
            )
            for suspension in examination.suspensions.all():
                if suspension.petition_id is not None and str(suspension.pk) in limits:
                    found[suspension.petition_id] = limits[str(suspension.pk)]
    return found
