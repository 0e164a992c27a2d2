"""Objects under seal: places, acceptance, the chain of every object, hand-overs and returns."""

from saraptama.casework.custody.models.chain import CustodyEvent
from saraptama.casework.custody.models.objects import CustodyObject, Place, Receipt, ReceiptItem
from saraptama.casework.custody.models.transfers import HandOver, HandOverItem, ReturnAct, ReturnItem

__all__ = [
    "CustodyEvent",
    "CustodyObject",
    "HandOver",
    "HandOverItem",
    "Place",
    "Receipt",
    "ReceiptItem",
    "ReturnAct",
    "ReturnItem",
]
