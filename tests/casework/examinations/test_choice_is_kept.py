"""The list of candidates is kept with the choice, and the same facts give the same list again (features B2)."""

import json
import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.capacity.experts.enums import AbsenceKind
from saraptama.capacity.experts.models import Absence, Expert
from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import CandidateRule, EndReason, TermState
from saraptama.casework.examinations.rules.candidates import Candidate, Certificate, Need, explain_candidates
from saraptama.casework.examinations.rules.parts import part_clock
from saraptama.casework.examinations.services.assigning import kept
from saraptama.casework.examinations.types import Load, Term
from tests.factories import examinations
from tests.factories.examinations import on

DAY = "2025-05-12"
ON = date(2025, 3, 17)


@pytest.fixture
def experts(aigul: Expert, daniyar: Expert) -> tuple[Expert, Expert]:
    """Two who may, and others whom different rules bar."""
    examinations.expert("expired", valid_to=date(2025, 4, 30))
    examinations.expert("full", capacity=0)
    away = examinations.expert("away")
    Absence.objects.create(expert=away, kind=AbsenceKind.TRIP, valid_from=date(2025, 5, 9), valid_to=date(2025, 5, 20))
    return aigul, daniyar


def test_the_kept_list_equals_a_second_reckoning_of_the_same_facts(experts: tuple[Expert, Expert]) -> None:
    examination = examinations.accepted(DAY)
    with on(DAY) as day:
        again = [[kept(verdict) for verdict in selectors.candidates(examination, day)] for _ in range(2)]
        services.assign_expert(
            examinations.head(), examination_id=examination.id, lead_id=experts[0].id, occurred_on=day
        )
    stored = examination.assignments.get().candidates
    assert stored == again[0] == again[1] == json.loads(json.dumps(again[0]))
    reasons = {line["rule"]: (line["since"], line["until"]) for line in stored if not line["eligible"]}
    assert reasons == {
        "CERTIFICATE": (None, "2025-04-30"),
        "CAPACITY": ("2025-05-12", None),
        "ABSENT": ("2025-05-09", "2025-05-20"),
    }


def test_the_list_kept_with_a_replacement_is_the_one_of_its_own_day(experts: tuple[Expert, Expert]) -> None:
    examination = examinations.in_production(DAY, experts[0])
    with on("2025-05-22") as day:
        services.reassign_expert(
            examinations.head(),
            examination_id=examination.id,
            leaving_id=experts[0].id,
            new_id=experts[1].id,
            reason=EndReason.LEAVE,
            note="one sample compared",
            occurred_on=day,
        )
    first, second = examination.assignments.order_by("assigned_on")
    assert {line["rule"] for line in first.candidates} == {None, "CERTIFICATE", "CAPACITY", "ABSENT"}
    assert {line["rule"] for line in second.candidates} == {None, "CERTIFICATE", "CAPACITY"}
    assert (first.handed_over["state"], first.handed_over["elapsed"]) == ("in_production", 10)
    assert first.handed_over["complexity"] == "HIGH"


PEOPLE = [UUID(int=n) for n in range(1, 7)]


@given(
    seed=st.integers(),
    loads=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    barred=st.sets(st.sampled_from(PEOPLE)),
)
def test_the_order_in_which_experts_are_read_changes_nothing(seed: int, loads: list[int], barred: set[UUID]) -> None:
    valid = Certificate("17.1", "QC", date(2022, 5, 1), None)
    people = [
        Candidate(key, f"Expert {key.int}", unit_path="centre.i71", certificates=(valid,), load=Load(load))
        for key, load in zip(PEOPLE, loads, strict=True)
    ]
    need = Need(on=ON, specialty="17.1", institute_path="centre.i71", declared=dict.fromkeys(barred, (ON, "KINSHIP")))
    mixed = random.Random(seed).sample(people, len(people))
    verdicts = explain_candidates(people, need)
    assert verdicts == explain_candidates(mixed, need)
    assert {v.expert_id for v in verdicts if v.rule is CandidateRule.DECLARED_CONFLICT} == barred


@given(barred=st.sets(st.sampled_from(PEOPLE)), aside=st.sets(st.sampled_from(PEOPLE)))
def test_an_exception_sets_aside_its_own_rule_and_no_other(barred: set[UUID], aside: set[UUID]) -> None:
    people = [Candidate(key, f"Expert {key.int}", unit_path="centre.i71") for key in PEOPLE]
    need = Need(
        on=ON,
        specialty="17.1",
        institute_path="centre.i71",
        declared=dict.fromkeys(barred, (ON, "KINSHIP")),
        set_aside=dict.fromkeys(aside, (CandidateRule.DECLARED_CONFLICT,)),
    )
    assert not any(v.eligible for v in explain_candidates(people, need)), "no certificate is ever set aside"
    certified = [
        Candidate(
            p.expert_id, p.name, unit_path=p.unit_path, certificates=(Certificate("17.1", "QC", date(2020, 1, 1)),)
        )
        for p in people
    ]
    assert {v.expert_id for v in explain_candidates(certified, need) if not v.eligible} == barred - aside


@given(given_on=st.dates(date(2025, 1, 1), date(2025, 12, 31)), days=st.integers(0, 200))
def test_a_part_that_nothing_stopped_counts_calendar_days(given_on: date, days: int) -> None:
    today = given_on + timedelta(days=days)
    reckoned = Term(TermState.RUNNING, today, "n", "c")
    clock = part_clock(reckoned, given_on=given_on, accepted_on=None, ended_on=None, due_on=None, on=today)
    assert (clock.elapsed, clock.overdue_days, clock.running) == (days, 0, True)
