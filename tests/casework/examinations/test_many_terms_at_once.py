"""The clock over arrays comes to the dates of the clock over one history, for any lawful histories together."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.rules import many, read_history, term
from saraptama.casework.examinations.types import Term
from tests.casework.examinations.clock_data import norms
from tests.casework.examinations.slow_clock import Case
from tests.casework.examinations.test_the_clock_agrees_with_a_slow_one import lawful_cases, norms_of, told
from tests.kernel.kazakh_calendar import KAZAKHSTAN

CALENDAR = many.ArrayCalendar(KAZAKHSTAN)
AS_OF = date(2026, 9, 1)


def ordinal(day: date | None) -> int:
    return int(many.NONE) if day is None else day.toordinal()


def arrays_of(cases: list[Case]) -> many.Histories:
    """The cases as arrays; every stop is on a matter of its own, so each window begins with it."""
    stops, extensions = [], []
    for owner, case in enumerate(cases):
        for stop in case.stops:
            ground = [one.value for one in many.GROUNDS].index(stop.ground)
            stops.append((owner, ground, ordinal(stop.on), ordinal(stop.on), ordinal(stop.until)))
        extensions += [(owner, days) for _, days in case.extensions]
    of_stops = np.array(stops, np.int64).reshape(-1, 5).T
    of_extensions = np.array(extensions, np.int64).reshape(-1, 2).T
    return many.Histories(
        t0=np.array([ordinal(max(case.order, case.objects)) for case in cases], np.int64),
        complexity=many.complexity_places([next((c for c in many.Complexity if c.lower() == case.complexity), None)
                                           for case in cases]),
        finished=np.array([ordinal(case.ended[1] if case.ended else None) for case in cases], np.int64),
        suspensions=many.Suspensions(
            of_stops[0], of_stops[1].astype(np.int8), of_stops[2], of_stops[3], of_stops[4]
        ),
        extensions=many.Extensions(of_extensions[0], of_extensions[1]),
    )  # fmt: skip


def dates_of(reckoned: Term) -> tuple[int, ...]:
    days = (reckoned.due, reckoned.cap, reckoned.target, reckoned.due_on_confirmed_grounds)
    return (*map(ordinal, days), reckoned.counters.suspended)


@given(st.lists(lawful_cases(), min_size=1, max_size=12), st.data())
def test_many_at_once_are_what_each_is_alone(cases: list[Case], data: st.DataObject) -> None:
    by = norms_of(data.draw(st.sampled_from(cases)))
    found = many.reckon_many(arrays_of(cases), by, CALENDAR, AS_OF)
    for place, case in enumerate(cases):
        alone = term(read_history(told(case)).facts, by, KAZAKHSTAN, AS_OF)
        assert dates_of(alone) == tuple(
            int(column[place])
            for column in (found.due, found.cap, found.target, found.due_on_confirmed_grounds, found.suspended)
        ), case


@given(st.lists(lawful_cases(), min_size=1, max_size=8))
def test_norms_in_working_days_go_the_slow_way_where_order_matters(cases: list[Case]) -> None:
    working = norms(norm_days={name.value.lower(): {"value": 8, "unit": "working"} for name in many.Complexity})
    slow = many.needs_the_slow_way(arrays_of(cases), working)
    assert [bool(one) for one in slow] == [bool(case.stops or case.extensions) for case in cases]
    found = many.reckon_many(arrays_of(cases), working, CALENDAR, AS_OF)
    for place, case in enumerate(cases):
        if not slow[place]:
            alone = term(read_history(told(case)).facts, working, KAZAKHSTAN, AS_OF)
            assert ordinal(alone.due) == found.due[place]


def test_no_history_at_all_is_no_trouble() -> None:
    assert len(many.reckon_many(arrays_of([]), norms(), CALENDAR, AS_OF).due) == 0
