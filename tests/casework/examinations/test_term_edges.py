"""Edges of the term: nothing set yet, open suspensions, second petitions, odd histories, the last days of a term."""

import pytest

from saraptama.casework.examinations.enums import Complexity, DefectCode, Result, SuspensionGround, TermState
from saraptama.casework.examinations.rules.facts import (
    ComplexitySet,
    ExpertAccepted,
    Extended,
    Fact,
    Finished,
    ObjectsComplete,
    OrderAccepted,
    Resumed,
    Suspended,
)
from saraptama.casework.examinations.types import Term
from tests.casework.examinations.clock_data import NORMS, day, extension, norms, petition, reckon, sick, started

SIMPLE, MEDIUM, HIGH, SPECIAL = Complexity


def codes(term: Term) -> list[DefectCode]:
    return [defect.code for defect in term.defects]


def test_nothing_known_is_waiting_without_steps() -> None:
    term = reckon([], "2025-03-03")
    assert (term.state, term.due, term.steps, term.defects) == (TermState.WAITING, None, (), ())


def test_objects_without_an_order_wait_for_the_order() -> None:
    term = reckon([ObjectsComplete(day("2025-03-03"))], "2025-03-05")
    assert (term.state, term.steps[0].key, term.steps[0].days) == (TermState.WAITING, "waiting_for_order", 2)


def test_until_the_expert_sets_the_complexity_only_the_outer_limit_is_due() -> None:
    term = reckon(started("2025-01-13", None), "2025-01-14")
    assert (term.due, term.due == term.cap) == (day("2025-02-12"), True)
    assert term.steps[-1].key == "limit_until_complexity"


def test_the_last_complexity_counts_from_the_start() -> None:
    facts = [*started("2025-01-13", SIMPLE), ComplexitySet(day("2025-01-20"), MEDIUM)]
    assert reckon(facts, "2025-01-19").due == day("2025-01-23")
    assert reckon(facts, "2025-01-20").due == day("2025-02-02")


def test_of_two_settings_on_one_day_the_later_one_counts() -> None:
    facts = [
        *started("2025-01-13", None),
        ComplexitySet(day("2025-01-14"), MEDIUM, seq=2),
        ComplexitySet(day("2025-01-14"), SIMPLE, seq=1),
    ]
    assert reckon(facts, "2025-01-14").complexity is MEDIUM


def test_a_norm_above_the_outer_limit_is_cut_to_it() -> None:
    long = norms(norm_days={"special": {"value": 45, "unit": "calendar"}})
    term = reckon(started("2025-06-02", SPECIAL), "2025-06-02", long)
    assert term.due == term.cap == day("2025-07-02")
    assert "norm_cut_to_limit" in [step.key for step in term.steps]


@pytest.mark.parametrize(
    ("as_of", "state", "late"), [("2025-01-23", TermState.RUNNING, 0), ("2025-01-24", TermState.OVERDUE, 1)]
)
def test_the_due_date_itself_is_in_term_and_the_next_day_is_not(as_of: str, state: TermState, late: int) -> None:
    term = reckon(started("2025-01-13", SIMPLE), as_of)
    assert (term.state, term.overdue_days, term.in_term) == (state, late, late == 0)


@pytest.mark.parametrize(("finished", "in_term"), [("2025-01-23", True), ("2025-01-24", False)])
def test_a_finished_examination_is_judged_by_its_last_day_and_never_gets_later(finished: str, in_term: bool) -> None:
    term = reckon([*started("2025-01-13", SIMPLE), Finished(day(finished), Result.CONCLUSION)], "2026-01-01")
    assert (term.state, term.in_term) == (TermState.STOPPED, in_term)
    assert term.elapsed == (day(finished) - day("2025-01-13")).days


def test_a_leap_day_is_a_day() -> None:
    assert reckon(started("2024-02-20", SIMPLE), "2024-02-20").due == day("2024-03-01")


def test_a_term_over_new_year_is_counted_through() -> None:
    assert reckon(started("2024-12-25", SIMPLE), "2024-12-25").due == day("2025-01-04")


