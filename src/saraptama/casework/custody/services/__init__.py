"""Acts of custody: each is one transaction with its audit entry in it and its event after it."""

from saraptama.casework.custody.services.accepting import accept_objects, tie_to_order
from saraptama.casework.custody.services.consuming import consume_object, divide_object, permit_destruction
from saraptama.casework.custody.services.handing_over import (
    confirm_hand_over,
    decline_hand_over,
    expire_hand_overs,
    offer_hand_over,
)
from saraptama.casework.custody.services.placing import add_place, close_place, move_place, place_objects
from saraptama.casework.custody.services.returning import cancel_return, confirm_return, offer_return

__all__ = [
    "accept_objects",
    "add_place",
    "cancel_return",
    "close_place",
    "confirm_hand_over",
    "confirm_return",
    "consume_object",
    "decline_hand_over",
    "divide_object",
    "expire_hand_overs",
    "move_place",
    "offer_hand_over",
    "offer_return",
    "permit_destruction",
    "place_objects",
    "tie_to_order",
]
