"""The first answer to a message, kept with its arrival so that a repeat gets the very same."""

from typing import Any
from uuid import UUID

from saraptama.casework.intake.enums import FindingOutcome, OrderState
from saraptama.casework.intake.types import Finding, ReceivedOrder, RegistrationNumber


def answer_json(answer: ReceivedOrder) -> dict[str, Any]:
    """The answer as plain JSON."""
    return {
        "order_id": str(answer.order_id),
        "conversation_id": str(answer.conversation_id),
        "state": answer.state.value,
        "incoming_number": answer.incoming_number,
        "registrations": [[number.institute_code, number.text] for number in answer.registrations],
        "findings": [[f.item, f.outcome.value, f.article, f.field, f.message] for f in answer.findings],
    }


def answer_from(stored: dict[str, Any]) -> ReceivedOrder:
    """The answer again, from its JSON."""
    return ReceivedOrder(
        order_id=UUID(stored["order_id"]),
        conversation_id=UUID(stored["conversation_id"]),
        state=OrderState(stored["state"]),
        incoming_number=stored["incoming_number"],
        registrations=tuple(RegistrationNumber(code, text) for code, text in stored["registrations"]),
        findings=tuple(
            Finding(item, FindingOutcome(outcome), article, field, message)
            for item, outcome, article, field, message in stored["findings"]
        ),
    )
