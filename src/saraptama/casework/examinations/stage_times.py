"""Where the time of an examination went: the stage clocks over its recorded moments."""

from datetime import date, datetime, time, timedelta

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.models import Examination
from saraptama.casework.examinations.rules import Entry, StageClocks, stage_clocks
from saraptama.kernel import clock


def stage_times(examination: Examination, as_of: date | None = None) -> StageClocks:
    """The clocks as they stood in the evening of a day; of today, as they stand now."""
    arrived = examination.order.arrivals.order_by("received_at").values_list("received_at", flat=True).first()
    entries = [
        Entry(at, ExaminationState(state))
        for at, state in examination.statuses.order_by("seq").values_list("recorded_at", "to_state")
    ]
    return stage_clocks(entries, arrived=arrived, now=_moment(as_of))


def _moment(as_of: date | None) -> datetime:
    now = clock.now()
    if as_of is None or as_of >= clock.local_date(now):
        return now
    return datetime.combine(as_of + timedelta(days=1), time(), clock.ALMATY)