def test_the_first_day_counts_when_the_norms_say_so() -> None:
    counted = norms(start_day_counts={"value": True})
    assert reckon(started("2025-01-13", SIMPLE), "2025-01-13", counted).due == day("2025-01-22")


def test_an_open_sick_leave_names_no_due_date_but_the_days_left() -> None:
    facts = [*started("2025-09-02", MEDIUM), *sick("2025-09-08")]
    for as_of, resumed_today in (("2025-09-09", "2025-09-23"), ("2025-09-20", "2025-10-04")):
        term = reckon(facts, as_of)
        assert (term.state, term.due, term.in_term) == (TermState.SUSPENDED, None, None)
        assert term.due_if_resumed_today == day(resumed_today)
        assert (term.elapsed, term.remaining) == (6, 14)


def test_a_limit_on_other_grounds_restarts_the_clock() -> None:
    limited = norms(other_suspensions={"cap": 5})
    term = reckon([*started("2025-09-02", MEDIUM), *sick("2025-09-08")], "2025-09-20", limited)
    assert (term.state, term.due) == (TermState.RUNNING, day("2025-09-27"))
    assert term.counters.suspended_by_ground == ((SuspensionGround.SICK, 5),)


def test_a_ground_may_have_a_limit_of_its_own() -> None:
    limited = norms(other_suspensions={"by_ground": {"S3": {"cap": 5, "unit": "calendar"}}})
    facts = [*started("2025-09-02", MEDIUM), *sick("2025-09-08")]
    trip = [*facts[:3], Suspended(day("2025-09-08"), SuspensionGround.TRIP, "trip")]
    assert reckon(facts, "2025-09-20", limited).due == day("2025-09-27")
    assert reckon(trip, "2025-09-20", limited).due is None


def test_overlapping_suspensions_add_up_when_the_norms_say_so() -> None:
    """Example 10 by the other policy: 10 and 11 days, not 18."""
    facts = [
        *started("2025-09-02", MEDIUM),
        *petition("2025-09-08", "2025-09-18"),
        *sick("2025-09-15", "2025-09-26"),
    ]
    added = reckon(facts, "2025-10-01", norms(overlap_policy={"value": "sum"}))
    assert added.due == day("2025-10-13")
    assert [step.key for step in added.steps].count("overlap_counted_twice") == 1
    assert reckon(facts, "2025-10-01").due == day("2025-10-10")


def test_two_dates_one_of_them_without_grounds_that_rest_on_practice() -> None:
    facts = [
        *started("2025-09-02", MEDIUM),
        *petition("2025-09-08", "2025-09-18"),
        *sick("2025-09-15", "2025-09-26"),
    ]
    both = reckon(facts, "2025-10-01")
    assert (both.due, both.due_on_confirmed_grounds) == (day("2025-10-10"), day("2025-10-02"))
    read_in_the_order = reckon(facts, "2025-10-01", norms(other_suspensions={"confirmed": True}))
    assert read_in_the_order.due_on_confirmed_grounds == read_in_the_order.due
    ill = [*started("2025-09-02", MEDIUM), *sick("2025-09-08")]
    assert reckon(ill, "2025-09-20").due_on_confirmed_grounds == day("2025-09-22")


def test_a_second_petition_on_the_same_subject_opens_no_new_window() -> None:
    facts = [
        *started("2025-03-05", HIGH),
        *petition("2025-03-17", "2025-03-20", key="p1"),
        *petition("2025-03-31", "2025-04-14", key="p2"),
    ]
    term = reckon(facts, "2025-04-20")
    assert term.counters.suspended == 3 + 3  # to 03-20, then from 03-31 to the first window's end on 04-03
    other_subject = [*facts[:5], *petition("2025-03-31", "2025-04-14", key="p2", subject="the victim")]
    assert reckon(other_subject, "2025-04-20").counters.suspended == 3 + 14


def test_a_petition_after_the_window_of_its_subject_does_not_stop_the_clock() -> None:
    facts = [*started("2025-03-05", HIGH), *petition("2025-03-10"), *petition("2025-04-07", key="p2")]
    term = reckon(facts, "2025-04-08")
    assert term.state is TermState.RUNNING
    assert term.counters.suspended == 17  # from 03-10 to 03-27, the tenth working day


