"""The words of custody. Plain Python, so that the rules can use them; their labels stand in `labels.py`."""

from enum import StrEnum


class PlaceKind(StrEnum):
    """A node of the storage tree, from the room down to the box; a box may be moved with what it holds."""

    STOREROOM = "STOREROOM"
    SAFE = "SAFE"
    FRIDGE = "FRIDGE"
    RACK = "RACK"
    SHELF = "SHELF"
    BOX = "BOX"


class CustodyState(StrEnum):
    """Where an object is, in law: just accepted, in storage, with a person, on its way, back with its body, or gone."""

    ACCEPTED = "accepted"
    STORED = "stored"
    HELD = "held"
    IN_TRANSIT = "in_transit"
    RETURNED = "returned"
    CONSUMED = "consumed"
    DIVIDED = "divided"
    DESTROYED = "destroyed"
    LOST = "lost"


class CustodyAct(StrEnum):
    """One link of an object's chain."""

    RECEIVED = "RECEIVED"
    PLACED = "PLACED"
    MOVED = "MOVED"
    OFFERED = "OFFERED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    HANDED_OVER = "HANDED_OVER"
    RETURN_OFFERED = "RETURN_OFFERED"
    RETURN_CANCELLED = "RETURN_CANCELLED"
    RETURNED = "RETURNED"
    DIVIDED = "DIVIDED"
    CONSUMED = "CONSUMED"
    SEALED = "SEALED"
    SENT = "SENT"
    ARRIVED = "ARRIVED"
    CAME_BACK = "CAME_BACK"
    LOST = "LOST"
    FOUND = "FOUND"
    DESTROYED = "DESTROYED"
    PHOTOGRAPHED = "PHOTOGRAPHED"
    COPIED = "COPIED"


class SealState(StrEnum):
    """What the check of the seal showed; anything but an intact seal with the right number needs a remark."""

    INTACT = "INTACT"
    BROKEN = "BROKEN"
    DIFFERS = "DIFFERS"
    NONE = "NONE"


class HandOverState(StrEnum):
    """A hand-over exists as a transfer only once the receiver has confirmed it (features C2)."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"


class ReturnState(StrEnum):
    """A return is offered by the custodian, perhaps sent, and stands once the body's receipt is on file."""

    OFFERED = "offered"
    SENT = "sent"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class ReturnChannel(StrEnum):
    """How objects travel back to the body."""

    HAND = "HAND"
    COURIER = "COURIER"
    POST = "POST"


class ConsignmentState(StrEnum):
    """A parcel with objects: on its way until each of its objects has arrived, come back, or been declared lost."""

    SENT = "sent"
    ENDED = "ended"


class IncidentKind(StrEnum):
    """What happened to an object that must not happen (features C7, C8)."""

    SEAL_BROKEN = "SEAL_BROKEN"
    SEAL_DIFFERS = "SEAL_DIFFERS"
    LOST = "LOST"
    COPY_ALTERED = "COPY_ALTERED"
