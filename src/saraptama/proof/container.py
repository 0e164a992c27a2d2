"""The self-contained conclusion as a file: what it carries and how it is sealed. Read here, judged elsewhere."""

from dataclasses import dataclass
from typing import Any, Final

from asn1crypto import parser
from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, StreamObject

from saraptama.proof.errors import PdfUnreadable
from saraptama.proof.pdf_reading import READING_FAILURES, array, dictionary, open_pdf, raw_items, resolved
from saraptama.proof.pdf_revisions import revision_ends

SIGNATURE_SUFFIX: Final = ".p7s"
LOG_PROOF_PREFIX: Final = "log-proof"
DISSENT_PREFIX: Final = "dissent-"
DISSENT_CMS_SUFFIX: Final = ".cms"
"""A dissenting opinion travels as `dissent-2.pdf`, the signature over it as `dissent-2.pdf.cms`."""
LARGEST_ATTACHMENT: Final = 64 * 1024 * 1024
_NO_CHANGES = 1


@dataclass(frozen=True, slots=True)
class Seal:
    """A PAdES signature in the document: a CMS, and the bytes it speaks of."""

    cms: bytes
    signed_bytes: bytes
    covers_whole_file: bool
    forbids_changes: bool


@dataclass(frozen=True, slots=True)
class Container:
    """A conclusion's file, taken apart."""

    pdf: bytes
    revision_ends: tuple[int, ...]
    attachments: dict[str, bytes]
    seals: tuple[Seal, ...]

    @property
    def signatures(self) -> dict[str, bytes]:
        """The experts' detached signatures by file name."""
        return {name: data for name, data in self.attachments.items() if name.endswith(SIGNATURE_SUFFIX)}

    @property
    def dissents(self) -> dict[str, tuple[bytes, bytes]]:
        """The dissenting opinions by file name, each with the detached signature over it; empty where it is missing."""
        return {
            name: (data, self.attachments.get(name + DISSENT_CMS_SUFFIX, b""))
            for name, data in self.attachments.items()
            if name.startswith(DISSENT_PREFIX) and name.endswith(".pdf")
        }

    @property
    def log_proofs(self) -> dict[str, bytes]:
        """The proofs of inclusion by file name."""
        return {name: data for name, data in self.attachments.items() if name.startswith(LOG_PROOF_PREFIX)}


def read_container(pdf: bytes) -> Container:
    """Take a conclusion apart; refuses what is no readable PDF."""
    reader = open_pdf(pdf)
    try:
        catalog = raw_items(reader.root)
        files = dictionary(dictionary(catalog.get("/Names")).get("/EmbeddedFiles"))
        attachments = _embedded_files(files, depth=0)
        seals = tuple(_read_seals(pdf, catalog))
        return Container(pdf, revision_ends(pdf), attachments, seals)
    except READING_FAILURES as reason:
        raise PdfUnreadable(why="its attachments or seals cannot be read") from reason


def _embedded_files(node: DictionaryObject, depth: int) -> dict[str, bytes]:
    """The files under a node of the name tree (ISO 32000-2, 7.9.6); a name that stands twice is refused."""
    if depth > 16:
        raise PdfUnreadable(why="its tree of names has no end")
    entries = array(node.get("/Names"))
    pairs = [
        (str(resolved(name)), _file_in(dictionary(specification)))
        for name, specification in zip(entries[::2], entries[1::2], strict=True)
    ]
    for kid in array(node.get("/Kids")):
        pairs.extend(_embedded_files(dictionary(kid), depth + 1).items())
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PdfUnreadable(why="two attachments have one name")
    return found


def _file_in(specification: DictionaryObject) -> bytes:
    stream = resolved(dictionary(specification.get("/EF")).get("/F"))
    if not isinstance(stream, StreamObject) or len(stream.data) > LARGEST_ATTACHMENT:
        raise PdfUnreadable(why="an attachment is missing or too large")
    return bytes(stream.data)


def _read_seals(pdf: bytes, catalog: dict[str, PdfObject]) -> list[Seal]:
    """Every filled signature field. Only the one named in Perms as DocMDP can forbid changes."""
    certifying = resolved(dictionary(catalog.get("/Perms")).get("/DocMDP"))
    seals = []
    for field in array(dictionary(catalog.get("/AcroForm")).get("/Fields")):
        signature = dictionary(dictionary(field).get("/V"))
        if "/ByteRange" in signature:
            forbids = signature is certifying and _permission(signature) == _NO_CHANGES
            seals.append(_read_seal(pdf, signature, forbids_changes=forbids))
    return seals


def _permission(signature: DictionaryObject) -> Any:
    for reference in array(signature.get("/Reference")):
        stated = dictionary(reference)
        if stated.get("/TransformMethod") == "/DocMDP":
            return dictionary(stated.get("/TransformParams")).get("/P")
    return None


def _read_seal(pdf: bytes, signature: DictionaryObject, *, forbids_changes: bool) -> Seal:
    """The gap in the byte range must hold the signature itself and nothing else."""
    start, gap_start, gap_end, rest = (int(resolved(number)) for number in array(signature["/ByteRange"]))
    stated = resolved(signature.raw_get("/Contents"))
    contents = bytes(stated.original_bytes)
    gap = pdf[gap_start:gap_end]
    in_order = start == 0 < gap_start < gap_end and rest >= 0
    if not in_order or gap[:1] != b"<" or gap[-1:] != b">" or bytes.fromhex(gap[1:-1].decode()) != contents:
        raise PdfUnreadable(why="the seal's byte range leaves out more than the seal")
    length = parser.peek(contents)
    if any(contents[length:]):
        raise PdfUnreadable(why="something hides behind the seal's signature")
    return Seal(
        cms=contents[:length],
        signed_bytes=pdf[:gap_start] + pdf[gap_end : gap_end + rest],
        covers_whole_file=gap_end + rest == len(pdf),
        forbids_changes=forbids_changes,
    )
