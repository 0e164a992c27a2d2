"""The lives of an object in custody, of a hand-over and of a return, as tables."""

from saraptama.casework.custody.enums import CustodyState as S
from saraptama.casework.custody.enums import HandOverState as H
from saraptama.casework.custody.enums import ReturnState as R
from saraptama.kernel.transitions import Transition, Workflow

CARED_FOR = (S.ACCEPTED, S.STORED, S.HELD)
"""States in which the object is in the house: in a place or in somebody's hands."""

OBJECT: Workflow[S] = Workflow(
    name="custody_object",
    initial=S.ACCEPTED,
    owners={
        S.ACCEPTED: "who accepted it",
        S.STORED: "custodian",
        S.HELD: "holder",
        S.IN_TRANSIT: "whoever sent it",
        S.RETURNED: "appointing body",
        S.CONSUMED: "nobody",
        S.DIVIDED: "its parts",
        S.DESTROYED: "nobody",
        S.LOST: "custodian",
    },
    transitions=(
        Transition("place", CARED_FOR, S.STORED, "holder or custodian"),
        Transition("hand_over", CARED_FOR, S.HELD, "receiver"),
        Transition("send", CARED_FOR, S.IN_TRANSIT, "custodian"),
        Transition("arrive", (S.IN_TRANSIT,), S.HELD, "receiving custodian"),
        Transition("return", (*CARED_FOR, S.IN_TRANSIT), S.RETURNED, "custodian"),
        Transition("consume", (S.ACCEPTED, S.HELD), S.CONSUMED, "holder"),
        Transition("divide", (S.ACCEPTED, S.HELD), S.DIVIDED, "holder"),
        Transition("seal", (S.ACCEPTED, S.HELD), S.HELD, "holder"),
        Transition("destroy", CARED_FOR, S.DESTROYED, "custodian"),
        Transition("lose", (*CARED_FOR, S.IN_TRANSIT), S.LOST, "custodian"),
        Transition("find", (S.LOST,), S.HELD, "custodian"),
    ),
)

HAND_OVER: Workflow[H] = Workflow(
    name="hand_over",
    initial=H.OFFERED,
    owners={H.OFFERED: "receiver", H.CONFIRMED: "nobody", H.DECLINED: "nobody", H.EXPIRED: "nobody"},
    transitions=(
        Transition("confirm", (H.OFFERED,), H.CONFIRMED, "receiver"),
        Transition("decline", (H.OFFERED,), H.DECLINED, "receiver or giver"),
        Transition("expire", (H.OFFERED,), H.EXPIRED, "the clock"),
    ),
)

RETURN: Workflow[R] = Workflow(
    name="return_act",
    initial=R.OFFERED,
    owners={R.OFFERED: "custodian", R.SENT: "appointing body", R.CONFIRMED: "nobody", R.CANCELLED: "nobody"},
    transitions=(
        Transition("send", (R.OFFERED,), R.SENT, "custodian"),
        Transition("confirm", (R.OFFERED, R.SENT), R.CONFIRMED, "custodian"),
        Transition("cancel", (R.OFFERED, R.SENT), R.CANCELLED, "custodian"),
    ),
)
