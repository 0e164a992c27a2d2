"""Builds the self-contained conclusion: attachments and seal behind the bytes that the expert signed.

Pure functions over bytes. Everything is added by incremental update (ISO 32000-2, 7.5.6), so the first revision stays
what it was, byte for byte, and every signature over it keeps holding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import embed as pdf_embed
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from saraptama.integrations.eds.identities import Identity
from saraptama.kernel import clock

SEAL_FIELD = "Seal"


class Relationship(StrEnum):
    """How an associated file stands to the document (ISO 32000-2, 7.11.3)."""

    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True)
class Attachment:
    """A file to travel inside the conclusion."""

    name: str
    data: bytes
    media_type: str
    relationship: Relationship
    description: str


class _ArchivalWriter(IncrementalPdfFileWriter):
    """Appends without raising the version: PDF/A-3 stays PDF 1.7, and the catalog's Version is nobody's to change."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Not here."""


def embed(revision_1: bytes, attachments: Sequence[Attachment]) -> bytes:
    """The document with these associated files (PDF/A-3), `revision_1` untouched in front."""
    writer = _ArchivalWriter(BytesIO(_ended_line(revision_1)))
    for attachment in sorted(attachments, key=lambda each: each.name):  # a tree of names is sorted (ISO 32000-2, 7.9.6)
        stream = pdf_embed.EmbeddedFileObject.from_file_data(
            writer,
            attachment.data,
            mime_type=attachment.media_type,
            params=pdf_embed.EmbeddedFileParams(modification_date=clock.now()),
        )
        specification = pdf_embed.FileSpec(
            file_spec_string=attachment.name,
            file_name=attachment.name,
            embedded_data=stream,
            description=attachment.description,
            af_relationship=pdf_name(f"/{attachment.relationship.value}"),
        )
        pdf_embed.embed_file(writer, specification)
    return _written(writer)


def seal(pdf: bytes, *, identity: Identity, time_stamper: TimeStamper | None) -> bytes:
    """The document under the technical seal: PAdES over the whole, certified, no change allowed, nothing visible.

    With a time stamper it is level B-T, without one B-B.
    """
    metadata = signers.PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(identity.certificate_der),
        signing_key=asn1_keys.PrivateKeyInfo.load(identity.key_der),
        cert_registry=_certificates_above(identity),
        embed_roots=False,
    )
    pdf_signer = signers.PdfSigner(metadata, signer, timestamper=time_stamper, new_field_spec=SigFieldSpec(SEAL_FIELD))
    output = BytesIO()
    pdf_signer.sign_pdf(_ArchivalWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


def development_time_stamper(identity: Identity, at: datetime | None = None) -> TimeStamper:
    """A time-stamp authority inside the process, for development: it states `at`, or the clock's time."""
    return DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(identity.certificate_der),
        tsa_key=asn1_keys.PrivateKeyInfo.load(identity.key_der),
        certs_to_embed=_certificates_above(identity),
        fixed_dt=(at or clock.now()).replace(microsecond=0),
    )


def _certificates_above(identity: Identity) -> SimpleCertificateStore:
    store = SimpleCertificateStore()
    for certificate in identity.chain:
        if certificate.subject != certificate.issuer:
            store.register(asn1_x509.Certificate.load(Identity(identity.key, certificate).certificate_der))
    return store


def _ended_line(pdf: bytes) -> bytes:
    """The document with a line end behind its last marker, so that what follows does not run into it."""
    return pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
