"""Where a PDF's revisions end, and what later ones changed of the first.

An incremental update appends; what was signed stays as a prefix. But an update can also redefine any object, so that a
reader shows something else than what was signed. Therefore every object of the first revision must be written alike
in the whole file, except for a short list of places that hold no content (design: the self-contained conclusion).
"""

import re
from typing import Final

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, PdfObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from saraptama.proof.errors import AlteredAfterSigning, PdfUnreadable
from saraptama.proof.pdf_reading import (
    READING_FAILURES,
    array,
    dictionary,
    key_of,
    object_at,
    open_pdf,
    raw_items,
    reachable,
    resolved,
    same,
)

Key = tuple[int, int]
_MARKER = re.compile(rb"startxref[\r\n ]+(\d+)[\r\n ]+%%EOF(\r\n|\n|\r)?")

CATALOG_MAY_CHANGE: Final = frozenset({"/AF", "/Names", "/AcroForm", "/DSS", "/Perms", "/Extensions", "/Metadata"})
_WIDGET_KEYS: Final = frozenset(
    {"/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Ff", "/Rect", "/P", "/V", "/Lock", "/SV", "/AP"}
)


def revision_ends(pdf: bytes) -> tuple[int, ...]:
    """Where each revision may end, oldest first: behind its end marker, and behind that marker's line end.

    The revisions are those that the file's own chain of cross-references names; an end marker inside some stream
    names nothing.
    """
    reader = open_pdf(pdf)
    markers: dict[int, tuple[int, ...]] = {}
    for match in _MARKER.finditer(pdf):
        bare = match.end() - len(match[2] or b"")
        markers.setdefault(int(match[1]), (bare, match.end()) if bare < match.end() else (bare,))
    count = reader.xrefs.total_revisions
    starts = [reader.xrefs.get_startxref_for_revision(revision) for revision in range(count)]
    if any(start not in markers for start in starts):
        raise PdfUnreadable(why="a revision has no end marker")
    return tuple(sorted({end for start in starts for end in markers[start]}))


def check_unaltered(first: bytes, whole: bytes) -> None:
    """Refuses a file whose later revisions changed anything but the places that hold no content."""
    if not whole.startswith(first):
        raise AlteredAfterSigning(what="the signed bytes are not the beginning of the file")
    old, new = open_pdf(first), open_pdf(whole)
    try:
        _Comparison(old, new).run()
    except READING_FAILURES as reason:
        raise PdfUnreadable(why="an object cannot be read") from reason


