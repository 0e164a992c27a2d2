"""The generated course of an examination: by any chance its days are possible, its steps those of the workflow."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.workflow import WORKFLOW
from saraptama.demo.bulk import shares
from saraptama.demo.bulk.course import Clock, Course, Fate
from saraptama.demo.bulk.days import NEVER, WorkingDays
from saraptama.demo.bulk.studies import taken
from tests.casework.examinations.clock_data import NORMS
from tests.kernel.kazakh_calendar import KAZAKHSTAN

FIRST, LAST = date(2024, 6, 3).toordinal(), date(2025, 12, 30).toordinal()
DAYS = WorkingDays(KAZAKHSTAN, FIRST, date(2026, 12, 31).toordinal())
CLOCK = Clock(NORMS, KAZAKHSTAN, LAST)


def courses(seed: int, count: int) -> list[Course]:
    rng = random.Random(seed)
    fate = Fate(rng, DAYS, CLOCK)
    days = [day for day in DAYS.all if day <= LAST]
    return [fate.course(rng.choice(days)) for _ in range(count)]


def due(course: Course) -> int:
    found = CLOCK.of(course, NEVER - 1)[0]
    assert found is not None
    return found


@given(st.integers())
def test_days_come_in_the_order_of_the_law(seed: int) -> None:
    for course in courses(seed, 20):
        assert course.registered <= course.objects <= course.accepted <= course.assigned <= course.begun
        assert course.begun <= course.finished <= course.delivered <= course.closed
        assert course.delivered - course.finished <= 3
        if course.result != "RETURNED":
            assert course.begun <= course.submitted <= course.agreed <= course.finished
        if still := course.standstill:
            assert course.begun <= still.start < course.finished
            assert still.until == NEVER or still.start < still.until <= course.submitted
        if more := course.prolongation:
            assert course.begun <= more.asked < more.decided <= course.submitted


@given(st.integers(), st.integers(min_value=-5, max_value=400))
def test_steps_are_those_of_the_workflow_on_any_day(seed: int, after: int) -> None:
    for course in courses(seed, 10):
        state, last = "", 0
        for act, before, target, day, _ in taken(course, course.registered + after, 1):
            assert before == state and day >= last
            if act != "register":
                assert WORKFLOW.target_of(act, ExaminationState(before)).value == target
            state, last = target, day


def test_unanswered_petitions_let_the_materials_go_back_after_ten_working_days() -> None:
    returned = [course for course in courses(1, 2000) if course.result == "RETURNED"]
    assert returned
    for course in returned:
        assert course.standstill is not None
        assert DAYS.between(course.standstill.start, course.finished) == 11


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (lambda c: c.standstill is not None, shares.SUSPENDED),
        (lambda c: c.prolongation is not None, shares.EXTENDED),
        (lambda c: c.result == "RETURNED", shares.RETURNED),
        (lambda c: c.result == "IMPOSSIBLE", shares.IMPOSSIBLE),
        (lambda c: c.result != "RETURNED" and c.finished > due(c), shares.OVERDUE),
        (lambda c: c.complexity == "SIMPLE", shares.COMPLEXITIES["SIMPLE"] / 100),
    ],
)
def test_shares_are_the_published_ones(share: object, expected: float) -> None:
    drawn = courses(2026, 20_000)
    assert sum(map(share, drawn)) / len(drawn) == pytest.approx(expected, abs=0.008)  # type: ignore[call-overload]


def test_an_examination_that_nobody_can_take_waits_with_the_head() -> None:
    course = courses(3, 1)[0]
    course.leave_unassigned()
    assert [step[2] for step in taken(course, NEVER - 1, 0)][-1] == "accepted"
