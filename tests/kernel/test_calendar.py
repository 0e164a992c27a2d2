"""The working calendar: moved days are honoured, arithmetic agrees with counting day by day, edges are named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.kernel.calendar import DayKind, OutsideCalendar, WorkingCalendar
from tests.kernel.kazakh_calendar import KAZAKHSTAN

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)

days = st.dates(FIRST + timedelta(days=60), LAST - timedelta(days=60))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    exceptions = draw(st.dictionaries(days, st.sampled_from(DayKind), max_size=40))
    return WorkingCalendar.from_days("test", FIRST, LAST, exceptions)


def test_nauryz_2025_is_five_days_off_with_its_observed_days() -> None:
    off = [date(2025, 3, day) for day in (21, 22, 23, 24, 25)]
    assert not any(KAZAKHSTAN.is_working(day) for day in off)
    assert KAZAKHSTAN.is_working(date(2025, 3, 20))
    assert KAZAKHSTAN.is_working(date(2025, 3, 26))


def test_a_moved_day_is_worked_although_it_is_a_sunday() -> None:
    assert KAZAKHSTAN.is_working(date(2025, 1, 5))
    assert not KAZAKHSTAN.is_working(date(2025, 1, 3))
    assert KAZAKHSTAN.add_working_days(date(2024, 12, 18), 10) == date(2025, 1, 5)


def test_without_the_moved_day_the_tenth_working_day_would_have_been_the_third_of_january() -> None:
    unaware = WorkingCalendar("unaware", FIRST, LAST, KAZAKHSTAN.off_days - {date(2025, 1, 3)}, frozenset())
    assert unaware.add_working_days(date(2024, 12, 18), 10) == date(2025, 1, 3)


def test_the_service_clock_of_a_qualification_test_in_march_2026() -> None:
    """domain.md §5.4, example 13."""
    test_day = date(2026, 3, 26)
    application = KAZAKHSTAN.add_working_days(test_day, -3)
    assert application == date(2026, 3, 18)
    assert KAZAKHSTAN.next_working_after(application) == date(2026, 3, 19)
    assert KAZAKHSTAN.add_working_days(application, 7) == date(2026, 4, 1)


@given(calendars(), days, st.integers(-25, 25))
def test_adding_working_days_agrees_with_walking_day_by_day(calendar: WorkingCalendar, start: date, count: int) -> None:
    step = timedelta(days=1 if count >= 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= calendar.is_working(day)
    assert calendar.add_working_days(start, count) == day


@given(calendars(), days, days)
def test_days_between_agree_with_counting(calendar: WorkingCalendar, one: date, other: date) -> None:
    start, end = sorted((one, other))
    counted = sum(calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert calendar.working_days_between(start, end) == counted
    assert calendar.working_days_between(end, start) == -counted


@given(calendars(), days)
def test_the_nearest_working_days_stand_around_the_day(calendar: WorkingCalendar, day: date) -> None:
    before, after = calendar.last_working_on_or_before(day), calendar.first_working_on_or_after(day)
    assert before <= day <= after
    assert calendar.is_working(before)
    assert calendar.is_working(after)
    assert (before == day) == (after == day) == calendar.is_working(day)
    assert calendar.next_working_after(day) > day


@given(calendars(), days, st.integers(1, 25))
def test_adding_and_taking_away_the_same_working_days_returns_to_a_working_day(
    calendar: WorkingCalendar, day: date, count: int
) -> None:
    start = calendar.first_working_on_or_after(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_a_day_outside_the_known_years_is_a_named_error(day: date) -> None:
    assert not KAZAKHSTAN.covers(day)
    for question in (KAZAKHSTAN.is_working, KAZAKHSTAN.next_working_after, KAZAKHSTAN.last_working_on_or_before):
        with pytest.raises(OutsideCalendar) as refusal:
            question(day)
        assert str(day) in refusal.value.text()


def test_an_answer_outside_the_known_years_is_the_same_error() -> None:
    with pytest.raises(OutsideCalendar):
        KAZAKHSTAN.add_working_days(date(2026, 12, 30), 10)
    with pytest.raises(OutsideCalendar):
        KAZAKHSTAN.add_working_days(date(2024, 1, 3), -10)
    with pytest.raises(OutsideCalendar):
        KAZAKHSTAN.last_working_on_or_before(date(2024, 1, 1))


def test_a_calendar_that_contradicts_itself_is_refused() -> None:
    day = date(2025, 1, 5)
    with pytest.raises(ValueError, match="both off and worked"):
        WorkingCalendar("wrong", FIRST, LAST, frozenset({day}), frozenset({day}))
    with pytest.raises(ValueError, match="ends before"):
        WorkingCalendar("wrong", LAST, FIRST, frozenset(), frozenset())