class _Comparison:
    """One walk over the first revision beside the whole file."""

    def __init__(self, old: PdfFileReader, new: PdfFileReader) -> None:
        self._old, self._new = old, new
        self._judged: set[Key] = set()
        content = [value for name, value in raw_items(old.root).items() if name not in CATALOG_MAY_CHANGE]
        self._content = reachable(content)

    def run(self) -> None:
        self._trailer()
        self._catalog()
        for page in self._pages(self._old.root.raw_get("/Pages"), set()):
            self._page(page)
        for revision in range(self._old.xrefs.total_revisions):
            for reference in self._old.xrefs.explicit_refs_in_revision(revision):
                self._untouched((reference.idnum, reference.generation))

    def _trailer(self) -> None:
        before, after = raw_items(self._old.trailer), raw_items(self._new.trailer)
        if key_of(before["/Root"]) is None or not same(before["/Root"], after["/Root"]):
            raise AlteredAfterSigning(what="another catalog")
        self._judged.add((self._old.root_ref.idnum, self._old.root_ref.generation))
        self._judge_elsewhere(before.get("/Info"))
        information = dictionary(after.get("/Info"))
        if any(isinstance(value, DictionaryObject) for value in raw_items(information).values()):
            raise AlteredAfterSigning(what="the document information holds more than text")

    def _judge_elsewhere(self, value: PdfObject | None) -> None:
        """An object with a rule of its own need not stay alike, unless the document's content uses it too."""
        key = key_of(value)
        if key is not None and key not in self._content:
            self._judged.add(key)

    def _untouched(self, key: Key) -> None:
        if key in self._judged:
            return
        if not same(object_at(self._old, key), object_at(self._new, key)):
            raise AlteredAfterSigning(what=f"object {key[0]} was redefined")

    def _catalog(self) -> None:
        before, after = raw_items(self._old.root), raw_items(self._new.root)
        for name in (before.keys() | after.keys()) - CATALOG_MAY_CHANGE:
            if name not in before or name not in after or not same(before[name], after[name]):
                raise AlteredAfterSigning(what=f"the catalog's {name[1:]}")
        for name in CATALOG_MAY_CHANGE & before.keys():
            self._judge_elsewhere(before[name])
        self._names(before.get("/Names"), after.get("/Names"))
        self._form(before.get("/AcroForm"), after.get("/AcroForm"))
        self._permissions(after.get("/Perms"))
        self._associated_files(array(after.get("/AF")))
        metadata = resolved(after.get("/Metadata"))
        if metadata is not None and (
            not isinstance(metadata, StreamObject) or metadata.get("/Type") != NameObject("/Metadata")
        ):
            raise AlteredAfterSigning(what="the metadata are no metadata")

    def _names(self, before: PdfObject | None, after: PdfObject | None) -> None:
        """Only embedded files may come; scripts, destinations and the like may not."""
        old, new = raw_items(dictionary(before)), raw_items(dictionary(after))
        self._judge_elsewhere(old.get("/EmbeddedFiles"))
        for name in (old.keys() | new.keys()) - {"/EmbeddedFiles"}:
            if name not in old or name not in new or not same(old[name], new[name]):
                raise AlteredAfterSigning(what=f"the names of {name[1:]}")

    def _form(self, before: PdfObject | None, after: PdfObject | None) -> None:
        """Only signature fields may come."""
        old, new = raw_items(dictionary(before)), raw_items(dictionary(after))
        for name in (old.keys() | new.keys()) - {"/Fields", "/SigFlags"}:
            if name not in old or name not in new or not same(old[name], new[name]):
                raise AlteredAfterSigning(what=f"the form's {name[1:]}")
        self._judge_elsewhere(old.get("/Fields"))
        self._only_seals_added(array(old.get("/Fields")), array(new.get("/Fields")), "the form's fields")

    def _permissions(self, after: PdfObject | None) -> None:
        if set(raw_items(dictionary(after))) - {"/DocMDP"}:
            raise AlteredAfterSigning(what="the permissions")

    def _associated_files(self, files: list[PdfObject]) -> None:
        for each in files:
            specification = raw_items(dictionary(each))
            if "/EF" not in specification or "/FS" in specification:
                raise AlteredAfterSigning(what="an associated file lies outside the document")

    def _pages(self, node: PdfObject, seen: set[Key]) -> list[Key]:
        """The keys of all pages of the first revision."""
        key = key_of(node)
        if key is None or key in seen:
            raise PdfUnreadable(why="the page tree does not hold together")
        seen.add(key)
        kids = dictionary(node).get("/Kids")
        if kids is None:
            return [key]
        return [page for kid in array(kids) for page in self._pages(kid, seen)]

    def _page(self, page: Key) -> None:
        """A page may get invisible signature widgets and nothing else."""
        before, after = (
            raw_items(dictionary(object_at(self._old, page))),
            raw_items(dictionary(object_at(self._new, page))),
        )
        for name in (before.keys() | after.keys()) - {"/Annots"}:
            if name not in before or name not in after or not same(before[name], after[name]):
                raise AlteredAfterSigning(what=f"the {name[1:]} of a page")
        self._judged.add(page)
        annotations = key_of(before.get("/Annots"))
        if annotations is not None and isinstance(resolved(before["/Annots"]), ArrayObject):
            self._judged.add(annotations)
        self._only_seals_added(array(before.get("/Annots")), array(after.get("/Annots")), "the annotations of a page")

    def _only_seals_added(self, before: list[PdfObject], after: list[PdfObject], where: str) -> None:
        if len(after) < len(before) or not all(map(same, before, after)):
            raise AlteredAfterSigning(what=where)
        for added in after[len(before) :]:
            if not _is_invisible_signature(raw_items(dictionary(added))):
                raise AlteredAfterSigning(what=where)


def _is_invisible_signature(field: dict[str, PdfObject]) -> bool:
    """A signature field that shows nothing: no area, no action, no appearance."""
    rectangle = [resolved(corner) for corner in array(field.get("/Rect"))]
    return (
        not field.keys() - _WIDGET_KEYS
        and field.get("/FT") == NameObject("/Sig")
        and field.get("/Subtype") == NameObject("/Widget")
        and not raw_items(dictionary(field.get("/AP")))
        and len(rectangle) == 4
        and all(isinstance(corner, NumberObject) and corner == 0 for corner in rectangle)
    )
