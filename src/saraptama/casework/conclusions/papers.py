"""From the record of a conclusion to its PDF."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from saraptama.casework.conclusions.marks import Figure, laid_out, plain
from saraptama.casework.conclusions.models import Conclusion
from saraptama.casework.conclusions.record import picture_name
from saraptama.foundation.documents.pictures import size_of
from saraptama.foundation.documents.rendering import qr_svg, render
from saraptama.foundation.documents.services import read_for_system

TEMPLATE = "casework/conclusions/typst/conclusion.typ"
DISSENT = "casework/conclusions/typst/dissent.typ"
WIDEST_MM, TALLEST_MM = 135, 165
"""The room for a picture on a page, its caption apart."""


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
    """The texts as they are printed: marks as words, the research in pieces with pictures and tables between them."""
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
    sizes = {name: size_of(data, name) for name, data in pictures.items()}
    return {name: max(20, min(WIDEST_MM, TALLEST_MM * wide // max(tall, 1))) for name, (wide, tall) in sizes.items()}


def pictures_of(conclusion: Conclusion) -> dict[str, bytes]:
    """The illustrations by the names that the record gives them."""
    shown = conclusion.pictures.filter(removed=False).select_related("file")
    return {picture_name(picture.file): read_for_system(picture.file_id).read() for picture in shown}
