"""Facts of custody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.foundation.messaging.types import Event


@dataclass(frozen=True)
class ObjectsAccepted(Event):
    """Objects came in under an act of acceptance; without an order when they came before it."""

    receipt_id: UUID
    institute_id: UUID
    order_id: UUID | None
    received_on: date
    count: int


@dataclass(frozen=True)
class ObjectsComplete(Event):
    """All that a specialty of an order needs is here: the objects' half of T0 (law, art. 34)."""

    order_id: UUID
    specialty_seq: int
    specialty_code: str
    complete_on: date


@dataclass(frozen=True)
class HandOverOffered(Event):
    """Objects were offered to a person."""

    hand_over_id: UUID
    giver_id: UUID
    receiver_id: UUID


@dataclass(frozen=True)
class HandOverConfirmed(Event):
    """The receiver took the objects: the transfer exists."""

    hand_over_id: UUID
    giver_id: UUID
    receiver_id: UUID


@dataclass(frozen=True)
class HandOverDeclined(Event):
    """The receiver did not take the objects, or the giver called the offer off."""

    hand_over_id: UUID
    giver_id: UUID
    receiver_id: UUID


@dataclass(frozen=True)
class HandOverExpired(Event):
    """Nobody confirmed in time: nothing was transferred."""

    hand_over_id: UUID
    giver_id: UUID
    receiver_id: UUID


@dataclass(frozen=True)
class ObjectsReturned(Event):
    """Objects are back with the appointing body; `all_accounted` when none of the order is left."""

    return_id: UUID
    order_id: UUID | None
    returned_on: date
    all_accounted: bool


@dataclass(frozen=True)
class ObjectsSent(Event):
    """A parcel with objects is on its way: back to the body, or to another institute."""

    consignment_id: UUID
    to_unit_id: UUID | None
    sent_on: date


@dataclass(frozen=True)
class ObjectsArrived(Event):
    """Objects of a parcel arrived in another institute."""

    consignment_id: UUID
    institute_id: UUID


@dataclass(frozen=True)
class IncidentOpened(Event):
    """Something happened to an object that must not happen."""

    incident_id: UUID
    object_id: UUID
    unit_id: UUID
    kind: str


@dataclass(frozen=True)
class ObjectsEnded(Event):
    """Objects of an order were destroyed under an act, or declared lost; `all_accounted` when none is left."""

    order_id: UUID
    all_accounted: bool


@dataclass(frozen=True)
class ContentArrived(Event):
    """The last byte of a digital content has arrived; it waits to be read from end to end and stored."""

    upload_id: UUID
    object_id: UUID
