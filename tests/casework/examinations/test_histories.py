"""Histories written by integrators are read into facts; what is odd is named, and nothing makes the reading fail."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import DefectCode
from saraptama.casework.examinations.rules import read_history, term
from saraptama.casework.examinations.types import Term
from tests.casework.examinations.clock_data import NORMS, day
from tests.kernel.kazakh_calendar import KAZAKHSTAN


def judged(*events: dict[str, Any], as_of: str = "2025-12-31", complexity: str | None = "medium") -> Term:
    """The term of a history that began on 2 September 2025, with the defects of its writing put first."""
    started = [{"type": "order_accepted", "on": "2025-09-02"}, {"type": "objects_accepted", "on": "2025-09-02"}]
    history = read_history({"id": "x", "complexity": complexity, "as_of": as_of, "events": [*started, *events]})
    assert history.as_of is not None
    reckoned = term(history.facts, NORMS, KAZAKHSTAN, history.as_of)
    return replace(reckoned, defects=(*history.defects, *reckoned.defects))


def codes(reckoned: Term) -> list[DefectCode]:
    return [defect.code for defect in reckoned.defects]


def test_an_answer_ends_the_petition_on_its_own_subject_and_no_other() -> None:
    reckoned = judged(
        {"type": "petition_sent", "on": "2025-09-03", "subject": "samples"},
        {"type": "petition_sent", "on": "2025-09-04", "subject": "documents"},
        {"type": "petition_answered", "on": "2025-09-05", "subject": "documents"},
        {"type": "petition_answered", "on": "2025-09-08", "subject": "samples"},
    )
    assert reckoned.due == day("2025-09-27")  # 22 September and the five days of the longer one
    assert reckoned.defects == ()


def test_a_petition_is_the_same_as_a_suspension_on_its_ground() -> None:
    sent = {"type": "petition_sent", "on": "2025-09-08", "subject": "samples"}
    suspended = {"type": "suspended", "reason": "S1", "on": "2025-09-08", "subject": "samples"}
    resumed = {"type": "resumed", "reason": "s1", "on": "2025-09-18"}
    assert judged(sent, resumed).due == judged(suspended, resumed).due == day("2025-10-02")


def test_a_resumption_before_its_suspension_is_named() -> None:
    well = {"type": "resumed", "reason": "S3", "on": "2025-09-10"}
    reckoned = judged(well, {"type": "suspended", "reason": "S3", "on": "2025-09-15"})
    assert codes(reckoned) == [DefectCode.RESUMED_BEFORE_SUSPENDED]
    assert reckoned.due == day("2025-09-22")


def test_a_resumption_of_nothing_is_named() -> None:
    assert codes(judged({"type": "resumed", "on": "2025-09-10"})) == [DefectCode.RESUMED_WITHOUT_SUSPENSION]


def test_only_the_appointing_body_extends_a_term() -> None:
    by_head = {"type": "extension_granted", "on": "2025-09-18", "days": 10, "decided_by": "head"}
    assert codes(judged(by_head, as_of="2025-09-20")) == [DefectCode.EXTENSION_NOT_BY_BODY]
    assert judged(by_head).due == day("2025-09-22")
    assert judged({**by_head, "decided_by": "investigator"}).due == day("2025-10-02")


def test_an_extension_may_name_the_day_to_which_it_runs() -> None:
    reckoned = judged({"type": "extension_granted", "on": "2025-09-18", "to": "2025-10-10", "decided_by": "court"})
    assert (reckoned.due, reckoned.extension_days) == (day("2025-10-10"), 18)


def test_a_refused_extension_moves_nothing() -> None:
    assert judged({"type": "extension_refused", "on": "2025-09-18"}).due == day("2025-09-22")


def test_a_changed_complexity_is_counted_from_the_beginning() -> None:
    assert judged({"type": "complexity_changed", "on": "2025-09-05", "to": "simple"}).due == day("2025-09-12")


def test_without_a_complexity_only_the_limit_is_known() -> None:
    reckoned = judged(complexity=None)
    assert (reckoned.due, reckoned.is_provisional) == (day("2025-10-02"), True)


def test_contradicting_events_of_one_day_need_numbers() -> None:
    first = {"type": "complexity_changed", "on": "2025-09-05", "to": "simple"}
    second = {"type": "complexity_changed", "on": "2025-09-05", "to": "high"}
    assert DefectCode.SAME_DAY_ORDER_UNKNOWN in codes(judged(first, second))
    numbered = judged({**first, "seq": 3}, {**second, "seq": 4})
    assert (numbered.due, numbered.defects) == (day("2025-10-02"), ())


def test_a_day_on_which_one_matter_ends_and_begins_again_needs_numbers() -> None:
    ill = {"type": "suspended", "reason": "S3", "on": "2025-09-08"}
    well, ill_again = {"type": "resumed", "reason": "S3", "on": "2025-09-10"}, {**ill, "on": "2025-09-10"}
    assert codes(judged(ill, well, ill_again)) == [DefectCode.SAME_DAY_ORDER_UNKNOWN]
    assert judged(ill, {**well, "seq": 1}, {**ill_again, "seq": 2}).defects == ()


def test_what_cannot_be_read_is_named_by_its_place_and_the_rest_is_judged() -> None:
    reckoned = judged(
        {"type": "moon", "on": "2025-09-05"}, {"type": "completed"}, {"type": "completed", "on": "2025-09-20"}
    )
    assert [defect.key for defect in reckoned.defects] == ["events[2]", "events[3]"]
    assert reckoned.finished_on == day("2025-09-20")


TYPES = ["order_accepted", "objects_accepted", "expert_accepted", "petition_sent", "petition_answered"]
TYPES += ["suspended", "resumed", "extension_granted", "extension_refused", "complexity_changed"]
TYPES += ["completed", "returned", "withdrawn", "delivered"]
NAMES = ["id", "events", "type", "on", "seq", "complexity", "as_of", "days", "reason", "options"]
days = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
events = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(TYPES), "on": days},
        optional={
            "reason": st.sampled_from(["S1", "S2", "S3", "S4", "S5"]),
            "subject": st.sampled_from(["a", "b"]),
            "days": st.integers(-5, 60),
            "to": st.sampled_from(["simple", "high", "2025-12-01"]),
            "decided_by": st.sampled_from(["body", "head"]),
            "seq": st.integers(0, 3),
        },
    ),
    max_size=9,
)


@given(events, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_written_does_not_matter(told: list[dict[str, Any]], random: Random) -> None:
    """With a number each, what happened decides, not where it stands in the file."""
    numbered = [{**event, "seq": number} for number, event in enumerate(told)]
    shuffled = random.sample(numbered, len(numbered))
    one, other = (read_history({"id": "x", "complexity": "high", "events": list(way)}) for way in (numbered, shuffled))
    assert sorted(map(repr, one.facts)) == sorted(map(repr, other.facts))
    if one.as_of is not None:
        assert term(one.facts, NORMS, KAZAKHSTAN, one.as_of) == term(other.facts, NORMS, KAZAKHSTAN, one.as_of)


words = st.text(max_size=8) | days | st.sampled_from(TYPES)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=12,
)


@given(anything | st.fixed_dictionaries({"events": st.lists(anything, max_size=4)}))
def test_whatever_is_written_is_read_or_named(document: Any) -> None:
    history = read_history(document)
    reckoned = term(history.facts, NORMS, KAZAKHSTAN, history.as_of or date(2025, 6, 2))
    assert history.facts or history.defects or reckoned.t0 is None
