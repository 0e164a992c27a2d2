"""Registration: the number is born in the act that uses it, one per institute."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from saraptama.casework.intake.enums import OrderKind, Series
from saraptama.casework.intake.events import OrderRegistered
from saraptama.casework.intake.models import Order, Registration
from saraptama.casework.intake.policies import check_can_register, check_day
from saraptama.casework.intake.rules import number_text, series_of
from saraptama.casework.intake.selectors import latest_findings, number_prefix
from saraptama.casework.intake.services.acting import locked_order, step
from saraptama.casework.intake.services.numbering import take_numbers
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.storing import insert_together
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def registrations(
    order: Order,
    institutes: Sequence[UUID],
    series: Series,
    numbers: Mapping[tuple[UUID, str], range],
    *,
    day: date,
    moment: datetime,
) -> list[Registration]:
    """The journal entries of an order, the addressee's first; the act stores them."""
    rows = []
    for institute_id in institutes:
        number = numbers[institute_id, series.value][0]
        prefix = number_prefix(reference.unit(institute_id))
        rows.append(
            Registration(
                order=order,
                institute_id=institute_id,
                series=series.value,
                year=day.year,
                number=number,
                text=number_text(prefix=prefix, year=day.year, series=series, number=number),
                registered_on=day,
                recorded_at=moment,
            )
        )
    return rows


@transaction.atomic
def register_order(
    actor: ActorRef, *, order_id: UUID, accepted_on: date | None = None, row_version: int | None = None
) -> tuple[Registration, ...]:
    """Register a checked order in every institute it goes to; the addressee's registration comes first.

    `accepted_on` is the day the body took the order (today, unless the clerk says an earlier one, not before its
    receipt). Raises NotChecked, RegistrationBarred, WrongDay, NotPermitted.
    """
    order = locked_order(actor, order_id, row_version)
    right = check_can_register(actor, order, latest_findings(order.id))
    moment = clock.now()
    today = clock.local_date(moment)
    accepted = check_day(accepted_on or today, first=order.received_on, last=today, field="accepted_on")
    status = step(actor, order, "register", occurred_on=today)
    order.accepted_on = accepted
    order.save(update_fields=["state", "accepted_on"])
    series = series_of(OrderKind(order.order_kind))
    others = order.specialties.order_by("seq").values_list("institute_id", flat=True)
    institutes = list(dict.fromkeys([order.institute_id, *others]))
    numbers = take_numbers({(institute, series.value): 1 for institute in institutes}, year=today.year)
    rows = registrations(order, institutes, series, numbers, day=today, moment=moment)
    stored = insert_together(rows)
    record(
        actor,
        act="intake.order_registered",
        right=right,
        subject=order,
        occurred_on=today,
        wrote=[order, status, *stored],
        details={"number": rows[0].text, "accepted_on": accepted.isoformat()},
    )
    publish(
        actor,
        OrderRegistered(
            order.id,
            order.institute_id,
            order.appointing_body_id,
            order.conversation_id,
            number=rows[0].text,
            accepted_on=accepted,
        ),
    )
    return tuple(rows)
