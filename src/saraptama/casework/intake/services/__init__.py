"""Acts of intake: each is one transaction with its audit entry in it and its event after it."""

from saraptama.casework.intake.services.checking import check_order, supplement_order
from saraptama.casework.intake.services.closing import close_order, withdraw_order
from saraptama.casework.intake.services.drafts import begin_draft, discard_draft, save_draft
from saraptama.casework.intake.services.linking import link_earlier_order
from saraptama.casework.intake.services.numbering import set_first_number, take_numbers
from saraptama.casework.intake.services.receiving import receive_and_register, receive_order
from saraptama.casework.intake.services.registering import register_order
from saraptama.casework.intake.services.returning import attach_return_letters, request_missing_material, return_order

__all__ = [
    "attach_return_letters",
    "begin_draft",
    "check_order",
    "close_order",
    "discard_draft",
    "link_earlier_order",
    "receive_and_register",
    "receive_order",
    "register_order",
    "request_missing_material",
    "return_order",
    "save_draft",
    "set_first_number",
    "supplement_order",
    "take_numbers",
    "withdraw_order",
]
