"""Laws of the clock that hold for any history: it always answers, and suspended days shift the date exactly."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import Complexity, DefectCode, Result, SuspensionGround, TermState
from saraptama.casework.examinations.rules import Norms, term
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Dispatched,
    ExpertAccepted,
    Extended,
    Fact,
    Finished,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from tests.casework.examinations.clock_data import NORMS, ROLLING, norms
from tests.kernel.kazakh_calendar import KAZAKHSTAN

any_day = st.dates()
near_day = st.dates(date(2025, 1, 1), date(2025, 12, 31))
keys = st.sampled_from(["a", "b", "c"])
WORKING = norms(norm_days={name.value.lower(): {"value": 8, "unit": "working"} for name in Complexity})


def facts_on(days: st.SearchStrategy[date]) -> st.SearchStrategy[list[Fact]]:
    seqs = st.integers(0, 3)
    grounds = st.sampled_from(SuspensionGround)
    return st.lists(
        st.one_of(
            st.builds(OrderAccepted, days, seqs),
            st.builds(ObjectsComplete, days, seqs),
            st.builds(ExpertAccepted, days, seqs),
            st.builds(ComplexitySet, days, st.sampled_from(Complexity), seqs),
            st.builds(Suspended, days, grounds, keys, keys, seqs),
            st.builds(Resumed, days, keys, seqs),
            st.builds(Extended, days, st.integers(-(10**10), 10**10), keys, seqs),
            st.builds(Finished, days, st.sampled_from(Result), seqs),
            st.builds(Dispatched, days, seqs),
        ),
        max_size=14,
    )


@given(facts_on(any_day) | facts_on(near_day), any_day | near_day, st.sampled_from([NORMS, ROLLING, WORKING]))
def test_every_history_gets_an_answer(facts: list[Fact], as_of: date, by: Norms) -> None:
    reckoned = term(facts, by, KAZAKHSTAN, as_of)
    assert reckoned.elapsed >= 0
    assert reckoned.overdue_days >= 0
    assert reckoned.counters.in_unit >= 0
    assert (reckoned.finished_on is not None) == (reckoned.state is TermState.STOPPED)
    if reckoned.due is not None and reckoned.target is not None:
        assert reckoned.target <= reckoned.due
    if reckoned.due is not None and reckoned.cap is not None:
        assert reckoned.due <= reckoned.cap


@given(facts_on(near_day), near_day, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_told_does_not_matter(facts: list[Fact], as_of: date, random: Random) -> None:
    numbered = [_with_seq(fact, n) for n, fact in enumerate(facts)]
    shuffled = numbered.copy()
    random.shuffle(shuffled)
    assert term(shuffled, NORMS, KAZAKHSTAN, as_of) == term(numbered, NORMS, KAZAKHSTAN, as_of)


@given(facts_on(near_day), near_day)
def test_what_happens_later_does_not_change_what_was_known(facts: list[Fact], as_of: date) -> None:
    known = [fact for fact in facts if fact.on <= as_of]
    assert term(facts, NORMS, KAZAKHSTAN, as_of) == term(known, NORMS, KAZAKHSTAN, as_of)


gaps = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=6)
grounds = st.sampled_from([g for g in SuspensionGround if g is not SuspensionGround.PETITION])


@given(near_day, st.sampled_from(Complexity), gaps, grounds, st.integers(0, 40))
def test_any_sequence_of_suspensions_shifts_the_date_by_exactly_the_suspended_days(
    t0: date, complexity: Complexity, gaps: list[tuple[int, int]], ground: SuspensionGround, extension: int
) -> None:
    """features.md D2: separate suspensions add up, on the due date and on the outer limit alike."""
    facts: list[Fact] = [OrderAccepted(t0), ObjectsComplete(t0), ComplexitySet(t0, complexity)]
    cursor, suspended = t0, 0
    for number, (worked, stopped) in enumerate(gaps):
        start = cursor + timedelta(days=worked)
        cursor = start + timedelta(days=stopped)
        facts += [Suspended(start, ground, str(number)), Resumed(cursor, str(number))]
        suspended += stopped
    if extension:
        facts.append(Extended(cursor, extension, "x"))
    plain = term(facts[:3], NORMS, KAZAKHSTAN, t0)
    shifted = term(facts, NORMS, KAZAKHSTAN, cursor)
    assert plain.due and plain.cap and shifted.due and shifted.cap
    assert shifted.due - plain.due == timedelta(days=suspended + extension)
    assert shifted.cap - plain.cap == timedelta(days=suspended + extension)
    assert shifted.counters.suspended == suspended
    assert shifted.elapsed == (cursor - t0).days - suspended


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5)


@given(near_day, spans, grounds)
def test_overlapping_suspensions_count_each_day_once(
    t0: date, spans: list[tuple[int, int]], ground: SuspensionGround
) -> None:
    facts: list[Fact] = [OrderAccepted(t0), ObjectsComplete(t0), ComplexitySet(t0, Complexity.HIGH)]
    stopped: set[int] = set()
    for number, (start, length) in enumerate(spans):
        facts.append(Suspended(t0 + timedelta(days=start), ground, str(number)))
        facts.append(Resumed(t0 + timedelta(days=start + length), str(number)))
        stopped |= set(range(start + 1, start + length + 1))
    reckoned = term(facts, NORMS, KAZAKHSTAN, t0 + timedelta(days=60))
    assert reckoned.due == t0 + timedelta(days=30 + len(stopped))
    assert reckoned.counters.suspended == len(stopped)


@given(facts_on(near_day), near_day, st.sampled_from([NORMS, ROLLING, WORKING]))
def test_grounds_that_rest_on_practice_never_make_the_date_earlier(facts: list[Fact], as_of: date, by: Norms) -> None:
    reckoned = term(facts, by, KAZAKHSTAN, as_of)
    if reckoned.due is not None:
        assert reckoned.due_on_confirmed_grounds is not None
        assert reckoned.due_on_confirmed_grounds <= reckoned.due


@given(facts_on(near_day), near_day, near_day, st.integers(0, 30), st.sampled_from(SuspensionGround))
def test_a_suspension_on_a_new_matter_never_makes_the_date_earlier(
    facts: list[Fact], as_of: date, on: date, length: int, ground: SuspensionGround
) -> None:
    more = [*facts, Suspended(on, ground, "new", "new matter"), Resumed(on + timedelta(days=length), "new")]
    before, after = term(facts, NORMS, KAZAKHSTAN, as_of), term(more, NORMS, KAZAKHSTAN, as_of)
    if before.due is not None and after.due is not None:
        assert after.due >= before.due


@given(facts_on(near_day), near_day, st.randoms(use_true_random=False))
def test_even_without_numbers_the_answer_does_not_depend_on_the_telling(
    facts: list[Fact], as_of: date, random: Random
) -> None:
    shuffled = random.sample(facts, len(facts))
    assert term(shuffled, NORMS, KAZAKHSTAN, as_of) == term(facts, NORMS, KAZAKHSTAN, as_of)


@given(facts_on(near_day), near_day)
def test_the_steps_lead_to_the_date(facts: list[Fact], as_of: date) -> None:
    """The last step that names a due date names the due date of the term."""
    reckoned = term(facts, NORMS, KAZAKHSTAN, as_of)
    reached = [step.due_after for step in reckoned.steps if step.due_after is not None]
    if reckoned.due is not None:
        assert reached[-1] == reckoned.due


@given(near_day, st.sampled_from(Complexity), st.integers(1, 25), st.integers(0, 30))
def test_a_petition_never_stops_the_clock_for_more_than_its_limit(
    t0: date, complexity: Complexity, sent: int, waited: int
) -> None:
    on = t0 + timedelta(days=sent)
    facts: list[Fact] = [
        OrderAccepted(t0),
        ObjectsComplete(t0),
        ComplexitySet(t0, complexity),
        Suspended(on, SuspensionGround.PETITION, "p", "materials"),
        Resumed(on + timedelta(days=waited), "p"),
    ]
    reckoned = term(facts, NORMS, KAZAKHSTAN, t0 + timedelta(days=90))
    limit = (KAZAKHSTAN.add_working_days(on, 10) - on).days
    assert reckoned.counters.suspended == min(waited, limit)


def test_days_beyond_the_known_calendar_are_a_defect_and_not_a_crash() -> None:
    t0 = date(2026, 12, 20)
    facts: list[Fact] = [
        OrderAccepted(t0),
        ObjectsComplete(t0),
        ComplexitySet(t0, Complexity.SIMPLE),
        Suspended(date(2026, 12, 28), SuspensionGround.PETITION, "p"),
    ]
    reckoned = term(facts, NORMS, KAZAKHSTAN, date(2026, 12, 29))
    assert reckoned.due is None
    assert DefectCode.OUTSIDE_CALENDAR in {defect.code for defect in reckoned.defects}
    assert reckoned.state is TermState.SUSPENDED


def _with_seq(fact: Fact, seq: int) -> Fact:
    values = {name: getattr(fact, name) for name in fact.__dataclass_fields__} | {"seq": seq}
    return type(fact)(**values)
