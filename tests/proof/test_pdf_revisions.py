"""What later revisions of a conclusion may add, and what counts as altering it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from saraptama.integrations.eds.container_builder import Attachment, Relationship, embed
from saraptama.proof.errors import AlteredAfterSigning, PdfUnreadable
from saraptama.proof.pdf_revisions import check_unaltered, revision_ends
from tests.proof.signing import conclusion, revision_1

NOTE = Attachment("note.txt", b"%%EOF startxref\n9\n%%EOF\n", "text/plain", Relationship.DATA, "A note")


def _page(writer: IncrementalPdfFileWriter, number: int = 0) -> DictionaryObject:
    reference, _ = writer.find_page_for_modification(number)
    writer.mark_update(reference)
    return writer.get_object(reference.reference)


def _revised(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(revision_1() + b"\n"))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_attachments_leave_the_signed_bytes_in_front() -> None:
    embedded = embed(revision_1(), [NOTE])
    assert embedded[: len(revision_1())] == revision_1()
    check_unaltered(revision_1(), embedded)


def test_sealing_leaves_the_signed_bytes_in_front() -> None:
    assert conclusion().pdf[: len(revision_1())] == revision_1()
    check_unaltered(revision_1(), conclusion().pdf)


def test_revisions_end_where_the_file_says() -> None:
    """An end marker inside an attachment is none."""
    first = len(revision_1())
    assert revision_ends(revision_1()) == (first,)
    embedded = embed(revision_1(), [NOTE])
    assert revision_ends(embedded)[:2] == (first, first + 1)
    assert len(revision_ends(embedded)) == 4
    assert revision_ends(conclusion().pdf)[-1] == len(conclusion().pdf)


def _other_content(writer: IncrementalPdfFileWriter) -> None:
    content = StreamObject(stream_data=b"BT ET")
    _page(writer)["/Contents"] = writer.add_object(content)


def _content_redefined(writer: IncrementalPdfFileWriter) -> None:
    """The page stays as it is; the stream that it names gets other bytes."""
    page = writer.root["/Pages"]["/Kids"][0]
    reference = page.raw_get("/Contents").reference
    writer.get_object(reference)._data = b"BT ET"
    writer.get_object(reference)._encoded_data = None
    writer.mark_update(reference)


def _rotated(writer: IncrementalPdfFileWriter) -> None:
    _page(writer)["/Rotate"] = NumberObject(180)


def _page_dropped(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"] = ArrayObject([pages["/Kids"].raw_get(0)])
    pages["/Count"] = NumberObject(1)
    writer.mark_update(writer.root.raw_get("/Pages").reference)


def _another_catalog(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.update_root()


def _script_by_name(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Names"] = DictionaryObject({pdf_name("/JavaScript"): DictionaryObject()})
    writer.update_root()


def _visible_stamp(writer: IncrementalPdfFileWriter) -> None:
    _annotate(writer, {"/Subtype": NameObject("/Stamp"), "/Rect": _rectangle(0, 0, 90, 90)})


def _visible_field(writer: IncrementalPdfFileWriter) -> None:
    _annotate(writer, _widget(_rectangle(0, 0, 90, 90)))


def _widget_with_action(writer: IncrementalPdfFileWriter) -> None:
    action = DictionaryObject({pdf_name("/S"): pdf_name("/Launch")})
    _annotate(writer, {**_widget(_rectangle(0, 0, 0, 0)), "/A": action})


def _annotation_dropped(writer: IncrementalPdfFileWriter) -> None:
    del _page(writer)["/Annots"]


def _text_field(writer: IncrementalPdfFileWriter) -> None:
    field = DictionaryObject({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): TextStringObject("answer")})
    fields = ArrayObject([writer.add_object(field)])
    writer.root["/AcroForm"] = DictionaryObject({pdf_name("/Fields"): fields})
    writer.update_root()


def _form_program(writer: IncrementalPdfFileWriter) -> None:
    form = {pdf_name("/Fields"): ArrayObject(), pdf_name("/XFA"): TextStringObject("<xdp/>")}
    writer.root["/AcroForm"] = DictionaryObject(form)
    writer.update_root()


def _file_elsewhere(writer: IncrementalPdfFileWriter) -> None:
    elsewhere = {pdf_name("/FS"): pdf_name("/URL"), pdf_name("/F"): TextStringObject("https://example.kz/x")}
    writer.root["/AF"] = ArrayObject([DictionaryObject(elsewhere)])
    writer.update_root()


def _other_language(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Lang"] = TextStringObject("ru")
    writer.update_root()


def _outline_rewritten(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.root.raw_get("/Outlines").reference
    writer.get_object(reference)["/Count"] = NumberObject(7)
    writer.mark_update(reference)


def _rectangle(*corners: int) -> ArrayObject:
    return ArrayObject([NumberObject(corner) for corner in corners])


def _widget(rectangle: ArrayObject) -> dict[str, object]:
    return {"/Subtype": NameObject("/Widget"), "/FT": NameObject("/Sig"), "/Rect": rectangle}


def _annotate(writer: IncrementalPdfFileWriter, annotation: dict[str, object]) -> None:
    page = _page(writer)
    added = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in annotation.items()}))
    page["/Annots"] = ArrayObject([*(page.get("/Annots") or ArrayObject()), added])


def _nothing(writer: IncrementalPdfFileWriter) -> None:
    """Only the document information and the metadata change, by the writer itself."""


def _invisible_field(writer: IncrementalPdfFileWriter) -> None:
    _annotate(writer, _widget(_rectangle(0, 0, 0, 0)))


@pytest.mark.parametrize("change", [_nothing, _invisible_field])
def test_what_holds_no_content_may_come(change: Callable[[IncrementalPdfFileWriter], None]) -> None:
    check_unaltered(revision_1(), _revised(change))


@pytest.mark.parametrize(
    "change",
    [
        _other_content,
        _content_redefined,
        _rotated,
        _page_dropped,
        _another_catalog,
        _script_by_name,
        _visible_stamp,
        _visible_field,
        _widget_with_action,
        _annotation_dropped,
        _text_field,
        _form_program,
        _file_elsewhere,
        _other_language,
        _outline_rewritten,
    ],
)
def test_anything_else_is_altered_after_the_expert_signed(change: Callable[[IncrementalPdfFileWriter], None]) -> None:
    with pytest.raises(AlteredAfterSigning):
        check_unaltered(revision_1(), _revised(change))


def test_content_cannot_hide_behind_a_place_that_may_change() -> None:
    """A first revision made to name its own page content as “associated files” gains nothing by it."""
    writer = IncrementalPdfFileWriter(BytesIO(revision_1() + b"\n"))
    writer.root["/AF"] = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    writer.update_root()
    crafted = BytesIO()
    writer.write(crafted)
    again = IncrementalPdfFileWriter(BytesIO(crafted.getvalue()))
    _content_redefined(again)
    output = BytesIO()
    again.write(output)
    with pytest.raises(AlteredAfterSigning, match="redefined"):
        check_unaltered(crafted.getvalue(), output.getvalue())


def test_another_beginning_is_altered() -> None:
    with pytest.raises(AlteredAfterSigning):
        check_unaltered(revision_1()[:-1] + b"?", conclusion().pdf)


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n", b"no pdf at all", revision_1()[:-40]])
def test_what_is_no_pdf_is_refused(junk: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        revision_ends(junk)


def test_an_encrypted_file_is_refused() -> None:
    trailer, encrypted = b"/Root ", b"/Encrypt<</Filter/Standard/V 1/R 2>>/Root "
    with pytest.raises(PdfUnreadable, match="encrypted"):
        revision_ends(revision_1().replace(trailer, encrypted))
