"""CMS signatures (RFC 5652) as national signing programs make them: read, verified, every refusal with its name.

Two questions are kept apart. `verify_signatures` asks whether these keys signed these bytes. `verify_signers` asks
besides whether trusted authorities said, at that time, whose keys they are.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, pem, tsp

from saraptama.proof.algorithms import SignedBytes, digest_of, verify
from saraptama.proof.certificates import Certificate, KeyRole, read_certificate
from saraptama.proof.signature_errors import (
    AttributesUnfit,
    ContentDiffers,
    ContentMissing,
    DocumentAltered,
    NobodySigned,
    PurposeUnfit,
    SignatureUnreadable,
    SignerCertificateMissing,
    SignerCertificateSwapped,
    WrongKey,
)
from saraptama.proof.trust import TrustStore, build_chain

_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]+=*\s*")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, as the certificate says it: what we store beside a signature."""

    name: str
    iin: str
    bin: str
    surname: str
    patronymic: str
    organisation: str
    role: KeyRole
    serial: str
    issuer: str
    fingerprint: str
    signing_time: datetime | None
    algorithm: str
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """One signer's signature that holds over the content; whose key it is remains to be asked.

    `value` is the signature itself and `time_stamp` the RFC 3161 token over it, where there is one.
    """

    certificate: Certificate
    signing_time: datetime | None
    algorithm: str
    value: bytes = field(repr=False)
    time_stamp: bytes | None = field(repr=False)

    @property
    def signer(self) -> Signer:
        certificate = self.certificate
        return Signer(
            name=certificate.name,
            iin=certificate.iin,
            bin=certificate.bin,
            surname=certificate.surname,
            patronymic=certificate.patronymic,
            organisation=certificate.organisation,
            role=certificate.role,
            serial=f"{certificate.serial:x}",
            issuer=certificate.issuer_name,
            fingerprint=certificate.fingerprint,
            signing_time=self.signing_time,
            algorithm=self.algorithm,
            certificate=certificate.der,
        )


@dataclass(frozen=True)
class SignedMessage:
    """A CMS SignedData as read; nothing is verified yet."""

    data: cms.SignedData
    certificates: tuple[Certificate, ...]

    @property
    def content(self) -> bytes | None:
        """The attached content, or None of a detached signature."""
        attached = self.data["encap_content_info"]["content"]
        return None if isinstance(attached, core.Void) else bytes(attached)


def read_cms(data: bytes) -> SignedMessage:
    """A CMS from DER, BER, PEM (“BEGIN CMS”) or bare base64."""
    try:
        envelope = cms.ContentInfo.load(_unwrap(data), strict=True)
        if envelope["content_type"].native != "signed_data":
            raise SignatureUnreadable(why="it is no SignedData")
        signed = envelope["content"]
        carried = signed["certificates"] or ()
        certificates = tuple(read_certificate(each.chosen.dump()) for each in carried if each.name == "certificate")
        message = SignedMessage(signed, certificates)
        _ = (signed["signer_infos"].native is None, message.content)
    except (ValueError, TypeError, KeyError) as reason:
        raise SignatureUnreadable(why=str(reason).split("\n", maxsplit=1)[0]) from reason
    return message


def _unwrap(data: bytes) -> bytes:
    if pem.detect(data):
        return bytes(pem.unarmor(data)[2])
    if _BASE64.fullmatch(data):
        return bytes(pem.unarmor(b"-----BEGIN CMS-----\n" + data.strip() + b"\n-----END CMS-----\n")[2])
    return data


def verify_signatures(data: bytes, content: bytes | None = None) -> tuple[VerifiedSignature, ...]:
    """Every signature in this CMS, verified over `content` (or over what is attached); refuses if one does not hold."""
    message = read_cms(data)
    signed = _agreed_content(message, content)
    found = tuple(_verify_one(message, info, signed) for info in message.data["signer_infos"])
    if not found:
        raise NobodySigned
    return found


def verify_signers(
    data: bytes, content: bytes | None, *, trust: TrustStore, at: datetime | None = None
) -> tuple[Signer, ...]:
    """The people behind every signature, by trusted authorities at `at` (or at the signing time each one claims)."""
    message = read_cms(data)
    found = verify_signatures(data, content)
    for signature in found:
        check_signer(signature, message.certificates, trust=trust, at=at)
    return tuple(signature.signer for signature in found)


