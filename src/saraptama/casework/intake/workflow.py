"""The life of an order (domain.md, section 3), as one table."""

from saraptama.casework.intake.enums import OrderState as S
from saraptama.kernel.transitions import Transition, Workflow

_OPEN = (S.RECEIVED, S.CHECKED, S.DEFICIENT)

ORDER: Workflow[S] = Workflow(
    name="order",
    initial=S.RECEIVED,
    owners={
        S.RECEIVED: "clerk",
        S.CHECKED: "clerk",
        S.DEFICIENT: "appointing body",
        S.REGISTERED: "institute",
        S.RETURNED: "appointing body",
        S.WITHDRAWN: "appointing body",
        S.CLOSED: "archive",
    },
    transitions=(
        Transition("pass_check", _OPEN, S.CHECKED, "clerk"),
        Transition("fail_check", _OPEN, S.DEFICIENT, "clerk"),
        Transition("register", (S.CHECKED, S.DEFICIENT), S.REGISTERED, "clerk"),
        Transition("return_order", (*_OPEN, S.REGISTERED), S.RETURNED, "clerk or head"),
        Transition("withdraw", (*_OPEN, S.REGISTERED), S.WITHDRAWN, "appointing body"),
        Transition("close", (S.REGISTERED,), S.CLOSED, "clerk"),
    ),
)
