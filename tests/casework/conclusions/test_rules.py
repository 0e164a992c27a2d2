"""What a conclusion must contain and how its answers are counted: rules without a database."""

from copy import deepcopy
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.conclusions.enums import ConclusionState, MandatoryElement, Outcome
from saraptama.casework.conclusions.rules import (
    Cell,
    contradictions,
    count_outcomes,
    dissenters,
    missing_elements,
    outcomes_by_question,
)
from saraptama.casework.conclusions.workflow import WORKFLOW
from tests.casework.conclusions import samples

LEAD, SECOND = uuid4(), uuid4()
MINE, HERS = frozenset({LEAD}), frozenset({SECOND})


def without(path: str, value: Any) -> dict[str, Any]:
    """The complete record of a handwriting examination in which one thing was replaced."""
    record = deepcopy(samples.handwriting())
    *way, last = path.split(".")
    place: Any = record
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return record


@pytest.mark.parametrize("record", [samples.handwriting(), samples.commission()])
def test_a_complete_conclusion_lacks_nothing(record: dict[str, Any]) -> None:
    assert missing_elements(record) == ()


@pytest.mark.parametrize(
    ("path", "value", "element", "where"),
    [
        ("number", "", MandatoryElement.NUMBER, ""),
        ("order.dated", None, MandatoryElement.GROUNDS, "dated"),
        ("order.body", "", MandatoryElement.GROUNDS, "body"),
        ("order.person", "", MandatoryElement.GROUNDS, "person"),
        ("examination.accepted_on", None, MandatoryElement.DATES, "accepted_on"),
        ("examination.started_on", None, MandatoryElement.DATES, "started_on"),
        ("experts.0.specialty", "", MandatoryElement.EXPERT, "Омаров Ерлан Қайратұлы"),
        ("experts.0.certificate.number", "", MandatoryElement.CERTIFICATE, "Омаров Ерлан Қайратұлы"),
        ("liability.text", "", MandatoryElement.LIABILITY_WARNING, ""),
        ("liability.signed", [], MandatoryElement.LIABILITY_WARNING, "Омаров Ерлан Қайратұлы"),
        ("objects", [], MandatoryElement.OBJECTS, ""),
        ("methods", [], MandatoryElement.METHODS, ""),
        ("research", "  \n", MandatoryElement.RESEARCH, ""),
        ("answers.1.text", " ", MandatoryElement.OUTCOME, "2"),
        ("answers.2.question", 1, MandatoryElement.OUTCOME, "3"),
    ],
)
def test_what_is_missing_is_named(path: str, value: Any, element: MandatoryElement, where: str) -> None:
    (missing,) = missing_elements(without(path, value))
    assert (missing.element, missing.where) == (element, where)


def test_an_examination_by_materials_needs_no_objects() -> None:
    assert missing_elements(without("objects", []) | {"by_materials": True}) == ()


def test_a_message_of_impossibility_needs_its_reason_and_no_answers() -> None:
    message = samples.handwriting() | {"kind": "IMPOSSIBLE", "answers": [], "methods": []}
    assert [missing.element for missing in missing_elements(message)] == [MandatoryElement.REASON]
    reason = samples.choice("MATERIALS_UNSUITABLE", "Представленные материалы непригодны для исследования")
    assert missing_elements(message | {"impossibility": reason}) == ()


questions = st.integers(1, 6)
cells = st.builds(
    Cell,
    question=questions,
    outcome=st.sampled_from(Outcome),
    first_object=st.none() | st.integers(1, 5),
    group=st.sampled_from([frozenset(), frozenset({LEAD}), frozenset({SECOND}), frozenset({LEAD, SECOND})]),
)


@given(st.sets(questions, min_size=1), st.lists(cells, max_size=25))
def test_outcomes_add_up_to_the_questions_that_the_lead_answered(asked: set[int], answers: list[Cell]) -> None:
    by_question = outcomes_by_question(asked, answers, LEAD)
    assert set(by_question) == asked
    answered = {cell.question for cell in answers if cell.question in asked and cell.speaks_for(LEAD)}
    assert sum(count_outcomes(by_question).values()) == len(answered)


@given(st.lists(cells, max_size=15), st.randoms())
def test_the_order_of_writing_changes_no_count(answers: list[Cell], chance: Any) -> None:
    shuffled = answers[:]
    chance.shuffle(shuffled)
    asked = range(1, 7)
    assert outcomes_by_question(asked, answers, LEAD) == outcomes_by_question(asked, shuffled, LEAD)


def test_a_question_answered_for_some_objects_counts_under_its_most_certain_answer() -> None:
    answers = [
        Cell(1, Outcome.UNDECIDED, 1, 1),
        Cell(1, Outcome.CATEGORICAL_NEGATIVE, 2, 3),
        Cell(1, Outcome.PROBABLE, 4, 4),
    ]
    assert outcomes_by_question([1], answers, LEAD) == {1: Outcome.CATEGORICAL_NEGATIVE}


def test_an_answer_of_another_group_does_not_count_and_makes_a_dissenter() -> None:
    answers = [
        Cell(1, Outcome.PROBABLE, group=MINE),
        Cell(1, Outcome.CATEGORICAL_POSITIVE, group=HERS),
    ]
    assert outcomes_by_question([1], answers, LEAD) == {1: Outcome.PROBABLE}
    assert dissenters(answers, [SECOND, LEAD], LEAD) == (SECOND,)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (Cell(1, Outcome.PROBABLE, 1, 3), Cell(1, Outcome.UNDECIDED, 3, 5), True),
        (Cell(1, Outcome.PROBABLE, 1, 2), Cell(1, Outcome.UNDECIDED, 3, 5), False),
        (Cell(1, Outcome.PROBABLE, 1, 2), Cell(2, Outcome.UNDECIDED, 1, 2), False),
        (Cell(1, Outcome.PROBABLE), Cell(1, Outcome.UNDECIDED), True),
        (Cell(1, Outcome.PROBABLE), Cell(1, Outcome.UNDECIDED, 2, 2), False),
        (Cell(1, Outcome.PROBABLE, group=MINE), Cell(1, Outcome.UNDECIDED), True),
        (
            Cell(1, Outcome.PROBABLE, group=MINE),
            Cell(1, Outcome.UNDECIDED, group=HERS),
            False,
        ),
    ],
)
def test_one_expert_says_one_thing_of_one_object(one: Cell, other: Cell, contradict: bool) -> None:
    assert bool(contradictions([one, other])) is contradict
    assert bool(contradictions([other, one])) is contradict


def test_every_state_has_an_owner_and_every_state_can_be_reached() -> None:
    reached = {WORKFLOW.initial, *(transition.target for transition in WORKFLOW.transitions)}
    assert reached == set(ConclusionState) == set(WORKFLOW.owners)


@given(st.uuids(), st.frozensets(st.uuids(), max_size=3))
def test_no_group_means_everybody(expert: UUID, group: frozenset[UUID]) -> None:
    assert Cell(1, Outcome.PROBABLE, group=group).speaks_for(expert) == (not group or expert in group)
