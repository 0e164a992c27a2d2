"""Photographs: told by their content, and made small for the screen. The photograph itself is never touched.

The engine that sets the papers decodes JPEG and PNG in memory-safe code; what it cannot draw is no picture.
"""

import struct
import tempfile
from pathlib import Path

import typst
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.documents.content import detect
from saraptama.kernel.errors import Refusal

TAKEN = {"image/jpeg": "jpg", "image/png": "png"}
"""What cameras give and what can be shown."""

MOST_PIXELS = 120_000_000
"""Larger than any telephone's camera; a picture that claims more would only fill the memory."""

SMALL_WIDTH = 240
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class PictureUnreadable(Refusal):
    """The file is no photograph, or a broken one."""

    code = "picture_unreadable"
    message = _("“{name}” cannot be shown as a picture. Take the photograph again as JPEG or PNG.")


class PictureTooLarge(Refusal):
    """More pixels than any camera gives."""

    code = "picture_too_large"
    message = _("“{name}” has too many pixels. Take the photograph at a lower resolution.")


def media_type_of(content: bytes, name: str) -> str:
    """JPEG or PNG, told by the bytes; PictureUnreadable for everything else."""
    found = detect(content[:8192])
    if found not in TAKEN:
        raise PictureUnreadable(field="photos", name=name)
    return found


def small_picture(content: bytes, name: str) -> bytes:
    """A PNG of 240 pixels' width. Raises PictureUnreadable when the picture cannot be drawn."""
    ending = TAKEN[media_type_of(content, name)]
    width, height = size_of(content, name)
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(field="photos", name=name)
    page = f'#set page(width: {SMALL_WIDTH}pt, height: auto, margin: 0pt)\n#image("/photo.{ending}", width: 100%)'
    with tempfile.TemporaryDirectory(prefix="saraptama-picture-") as folder:
        Path(folder, f"photo.{ending}").write_bytes(content)
        try:
            drawn = _compiler(folder).compile(input=page.encode(), root=folder, format="png", ppi=72)
        except typst.TypstError as exc:
            raise PictureUnreadable(field="photos", name=name) from exc
    if not isinstance(drawn, bytes):
        raise PictureUnreadable(field="photos", name=name)
    return drawn


def _compiler(folder: str) -> typst.Compiler:
    """A page with nothing but the picture needs no fonts."""
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    return typst.Compiler(root=folder, font_paths=none, ignore_system_fonts=True)


def size_of(content: bytes, name: str) -> tuple[int, int]:
    """Width and height as the file's own header says (PNG: IHDR; JPEG: the first start of frame)."""
    try:
        if content.startswith(b"\x89PNG"):
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        return _jpeg_size(content)
    except (struct.error, IndexError) as exc:
        raise PictureUnreadable(field="photos", name=name) from exc


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
    raise IndexError(place)