def check_signer(
    signature: VerifiedSignature, carried: tuple[Certificate, ...], *, trust: TrustStore, at: datetime | None = None
) -> tuple[Certificate, ...]:
    """The path from the signer to a trusted authority at `at`; refuses a certificate not made for signing."""
    moment = at or signature.signing_time
    if moment is None:
        raise AttributesUnfit(why="the signing time is missing and no other time is known")
    if not signature.certificate.may_sign_documents:
        raise PurposeUnfit(name=signature.certificate.name, purpose="signing documents")
    return build_chain(signature.certificate, anchors=trust.signers, between=(*trust.issuers, *carried), at=moment)


def _agreed_content(message: SignedMessage, given: bytes | None) -> bytes:
    attached = message.content
    if given is None and attached is None:
        raise ContentMissing
    if given is not None and attached is not None and attached != given:
        raise ContentDiffers
    return (attached if given is None else given) or b""


def _verify_one(message: SignedMessage, info: cms.SignerInfo, content: bytes) -> VerifiedSignature:
    certificate = _signers_certificate(message, info)
    attributes = _read_attributes(info["signed_attrs"])
    signing_time = attributes.get("signing_time")
    algorithm, digest_oid = info["signature_algorithm"], info["digest_algorithm"]["algorithm"].dotted
    if attributes.get("content_type") != message.data["encap_content_info"]["content_type"]:
        raise AttributesUnfit(why="the signed content type is another one")
    if attributes.get("message_digest") != core.OctetString(digest_of(digest_oid, content)):
        raise DocumentAltered
    _check_signing_certificate(attributes.get("signing_certificate_v2"), certificate)
    signed = SignedBytes(
        message=info["signed_attrs"].untag().dump(),
        signature=info["signature"].native,
        public_key_info=certificate.public_key_info,
        parameters=algorithm["parameters"].dump(),
        digest_oid=digest_oid,
    )
    if not verify(algorithm["algorithm"].dotted, signed):
        raise WrongKey(name=certificate.name)
    return VerifiedSignature(
        certificate=certificate,
        signing_time=None if signing_time is None else signing_time.native,
        algorithm=algorithm["algorithm"].dotted,
        value=info["signature"].native,
        time_stamp=_time_stamp_of(info),
    )


def _signers_certificate(message: SignedMessage, info: cms.SignerInfo) -> Certificate:
    sid = info["sid"]
    for certificate in message.certificates:
        parsed = certificate.parsed
        if sid.name == "subject_key_identifier":
            if parsed.key_identifier == sid.chosen.native:
                return certificate
        elif parsed.serial_number == sid.chosen["serial_number"].native and parsed.issuer == sid.chosen["issuer"]:
            return certificate
    raise SignerCertificateMissing


def _read_attributes(attributes: cms.CMSAttributes) -> dict[str, Any]:
    """The signed attributes by name; each stands there once with one value (RFC 5652 section 11)."""
    if isinstance(attributes, core.Void) or not len(attributes):
        raise AttributesUnfit(why="they are missing")
    read: dict[str, Any] = {}
    for attribute in attributes:
        name = attribute["type"].native
        if name in read or len(attribute["values"]) != 1:
            raise AttributesUnfit(why=f"{name} does not stand there exactly once")
        read[name] = attribute["values"][0]
    return read


def _check_signing_certificate(stated: tsp.SigningCertificateV2 | None, certificate: Certificate) -> None:
    """ESS signingCertificateV2 (RFC 5035), where a program adds it, binds the certificate itself."""
    if stated is None:
        return
    first = stated["certs"][0]
    if first["cert_hash"].native != digest_of(first["hash_algorithm"]["algorithm"].dotted, certificate.der):
        raise SignerCertificateSwapped


def _time_stamp_of(info: cms.SignerInfo) -> bytes | None:
    """The RFC 3161 token over this signature's value, an unsigned attribute."""
    if isinstance(info["unsigned_attrs"], core.Void):
        return None
    for attribute in info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            return bytes(attribute["values"][0].dump())
    return None
