"""Facts of intake."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.foundation.messaging.types import Event


@dataclass(frozen=True)
class OrderReceived(Event):
    """An order came in and waits for its check. An order registered at once says `OrderRegistered` only."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    channel: str


@dataclass(frozen=True)
class OrderChecked(Event):
    """An order was checked against CPC 272; `state` is checked or deficient."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    state: str
    blocking: int


@dataclass(frozen=True)
class OrderRegistered(Event):
    """An order got its registration number and was accepted by the body."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    number: str
    accepted_on: date


@dataclass(frozen=True)
class OrderReturned(Event):
    """An order went back on a ground of the list."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    ground: str
    returned_on: date


@dataclass(frozen=True)
class MissingMaterialRequested(Event):
    """The body was asked to complete its order."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class OrderSupplemented(Event):
    """The body completed its order, which was checked again."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    state: str


@dataclass(frozen=True)
class OrderWithdrawn(Event):
    """The appointing body recalled its order."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    withdrawn_on: date


@dataclass(frozen=True)
class OrderClosed(Event):
    """Results are received and every object is back: nothing is left to do."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    closed_on: date


@dataclass(frozen=True)
class EarlierOrderLinked(Event):
    """A person said what an earlier order is to this one."""

    order_id: UUID
    institute_id: UUID
    body_id: UUID
    conversation_id: UUID
    earlier_id: UUID
    relation: str
