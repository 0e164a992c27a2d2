"""Building the self-contained conclusion: PDF/A-3 associated files and the seal, behind untouched bytes."""

from io import BytesIO

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from saraptama.integrations.eds.container_builder import Attachment, Relationship, embed
from saraptama.integrations.eds.errors import TimeStampAuthorityDown
from saraptama.integrations.eds.seal import TechnicalSeal
from tests.proof.signing import INSTITUTE, SIGNED_AT, authority, conclusion, revision_1

LETTER = Attachment("letter.json", b"{}", "application/json", Relationship.DATA, "A letter")


def _catalog(pdf: bytes) -> dict[str, object]:
    return PdfFileReader(BytesIO(pdf)).root


def test_the_first_revision_is_the_beginning_of_the_file() -> None:
    for first in (revision_1(), revision_1() + b"\n"):
        embedded = embed(first, [LETTER])
        assert embedded.startswith(first)
        assert embedded[len(revision_1()) : len(revision_1()) + 1] == b"\n"


def test_attachments_are_associated_files() -> None:
    """PDF/A-3 (ISO 19005-3, 6.8): each embedded file stands in AF, with its relationship, type and date."""
    catalog = _catalog(conclusion().pdf)
    files = {str(each["/UF"]): each for each in (catalog["/AF"][place] for place in range(len(catalog["/AF"])))}
    assert {name: str(each["/AFRelationship"]) for name, each in files.items()} == {
        "conclusion.json": "/Data",
        "log-proof-1.json": "/Supplement",
        "signature-1.p7s": "/Supplement",
    }
    for each in files.values():
        stream = each["/EF"]["/F"]
        assert str(stream["/Subtype"]) in {"/application/json", "/application/pkcs7-signature"}
        assert "/ModDate" in stream["/Params"]
        assert each["/Desc"]


def test_the_names_stand_in_order() -> None:
    letters = [Attachment(f"{letter}.json", b"{}", "application/json", Relationship.DATA, letter) for letter in "cab"]
    names = _catalog(embed(revision_1(), letters))["/Names"]["/EmbeddedFiles"]["/Names"]
    assert [str(names[place]) for place in (0, 2, 4)] == ["a.json", "b.json", "c.json"]


def test_the_version_stays_what_pdf_a_3_allows() -> None:
    assert "/Version" not in _catalog(conclusion().pdf)


def test_the_conclusion_stays_pdf_a_3_and_pdf_ua_in_its_metadata() -> None:
    metadata = _catalog(conclusion().pdf)["/Metadata"].data
    assert b'pdfaid:part="3"' in metadata
    assert b'pdfuaid:part="1"' in metadata


def test_the_seal_certifies_and_forbids_changes() -> None:
    signature = PdfFileReader(BytesIO(conclusion().pdf)).embedded_regular_signatures[0]
    assert signature.docmdp_level.value == 1
    assert signature.sig_field["/Rect"] == [0, 0, 0, 0]


def test_a_silent_time_stamp_authority_leaves_the_conclusion_unsealed() -> None:
    """Nothing listens on port 9 of this machine; the refusal has a name, so the sealing is tried again."""
    silent = TechnicalSeal(authority().seal(**INSTITUTE), lambda: HTTPTimeStamper("http://127.0.0.1:9/", timeout=1))
    with pytest.raises(TimeStampAuthorityDown):
        silent.apply(revision_1() + b"\n")


def test_pyhanko_judges_the_seal_intact() -> None:
    """A second opinion besides poppler's: the library's own validator, with the development root trusted."""
    root = x509.Certificate.load(authority().root.certificate_der)
    issuing = x509.Certificate.load(authority()._issuer.certificate_der)
    context = ValidationContext(trust_roots=[root], other_certs=[issuing], moment=SIGNED_AT, allow_fetching=False)
    signature = PdfFileReader(BytesIO(conclusion().pdf)).embedded_regular_signatures[0]
    status = validate_pdf_signature(signature, context, ts_validation_context=context)
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.valid
    assert status.bottom_line
