"""What a file really is: told by its first bytes, never by its name. Pure."""

import re
import unicodedata
from pathlib import PurePosixPath

import filetype

from saraptama.foundation.documents import kinds
from saraptama.foundation.documents.errors import FileDisguised, FileLocked, FileTypeNotAllowed
from saraptama.foundation.documents.kinds import FileKind

HEAD_BYTES = 8192
"""How much of the beginning is looked at."""

TAIL_BYTES = 64 * 1024
"""How much of the end is looked at."""

_PLAIN_TEXT = {"text/plain", "text/csv"}
_TEXTUAL = _PLAIN_TEXT | {"application/json", "application/xml"}
_ZIP_BASED = {kinds.DOCX, kinds.XLSX, "application/zip"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')


def detect(head: bytes) -> str:
    """The media type told by the first bytes; `text/plain` for readable text, `application/octet-stream` if unknown."""
    if head.startswith(_PROGRAMS):
        return "application/x-executable"
    guess = filetype.guess(head)
    if guess is not None:
        return str(guess.mime)
    if head.startswith((b"-----BEGIN CMS-----", b"-----BEGIN PKCS7-----")) or _is_der_cms(head):
        return kinds.CMS
    return _textual_type(head)


def _is_der_cms(head: bytes) -> bool:
    """DER or BER SEQUENCE whose first element is the OID signedData 1.2.840.113549.1.7.2 (RFC 5652)."""
    return head[:1] == b"\x30" and bytes.fromhex("06092a864886f70d010702") in head[:24]


def _textual_type(head: bytes) -> str:
    text = _as_text(head)
    if text is None:
        return "application/octet-stream"
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("<!DOCTYPE html", "<!doctype html", "<html", "<HTML", "<script")):
        return "text/html"
    if start.startswith("<"):
        return "application/xml"
    return "application/json" if start.startswith(("{", "[")) else "text/plain"


def _as_text(head: bytes) -> str | None:
    """The head as UTF-8, a letter cut at its end forgiven; None if it is no text."""
    if b"\x00" in head:
        return None
    for cut in range(4):
        try:
            return head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
    return None


def agrees(declared: str, detected: str) -> bool:
    """Whether the bytes can be what the sender says they are."""
    if declared == detected:
        return True
    if declared in _PLAIN_TEXT:
        return detected in _TEXTUAL
    # The office formats are ZIP archives; the inner name may lie behind the bytes looked at.
    return declared in _ZIP_BASED and detected == "application/zip"


def check(*, name: str, media_type: str, head: bytes, kind: FileKind) -> None:
    """Refuse a type that the kind does not take, a disguised file, and a locked PDF."""
    allowed = kinds.RULES[kind].media_types
    if not allowed:
        return
    if media_type not in allowed:
        raise FileTypeNotAllowed(field="file", media_type=media_type, allowed=", ".join(sorted(allowed)))
    detected = detect(head)
    if not agrees(media_type, detected):
        raise FileDisguised(field="file", name=name, declared=media_type, detected=detected)


def check_tail(*, name: str, media_type: str, tail: bytes) -> None:
    """Refuse a password-protected PDF: its trailer, at the end of the file, names an /Encrypt dictionary."""
    if media_type == kinds.PDF and _ENCRYPTED.search(tail):
        raise FileLocked(field="file", name=name)


def safe_name(name: str, media_type: str) -> str:
    """A name that is only a name: no folders, no control or direction marks, an ending that fits the type."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    clean = _UNSAFE.sub("_", last).strip(" .") or "file"
    endings = kinds.EXTENSIONS.get(media_type)
    stem, dot, ending = clean.rpartition(".")
    if endings and (not dot or ending.lower() not in endings):
        clean, stem, ending = f"{clean}.{endings[0]}", clean, endings[0]
    if len(clean) > 200:
        clean = f"{stem[: 199 - len(ending)]}.{ending}" if stem else clean[:200]
    return clean
