"""The worked examples of domain.md §5.4: the golden table of the statutory clock (13 is in tests/kernel)."""

from saraptama.casework.examinations.enums import Complexity, Result, TermState
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    Dispatched,
    ExpertAccepted,
    Finished,
    ObjectsComplete,
    OrderAccepted,
)
from saraptama.casework.examinations.types import Term
from tests.casework.examinations.clock_data import (
    ROLLING,
    day,
    extension,
    norms,
    petition,
    reckon,
    sick,
    started,
)

SIMPLE, MEDIUM, HIGH, SPECIAL = Complexity


def keys(term: Term) -> list[str]:
    return [step.key for step in term.steps]


def test_01_a_simple_examination_without_events() -> None:
    term = reckon(started("2025-01-13", SIMPLE), "2025-01-13")
    assert (term.due, term.cap, term.target) == (day("2025-01-23"), day("2025-02-12"), day("2025-01-23"))
    assert term.state is TermState.RUNNING
    assert term.remaining == 10


def test_02_a_due_date_inside_nauryz_keeps_its_day_and_gets_an_earlier_target() -> None:
    facts = started("2025-03-12", SIMPLE)
    term = reckon(facts, "2025-03-12")
    assert (term.due, term.target) == (day("2025-03-22"), day("2025-03-20"))
    assert term.due_rolled_forward == day("2025-03-26")
    assert "ends_on_day_off" in keys(term)
    rolled = reckon(facts, "2025-03-12", ROLLING)
    assert (rolled.due, rolled.target, rolled.due_strict) == (day("2025-03-26"), day("2025-03-26"), day("2025-03-22"))
    assert rolled.steps[-1].key == "rolled_forward"
    assert rolled.steps[-1].days == 4


def test_03_objects_later_than_the_order_start_the_term() -> None:
    facts = [
        OrderAccepted(day("2025-04-07")),
        ObjectsComplete(day("2025-04-17")),
        ComplexitySet(day("2025-04-18"), HIGH),
    ]
    waiting = reckon(facts, "2025-04-16")
    assert (waiting.state, waiting.due, keys(waiting)) == (TermState.WAITING, None, ["waiting_for_objects"])
    term = reckon(facts, "2025-04-18")
    assert (term.t0, term.due, term.target) == (day("2025-04-17"), day("2025-05-17"), day("2025-05-16"))
    assert (term.steps[0].key, term.steps[0].days) == ("clock_starts", 10)


def test_04_the_experts_later_acceptance_moves_only_the_old_journals_date() -> None:
    term = reckon([*started("2025-05-12", MEDIUM), ExpertAccepted(day("2025-05-16"))], "2025-05-16")
    assert (term.due, term.target) == (day("2025-06-01"), day("2025-05-30"))
    assert term.due_from_expert == day("2025-06-05")
    assert term.counters.with_expert == 1


def test_05_a_petition_across_nauryz_stops_the_clock_for_ten_calendar_days() -> None:
    facts = [*started("2025-03-05", HIGH), *petition("2025-03-17", "2025-03-27")]
    before = reckon(facts, "2025-03-16")
    assert (before.due, before.elapsed) == (day("2025-04-04"), 11)
    sent = reckon(facts, "2025-03-17")
    assert (sent.elapsed, sent.remaining, sent.state) == (12, 18, TermState.SUSPENDED)
    assert sent.due == day("2025-04-04") + (day("2025-04-03") - day("2025-03-17"))
    finished = [*facts, Finished(day("2025-04-10"), Result.CONCLUSION)]
    term = reckon(finished, "2025-12-31")
    assert term.due == day("2025-04-14")
    assert (term.delivery_due, term.delivery_target) == (day("2025-04-13"), day("2025-04-11"))
    counters = term.counters
    assert (counters.in_unit, counters.suspended, counters.in_production) == (37, 10, 27)
    assert (term.state, term.in_term) == (TermState.STOPPED, True)


def test_06_after_ten_working_days_the_clock_goes_on_by_itself_and_a_late_answer_moves_nothing() -> None:
    facts = [*started("2025-03-05", HIGH), *petition("2025-03-17", "2025-04-09")]
    assert reckon(facts, "2025-04-03").state is TermState.SUSPENDED
    restarted = reckon(facts, "2025-04-04")
    assert (restarted.state, restarted.due) == (TermState.RUNNING, day("2025-04-21"))
    assert restarted.elapsed == 13
    term = reckon(facts, "2025-04-10")
    assert term.due == day("2025-04-21")
    assert term.counters.suspended == 17
    limit = next(step for step in term.steps if step.key == "limit_reached")
    assert (limit.end, limit.days, limit.unit, limit.confirmed) == (day("2025-04-03"), 10, "working", True)
    assert "late_answer_filed" in keys(term)


