"""Taking orders in: once per message; registered in the same act when nothing stands against it."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from saraptama.casework.intake import events
from saraptama.casework.intake.enums import Channel, OrderState, Series
from saraptama.casework.intake.errors import IdempotencyConflict, OrderAlreadyReceived
from saraptama.casework.intake.models import Arrival, ChecklistFinding, OrderStatus
from saraptama.casework.intake.policies import check_can_receive, scopes_of
from saraptama.casework.intake.rules import bars_registration, check_order, is_deficient, number_text, series_of
from saraptama.casework.intake.selectors import number_prefix
from saraptama.casework.intake.services.answers import answer_from, answer_json
from saraptama.casework.intake.services.drafting import Draft, draft
from saraptama.casework.intake.services.numbering import take_numbers
from saraptama.casework.intake.services.registering import registrations
from saraptama.casework.intake.types import Finding, OrderSubmission, ReceivedOrder, RegistrationNumber
from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.storing import RowCommitment, insert_together
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.messaging.types import Event
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right


def receive_order(
    actor: ActorRef,
    *,
    submission: OrderSubmission,
    channel: Channel,
    idempotency_key: str,
    source_system: str,
    raw: UUID | None = None,
    payload_hash: str = "",
    order_id: UUID | None = None,
) -> ReceivedOrder:
    """Take an order in under an incoming number; it then waits for its check.

    The same key with the same content gets the first answer again; with other content IdempotencyConflict.
    `payload_hash` is the SHA-256 of the message as it came; without one, of the submission. `order_id` is the case
    under which a scan was kept before the order was typed. Raises Refusals with every reason at once, ForeignBody,
    NotPermitted.
    """
    message = _Message(actor, submission, channel, idempotency_key, source_system, raw, payload_hash, order_id)
    return message.first_answer() or message.take_in(register=False)


def receive_and_register(
    actor: ActorRef,
    *,
    submission: OrderSubmission,
    channel: Channel,
    idempotency_key: str,
    source_system: str,
    raw: UUID | None = None,
    payload_hash: str = "",
) -> ReceivedOrder:
    """Take an order in, check it and register it in one act; what bars registration leaves it deficient (E008).

    An order that comes electronically is registered by the service's own rule: whoever may send it needs no right to
    register. Its event is `OrderRegistered` alone, or `OrderChecked` when it stays deficient.
    """
    message = _Message(actor, submission, channel, idempotency_key, source_system, raw, payload_hash)
    return message.first_answer() or message.take_in(register=True)


_FIRST_ANSWER = """
SELECT payload_hash, answer::text FROM intake_arrival WHERE source_system = $1 AND idempotency_key = $2
"""


class _Message:
    """One incoming message on its way to an order."""

    def __init__(
        self,
        actor: ActorRef,
        submission: OrderSubmission,
        channel: Channel,
        key: str,
        source_system: str,
        raw: UUID | None,
        payload_hash: str,
        order_id: UUID | None = None,
    ) -> None:
        self.actor, self.submission, self.channel = actor, submission, channel
        self.key, self.source_system, self.raw, self.order_id = key, source_system, raw, order_id
        self.payload_hash = payload_hash or submission.content_hash()
        self.moment = clock.now()
        self.today = clock.local_date(self.moment)

    def first_answer(self) -> ReceivedOrder | None:
        """What was answered when this message came for the first time."""
        with executed(_FIRST_ANSWER, [self.source_system, self.key]) as cursor:
            known = cursor.fetchone()
        if known is None:
            return None
        payload_hash, answer = known
        if payload_hash != self.payload_hash:
            raise IdempotencyConflict(field="idempotency_key")
        return replace(answer_from(json.loads(answer)), repeated=True)

    def take_in(self, *, register: bool) -> ReceivedOrder:
        """Store it. When the same message comes twice at the same moment, one of the two is the repeat."""
        with reference.held():
            made = draft(self.submission, received_on=self._received_on(), today=self.today, order_id=self.order_id)
            right = self._right(made)
            findings = check_order(made.facts(), reference.checklist(self.today)) if register else []
            try:
                with transaction.atomic():
                    return self._store(made, right, findings, register)
            except IntegrityError as broken:
                if "intake_one_order_in_a_conversation" in str(broken):
                    raise OrderAlreadyReceived(field="conversation_id") from broken
                if "intake_arrival_comes_once" in str(broken) and (first := self.first_answer()):
                    return first
                raise

    def _received_on(self) -> date:
        return self.submission.received_on or self.today

    def _right(self, made: Draft) -> Right:
        scopes = scopes_of(
            unit_path=reference.unit(made.order.unit_id).path,
            region=made.order.region,
            confidentiality=made.order.confidentiality,
            specialties=[asked.specialty_code for asked in made.specialties],
        )
        return check_can_receive(self.actor, channel=self.channel, body_id=made.body.id, scopes=scopes)

    def _store(self, made: Draft, right: Right, findings: list[Finding], register: bool) -> ReceivedOrder:
        steps = _states(findings) if register else [OrderState.RECEIVED]
        registered = steps[-1] is OrderState.REGISTERED
        written = insert_together(self._rows(made, steps, findings))
        # The numbers come last: their rows are locked until the act ends, and other acts wait for them.
        wanted = {(made.institute.id, Series.INCOMING.value): 1}
        series = series_of(self.submission.order_kind)
        institutes = _institutes(made) if registered else []
        wanted |= {(institute, series.value): 1 for institute in institutes}
        numbers = take_numbers(wanted, year=self.today.year)
        rows = registrations(made.order, institutes, series, numbers, day=self.today, moment=self.moment)
        answer = self._answer(
            made, steps[-1], findings, numbers, [_number_of(row.institute_id, row.text) for row in rows]
        )
        written += insert_together([self._arrival(made, numbers, answer), *rows])
        self._finish(made, right, steps[-1], answer, written)
        return answer

    def _rows(self, made: Draft, steps: list[OrderState], findings: list[Finding]) -> list[AuditedModel]:
        order = made.order
        order.state = steps[-1].value
        order.recorded_at = self.moment
        order.checks_done = int(len(steps) > 1)
        order.accepted_on = self.today if steps[-1] is OrderState.REGISTERED else None
        statuses = [
            OrderStatus(
                order=order,
                seq=seq,
                state=state.value,
                occurred_on=self._received_on() if state is OrderState.RECEIVED else self.today,
                recorded_at=self.moment,
                actor_id=self.actor.id,
            )
            for seq, state in enumerate(steps, start=1)
        ]
        found = finding_rows(order.id, findings, round_=1)
        return [order, *made.specialties, *made.questions, *made.objects, *made.persons, *statuses, *found]

    def _arrival(self, made: Draft, numbers: dict[tuple[UUID, str], range], answer: ReceivedOrder) -> AuditedModel:
        return Arrival(
            institute_id=made.institute.id,
            year=self.today.year,
            number=numbers[made.institute.id, Series.INCOMING.value][0],
            channel=self.channel.value,
            received_on=self._received_on(),
            received_at=self.moment,
            recorded_at=self.moment,
            source_system=self.source_system,
            idempotency_key=self.key,
            payload_hash=self.payload_hash,
            body_id=made.body.id,
            order=made.order,
            raw_document_id=self.raw,
            answer=answer_json(answer),
        )

    def _answer(
        self,
        made: Draft,
        state: OrderState,
        findings: list[Finding],
        numbers: dict[tuple[UUID, str], range],
        registered: list[RegistrationNumber],
    ) -> ReceivedOrder:
        incoming = number_text(
            prefix=number_prefix(made.institute),
            year=self.today.year,
            series=Series.INCOMING,
            number=numbers[made.institute.id, Series.INCOMING.value][0],
        )
        return ReceivedOrder(
            order_id=made.order.id,
            conversation_id=made.order.conversation_id,
            state=state,
            incoming_number=incoming,
            registrations=tuple(registered),
            findings=tuple(findings),
        )

    def _finish(
        self, made: Draft, right: Right, state: OrderState, answer: ReceivedOrder, written: list[RowCommitment]
    ) -> None:
        registered = state is OrderState.REGISTERED
        record(
            self.actor,
            act="intake.order_registered" if registered else "intake.order_received",
            right=right,
            subject=made.order,
            occurred_on=self.today,
            wrote=written,
            details={
                "incoming": answer.incoming_number,
                "number": answer.registration_number,
                "state": state.value,
                "channel": self.channel.value,
                "findings": sorted({finding.item for finding in answer.findings}),
            },
            documents={"received": self.payload_hash},
        )
        publish(self.actor, _event(made, state, answer, self.channel, self.today))


def _states(findings: list[Finding]) -> list[OrderState]:
    """Received, then checked or deficient, then registered unless something indispensable is missing."""
    checked = OrderState.DEFICIENT if is_deficient(findings) else OrderState.CHECKED
    steps = [OrderState.RECEIVED, checked]
    return steps if bars_registration(findings) else [*steps, OrderState.REGISTERED]


def _institutes(made: Draft) -> list[UUID]:
    """The addressee first, then every other institute that a specialty goes to."""
    return list(dict.fromkeys([made.institute.id, *(asked.institute_id for asked in made.specialties)]))


def _number_of(institute_id: UUID, text: str) -> RegistrationNumber:
    return RegistrationNumber(reference.unit(institute_id).code, text)


def finding_rows(order_id: UUID, findings: list[Finding], *, round_: int) -> list[AuditedModel]:
    """The findings of one check as rows."""
    moment = clock.now()
    return [
        ChecklistFinding(
            order_id=order_id,
            round=round_,
            item_code=finding.item,
            outcome=finding.outcome.value,
            article=finding.article,
            field=finding.field,
            message=finding.message,
            recorded_at=moment,
        )
        for finding in findings
    ]


def _event(made: Draft, state: OrderState, answer: ReceivedOrder, channel: Channel, today: date) -> Event:
    order = made.order
    whose = (order.id, made.institute.id, made.body.id, order.conversation_id)
    if state is OrderState.REGISTERED:
        return events.OrderRegistered(*whose, number=answer.registration_number, accepted_on=today)
    if state is OrderState.RECEIVED:
        return events.OrderReceived(*whose, channel=channel.value)
    blocking = sum(finding.outcome == "block" for finding in answer.findings)
    return events.OrderChecked(*whose, state=state.value, blocking=blocking)
