"""Orders that appoint examinations: how they arrived, what they contain, which numbers they got."""

from saraptama.casework.intake.models.arrivals import Arrival, NumberSeries
from saraptama.casework.intake.models.checks import ChecklistFinding, MissingMaterialRequest, OrderReturn
from saraptama.casework.intake.models.contents import CasePerson, OrderedObject, OrderedSpecialty, Question
from saraptama.casework.intake.models.drafts import OrderDraft
from saraptama.casework.intake.models.earlier import EarlierOrderLink
from saraptama.casework.intake.models.orders import Order, OrderStatus, Registration

__all__ = [
    "Arrival",
    "CasePerson",
    "ChecklistFinding",
    "EarlierOrderLink",
    "MissingMaterialRequest",
    "NumberSeries",
    "Order",
    "OrderDraft",
    "OrderReturn",
    "OrderStatus",
    "OrderedObject",
    "OrderedSpecialty",
    "Question",
    "Registration",
]
