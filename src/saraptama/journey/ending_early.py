"""What ends with an order that goes back: its examinations without a conclusion, their drafts, and who is told."""

from typing import Any
from uuid import UUID

from saraptama.casework.conclusions.services import abandon
from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.enums import ExaminationState as S
from saraptama.casework.examinations.rights import SUSPEND
from saraptama.casework.examinations.rights import VIEW as SEE_EXAMINATIONS
from saraptama.casework.examinations.services import return_without_execution
from saraptama.casework.examinations.workflow import is_possible
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.errors import ResultIsWritten
from saraptama.casework.intake.events import OrderReturned
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.journey.people import tell, tell_role
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.actor import SYSTEM

ACT = "return_without_execution"
WITHOUT_RESULT = frozenset({S.RETURNED, S.WITHDRAWN})


def check_no_result_is_written(order_id: UUID) -> None:
    """Raise ResultIsWritten when an examination of the order is past the point where materials simply go back."""
    for examination in _examinations_of(order_id):
        state = examination.current_state
        if state not in WITHOUT_RESULT and not is_possible(ACT, state):
            raise ResultIsWritten(number=_number(examination), state=examinations.label_of(state))


def on_order_returned(event: OrderReturned) -> None:
    """Every examination of the order goes back without execution on the ground of the return (art. 34; R6).

    Who had it in hand is told, and the custodian that objects are due back.
    """
    said = intake.return_letter(event.order_id)
    for examination in _examinations_of(event.order_id):
        if not is_possible(ACT, examination.current_state):
            continue
        experts = [part.user_id for part in examination.assignments.filter(ended_on__isnull=True) if part.user_id]
        return_without_execution(
            service_actor(SUSPEND),
            examination_id=examination.id,
            reason=said.explanation_ru,
            ground_code=event.ground,
            occurred_on=event.returned_on,
        )
        abandon(SYSTEM, examination_id=examination.id, ground="returned", occurred_on=event.returned_on)
        told: Any = {"params": {"number": _number(examination)}, "link": ("examination", examination.id)}
        tell(experts, kind=NotificationKind.RETURNED, **told)
        tell_role(RoleCode.HEAD, examination.unit_id, kind=NotificationKind.RETURNED, **told)
    if custody.unaccounted(event.order_id):
        tell_role(
            RoleCode.CUSTODIAN,
            event.institute_id,
            kind=NotificationKind.TO_RETURN,
            params={"number": said.incoming_number},
            link=("custody_order", event.order_id),
        )


def _examinations_of(order_id: UUID) -> list[Any]:
    return examinations.of_order(service_actor(SEE_EXAMINATIONS), order_id)


def _number(examination: Any) -> str:
    return f"{examination.registration.text}/{examination.seq}"
