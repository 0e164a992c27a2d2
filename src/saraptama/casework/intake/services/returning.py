"""Sending an order back on a lawful ground, or asking the body to complete it first."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from saraptama.casework.intake import errors, events
from saraptama.casework.intake.models import MissingMaterialRequest, OrderReturn
from saraptama.casework.intake.policies import check_can_ask_for_material, check_can_return, check_day
from saraptama.casework.intake.rights import INTAKE_RETURN
from saraptama.casework.intake.services.acting import locked_order, step
from saraptama.foundation.audit.services import record
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.errors import NotInForce, UnknownReference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible


@transaction.atomic
def return_order(
    actor: ActorRef,
    *,
    order_id: UUID,
    ground_code: str,
    explanation: str,
    explanation_kk: str = "",
    row_version: int | None = None,
) -> OrderReturn:
    """Return an order. Impossible without a ground of the list in force today and an explanation in words (A5).

    The letter is rendered by the journey from `selectors.return_letter` and attached by `attach_return_letters`.
    """
    order = locked_order(actor, order_id, row_version)
    right = check_can_return(actor, order)
    today = clock.today()
    _check_ground(ground_code, today)
    if not explanation.strip():
        raise errors.ExplanationMissing(field="explanation")
    status = step(actor, order, "return_order", occurred_on=today, ground=ground_code)
    order.return_ground = ground_code
    order.save(update_fields=["state", "return_ground"])
    returned = OrderReturn.objects.create(
        order=order,
        ground_code=ground_code,
        explanation=explanation.strip(),
        explanation_kk=explanation_kk.strip(),
        returned_on=today,
        actor_id=actor.id,
        recorded_at=clock.now(),
    )
    record(
        actor,
        act="intake.order_returned",
        right=right,
        subject=order,
        occurred_on=today,
        wrote=[order, status, returned],
        details={"ground": ground_code},
    )
    publish(
        actor,
        events.OrderReturned(
            order.id,
            order.institute_id,
            order.appointing_body_id,
            order.conversation_id,
            ground=ground_code,
            returned_on=today,
        ),
    )
    return returned


def _check_ground(code: str, day: date) -> None:
    try:
        reference.term("return_ground", code, on=day)
    except (UnknownReference, NotInForce):
        raise errors.UnknownReturnGround(field="ground_code", value=code, day=day) from None


@transaction.atomic
def attach_return_letters(actor: ActorRef, *, order_id: UUID, letter_kk: UUID, letter_ru: UUID) -> OrderReturn:
    """Name the rendered letter of a return in both languages. A repeat with the same files changes nothing."""
    order = locked_order(actor, order_id)
    returned = OrderReturn.objects.select_for_update().filter(order=order).first()
    if returned is None:
        raise NotVisible
    if (returned.letter_kk_id, returned.letter_ru_id) == (letter_kk, letter_ru):
        return returned
    returned.letter_kk_id, returned.letter_ru_id = letter_kk, letter_ru
    returned.save(update_fields=["letter_kk", "letter_ru"])
    record(
        actor,
        act="intake.return_letters_attached",
        right=INTAKE_RETURN,
        subject=order,
        occurred_on=clock.today(),
        wrote=[returned],
        details={"kk": str(letter_kk), "ru": str(letter_ru)},
    )
    return returned


@transaction.atomic
def request_missing_material(
    actor: ActorRef,
    *,
    order_id: UUID,
    item_codes: Sequence[str],
    text: str,
    answer_by: date | None = None,
    row_version: int | None = None,
) -> MissingMaterialRequest:
    """Ask the body to complete its order; the order waits as deficient until it does (A4).

    The term neither runs nor stands meanwhile: it has not begun, and begins when the order is accepted and the last
    object is here (Law 44-VI art. 34).
    """
    order = locked_order(actor, order_id, row_version)
    right = check_can_ask_for_material(actor, order)
    today = clock.today()
    if not text.strip():
        raise errors.ExplanationMissing(field="text")
    if answer_by is not None:
        check_day(answer_by, first=today, last=date.max, field="answer_by")
    status = step(actor, order, "fail_check", occurred_on=today)
    order.save(update_fields=["state"])
    asked = MissingMaterialRequest.objects.create(
        order=order,
        seq=order.missing_material_requests.count() + 1,
        item_codes=sorted(set(item_codes)),
        text=text.strip(),
        asked_on=today,
        answer_by=answer_by,
        actor_id=actor.id,
        recorded_at=clock.now(),
    )
    record(
        actor,
        act="intake.material_requested",
        right=right,
        subject=order,
        occurred_on=today,
        wrote=[order, status, asked],
        details={"items": asked.item_codes, "answer_by": answer_by.isoformat() if answer_by else ""},
    )
    publish(
        actor,
        events.MissingMaterialRequested(
            order.id, order.institute_id, order.appointing_body_id, order.conversation_id, request_id=asked.id
        ),
    )
    return asked
