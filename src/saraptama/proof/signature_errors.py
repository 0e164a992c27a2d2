"""Why a signature is refused: one word and one class per reason (RFC 5652, RFC 5280; English, no Django)."""

from enum import StrEnum
from typing import ClassVar

from saraptama.proof.errors import ProofRefusal


class SignatureFault(StrEnum):
    """The reasons, as people and machines quote them."""

    UNREADABLE = "signature.unreadable"
    UNSIGNED = "signature.unsigned"
    CONTENT_MISSING = "signature.content_missing"
    CONTENT_DIFFERS = "signature.content_differs"
    ATTRIBUTES_UNFIT = "signature.attributes_unfit"
    SIGNER_CERTIFICATE_MISSING = "signature.signer_certificate_missing"
    SIGNER_CERTIFICATE_SWAPPED = "signature.signer_certificate_swapped"
    DOCUMENT_ALTERED = "signature.document_altered"
    WRONG_KEY = "signature.wrong_key"
    ALGORITHM_UNKNOWN = "signature.algorithm_unknown"
    KEY_WEAK = "signature.key_weak"
    CERTIFICATE_UNREADABLE = "certificate.unreadable"
    ISSUER_UNKNOWN = "certificate.issuer_unknown"
    ISSUER_NOT_AUTHORITY = "certificate.issuer_not_authority"
    CERTIFICATE_FORGED = "certificate.forged"
    NOT_YET_VALID = "certificate.not_yet_valid"
    EXPIRED = "certificate.expired"
    PURPOSE_UNFIT = "certificate.purpose_unfit"
    CONDITION_UNKNOWN = "certificate.condition_unknown"
    TIME_STAMP_UNFIT = "time_stamp.unfit"


class SignatureRefused(ProofRefusal):
    """A signature, its certificate or its time stamp proves nothing, for the reason in `fault`."""

    fault: ClassVar[SignatureFault]

    def __init_subclass__(cls) -> None:
        cls.code = cls.fault.value


class SignatureUnreadable(SignatureRefused):
    fault = SignatureFault.UNREADABLE
    message = "This is not a CMS signature: {why}. Save the file again as the signing program made it."


class NobodySigned(SignatureRefused):
    fault = SignatureFault.UNSIGNED
    message = "The signature file holds no signature. Sign again."


class ContentMissing(SignatureRefused):
    fault = SignatureFault.CONTENT_MISSING
    message = "The signature is detached and the signed document was not given. Give both files."


class ContentDiffers(SignatureRefused):
    fault = SignatureFault.CONTENT_DIFFERS
    message = "The signature carries another document than the one given. Give the signature of this document."


class AttributesUnfit(SignatureRefused):
    fault = SignatureFault.ATTRIBUTES_UNFIT
    message = "The signed attributes are unfit: {why}. Sign again with a current signing program."


class SignerCertificateMissing(SignatureRefused):
    fault = SignatureFault.SIGNER_CERTIFICATE_MISSING
    message = "The signer's certificate is not in the signature. Sign again with the certificate included."


class SignerCertificateSwapped(SignatureRefused):
    fault = SignatureFault.SIGNER_CERTIFICATE_SWAPPED
    message = "The certificate shown is not the one that the signer signed with (RFC 5035)."


class DocumentAltered(SignatureRefused):
    fault = SignatureFault.DOCUMENT_ALTERED
    message = "The document is not the one that was signed: its digest differs."


class WrongKey(SignatureRefused):
    fault = SignatureFault.WRONG_KEY
    message = "The signature was not made by the key of {name}'s certificate, or it was altered."


class AlgorithmUnknown(SignatureRefused):
    fault = SignatureFault.ALGORITHM_UNKNOWN
    message = "The algorithm {algorithm} cannot be verified here. Use a program that knows it."


class KeyWeak(SignatureRefused):
    fault = SignatureFault.KEY_WEAK
    message = "The key is too weak: {why}."


class CertificateUnreadable(SignatureRefused):
    fault = SignatureFault.CERTIFICATE_UNREADABLE
    message = "A certificate cannot be read: {why}."


class IssuerUnknown(SignatureRefused):
    fault = SignatureFault.ISSUER_UNKNOWN
    message = "No trusted authority vouches for {name}: the issuer “{issuer}” is not trusted here."


class IssuerNotAuthority(SignatureRefused):
    fault = SignatureFault.ISSUER_NOT_AUTHORITY
    message = "“{issuer}” issued the certificate of {name} but may not issue certificates."


class CertificateForged(SignatureRefused):
    fault = SignatureFault.CERTIFICATE_FORGED
    message = "The certificate of {name} was not signed by “{issuer}”."


class CertificateNotYetValid(SignatureRefused):
    fault = SignatureFault.NOT_YET_VALID
    message = "The certificate of {name} is valid from {since} only; asked about {at}."


class CertificateExpired(SignatureRefused):
    fault = SignatureFault.EXPIRED
    message = "The certificate of {name} was valid until {until}; asked about {at}. Sign with a current key."


class PurposeUnfit(SignatureRefused):
    fault = SignatureFault.PURPOSE_UNFIT
    message = "The certificate of {name} is not for {purpose}. Use the key issued for that."


class ConditionUnknown(SignatureRefused):
    fault = SignatureFault.CONDITION_UNKNOWN
    message = "The certificate of {name} sets a condition that is not understood here ({extension})."


class TimeStampUnfit(SignatureRefused):
    fault = SignatureFault.TIME_STAMP_UNFIT
    message = "The time stamp does not prove the time: {why}."
