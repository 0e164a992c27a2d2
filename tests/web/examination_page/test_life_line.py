"""The stretches of the picture: where the term ran, stood still, and ran over."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import TermState
from saraptama.casework.examinations.types import Step, Term
from saraptama.web.examination_page.life_line import stretches
from saraptama.web.shared.timeline import StretchKind


def day(number: int) -> date:
    return date.fromordinal(date(2026, 11, 1).toordinal() + number)


def pause(start: int, end: int | None) -> Step:
    key = "petition_suspends" if end is not None else "open_suspension"
    return Step(key, "R5", "Law 44-VI art. 34", day(start), None if end is None else day(end), 0, "calendar", True)


def a_term(*steps: Step, today: int, due: int | None, finished: int | None = None) -> Term:
    return Term(
        state=TermState.RUNNING,
        as_of=day(today),
        norms_version="n",
        calendar_version="1",
        t0=day(0),
        due=None if due is None else day(due),
        finished_on=None if finished is None else day(finished),
        steps=steps,
    )


def drawn(term: Term) -> list[tuple[int, int, StretchKind]]:
    return [((s.start - day(0)).days, (s.end - day(0)).days, s.kind) for s in stretches(term)]


def test_a_petition_parts_the_running_days() -> None:
    assert drawn(a_term(pause(5, 8), today=12, due=20)) == [
        (0, 5, StretchKind.RUNNING),
        (5, 8, StretchKind.PAUSED),
        (8, 12, StretchKind.RUNNING),
    ]


def test_a_standstill_that_is_not_over_reaches_to_today() -> None:
    assert drawn(a_term(pause(5, None), today=12, due=None))[-1] == (5, 12, StretchKind.PAUSED)


def test_days_after_the_due_date_are_over() -> None:
    assert drawn(a_term(today=12, due=10)) == [(0, 10, StretchKind.RUNNING), (10, 12, StretchKind.OVER)]


def test_nothing_is_drawn_before_the_term_begins() -> None:
    waiting = Term(state=TermState.WAITING, as_of=day(3), norms_version="n", calendar_version="1")
    assert stretches(waiting) == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=5),
    st.integers(1, 40),
    st.integers(0, 50),
)
def test_every_day_is_drawn_exactly_once(pauses: list[tuple[int, int]], today: int, due: int) -> None:
    found = drawn(a_term(*(pause(start, start + length) for start, length in pauses), today=today, due=due))
    assert found[0][0] == 0
    assert found[-1][1] == today
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(start < end for start, end, _kind in found)
