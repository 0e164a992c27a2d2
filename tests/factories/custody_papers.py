"""Files that come with acts of custody: a signed act, a photograph, the content of a disk."""

import struct
import zlib
from io import BytesIO

from saraptama.casework.custody.types import FileReceived

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def signed_act(name: str = "act.pdf") -> FileReceived:
    """A scan of a signed act."""
    return FileReceived(name=name, media_type="application/pdf", stream=BytesIO(PDF))


def png(width: int = 8, height: int = 6) -> bytes:
    """A small picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x20\x60\xa0" * width for _row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def photograph(content: bytes | None = None, name: str = "photo.png") -> FileReceived:
    """A photograph of an object."""
    return FileReceived(name=name, media_type="image/png", stream=BytesIO(content or png()))
