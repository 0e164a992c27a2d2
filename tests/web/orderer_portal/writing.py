"""An order as somebody types it into the seven pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.examination_page.sitting import Desk

PAGES: dict[str, dict[str, Any]] = {
    "examination": {
        "institute_code": "I71",
        "order_kind": "RESOLUTION",
        "exam_kind": "PRIMARY",
        "composition": "SOLE",
        "specialties-count": "1",
        "specialties-0-code": "1.1",
    },
    "case": {
        "number": "204",
        "ordered_on": "2026-11-16",
        "place": "г. Астана",
        "language": "ru",
        "case_category": "CRIM",
        "case_no_kind": "ERDR",
        "case_no": "257199039999999",
        "articles": "ст.190 ч.3 УК РК\nст.385 УК РК",
        "confidentiality": "OPEN",
        "grounds": "Ст. 270, 271 УПК РК",
        "plot": "Подпись в расписке оспаривается.",
    },
    "questions": {
        "questions-count": "2",
        "questions-0-text": "Кем выполнена подпись?",
        "questions-1-text": "В необычных ли условиях?",
    },
    "objects": {
        "objects-count": "1",
        "objects-0-kind": "DOCUMENT",
        "objects-0-name": "Расписка на одном листе",
        "objects-0-quantity": "1",
        "objects-0-measure_unit": "PIECE",
        "objects-0-packaging": "конверт",
        "objects-0-seal_number": "KZ-1",
        "objects-0-destruction_permission": "NONE",
    },
    "persons": {
        "persons-count": "1",
        "persons-0-role": "SUSPECT",
        "persons-0-full_name": "Образцов Пётр Петрович",
        "persons-0-iin": "999999000303",
        "consent": "NOT_NEEDED",
        "acquaintance_protocol": "on",
    },
    "signature": {
        "person_name": "Исмаилов Тимур Рашидович",
        "person_position": "старший следователь",
        "signature_status": "PAPER_SCAN",
    },
}


def begun(desk: Desk) -> str:
    """The address under which the pages of a new draft stand."""
    first = desk.sends("/portal/new/")
    assert first.endswith("/examination/")
    return first.removesuffix("examination/")


def scan(content: bytes = b"%PDF-1.7\n%%EOF\n", name: str = "Постановление.pdf") -> SimpleUploadedFile:
    """The order as it was signed on paper."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def filled(desk: Desk, **changes: dict[str, Any]) -> str:
    """A draft with every page filled in; some pages with other answers."""
    draft = begun(desk)
    for page, answers in PAGES.items():
        papers = {"scan": scan()} if page == "signature" else {}
        desk.client.post(f"{draft}{page}/", {**answers, **papers, **changes.get(page, {})})
    return draft
