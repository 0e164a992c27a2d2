"""The clock of a public service: steps of so many days, each counted from the application or from another step.

An examination's clock stands still and goes on (`casework.examinations.rules`); that of a service such as
qualification or licensing only counts. Pure: the steps are data with a source, the calendar is a version of data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from saraptama.kernel.calendar import WorkingCalendar
from saraptama.kernel.errors import Refusal

WORKING = "working"
CALENDAR = "calendar"


class ServiceStepNotUnderstood(Refusal):
    """A step of a service is counted from one that has no day yet, or in a unit that there is not."""

    code = "service_step_not_understood"
    message = "The step “{step}” of the service cannot be counted: {what}. Correct the entry and publish a new version."


@dataclass(frozen=True, slots=True)
class ServiceStep:
    """At the latest so many days after another step, or before it when negative; the first day is not counted."""

    name: str
    days: int
    counted_from: str
    unit: str = WORKING
    source: str = ""
    confirmed: bool = False


def service_days(steps: Iterable[ServiceStep], known: Mapping[str, date], calendar: WorkingCalendar) -> dict[str, date]:
    """The last day of every step, from the days that are known (the application, the day of the test …).

    A day that is known is not counted again: a step done early or late moves those that are counted from it. Raises
    ServiceStepNotUnderstood, and OutsideCalendar when an answer lies beyond the known years.
    """
    days = dict(known)
    for step in steps:
        if step.name in days:
            continue
        start = days.get(step.counted_from)
        if start is None:
            raise ServiceStepNotUnderstood(step=step.name, what=f"“{step.counted_from}” has no day")
        if step.unit == WORKING:
            days[step.name] = calendar.add_working_days(start, step.days)
        elif step.unit == CALENDAR:
            days[step.name] = start + timedelta(days=step.days)
        else:
            raise ServiceStepNotUnderstood(step=step.name, what=f"the unit “{step.unit}” is unknown")
    return days
