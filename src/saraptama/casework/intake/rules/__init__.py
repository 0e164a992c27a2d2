"""The pure rules of intake: what an order must contain, how it reads, and whether an earlier one is about the same."""

from saraptama.casework.intake.rules.earlier import registration_numbers_in
from saraptama.casework.intake.rules.orders import (
    CHECKS,
    CONDITIONS,
    ChecklistItem,
    CombinationFlaw,
    OrderFacts,
    bars_registration,
    check_combination,
    check_order,
    examination_type,
    is_deficient,
    number_text,
    parse_articles,
    series_of,
)

__all__ = [
    "CHECKS",
    "CONDITIONS",
    "ChecklistItem",
    "CombinationFlaw",
    "OrderFacts",
    "bars_registration",
    "check_combination",
    "check_order",
    "examination_type",
    "is_deficient",
    "number_text",
    "parse_articles",
    "registration_numbers_in",
    "series_of",
]
