"""From the record of a conclusion to its PDF."""

from datetime import date
from typing import Any

from saraptama.casework.conclusions.models import Conclusion
from saraptama.casework.conclusions.record import picture_name
from saraptama.foundation.documents.rendering import qr_svg, render
from saraptama.foundation.documents.services import read_for_system

TEMPLATE = "casework/conclusions/typst/conclusion.typ"


def pdf_of(record: dict[str, Any], pictures: dict[str, bytes]) -> bytes:
    """The document, tagged and archival. The same record and pictures give the same bytes."""
    return render(
        TEMPLATE,
        record | {"qr": qr_svg(record["check_address"])},
        language=record["language"],
        dated=date.fromisoformat(record["dated"]),
        pictures=pictures,
    )


def pictures_of(conclusion: Conclusion) -> dict[str, bytes]:
    """The illustrations by the names that the record gives them."""
    shown = conclusion.pictures.filter(removed=False).select_related("file")
    return {picture_name(picture.file): read_for_system(picture.file_id).read() for picture in shown}
