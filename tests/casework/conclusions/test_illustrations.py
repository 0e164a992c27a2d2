"""Pictures and tables: really pictures, in order, numbered, referred to, and placed where the text says."""

import io
import re
import struct
import subprocess
import zlib
from hashlib import sha256

import pytest
from docx import Document

from saraptama.capacity.experts.models import Expert
from saraptama.casework.conclusions import errors, services
from saraptama.casework.conclusions.enums import MandatoryElement, Outcome
from saraptama.casework.conclusions.marks import Figure, laid_out, mark, plain, renumbered
from saraptama.casework.conclusions.models import Conclusion, Picture, ResearchTable
from saraptama.casework.conclusions.papers import pdf_of
from saraptama.foundation.documents.errors import FileDisguised
from saraptama.kernel.errors import Refusal
from tests.casework.conclusions import samples, situations
from tests.factories import examinations as made

TABLE = [["Признак", "Образец", "Подпись"], ["темп", "быстрый", "быстрый"], ["нажим", "слабый"]]


def png(width: int = 40, height: int = 30, shade: int = 128) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def text_of(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", found)


def add(conclusion: Conclusion, by: Expert, caption: str, data: bytes = b"") -> Picture:
    with made.on(situations.DAY):
        return services.add_picture(
            situations.acting(by),
            conclusion_id=conclusion.id,
            data=data or png(),
            name="photo.png",
            caption=caption,
            description=caption,
        )


def add_table(conclusion: Conclusion, by: Expert, caption: str) -> ResearchTable:
    with made.on(situations.DAY):
        return services.add_table(situations.acting(by), conclusion_id=conclusion.id, caption=caption, rows=TABLE)


def write(conclusion: Conclusion, by: Expert, text: str) -> None:
    with made.on(situations.DAY):
        services.write_section(situations.acting(by), conclusion_id=conclusion.id, section="research", text=text)


def illustrated(record: dict[str, object], research: str) -> dict[str, object]:
    return record | {
        "research": research,
        "pictures": [
            {"file": "a.png", "caption": "Подпись", "alt": "подпись"},
            {"file": "b.png", "caption": "Образцы", "alt": "образцы"},
        ],
        "tables": [{"caption": "Признаки", "head": TABLE[0], "rows": [TABLE[1]]}],
    }


PICTURES = {"a.png": png(), "b.png": png(30, 400, 90)}


@pytest.mark.parametrize(
    ("record", "captions"),
    [
        (samples.handwriting(), ("Рисунок 1. Подпись", "Рисунок 2. Образцы", "Таблица 1. Признаки")),
        (samples.commission(), ("1-сурет. Подпись", "2-сурет. Образцы", "1-кесте. Признаки")),
    ],
)
def test_every_picture_and_table_has_its_number_and_caption_in_both_languages(
    record: dict[str, object], captions: tuple[str, ...]
) -> None:
    text = text_of(pdf_of(illustrated(record, "Кіріспе."), PICTURES))
    assert all(caption in text for caption in captions)


def test_two_renders_with_pictures_and_tables_are_byte_identical() -> None:
    record = illustrated(samples.handwriting(), "До.\n\n[рис. 2]\n\nСм. [табл. 1].")
    assert pdf_of(record, PICTURES) == pdf_of(dict(reversed(record.items())), dict(reversed(PICTURES.items())))


def test_a_mark_alone_puts_the_picture_there_and_one_in_a_sentence_refers_to_it() -> None:
    research = "Вид подписи показан на [рис. 1].\n\n[рис. 1]\n\nПосле рисунка."
    text = text_of(pdf_of(illustrated(samples.handwriting(), research), PICTURES))
    assert "показан на рис. 1." in text
    assert text.index("показан на") < text.index("Рисунок 1. Подпись") < text.index("После рисунка")
    assert text.index("После рисунка") < text.index("Рисунок 2. Образцы"), "what no mark places stands behind the text"


def test_marks_are_understood_in_either_language() -> None:
    pieces = list(laid_out("Бұл [1-сурет] пен [табл. 1].\n\n[1-кесте]", {Figure.PICTURE: 1, Figure.TABLE: 1}, "kk"))
    assert [(piece["kind"], piece["number"]) for piece in pieces] == [("text", 0), ("table", 1), ("picture", 1)]
    assert pieces[0]["text"] == "Бұл 1-сурет пен 1-кесте."
    assert plain("[рис. 3]", "ru") == "рис.\u00a03"
    assert mark(Figure.TABLE, 2, "kk") == "[2-кесте]"


def test_references_follow_when_numbers_change() -> None:
    text = "[рис. 1] и [2-сурет], [табл. 1]"
    assert renumbered(text, Figure.PICTURE, {1: 2, 2: 1}) == "[рис. 2] и [1-сурет], [табл. 1]"


def test_pictures_change_places_and_the_text_follows(yerlan: Expert) -> None:
    conclusion = situations.opened(yerlan)
    first, second = add(conclusion, yerlan, "Первый"), add(conclusion, yerlan, "Второй")
    write(conclusion, yerlan, "См. [рис. 1] и [рис. 2].")
    situations.answer(conclusion, yerlan, 1, Outcome.PROBABLE, text="Видно на [рис. 2].")
    with made.on(situations.DAY):
        services.move_picture(situations.acting(yerlan), conclusion_id=conclusion.id, picture_id=second.id, place=1)
    shown = conclusion.pictures.filter(removed=False).values_list("caption", flat=True)
    assert list(shown) == ["Второй", "Первый"]
    assert situations.fresh(conclusion).research == "См. [рис. 2] и [рис. 1]."
    assert conclusion.answers.get().text == "Видно на [рис. 1]."
    assert first.seq == 1


def test_what_the_text_names_in_vain_is_missing(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    picture = add(conclusion, yerlan, "Первый")
    write(conclusion, yerlan, "См. [рис. 1].")
    with made.on(situations.DAY):
        services.remove_picture(situations.acting(yerlan), conclusion_id=conclusion.id, picture_id=picture.id)
        missing = services.what_is_missing(situations.acting(yerlan), conclusion.id)
    assert [(lack.element, lack.where) for lack in missing] == [(MandatoryElement.REFERENCE, "[рис. 0]")]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"no picture at all, though it begins like one",
        png()[:60],
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\0\0\0\0",
    ],
)
def test_what_only_looks_like_a_picture_is_refused(yerlan: Expert, data: bytes) -> None:
    conclusion = situations.opened(yerlan)
    with pytest.raises((errors.PictureUnfit, FileDisguised)):
        add(conclusion, yerlan, "Подделка", data)
    assert not conclusion.pictures.exists()


