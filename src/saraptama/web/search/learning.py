"""Learning the words of orders in small rounds: a new order's words are known within minutes."""

from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.foundation.desktop.selectors import learnt_up_to
from saraptama.foundation.desktop.services import learn_words as learn
from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.rights import Confidentiality, Grant

ORDERS_IN_A_ROUND = 5000

_READER = ActorRef(
    id=SYSTEM.id,
    kind=ActorKind.SYSTEM,
    grants=(Grant(right=INTAKE_VIEW.code, confidentiality=frozenset({Confidentiality.OPEN, Confidentiality.MEDICAL})),),
)
"""Orders for official use and secret ones lend no words."""


def learn_some() -> int:
    """Learn from the orders after those of the last round; after the last order the rounds begin anew."""
    orders = intake.visible_orders(_READER).order_by("pk")
    after = learnt_up_to()
    if after is not None:
        orders = orders.filter(pk__gt=after)
    rows = list(orders.values_list("pk", "search_words")[:ORDERS_IN_A_ROUND])
    is_last = len(rows) < ORDERS_IN_A_ROUND
    learn((text for _pk, text in rows), up_to=None if is_last else rows[-1][0])
    return len(rows)
