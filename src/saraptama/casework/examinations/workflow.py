"""The states of an examination, whose turn it is, and the acts that move it (domain.md §3). Pure.

Acts that leave the state alone (a petition for an extension, a change of complexity, a note) stand in `WITHOUT_MOVE`
with the states in which they are possible.
"""

from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.kernel.transitions import Transition, Workflow

UNFINISHED = (
    S.REGISTERED,
    S.AWAITING_OBJECTS,
    S.ACCEPTED,
    S.ASSIGNED,
    S.IN_PRODUCTION,
    S.SUSPENDED,
    S.AWAITING_APPROVAL,
    S.APPROVED,
)
"""No result yet: the term waits or runs."""

UNASSIGNED = (S.REGISTERED, S.ACCEPTED)
"""Order and objects are here: the head takes the work and chooses the expert."""

IN_HANDS = (S.ASSIGNED, S.IN_PRODUCTION, S.SUSPENDED, S.AWAITING_APPROVAL, S.APPROVED)
"""An expert has it."""

WORKFLOW: Workflow[S] = Workflow(
    name="examination",
    initial=S.REGISTERED,
    owners={
        S.REGISTERED: "head",
        S.AWAITING_OBJECTS: "orderer",
        S.ACCEPTED: "head",
        S.ASSIGNED: "expert",
        S.IN_PRODUCTION: "expert",
        S.SUSPENDED: "orderer",
        S.AWAITING_APPROVAL: "head",
        S.APPROVED: "expert",
        S.COMPLETED: "clerk",
        S.DELIVERED: "clerk",
        S.RETURNED: "clerk",
        S.WITHDRAWN: "clerk",
        S.CLOSED: "nobody",
    },
    transitions=[
        Transition("await_objects", (S.REGISTERED,), S.AWAITING_OBJECTS, "clerk"),
        Transition("note_objects_complete", (S.REGISTERED, S.AWAITING_OBJECTS), S.REGISTERED, "custodian"),
        Transition("accept_for_production", (S.REGISTERED,), S.ACCEPTED, "head"),
        Transition("assign", (S.ACCEPTED,), S.ASSIGNED, "head"),
        Transition("reassign", (S.ASSIGNED, S.IN_PRODUCTION), S.ASSIGNED, "head"),
        Transition("decline", (S.ASSIGNED,), S.ACCEPTED, "expert"),
        Transition("accept_in_part", (S.ASSIGNED,), S.ASSIGNED, "expert"),
        Transition("accept", (S.ASSIGNED,), S.IN_PRODUCTION, "expert"),
        Transition("suspend", (S.IN_PRODUCTION, S.SUSPENDED), S.SUSPENDED, "head"),
        Transition("resume_in_part", (S.SUSPENDED,), S.SUSPENDED, "head"),
        Transition("resume", (S.SUSPENDED,), S.IN_PRODUCTION, "head"),
        Transition("submit_for_agreement", (S.IN_PRODUCTION,), S.AWAITING_APPROVAL, "expert"),
        Transition("agree_in_turn", (S.AWAITING_APPROVAL,), S.AWAITING_APPROVAL, "head"),
        Transition("agree", (S.AWAITING_APPROVAL,), S.APPROVED, "head"),
        Transition("disagree", (S.AWAITING_APPROVAL,), S.IN_PRODUCTION, "head"),
        Transition("complete", (S.APPROVED,), S.COMPLETED, "expert"),
        Transition("mark_delivered", (S.COMPLETED,), S.DELIVERED, "clerk"),
        Transition("dispatch_return", (S.RETURNED,), S.RETURNED, "clerk"),
        Transition("close", (S.DELIVERED, S.RETURNED, S.WITHDRAWN), S.CLOSED, "clerk"),
        Transition("return_without_execution", UNFINISHED[:-2], S.RETURNED, "head"),
        Transition("withdraw", UNFINISHED, S.WITHDRAWN, "orderer"),
    ],
)

WITHOUT_MOVE: dict[str, tuple[S, ...]] = {
    "direct_to_unit": (S.REGISTERED, S.AWAITING_OBJECTS, S.ACCEPTED),
    "lead_group": (S.REGISTERED, S.AWAITING_OBJECTS, S.ACCEPTED, S.ASSIGNED, S.IN_PRODUCTION),
    "state_recusal": UNFINISHED,
    "decide_recusal": UNFINISHED,
    "ask_override": UNASSIGNED,
    "confirm_override": UNASSIGNED,
    "set_complexity": (S.IN_PRODUCTION, S.SUSPENDED),
    "send_petition": (S.ACCEPTED, S.ASSIGNED, S.IN_PRODUCTION, S.SUSPENDED, S.AWAITING_APPROVAL),
    "answer_petition": UNFINISHED,
    "use_method": (S.IN_PRODUCTION,),
    "write_note": (S.IN_PRODUCTION, S.SUSPENDED),
    "allocate_objects": UNFINISHED,
}


def is_possible(act: str, state: S) -> bool:
    """Whether the act, moving or not, is possible in the state. An act that stands in no table is a KeyError."""
    return state in WITHOUT_MOVE[act] if act in WITHOUT_MOVE else WORKFLOW.can(act, state)


def possible_acts(state: S) -> tuple[str, ...]:
    """Every act possible in the state, moving or not, in table order."""
    return (*WORKFLOW.acts_from(state), *(act for act, states in WITHOUT_MOVE.items() if state in states))
