"""PDF objects as they are written, compared without following references (pyHanko parses)."""

import zlib
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
    StreamObject,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import TrailerDictionary

from saraptama.proof.errors import PdfUnreadable

READING_FAILURES = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    OSError,
    RuntimeError,
    zlib.error,
)
"""What a parser may raise on a hostile file; each becomes `PdfUnreadable`."""


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A reader over an unencrypted PDF with one plain chain of cross-references."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        encrypted, hybrid = "/Encrypt" in reader.trailer, reader.xrefs.hybrid_xrefs_present
    except READING_FAILURES as reason:
        raise PdfUnreadable(why=_first_line(reason)) from reason
    if encrypted or hybrid:
        raise PdfUnreadable(why="it is encrypted or has two cross-reference tables for one revision")
    return reader


def _first_line(reason: Exception) -> str:
    return (str(reason) or type(reason).__name__).split("\n", maxsplit=1)[0]


def same(old: Any, new: Any) -> bool:
    """Are two objects written alike? References are alike when they name the same object."""
    if isinstance(old, IndirectObject) or isinstance(new, IndirectObject):
        return key_of(old) is not None and key_of(old) == key_of(new)
    if type(old) is not type(new):
        return False
    if isinstance(old, StreamObject) and old.encoded_data != new.encoded_data:
        return False
    if isinstance(old, DictionaryObject):
        before, after = raw_items(old), raw_items(new)
        return before.keys() == after.keys() and all(same(before[name], after[name]) for name in before)
    if isinstance(old, ArrayObject):
        return len(old) == len(new) and all(map(same, raw_list(old), raw_list(new)))
    return bool(old == new)


def key_of(value: PdfObject | None) -> tuple[int, int] | None:
    """The object number and generation that a reference names; None of a direct object."""
    if isinstance(value, IndirectObject):
        return value.reference.idnum, value.reference.generation
    return None


def raw_items(dictionary: DictionaryObject | TrailerDictionary) -> dict[str, PdfObject]:
    """The entries as they stand, references unresolved."""
    return {str(name): dictionary.raw_get(name) for name in dictionary}


def raw_list(array: ArrayObject) -> list[PdfObject]:
    return [array.raw_get(index) for index in range(len(array))]


def resolved(value: PdfObject | None) -> Any:
    """The object behind a reference; anything else as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def dictionary(value: PdfObject | None) -> DictionaryObject:
    """The dictionary behind a value; an empty one when there is none."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def array(value: PdfObject | None) -> list[PdfObject]:
    """The raw entries of the array behind a value; none when there is no array."""
    found = resolved(value)
    return raw_list(found) if isinstance(found, ArrayObject) else []


def object_at(reader: PdfFileReader, key: tuple[int, int]) -> PdfObject:
    """The object with this number and generation, as this reader sees it."""
    found: PdfObject = reader.get_object(Reference(*key, pdf=reader))
    return found


def reachable(roots: list[PdfObject]) -> set[tuple[int, int]]:
    """The keys of all objects that these values lead to."""
    found: set[tuple[int, int]] = set()
    waiting = list(roots)
    while waiting:
        value = waiting.pop()
        key = key_of(value)
        if key is not None:
            if key in found:
                continue
            found.add(key)
            value = resolved(value)
        if isinstance(value, DictionaryObject):
            waiting.extend(raw_items(value).values())
        elif isinstance(value, ArrayObject):
            waiting.extend(raw_list(value))
    return found
