"""The states of a conclusion, whose turn it is, and the acts that move it. Pure."""

from saraptama.casework.conclusions.enums import ConclusionState as S
from saraptama.kernel.transitions import Transition, Workflow

UNSIGNED = (S.DRAFTING, S.SUBMITTED, S.AGREED, S.RENDERED)
"""Nothing has legal force yet."""

IN_FORCE = (S.SIGNED, S.LOGGED, S.SEALED, S.DELIVERED)
"""Signed by everybody, and neither replaced nor withdrawn."""

FINAL = (S.SEALED, S.DELIVERED)
"""The sealed file exists and may be shown to the appointing body."""

HAS_REVISION_1 = (S.RENDERED, *IN_FORCE, S.REPLACED, S.WITHDRAWN)
HAS_FINAL = (*FINAL, S.REPLACED, S.WITHDRAWN)

WORKFLOW: Workflow[S] = Workflow(
    name="conclusion",
    initial=S.DRAFTING,
    owners={
        S.DRAFTING: "expert",
        S.SUBMITTED: "head",
        S.AGREED: "expert",
        S.RENDERED: "expert",
        S.SIGNED: "service",
        S.LOGGED: "service",
        S.SEALED: "clerk",
        S.DELIVERED: "nobody",
        S.REPLACED: "nobody",
        S.WITHDRAWN: "nobody",
        S.ABANDONED: "nobody",
    },
    transitions=[
        Transition("write", (S.DRAFTING,), S.DRAFTING, "expert"),
        Transition("submit", (S.DRAFTING,), S.SUBMITTED, "expert"),
        Transition("return_draft", (S.SUBMITTED,), S.DRAFTING, "head"),
        Transition("agree", (S.SUBMITTED,), S.AGREED, "head"),
        Transition("render", (S.AGREED, S.RENDERED), S.RENDERED, "expert"),
        Transition("sign_in_turn", (S.RENDERED,), S.RENDERED, "expert"),
        Transition("withdraw_signature", (S.RENDERED,), S.RENDERED, "expert"),
        Transition("sign", (S.RENDERED,), S.SIGNED, "expert"),
        Transition("log", (S.SIGNED,), S.LOGGED, "service"),
        Transition("seal", (S.LOGGED,), S.SEALED, "service"),
        Transition("deliver", (S.SEALED,), S.DELIVERED, "clerk"),
        Transition("replace", FINAL, S.REPLACED, "service"),
        Transition("withdraw", FINAL, S.WITHDRAWN, "head"),
        Transition("abandon", UNSIGNED, S.ABANDONED, "service"),
    ],
)
