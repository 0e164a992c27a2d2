"""Official papers as PDF/A-3a with PDF/UA-1, set by Typst from a record. The same record gives the same bytes.

Only the fonts of the Typst wheel are used, so a paper looks the same on every machine; they hold every Kazakh letter.
"""

import tempfile
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from saraptama.foundation.documents.errors import CharacterNotPrintable, RenderingFailed
from saraptama.kernel.canonical import canonical_json

PACKAGE = Path(__file__).resolve().parents[2]
"""The root for templates: `casework/conclusions/typst/conclusion.typ`, importing `/foundation/documents/typst/…`."""

ARCHIVAL_AND_ACCESSIBLE = ("a-3a", "ua-1")
_PICTURES = "pictures"
_local = threading.local()


def _compiler() -> typst.Compiler:
    """This thread's compiler with the fonts loaded: the first paper costs the loading, the next ones milliseconds."""
    if not hasattr(_local, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
        _local.compiler = typst.Compiler(root=str(PACKAGE), font_paths=fonts, ignore_system_fonts=True)
    compiler: typst.Compiler = _local.compiler
    return compiler


def qr_svg(text: str) -> str:
    """A QR code as SVG, error correction M; dark modules only, so that paper stays paper."""
    buffer = BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return buffer.getvalue().decode("ascii")


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    language: str,
    dated: date,
    pictures: Mapping[str, bytes] | None = None,
    standards: Sequence[str] = ARCHIVAL_AND_ACCESSIBLE,
) -> bytes:
    """The paper as PDF bytes.

    `template` is a path below the package, `dated` the record's own date (never the moment of rendering); in the
    template, `data` is the record and `/pictures/<name>` are the pictures.
    """
    inputs = {"data": canonical_json(dict(data)).decode(), "language": language, "dated": dated.isoformat()}
    if not pictures:
        return _compile(PACKAGE, template, inputs, dated, standards)
    with tempfile.TemporaryDirectory(prefix="saraptama-paper-") as folder:
        return _compile(_root_with(Path(folder), pictures), template, inputs, dated, standards)


def _root_with(folder: Path, pictures: Mapping[str, bytes]) -> Path:
    """A root that shows the templates and, beside them, this paper's pictures."""
    for child in PACKAGE.iterdir():
        if child.is_dir() and child.name != _PICTURES:
            (folder / child.name).symlink_to(child, target_is_directory=True)
    (folder / _PICTURES).mkdir(mode=0o700)
    for name, content in pictures.items():
        (folder / _PICTURES / Path(name).name).write_bytes(content)
    return folder


def _compile(root: Path, template: str, inputs: dict[str, str], dated: date, standards: Sequence[str]) -> bytes:
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            input=f'#include "/{template}"'.encode(),
            format="pdf",
            root=str(root),
            sys_inputs=inputs,
            pdf_standards=list(standards),  # type: ignore[arg-type] # the wheel's type lists each name as a literal
            timestamp=datetime.combine(dated, time(), UTC),
        )
    except typst.TypstError as exc:
        raise _refusal(exc) from exc
    if warnings or not isinstance(pdf, bytes):
        raise RenderingFailed(template=template, reason="; ".join(w.message for w in warnings))
    return pdf


def _refusal(error: typst.TypstError) -> RenderingFailed | CharacterNotPrintable:
    if "could not be displayed" in error.message:
        return CharacterNotPrintable(reason=error.message)
    return RenderingFailed(reason=error.message)
