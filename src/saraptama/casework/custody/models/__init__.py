"""Objects under seal: places, acceptance, the chain of every object, hand-overs, parcels, returns and incidents."""

from saraptama.casework.custody.models.chain import CustodyEvent
from saraptama.casework.custody.models.consignments import Consignment, ConsignmentItem
from saraptama.casework.custody.models.endings import DestructionAct, DestructionItem, DestructionPermit, Incident
from saraptama.casework.custody.models.objects import CustodyObject, Place, Receipt, ReceiptItem
from saraptama.casework.custody.models.pictures import CopyCheck, DigitalCopy, ObjectPhoto
from saraptama.casework.custody.models.transfers import HandOver, HandOverItem, ReturnAct, ReturnItem

__all__ = [
    "Consignment",
    "ConsignmentItem",
    "CopyCheck",
    "CustodyEvent",
    "CustodyObject",
    "DestructionAct",
    "DestructionItem",
    "DestructionPermit",
    "DigitalCopy",
    "HandOver",
    "HandOverItem",
    "Incident",
    "ObjectPhoto",
    "Place",
    "Receipt",
    "ReceiptItem",
    "ReturnAct",
    "ReturnItem",
]
