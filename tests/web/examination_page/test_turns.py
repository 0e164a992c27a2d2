"""The next step of each state belongs to whom the workflow names."""

import pytest

from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.examinations.policies import PERMITS
from saraptama.casework.examinations.workflow import WORKFLOW
from saraptama.web.examination_page.steps import CLERK, CUSTODIAN, EXPERT, HEAD, TURNS

OWNERS = {"head": HEAD, "expert": EXPERT, "clerk": CLERK}


@pytest.mark.parametrize("state", list(ExaminationState))
def test_whose_turn_it_is_agrees_with_the_workflow(state: ExaminationState) -> None:
    owner = WORKFLOW.owners[state]
    if owner == "nobody":
        assert state not in TURNS
        return
    turn = TURNS[state]
    assert turn.act in PERMITS
    if state is ExaminationState.AWAITING_OBJECTS:
        assert turn.who is CUSTODIAN
    elif owner in OWNERS:
        assert turn.who is OWNERS[owner]