def test_an_extension_without_days_is_a_defect_and_moves_nothing() -> None:
    term = reckon([*started("2025-06-02", HIGH), *extension("2025-06-30", 0)], "2025-07-01")
    assert (term.due, term.extended) == (day("2025-07-02"), False)
    assert codes(term) == [DefectCode.EXTENSION_WITHOUT_DAYS]


def test_the_bodys_decision_counts_even_beyond_the_usual_length_and_is_noted() -> None:
    once = norms(extension={"max_count": 1})
    facts = [*started("2025-06-02", HIGH), Extended(day("2025-06-27"), 45, "x1"), Extended(day("2025-07-30"), 5, "x2")]
    term = reckon(facts, "2025-08-01", once)
    assert term.due == day("2025-08-21")
    assert codes(term) == [DefectCode.EXTENSION_LONGER_THAN_NORM, DefectCode.EXTENSIONS_MORE_THAN_NORM]


def test_a_suspension_after_the_term_ran_out_is_noted() -> None:
    term = reckon([*started("2025-01-13", SIMPLE), *sick("2025-01-27", "2025-01-29")], "2025-01-30")
    assert codes(term) == [DefectCode.SUSPENDED_AFTER_DUE]
    assert (term.due, term.overdue_days) == (day("2025-01-25"), 5)


ODD: list[tuple[list[Fact], DefectCode]] = [
    ([OrderAccepted(day("2025-01-15"))], DefectCode.REPEATED_FACT),
    ([Resumed(day("2025-01-15"), "nothing")], DefectCode.RESUMED_WITHOUT_SUSPENSION),
    ([*sick("2025-01-16", "2025-01-15")], DefectCode.RESUMED_BEFORE_SUSPENDED),
    ([*sick("2025-01-02", "2025-01-15")], DefectCode.SUSPENDED_BEFORE_START),
    ([*sick("2025-01-15", "2025-01-16"), *sick("2025-01-17")], DefectCode.REPEATED_FACT),
    ([Finished(day("2025-01-15"), Result.CONCLUSION), *sick("2025-01-16")], DefectCode.FACT_AFTER_END),
    ([Finished(day("2025-01-10"), Result.CONCLUSION)], DefectCode.FINISHED_BEFORE_START),
]


@pytest.mark.parametrize(("odd", "code"), ODD, ids=[code.value for _, code in ODD])
def test_an_odd_history_is_noted_and_reckoned_all_the_same(odd: list[Fact], code: DefectCode) -> None:
    term = reckon([*started("2025-01-13", SIMPLE), *odd], "2025-01-20")
    assert code in codes(term)
    assert term.due is not None


def test_a_conclusion_before_any_start_is_a_defect_and_a_withdrawal_is_not() -> None:
    concluded = reckon([Finished(day("2025-01-15"), Result.CONCLUSION)], "2025-01-20")
    assert codes(concluded) == [DefectCode.FINISHED_BEFORE_START]
    withdrawn = reckon([Finished(day("2025-01-15"), Result.WITHDRAWN)], "2025-01-20")
    assert (withdrawn.state, withdrawn.defects, withdrawn.delivery_due) == (TermState.STOPPED, (), None)


def test_the_experts_days_run_from_the_experts_acceptance() -> None:
    facts = [*started("2025-01-13", SIMPLE), ExpertAccepted(day("2025-01-15"))]
    assert reckon(facts, "2025-01-20").counters.with_expert == 6


def test_every_step_names_its_rule_article_and_whether_its_source_was_read() -> None:
    facts = [*started("2025-03-05", HIGH), *petition("2025-03-17", "2025-04-09"), *extension("2025-04-15", 10)]
    term = reckon([*facts, Finished(day("2025-04-20"), Result.IMPOSSIBLE)], "2025-04-20")
    assert all(step.rule and step.article and step.key for step in term.steps)
    confirmed = {step.key: step.confirmed for step in term.steps}
    assert confirmed["clock_starts"]
    assert confirmed["petition_suspends"]
    assert not confirmed["norm_of_complexity"]
    assert NORMS.version == term.norms_version
