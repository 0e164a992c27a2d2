"""Acts of custody: each is one transaction with its audit entry in it and its event after it."""

from saraptama.casework.custody.services.accepting import accept_objects, tie_to_order
from saraptama.casework.custody.services.consuming import consume_object, divide_object, permit_destruction
from saraptama.casework.custody.services.copying import (
    begin_content,
    check_content,
    finish_content,
    open_content,
    receive_content,
    store_content,
)
from saraptama.casework.custody.services.ending import destroy_objects
from saraptama.casework.custody.services.handing_over import (
    confirm_hand_over,
    decline_hand_over,
    expire_hand_overs,
    offer_hand_over,
)
from saraptama.casework.custody.services.incidents import close_incident, report_found, report_lost
from saraptama.casework.custody.services.photographing import add_photos
from saraptama.casework.custody.services.placing import add_place, close_place, move_place, place_objects
from saraptama.casework.custody.services.returning import (
    cancel_return,
    confirm_return,
    note_return_due,
    offer_return,
)
from saraptama.casework.custody.services.sealing import seal_object
from saraptama.casework.custody.services.sending import receive_parcel, send_return, send_to_institute

__all__ = [
    "accept_objects",
    "add_photos",
    "add_place",
    "begin_content",
    "cancel_return",
    "check_content",
    "close_incident",
    "close_place",
    "confirm_hand_over",
    "confirm_return",
    "consume_object",
    "decline_hand_over",
    "destroy_objects",
    "divide_object",
    "expire_hand_overs",
    "finish_content",
    "move_place",
    "note_return_due",
    "offer_hand_over",
    "offer_return",
    "open_content",
    "permit_destruction",
    "place_objects",
    "receive_content",
    "receive_parcel",
    "report_found",
    "report_lost",
    "seal_object",
    "send_return",
    "send_to_institute",
    "store_content",
    "tie_to_order",
]
