"""When an appointing body that does not answer is reminded, and when its silence calls for a decision. Pure.

The limit of a suspension ends by itself (R5); what follows from it does not: on the next working day the expert and
the head decide to proceed on what exists, or to return (R6).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from saraptama.casework.examinations.enums import ReminderKind, SuspensionGround
from saraptama.casework.examinations.rules.days import Days
from saraptama.casework.examinations.rules.facts import Fact
from saraptama.casework.examinations.rules.norms import CALENDAR, WORKING, Norms, NormsNotUnderstood, Quantity
from saraptama.casework.examinations.rules.reading import read
from saraptama.casework.examinations.rules.suspensions import Period, periods
from saraptama.kernel.calendar import WorkingCalendar

ENTRY = "petition_reminders"
USUAL_DAYS = (3, 7, 9)
"""On which days of a petition its body is reminded where a version of the norms names none."""


@dataclass(frozen=True, slots=True)
class ReminderDays:
    """The days of a petition on which its body is reminded, and how they are counted."""

    days: tuple[int, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is due about one petition: the `day`-th day has come, the limit, or the day of decision (both day 0)."""

    suspension: str
    kind: ReminderKind
    day: int
    limit: date


def reminder_days_of(version: str, values: Mapping[str, Any]) -> ReminderDays:
    """The days that a version of the norms names; refuses what are no days."""
    entry = values.get(ENTRY)
    if entry is None:
        return ReminderDays(USUAL_DAYS, WORKING)
    days = entry.get("days") if isinstance(entry, Mapping) else None
    if not isinstance(days, list) or not all(type(day) is int and day > 0 for day in days):
        raise NormsNotUnderstood(version=version, what=f"“{ENTRY}” names no days")
    if (unit := entry.get("unit", WORKING)) not in (CALENDAR, WORKING):
        raise NormsNotUnderstood(version=version, what=f"the unit {unit!r} is unknown")
    return ReminderDays(tuple(sorted(set(days))), unit)


def reminders_due(
    facts: Iterable[Fact], norms: Norms, calendar: WorkingCalendar, when: ReminderDays, today: date
) -> Iterator[Reminder]:
    """For each petition without an answer the latest of what has come due; what was missed before is not made up."""
    days = Days(calendar, [])
    for period, limit in _silent(facts, norms, days, today):
        yield from _latest(period, limit, days, when, today)


def limits_of_silence(facts: Iterable[Fact], norms: Norms, calendar: WorkingCalendar, today: date) -> dict[str, date]:
    """By suspension: the last day on which each petition without an answer stops the clock, also when it is over."""
    return {period.key: limit for period, limit in _silent(facts, norms, Days(calendar, []), today)}


def _silent(facts: Iterable[Fact], norms: Norms, days: Days, today: date) -> Iterator[tuple[Period, date]]:
    reading = read(facts, today, days.defects)
    if reading.t0 is None or reading.finished is not None:
        return
    for period in periods(reading, reading.t0, norms, days, today):
        if period.ground is SuspensionGround.PETITION and period.resumed is None and period.limit is not None:
            yield period, period.limit


def _latest(period: Period, limit: date, days: Days, when: ReminderDays, today: date) -> Iterator[Reminder]:
    decision = days.working_after(limit, 1)
    if decision is not None and today >= decision:
        yield Reminder(period.key, ReminderKind.DECISION, 0, limit)
    elif today >= limit:
        yield Reminder(period.key, ReminderKind.LIMIT, 0, limit)
    else:
        ends = ((day, days.after(period.start, Quantity(day, when.unit, "", False))) for day in when.days)
        if passed := [day for day, end in ends if end is not None and end <= today]:
            yield Reminder(period.key, ReminderKind.WAITING, max(passed), limit)
