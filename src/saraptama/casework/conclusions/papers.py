"""From the record of a conclusion to its PDF, and from a picture to the small one of the editor."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst

from saraptama.casework.conclusions.images import PNG, picture_size
from saraptama.casework.conclusions.marks import Figure, laid_out, plain
from saraptama.casework.conclusions.models import Conclusion
from saraptama.casework.conclusions.record import picture_name
from saraptama.foundation.documents.errors import RenderingFailed
from saraptama.foundation.documents.rendering import qr_svg, render
from saraptama.foundation.documents.services import read_for_system

TEMPLATE = "casework/conclusions/typst/conclusion.typ"
DISSENT = "casework/conclusions/typst/dissent.typ"
WIDEST_MM, TALLEST_MM = 135, 165
"""The room for a picture on a page, its caption apart."""
THUMBNAIL_PPI = 110


def pdf_of(record: dict[str, Any], pictures: dict[str, bytes]) -> bytes:
    """The document, tagged and archival. The same record and pictures give the same bytes."""
    return render(
        TEMPLATE,
        record | laid_out_record(record) | {"qr": qr_svg(record["check_address"]), "widths": widths_of(pictures)},
        language=record["language"],
        dated=date.fromisoformat(record["dated"]),
        pictures=pictures,
    )


def laid_out_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """The texts as they are printed: marks as words, and the research in pieces with its pictures and tables between."""
    language = record["language"]
    have = {Figure.PICTURE: len(record["pictures"]), Figure.TABLE: len(record.get("tables", ()))}
    return {
        "body": list(laid_out(record["research"], have, language)),
        "tables": list(record.get("tables", ())),
        "circumstances": plain(record["circumstances"], language),
        "initiative": plain(record["initiative"], language),
        "answers": [{**answer, "text": plain(answer["text"], language)} for answer in record["answers"]],
    }


def dissent_pdf(record: dict[str, Any]) -> bytes:
    """A dissenting opinion as a paper of its own. The same record gives the same bytes."""
    return render(DISSENT, record, language=record["language"], dated=date.fromisoformat(record["dated"]))


def widths_of(pictures: Mapping[str, bytes]) -> dict[str, int]:
    """How wide each picture stands on the page, in millimetres, so that a tall one fits with its caption."""
    sizes = {name: picture_size(data) or (1, 1) for name, data in pictures.items()}
    return {name: max(20, min(WIDEST_MM, TALLEST_MM * wide // max(tall, 1))) for name, (wide, tall) in sizes.items()}


def pictures_of(conclusion: Conclusion) -> dict[str, bytes]:
    """The illustrations by the names that the record gives them."""
    shown = conclusion.pictures.filter(removed=False).select_related("file")
    return {picture_name(picture.file): read_for_system(picture.file_id).read() for picture in shown}


def thumbnail(data: bytes) -> bytes:
    """The picture small, as PNG. Raises RenderingFailed for bytes that only look like a picture."""
    name = f"picture.{'png' if data.startswith(PNG) else 'jpg'}"
    with tempfile.TemporaryDirectory(prefix="saraptama-picture-") as folder:
        (Path(folder) / name).write_bytes(data)
        source = f'#set page(width: 60mm, height: auto, margin: 0pt)\n#image("/{name}", width: 60mm, alt: "-")'
        try:
            small = typst.compile(source.encode(), root=folder, format="png", ppi=THUMBNAIL_PPI)
        except typst.TypstError as reason:
            raise RenderingFailed(template=name, reason=reason.message) from reason
    if not isinstance(small, bytes):
        raise RenderingFailed(template=name, reason="no single page")
    return small
