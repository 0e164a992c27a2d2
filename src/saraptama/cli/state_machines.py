"""Every state machine of the service: their diagrams are generated into docs/states."""

from typing import Any

from saraptama.casework.conclusions.workflow import WORKFLOW as CONCLUSION
from saraptama.casework.custody.workflow import HAND_OVER, OBJECT, RETURN
from saraptama.casework.examinations.workflow import WORKFLOW as EXAMINATION
from saraptama.casework.intake.workflow import ORDER
from saraptama.kernel.transitions import Workflow

MACHINES: tuple[Workflow[Any], ...] = (ORDER, OBJECT, HAND_OVER, RETURN, EXAMINATION, CONCLUSION)
