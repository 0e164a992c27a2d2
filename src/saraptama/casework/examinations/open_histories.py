"""The running terms as arrays, read in a few queries, and their dates reckoned again all at once.

What arrays cannot say in order goes through `rules.term` one by one; a test holds the two ways to each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from saraptama.casework.examinations.dated_facts import facts_at_hand
from saraptama.casework.examinations.enums import Complexity, SuspensionGround
from saraptama.casework.examinations.models import ComplexitySetting, Extension, Suspension
from saraptama.casework.examinations.past_terms import with_facts
from saraptama.casework.examinations.querysets import ExaminationQuerySet
from saraptama.casework.examinations.rules import Norms, many, term
from saraptama.casework.examinations.types import TermDates
from saraptama.kernel.calendar import WorkingCalendar

CountedBy = Callable[[str, str], tuple[Norms, WorkingCalendar]]
"""From the versions of norms and calendar to which an examination is pinned, to those that shall count."""

_AT_ONCE = 1_000
"""Examinations read with all their facts for one round of the slow way."""


@dataclass(frozen=True, slots=True)
class RunningTerms:
    """Unfinished examinations whose term runs: who they are, what their clock needs, and the dates that are stored."""

    ids: list[UUID]
    institutes: list[UUID]
    leads: list[UUID | None]
    """The user of each lead expert."""
    norms_versions: list[str]
    calendar_versions: list[str]
    stored: list[TermDates]
    told: many.Histories
    """The window of each suspension begins with itself; `same_window` where norms count one window by subject."""
    same_window: many.Ordinals
    """The first day of the first petition on the same subject (domain.md §5.3); for other grounds their own."""


def load_running(rows: ExaminationQuerySet, as_of: date, *, locked: bool = False) -> RunningTerms:
    """Those of the examinations whose term runs, with what is dated up to the day; locked for an act if asked."""
    running = rows.unfinished().filter(t0__lte=as_of)
    held = running.select_for_update(of=("self",), no_key=True) if locked else running
    named = ("pk", "institute_id", "lead_user_id", "norms_version", "calendar_version", "t0", "due_on", "cap_on")
    read = list(held.order_by("pk").values_list(*named, "target_on"))
    place = {row[0]: number for number, row in enumerate(read)}
    suspensions, same_window = _suspensions(place, running, as_of)
    return RunningTerms(
        ids=[row[0] for row in read],
        institutes=[row[1] for row in read],
        leads=[row[2] for row in read],
        norms_versions=[row[3] for row in read],
        calendar_versions=[row[4] for row in read],
        stored=[TermDates(*row[6:]) for row in read],
        told=many.Histories(
            t0=np.array([row[5].toordinal() for row in read], np.int64),
            complexity=_complexities(place, running, as_of),
            finished=np.full(len(read), many.NONE),
            suspensions=suspensions,
            extensions=_extensions(place, running, as_of),
        ),
        same_window=same_window,
    )


def reckon_again(running: RunningTerms, by: CountedBy, as_of: date) -> list[TermDates]:
    """The dates of each term by what shall count, in the order in which they were read."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pinned in enumerate(zip(running.norms_versions, running.calendar_versions, strict=True)):
        groups[pinned].append(number)
    answers: list[TermDates] = list(running.stored)
    for pinned, numbers in groups.items():
        for number, dates in zip(numbers, _group_again(running, numbers, by(*pinned), as_of), strict=True):
            answers[number] = dates
    return answers


def _complexities(place: dict[UUID, int], running: ExaminationQuerySet, as_of: date) -> NDArray[np.int8]:
    """The latest category of each."""
    latest: list[Complexity | None] = [None] * len(place)
    settings = ComplexitySetting.objects.filter(_of(running), occurred_on__lte=as_of).order_by("occurred_on", "seq")
    for owner, code in _placed(place, settings, "complexity"):
        latest[owner] = Complexity(code)
    return many.complexity_places(latest)


def _extensions(place: dict[UUID, int], running: ExaminationQuerySet, as_of: date) -> many.Extensions:
    granted = Extension.objects.filter(_of(running), occurred_on__lte=as_of).order_by()
    return many.Extensions(*_columns(list(_placed(place, granted, "days")), 2))


