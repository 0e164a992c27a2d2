"""The rules and a clerk who walks the wall calendar day by day come to the same dates, for any lawful history."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.rules import read_history, term
from tests.casework.examinations.clock_data import norms
from tests.casework.examinations.slow_clock import Case, Stop, by_hand
from tests.kernel.kazakh_calendar import KAZAKHSTAN

GROUNDS = ["S1", "S2", "S3", "S4", "S5"]


def told(case: Case) -> dict[str, Any]:
    """The case as an integrator would write it."""
    events: list[dict[str, Any]] = [
        {"type": "order_accepted", "on": case.order.isoformat()},
        {"type": "objects_accepted", "on": case.objects.isoformat()},
    ]
    for stop in case.stops:
        matter = {"reason": stop.ground, "subject": stop.subject}
        events.append({"type": "suspended", "on": stop.on.isoformat(), **matter})
        if stop.until is not None:
            events.append({"type": "resumed", "on": stop.until.isoformat(), **matter})
    for on, days in case.extensions:
        events.append({"type": "extension_granted", "on": on.isoformat(), "days": days, "decided_by": "body"})
    for on, to in case.changed:
        events.append({"type": "complexity_changed", "on": on.isoformat(), "to": to})
    if case.ended is not None:
        events.append({"type": case.ended[0], "on": case.ended[1].isoformat()})
    if case.sent is not None:
        events.append({"type": "delivered", "on": case.sent.isoformat()})
    return {"id": "x", "complexity": case.complexity, "as_of": case.as_of.isoformat(), "events": events}


@st.composite
def lawful_cases(draw: st.DrawFn) -> Case:
    """Stops begin while the term runs, each on a matter of its own; the body extends before the term is out."""
    order = draw(st.dates(date(2024, 2, 1), date(2026, 6, 1)))
    objects = order + timedelta(days=draw(st.integers(0, 15)))
    stops = tuple(
        Stop(ground, f"matter {number}", objects + timedelta(days=begun), objects + timedelta(days=begun + length))
        for number, (ground, begun, length) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(GROUNDS), st.integers(0, 9), st.integers(0, 25)), max_size=4))
        )
    )
    return Case(
        order, objects, draw(st.sampled_from(["simple", "medium", "high", "special", None])), stops,
        extensions=draw(st.sampled_from([(), ((objects + timedelta(days=9), 12),)])),
        as_of=objects + timedelta(days=90), roll=draw(st.booleans()), start_counts=draw(st.booleans()),
        petition_days=draw(st.integers(1, 12)), sick_limit=draw(st.none() | st.integers(0, 20)),
        adds_up=draw(st.booleans()),
    )  # fmt: skip


def norms_of(case: Case) -> Any:
    """The norms with the options of the case."""
    return norms(
        end_on_nonworking={"value": "roll_forward" if case.roll else "strict"},
        start_day_counts={"value": case.start_counts},
        petition_suspension={"cap": case.petition_days},
        other_suspensions={"by_ground": {} if case.sick_limit is None else {"S3": {"cap": case.sick_limit}}},
        overlap_policy={"value": "sum" if case.adds_up else "union"},
    )


@given(lawful_cases())
def test_both_come_to_the_same_dates(case: Case) -> None:
    by_rule = term(read_history(told(case)).facts, norms_of(case), KAZAKHSTAN, case.as_of)
    walked = by_hand(case, KAZAKHSTAN)
    assert (by_rule.t0, by_rule.due, by_rule.cap) == (walked.t0, walked.due, walked.cap), walked.why
    assert (by_rule.counters.suspended, by_rule.elapsed) == (walked.suspended, walked.elapsed), walked.why


@given(lawful_cases(), st.integers(0, 80), st.sampled_from(["completed", "returned", "withdrawn"]))
def test_both_agree_on_an_examination_that_has_ended(case: Case, after: int, how: str) -> None:
    ended = replace(case, ended=(how, case.objects + timedelta(days=after)))
    stops = tuple(stop for stop in case.stops if stop.on <= ended.objects + timedelta(days=after))
    ended = replace(ended, stops=stops, extensions=())
    by_rule = term(read_history(told(ended)).facts, norms_of(ended), KAZAKHSTAN, ended.as_of)
    walked = by_hand(ended, KAZAKHSTAN)
    assert (by_rule.due, by_rule.delivery_due) == (walked.due, walked.delivery), walked.why
    assert by_rule.counters.suspended == walked.suspended, walked.why