def test_07_return_without_execution_after_a_petition_without_answer() -> None:
    facts = [*started("2025-08-06", MEDIUM), *petition("2025-08-19")]
    assert reckon(facts, "2025-08-18").due == day("2025-08-26")
    assert reckon(facts, "2025-08-19").elapsed == 13
    unanswered = reckon(facts, "2025-09-03")
    assert (unanswered.due, unanswered.counters.suspended) == (day("2025-09-10"), 15)
    decided = [*facts, Finished(day("2025-09-04"), Result.RETURNED)]
    term = reckon([*decided, Dispatched(day("2025-09-05"))], "2025-10-01")
    assert (term.delivery_due, term.delivery_target) == (day("2025-09-07"), day("2025-09-05"))
    assert term.steps[-1].rule == "R8"
    counters = term.counters
    assert (counters.in_unit, counters.suspended, counters.in_production) == (31, 15, 16)


def test_08_an_extension_counts_from_the_old_due_date_and_asking_does_not_stop_the_clock() -> None:
    facts = [*started("2025-06-02", HIGH), *extension("2025-06-30", 15)]
    assert reckon(facts, "2025-06-29").due == day("2025-07-02")
    assert reckon(facts, "2025-06-29").elapsed == 27
    term = reckon([*facts, Finished(day("2025-07-15"), Result.CONCLUSION)], "2025-07-15")
    assert (term.due, term.delivery_due) == (day("2025-07-17"), day("2025-07-18"))
    assert (term.counters.in_unit, term.over_cap, term.extended, term.in_term) == (44, True, True, True)


def test_09_an_especially_complex_examination_is_reminded_and_extended() -> None:
    facts = started("2025-10-01", SPECIAL)
    term = reckon(facts, "2025-10-01")
    assert (term.due, term.ask_extension_by) == (day("2025-10-31"), day("2025-10-28"))
    extended = [*facts, *extension("2025-10-30", 30)]
    term = reckon(extended, "2025-10-30")
    assert (term.due, term.target) == (day("2025-11-30"), day("2025-11-28"))
    assert reckon(extended, "2025-10-30", ROLLING).due == day("2025-12-01")


def test_10_overlapping_suspensions_are_counted_once() -> None:
    facts = [
        *started("2025-09-02", MEDIUM),
        *petition("2025-09-08", "2025-09-18"),
        *sick("2025-09-15", "2025-09-26"),
    ]
    term = reckon(facts, "2025-09-30")
    assert (term.due, term.counters.suspended) == (day("2025-10-10"), 18)
    overlap = next(step for step in term.steps if step.key == "overlap_counted_once")
    assert overlap.days == -3
    without_sick_leave = norms(other_suspensions={"grounds": ["S2", "S4", "S5"]})
    assert reckon(facts, "2025-09-30", without_sick_leave).due == day("2025-10-02")


def test_11_a_moved_working_day_counts_towards_the_limit() -> None:
    term = reckon([*started("2024-12-09", MEDIUM), *petition("2024-12-18")], "2025-01-10")
    assert term.counters.suspended == 18
    assert term.due == day("2025-01-16")
    assert reckon(started("2024-12-09", MEDIUM), "2024-12-09").due == day("2024-12-29")


def test_12_each_specialty_of_one_order_has_its_own_clock() -> None:
    order = OrderAccepted(day("2025-11-03"))
    dna = reckon([order, ObjectsComplete(day("2025-11-03")), ComplexitySet(day("2025-11-03"), HIGH)], "2025-11-10")
    trace = reckon([order, ObjectsComplete(day("2025-11-10")), ComplexitySet(day("2025-11-10"), MEDIUM)], "2025-11-10")
    handwriting = reckon([order], "2025-11-10")
    assert dna.due == day("2025-12-03")
    assert (trace.due, trace.target) == (day("2025-11-30"), day("2025-11-28"))
    assert (handwriting.state, handwriting.due) == (TermState.WAITING, None)
    started_terms = [term.due for term in (dna, trace, handwriting) if term.due]
    assert max(started_terms) == day("2025-12-03")
