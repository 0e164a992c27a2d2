"""The picture of a term is to scale and never outgrows its frame."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saraptama.web.shared.timeline import LANES, Happening, Stretch, StretchKind, Timeline

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def timeline(days: list[date], today: date, due: date | None = None) -> Timeline:
    return Timeline("term", [Happening(day, str(day)) for day in days], [], today, due)


@given(st.lists(DAYS, max_size=30), DAYS, DAYS)
def test_everything_stands_inside_the_picture(days: list[date], today: date, due: date) -> None:
    drawn = timeline(days, today, due)
    for day in [*days, today, due]:
        assert 0 <= drawn.place(day) <= 100
    assert all(0 < mark.y < drawn.bar_top for mark in drawn.marks)
    assert drawn.bar_top <= 14 + LANES * 26 + 20


@given(DAYS, DAYS)
def test_a_later_day_never_stands_before_an_earlier_one(one: date, other: date) -> None:
    drawn = timeline([one, other], one)
    assert (drawn.place(one) <= drawn.place(other)) == (one <= other)


def test_a_stretch_twice_as_long_is_drawn_twice_as_wide() -> None:
    start = date(2026, 3, 1)
    drawn = Timeline(
        "term",
        [],
        [
            Stretch(start, start + timedelta(10), StretchKind.RUNNING),
            Stretch(start + timedelta(10), start + timedelta(30), StretchKind.PAUSED),
        ],
        start,
    )
    first, second = (float(bar.width.rstrip("%")) for bar in drawn.bars)
    assert abs(second - 2 * first) < 0.01


def test_happenings_are_numbered_in_the_order_of_their_days() -> None:
    drawn = timeline([date(2026, 3, 9), date(2026, 3, 1)], date(2026, 3, 10))
    assert [happening.on.day for happening in drawn.sorted_happenings] == [1, 9]


def test_days_that_touch_climb_over_each_other() -> None:
    drawn = timeline([date(2026, 1, 1), date(2026, 1, 2), date(2026, 12, 1)], date(2026, 12, 1))
    first, second, last = drawn.marks
    assert first.y > second.y
    assert first.y == last.y
