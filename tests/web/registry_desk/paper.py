"""An order on paper, as the clerk types it into the form."""

from typing import Any
from uuid import uuid4

from saraptama.kernel import clock


def paper_order(**changes: Any) -> dict[str, Any]:
    """A complete order of the Astana police: handwriting on a contract, one question, one object, one person."""
    today = clock.today().isoformat()
    typed = {
        "request_key": str(uuid4()),
        "order_kind": "RESOLUTION",
        "number": "77",
        "ordered_on": today,
        "received_on": today,
        "place": "Астана",
        "language": "ru",
        "signature_status": "PAPER_SCAN",
        "body_code": "71-03-1 Департамент полиции",
        "person_name": "Исмаилов Тимур",
        "case_category": "CRIM",
        "case_no_kind": "ERDR",
        "case_no": "267199039999999",
        "articles": "ст.190 ч.3",
        "grounds": "Оспаривается подпись",
        "plot": "Неизвестный подписал договор.",
        "exam_kind": "PRIMARY",
        "composition": "SOLE",
        "institute_code": "I71",
        "confidentiality": "OPEN",
        "consent": "NOT_NEEDED",
        "acquaintance_protocol": "on",
        "destruction_permission": "NONE",
        **row("specialties", 0, code="1.1 Почерк"),
        **row("questions", 0, text="Кем выполнена подпись?"),
        **row("objects", 0, kind="DOCUMENT", name="Договор", quantity="1", measure_unit="SHEET", seal_number="П-7"),
        **row("persons", 0, role="SUSPECT", full_name="Тестов Тест", iin="999999000012"),
    }
    counts = {f"{name}-count": "1" for name in ("specialties", "questions", "objects", "persons")}
    return {**counts, **typed, **changes}


def row(rows: str, number: int, /, **values: str) -> dict[str, str]:
    """The fields of one row."""
    return {f"{rows}-{number}-{field}": value for field, value in values.items()}
