"""Kinds of stored documents: how large each may be, which types it may have, how long it is kept. Data, no logic."""

from dataclasses import dataclass
from enum import StrEnum

MB = 1024 * 1024
GB = 1024 * MB


class FileKind(StrEnum):
    """What a stored file is in the case."""

    ORDER = "ORDER"
    ATTACHMENT = "ATTACHMENT"
    PETITION = "PETITION"
    LETTER = "LETTER"
    PHOTO = "PHOTO"
    WORKING_NOTE = "WORKING_NOTE"
    DIGITAL_EVIDENCE = "DIGITAL_EVIDENCE"
    LIABILITY_WARNING = "LIABILITY_WARNING"
    CONCLUSION = "CONCLUSION"
    SIGNATURE = "SIGNATURE"
    RECEIPT = "RECEIPT"
    CERTIFICATE = "CERTIFICATE"
    ACT = "ACT"


class RetentionClass(StrEnum):
    """How long files are kept; the terms themselves are reference data (dictionary `retention_class`)."""

    CASE = "CASE"
    CONCLUSION = "CONCLUSION"
    CORRESPONDENCE = "CORRESPONDENCE"
    PERMANENT = "PERMANENT"


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CMS = "application/pkcs7-signature"
PICTURES = frozenset({"image/jpeg", "image/png", "image/tiff"})
PAPERS = frozenset({PDF, DOCX, XLSX, "text/plain", "application/xml", "application/json"}) | PICTURES

EXTENSIONS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    CMS: ("p7s", "cms", "p7m", "sig"),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff"),
    "text/plain": ("txt",),
    "text/csv": ("csv",),
    "application/xml": ("xml",),
    "application/json": ("json",),
    "application/zip": ("zip",),
    "video/mp4": ("mp4",),
    "audio/mpeg": ("mp3",),
    "audio/x-wav": ("wav",),
}
"""Names that a file of the type may end with; the first is given to a file that ends otherwise."""


@dataclass(frozen=True)
class KindRule:
    """Limits of one kind. `media_types` empty means any type: evidence is taken as it is and never shown inline."""

    max_bytes: int
    media_types: frozenset[str]
    retention: RetentionClass = RetentionClass.CASE


RULES: dict[FileKind, KindRule] = {
    FileKind.ORDER: KindRule(50 * MB, PAPERS | {CMS}),
    FileKind.ATTACHMENT: KindRule(200 * MB, PAPERS | {CMS, "text/csv", "application/zip", "video/mp4", "audio/mpeg"}),
    FileKind.PETITION: KindRule(50 * MB, PAPERS | {CMS}, RetentionClass.CORRESPONDENCE),
    FileKind.LETTER: KindRule(50 * MB, PAPERS, RetentionClass.CORRESPONDENCE),
    FileKind.PHOTO: KindRule(50 * MB, PICTURES),
    FileKind.WORKING_NOTE: KindRule(200 * MB, PAPERS | {"text/csv"}),
    FileKind.DIGITAL_EVIDENCE: KindRule(20 * GB, frozenset()),
    FileKind.LIABILITY_WARNING: KindRule(10 * MB, frozenset({PDF, "text/plain", CMS})),
    FileKind.CONCLUSION: KindRule(200 * MB, frozenset({PDF, "application/json"}), RetentionClass.CONCLUSION),
    FileKind.SIGNATURE: KindRule(5 * MB, frozenset({CMS}), RetentionClass.CONCLUSION),
    FileKind.RECEIPT: KindRule(10 * MB, PAPERS | {CMS}, RetentionClass.CORRESPONDENCE),
    FileKind.CERTIFICATE: KindRule(10 * MB, frozenset({PDF}), RetentionClass.PERMANENT),
    FileKind.ACT: KindRule(50 * MB, PAPERS | {CMS}, RetentionClass.PERMANENT),
}