@pytest.mark.parametrize("rows", [[], [["only a heading"]], [["x"] * 13, ["y"]], [["a"], ["b" * 501]]])
def test_a_table_fits_the_page_or_is_refused(yerlan: Expert, rows: list[list[str]]) -> None:
    conclusion = situations.opened(yerlan)
    with made.on(situations.DAY), pytest.raises(Refusal) as refused:
        services.add_table(situations.acting(yerlan), conclusion_id=conclusion.id, caption="Т", rows=rows)
    assert refused.value.code == "table_unfit"


def test_revision_1_with_pictures_and_a_table_is_made_again_byte_for_byte(yerlan: Expert) -> None:
    conclusion = situations.written(yerlan)
    add(conclusion, yerlan, "Общий вид")
    table = add_table(conclusion, yerlan, "Признаки")
    assert table.rows[2] == ["нажим", "слабый", ""], "short rows are filled up"
    write(conclusion, yerlan, "[рис. 1]\n\nПризнаки: [табл. 1].\n\n[табл. 1]")
    situations.agreed(conclusion, yerlan)
    with made.on(situations.DAY):
        digests = set()
        for _ in range(2):
            services.render_revision_1(situations.acting(yerlan), conclusion_id=conclusion.id)
            digests.add(sha256(situations.revision_1(conclusion)).hexdigest())
    assert len(digests) == 1
    assert "Таблица 1. Признаки" in text_of(situations.revision_1(conclusion))


def test_the_docx_draft_is_made_anew_without_losing_what_people_wrote(yerlan: Expert) -> None:
    """Features E6: question by question, without retyping; what is changed elsewhere keeps the written paragraphs."""
    conclusion = situations.written(yerlan)
    write(conclusion, yerlan, "Собственный абзац эксперта.\n\n[рис. 1]")
    add(conclusion, yerlan, "Общий вид")
    before = docx_text(conclusion, yerlan)
    with made.on(situations.DAY):
        services.use_equipment(
            situations.acting(yerlan),
            examination_id=conclusion.examination_id,
            name="Микроскоп МБС-10",
            inventory_number="ИН-204",
        )
    situations.answer(conclusion, yerlan, 2, Outcome.CATEGORICAL_NEGATIVE, text="Изменённый ответ.")
    after = docx_text(conclusion, yerlan)
    for question in conclusion.examination.order.questions.all():
        assert after.count(question.text) == 2
    for kept in ("Собственный абзац эксперта.", "Рисунок 1. Общий вид", "Ответ на вопрос 1."):
        assert kept in before and kept in after
    assert "Изменённый ответ." in after and "Изменённый ответ." not in before
    assert "Микроскоп МБС-10" in after


def docx_text(conclusion: Conclusion, by: Expert) -> str:
    with made.on(situations.DAY):
        paper = Document(io.BytesIO(services.draft_docx(situations.acting(by), conclusion.id)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
