"""The table of states is complete: every state has an owner and a name, every act a right, a name and a way to it."""

import re
from pathlib import Path

import pytest

from saraptama.casework.examinations import enums, labels, rules
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.policies import PERMITS
from saraptama.casework.examinations.workflow import WITHOUT_MOVE, WORKFLOW, is_possible, possible_acts

ACTS = {transition.act for transition in WORKFLOW.transitions} | set(WITHOUT_MOVE)
ENDS = {ExaminationState.CLOSED}


def test_every_state_has_an_owner_and_can_be_reached() -> None:
    reached = {WORKFLOW.initial} | {transition.target for transition in WORKFLOW.transitions}
    assert set(WORKFLOW.owners) == set(ExaminationState) == reached


def test_every_state_but_the_last_leads_on() -> None:
    assert {state for state in ExaminationState if not WORKFLOW.acts_from(state)} == ENDS


def test_every_act_has_a_right_and_a_name() -> None:
    assert set(PERMITS) == ACTS | {"register"}
    # A corrected calendar is one act on many examinations: in the history of each it is a line, and no act upon it.
    assert set(labels.ACTS) == ACTS | {"register", "calendar_version_changed"}


def test_every_word_has_a_label() -> None:
    for words, known in labels.LABELS.items():
        assert set(known) == set(words)
    assert {
        words for words in vars(enums).values() if isinstance(words, type) and words.__module__ == enums.__name__
    } == (set(labels.LABELS))


def test_every_step_of_the_reckoning_has_a_sentence() -> None:
    folder = Path(rules.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    named = set(re.findall(r'"([a-z]+(?:_[a-z]+)+|extended|delivery)"', source)) & set(labels.STEPS)
    made = set(
        re.findall(r'(?:Step\(\s*|key, rule(?:, article)? = |key, since = |key = |first_day = )"([a-z_]+)"', source)
    )
    assert made <= set(labels.STEPS)
    assert named == set(labels.STEPS)


@pytest.mark.parametrize("state", list(ExaminationState))
def test_buttons_are_exactly_the_possible_acts(state: ExaminationState) -> None:
    assert set(possible_acts(state)) == {act for act in ACTS if is_possible(act, state)}


def test_nothing_is_in_production_without_an_expert_who_accepted() -> None:
    into = {t.act for t in WORKFLOW.transitions if t.target is ExaminationState.IN_PRODUCTION}
    assert into == {"accept", "resume", "disagree"}


def test_an_unknown_act_is_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        is_possible("nonsense", ExaminationState.ACCEPTED)
