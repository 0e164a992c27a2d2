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
    """Where an object is, in law: just accepted, in storage, with a person, back with its body, used up or divided."""

    ACCEPTED = "accepted"
    STORED = "stored"
    HELD = "held"
    RETURNED = "returned"
    CONSUMED = "consumed"
    DIVIDED = "divided"


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


class SealState(StrEnum):
    """What the check of the seal showed; a broken or missing seal needs a remark."""

    INTACT = "INTACT"
    BROKEN = "BROKEN"
    NONE = "NONE"


class HandOverState(StrEnum):
    """A hand-over exists as a transfer only once the receiver has confirmed it (features C2)."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"


class ReturnState(StrEnum):
    """A return is offered by the custodian and stands once the body's receipt is on file."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class ReturnChannel(StrEnum):
    """How objects travel back to the body."""

    HAND = "HAND"
    COURIER = "COURIER"
    POST = "POST"
