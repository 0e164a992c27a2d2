"""The document itself: same record, same bytes; every Kazakh letter; verbatim questions; nothing runs as markup."""

import re
import subprocess
from typing import Any

import pytest

from saraptama.casework.conclusions.papers import pdf_of
from tests.casework.conclusions import samples

RECORDS = [samples.handwriting(), samples.commission()]


def text_of(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", found)


@pytest.mark.parametrize("record", RECORDS)
def test_two_renders_are_byte_identical(record: dict[str, Any]) -> None:
    assert pdf_of(record, {}) == pdf_of(dict(reversed(record.items())), {})


def test_every_kazakh_letter_is_text() -> None:
    assert samples.KAZAKH_LETTERS in text_of(pdf_of(samples.commission(), {}))


@pytest.mark.parametrize("record", RECORDS)
def test_questions_stand_verbatim_and_answers_behind_them(record: dict[str, Any]) -> None:
    text = text_of(pdf_of(record, {}))
    for question in record["questions"]:
        assert text.count(question["text"]) == 2
    for answer in record["answers"]:
        assert answer["outcome"]["label"] in text


@pytest.mark.parametrize("record", RECORDS)
def test_each_expert_the_warning_and_each_page_number_are_there(record: dict[str, Any]) -> None:
    pdf = pdf_of(record, {})
    text = text_of(pdf)
    for expert in record["experts"]:
        assert expert["name"] in text
        assert expert["certificate"]["number"] in text
    assert record["liability"]["text"][:60] in text
    pages = int(re.search(rb"<xmpTPg:NPages>(\d+)<", pdf)[1])  # type: ignore[index] # always stated
    assert all(re.search(rf"\b{page} ?/ ?{pages}\b", text) for page in range(1, pages + 1))


def test_a_draft_says_so_and_the_document_does_not() -> None:
    record = samples.handwriting()
    assert "ПРОЕКТ" in text_of(pdf_of(record | {"draft": True}, {}))
    assert "ПРОЕКТ" not in text_of(pdf_of(record, {}))


def test_markup_in_a_persons_words_stays_words() -> None:
    words = r'#panic("x") *a* _b_ $c$ `d` <e> @f \u{41} //g /*h*/'
    assert words in text_of(pdf_of(samples.handwriting() | {"circumstances": words}, {}))


def test_a_message_of_impossibility_names_its_reason() -> None:
    reason = samples.choice("OBJECT_LOST", "Объект утрачен или изменил свойства")
    message = samples.handwriting() | {"kind": "IMPOSSIBLE", "answers": [], "counts": [], "impossibility": reason}
    text = text_of(pdf_of(message, {}))
    assert "СООБЩЕНИЕ О НЕВОЗМОЖНОСТИ ДАТЬ ЗАКЛЮЧЕНИЕ" in text
    assert reason["label"] in text
