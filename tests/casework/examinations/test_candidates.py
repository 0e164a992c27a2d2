"""The head sees every expert, and for each who cannot be assigned the first rule that forbids it, with its date."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.examinations.enums import CandidateRule
from saraptama.casework.examinations.rules.candidates import (
    Absence,
    Candidate,
    Certificate,
    Need,
    explain_candidates,
    first_bar,
)
from saraptama.casework.examinations.types import Load

ON = date(2025, 3, 17)
AIGUL, BOLAT, DINA = (UUID(int=n) for n in (1, 2, 3))
VALID = Certificate("17.1", "QC-1", date(2022, 5, 1), date(2027, 4, 30))
NEED = Need(on=ON, specialty="17.1", institute_path="centre.i71")


def expert(expert_id: UUID = AIGUL, name: str = "Aigul", **known: object) -> Candidate:
    facts = {"unit_path": "centre.i71.chem-bio", "certificates": (VALID,)} | known
    return Candidate(expert_id, name, **facts)


def bar_of(candidate: Candidate, need: Need = NEED) -> tuple[CandidateRule, date | None, date | None] | None:
    bar = first_bar(candidate, need)
    return (bar.rule, bar.since, bar.until) if bar else None


def test_an_expert_with_a_valid_certificate_present_and_free_is_eligible() -> None:
    assert bar_of(expert()) is None


@pytest.mark.parametrize(
    ("certificate", "bar"),
    [
        (Certificate("17.1", "QC", date(2020, 1, 1), ON), None),
        (
            Certificate("17.1", "QC", date(2020, 1, 1), date(2025, 3, 16)),
            (CandidateRule.CERTIFICATE, None, date(2025, 3, 16)),
        ),
        (
            Certificate("17.1", "QC", date(2025, 3, 18)),
            (CandidateRule.CERTIFICATE, date(2025, 3, 18), None),
        ),
        (Certificate("5.1", "QC", date(2020, 1, 1)), (CandidateRule.CERTIFICATE, None, None)),
        (
            Certificate("17.1", "QC", date(2020, 1, 1), None, date(2025, 3, 10)),
            (CandidateRule.CERTIFICATE_SUSPENDED, date(2025, 3, 10), None),
        ),
        (Certificate("17.1", "QC", date(2020, 1, 1), None, date(2025, 3, 18)), None),
    ],
    ids=["last day", "expired", "not yet", "other specialty", "suspended", "suspended later"],
)
def test_the_certificate_must_be_active_on_the_very_day(
    certificate: Certificate, bar: tuple[CandidateRule, date | None, date | None] | None
) -> None:
    assert bar_of(expert(certificates=(certificate,))) == bar


def test_another_active_certificate_for_the_specialty_is_enough() -> None:
    suspended = Certificate("17.1", "old", date(2020, 1, 1), None, date(2025, 1, 1))
    assert bar_of(expert(certificates=(suspended, VALID))) is None


@pytest.mark.parametrize("path", ["centre.i75.chem-bio", "centre.i711", "centre", ""])
def test_staff_of_another_institute_are_not_assigned(path: str) -> None:
    assert bar_of(expert(unit_path=path)) == (CandidateRule.NOT_IN_INSTITUTE, None, None)


def test_a_licensed_expert_belongs_to_no_institute() -> None:
    assert bar_of(expert(unit_path="", is_private=True)) is None


@pytest.mark.parametrize(
    ("start", "end", "absent"),
    [
        (date(2025, 3, 10), ON, True),
        (ON, date(2025, 3, 20), True),
        (date(2025, 3, 1), date(2025, 3, 16), False),
        (date(2025, 3, 18), None, False),
        (date(2025, 3, 1), None, True),
    ],
)
def test_an_absent_expert_is_named_with_the_days_of_absence(start: date, end: date | None, absent: bool) -> None:
    bar = bar_of(expert(absences=(Absence(start, end, "LEAVE"),)))
    assert bar == ((CandidateRule.ABSENT, start, end) if absent else None)


def test_a_challenged_expert_and_the_author_of_the_doubted_conclusion_are_barred() -> None:
    challenged = Need(ON, "17.1", "centre.i71", recused={AIGUL: date(2025, 3, 3)})
    repeated = Need(ON, "17.1", "centre.i71", first_authors={AIGUL: date(2024, 11, 5)})
    assert bar_of(expert(), challenged) == (CandidateRule.RECUSED, date(2025, 3, 3), None)
    assert bar_of(expert(), repeated) == (CandidateRule.FIRST_CONCLUSION, date(2024, 11, 5), None)
    assert bar_of(expert(BOLAT), repeated) is None


@pytest.mark.parametrize(("in_work", "barred"), [(4, False), (5, True)])
def test_an_expert_at_the_norm_of_load_is_barred(in_work: int, barred: bool) -> None:
    bar = bar_of(expert(load=Load(total=in_work), load_limit=5))
    assert (bar is not None) == barred


def test_the_first_failing_rule_is_the_one_that_is_told() -> None:
    candidate = expert(
        certificates=(), unit_path="centre.i75", absences=(Absence(ON, None, "SICK"),), load=Load(9), load_limit=1
    )
    need = Need(ON, "17.1", "centre.i71", recused={AIGUL: ON}, first_authors={AIGUL: ON})
    assert bar_of(candidate, need) == (CandidateRule.CERTIFICATE, None, None)


def test_the_least_loaded_stand_first_and_the_barred_last() -> None:
    verdicts = explain_candidates(
        [
            expert(AIGUL, "Aigul", load=Load(total=7)),
            expert(BOLAT, "Bolat", certificates=()),
            expert(DINA, "Dina", load=Load(total=2)),
        ],
        NEED,
    )
    assert [(v.name, v.eligible) for v in verdicts] == [("Dina", True), ("Aigul", True), ("Bolat", False)]
    assert verdicts[0].certificate == "QC-1"
    assert verdicts[2].rule is CandidateRule.CERTIFICATE


@given(st.permutations([expert(AIGUL, "A"), expert(BOLAT, "B", unit_path=""), expert(DINA, "D", certificates=())]))
def test_the_same_facts_give_the_same_list_in_whatever_order_they_come(told: list[Candidate]) -> None:
    assert explain_candidates(told, NEED) == explain_candidates(sorted(told, key=lambda c: c.name), NEED)