def _suspensions(
    place: dict[UUID, int], running: ExaminationQuerySet, as_of: date
) -> tuple[many.Suspensions, many.Ordinals]:
    """All standstills, and from which day the window of each is counted where one subject has one window."""
    grounds = {ground.value: number for number, ground in enumerate(many.GROUNDS)}
    first: dict[tuple[int, str], int] = {}
    rows: list[tuple[int, ...]] = []
    known = Suspension.objects.filter(_of(running), starts_on__lte=as_of).order_by("starts_on")
    for owner, ground, starts_on, subject, ended_on in _placed(
        place, known, "ground", "starts_on", "petition__subject", "resumption__occurred_on"
    ):
        start = starts_on.toordinal()
        is_petition = ground == SuspensionGround.PETITION.value
        window = first.setdefault((owner, subject or ""), start) if is_petition else start
        resumed = ended_on.toordinal() if ended_on is not None and ended_on <= as_of else int(many.NONE)
        rows.append((owner, grounds[ground], start, resumed, window))
    owner_, ground_, start_, resumed_, window_ = _columns(rows, 5)
    return many.Suspensions(owner_, ground_.astype(np.int8), start_, start_, resumed_), window_


def _of(running: ExaminationQuerySet) -> Q:
    return Q(examination__in=running.values("pk"))


def _placed(place: dict[UUID, int], rows: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """The place of each row's examination, and the columns; only of examinations that were read."""
    for examination_id, *values in rows.values_list("examination_id", *columns):
        if examination_id in place:
            yield (place[examination_id], *values)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> many.Ordinals:
    return np.array(rows, np.int64).reshape(-1, width).T


def _group_again(
    running: RunningTerms, numbers: list[int], by: tuple[Norms, WorkingCalendar], as_of: date
) -> list[TermDates]:
    """The dates of those that are counted by the same norms and the same calendar."""
    norms, calendar = by
    told = _part(running, numbers, norms)
    dates = many.reckon_many(told, norms, many.ArrayCalendar(calendar), as_of)
    slow = many.needs_the_slow_way(told, norms) | _beyond(told, dates, calendar)
    columns = (dates.due.tolist(), dates.cap.tolist(), dates.target.tolist())
    answers = [TermDates(*map(_day, row)) for row in zip(*columns, strict=True)]
    slowly: list[int] = np.flatnonzero(slow).tolist()
    for begin in range(0, len(slowly), _AT_ONCE):
        here = {running.ids[numbers[place]]: place for place in slowly[begin : begin + _AT_ONCE]}
        for examination in with_facts(here):
            alone = term(facts_at_hand(examination), norms, calendar, as_of)
            answers[here[examination.pk]] = TermDates(alone.due, alone.cap, alone.target)
    return answers


def _beyond(told: many.Histories, dates: many.Dates, calendar: WorkingCalendar) -> NDArray[np.bool_]:
    """Those near an end of the calendar, where the slow way tells what cannot be known."""
    last = np.maximum(dates.due, dates.cap)
    return (told.t0 < calendar.first.toordinal()) | (last >= calendar.last.toordinal())


def _part(running: RunningTerms, numbers: list[int], norms: Norms) -> many.Histories:
    """Some of the histories, with their owners counted anew and windows as these norms want them."""
    whole = running.told
    chosen = np.array(numbers, np.int64)
    anew = np.full(len(whole.t0), many.NONE)
    anew[chosen] = np.arange(len(chosen))
    stops, granted = whole.suspensions, whole.extensions
    of_stops, of_granted = anew[stops.owner] >= 0, anew[granted.owner] >= 0
    windows = stops.window_from if norms.second_petition_opens_window else running.same_window
    return replace(
        whole,
        t0=whole.t0[chosen],
        complexity=whole.complexity[chosen],
        finished=whole.finished[chosen],
        suspensions=many.Suspensions(
            anew[stops.owner[of_stops]], stops.ground[of_stops], stops.start[of_stops], windows[of_stops],
            stops.resumed[of_stops],
        ),
        extensions=many.Extensions(anew[granted.owner[of_granted]], granted.days[of_granted]),
    )  # fmt: skip


def _day(ordinal: int) -> date | None:
    return None if ordinal == many.NONE else date.fromordinal(ordinal)
