"""Papers: the same record gives the same bytes, Kazakh letters are text, archives and readers can use it."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from saraptama.foundation.documents.errors import CharacterNotPrintable, RenderingFailed
from saraptama.foundation.documents.rendering import qr_svg, render
from tests.foundation.documents import papers

DAY = date(2026, 11, 20)
LETTERS = "ҚҢҒҮҰӨҺІӘқңғүұөһіә№₸"
LETTER = "foundation/documents/typst/letter.typ"
CERTIFICATE = "foundation/documents/typst/certificate.typ"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)

EVERY_PAPER = [
    (LETTER, "ru", papers.return_letter()),
    (LETTER, "kk", papers.completion_letter()),
    (CERTIFICATE, "kk", papers.certificate()),
    (CERTIFICATE, "ru", papers.certificate()),
]


def made(template: str, language: str, record: dict[str, Any]) -> bytes:
    return render(template, record | {"qr": qr_svg(record["check_address"])}, language=language, dated=DAY)


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.parametrize(("template", "language", "record"), EVERY_PAPER)
def test_two_renders_are_byte_identical(template: str, language: str, record: dict[str, Any]) -> None:
    assert made(template, language, record) == made(template, language, record)


def test_a_render_in_another_process_is_byte_identical() -> None:
    program = (
        "import sys; from datetime import date\n"
        "from django.conf import settings; settings.configure()\n"
        "from saraptama.foundation.documents.rendering import qr_svg, render\n"
        "from tests.foundation.documents import papers\n"
        "r = papers.return_letter()\n"
        f"pdf = render({LETTER!r}, r | {{'qr': qr_svg(r['check_address'])}}, language='ru', dated=date(2026, 11, 20))\n"
        "sys.stdout.buffer.write(pdf)\n"
    )
    root = Path(__file__).parents[3]
    env = {"PYTHONPATH": f"{root / 'src'}:{root}", "TZ": "America/Lima"}
    elsewhere = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=env).stdout
    assert elsewhere == made(LETTER, "ru", papers.return_letter())


@pytest.mark.parametrize(("template", "language", "record"), EVERY_PAPER)
def test_every_kazakh_letter_is_text(template: str, language: str, record: dict[str, Any]) -> None:
    place = "body" if template == LETTER else "statement"
    found = text_of(made(template, language, record | {place: LETTERS}))
    assert LETTERS in found


@pytest.mark.parametrize(("template", "language", "record"), EVERY_PAPER)
def test_papers_say_that_they_are_archival_and_accessible(template: str, language: str, record: dict[str, Any]) -> None:
    pdf = made(template, language, record)
    for statement in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"/StructTreeRoot"):
        assert statement in pdf
    assert f"<rdf:li>{language}".encode() in pdf


def test_only_fonts_of_the_wheel_are_embedded() -> None:
    pdf = made(LETTER, "kk", papers.completion_letter() | {"body": LETTERS})
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    fonts = {line.split()[0].split("+")[1] for line in listed.splitlines()[2:]}
    assert {name.split("-")[0] for name in fonts} <= {"LibertinusSerif", "NewCM10", "NewCMMath"}


def test_a_character_without_a_glyph_is_named() -> None:
    with pytest.raises(CharacterNotPrintable, match="🙂"):
        made(LETTER, "ru", papers.return_letter() | {"body": "готово 🙂"})


def test_markup_in_the_text_stays_text() -> None:
    text = r'#sys.inputs *not bold* $x$ <label> @ref "#import" \u{41}'
    assert text in text_of(made(LETTER, "ru", papers.return_letter() | {"body": text}))


def test_a_record_without_what_the_template_needs_is_refused() -> None:
    incomplete = papers.return_letter()
    del incomplete["addressee"]
    with pytest.raises(RenderingFailed):
        made(LETTER, "ru", incomplete)


def test_a_picture_travels_into_the_paper(tmp_path: Path) -> None:
    record = {"file": "p1.png"}
    template = "foundation/documents/typst/picture_page.typ"
    pdf = render(template, record, language="kk", dated=DAY, pictures={"../../p1.png": PICTURE})
    assert b"/Subtype/Image" in pdf
    assert pdf == render(template, record, language="kk", dated=DAY, pictures={"p1.png": PICTURE})
