"""X.509 certificates as far as a signature needs them, and who stands behind one in Kazakhstan's profile.

Read with asn1crypto, because national keys cannot be loaded by general libraries. Profile: IIN in serialNumber behind
“IIN”, BIN in an organisational unit behind “BIN”, patronymic in givenName; never read from the common name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from asn1crypto import pem, x509

from saraptama.proof.signature_errors import CertificateUnreadable

EXTENDED_KEY_USAGE_SIGNING = "1.3.6.1.5.5.7.3.4"
EXTENDED_KEY_USAGE_TIME_STAMPING = "1.3.6.1.5.5.7.3.8"


class KeyRole(StrEnum):
    """In what capacity the key's owner signs, by the authority's extended key usage."""

    INDIVIDUAL = "individual"
    LEGAL_ENTITY = "legal_entity"
    HEAD = "head"
    RIGHT_OF_SIGNATURE = "right_of_signature"
    FINANCIAL_DOCUMENTS = "financial_documents"
    PERSONNEL_DOCUMENTS = "personnel_documents"
    EMPLOYEE = "employee"
    INFORMATION_SYSTEM = "information_system"
    CIVIL_SERVANT = "civil_servant"
    UNSTATED = "unstated"


# The more exact role comes first: a head's certificate names the legal entity too.
_ROLES = {
    "1.2.398.3.3.4.1.2.1": KeyRole.HEAD,
    "1.2.398.3.3.4.1.2.2": KeyRole.RIGHT_OF_SIGNATURE,
    "1.2.398.3.3.4.1.2.3": KeyRole.FINANCIAL_DOCUMENTS,
    "1.2.398.3.3.4.1.2.4": KeyRole.PERSONNEL_DOCUMENTS,
    "1.2.398.3.3.4.1.2.5": KeyRole.EMPLOYEE,
    "1.2.398.3.3.4.1.2.6": KeyRole.INFORMATION_SYSTEM,
    "1.2.398.3.3.4.1.2": KeyRole.LEGAL_ENTITY,
    "1.2.398.3.3.4.1.1": KeyRole.INDIVIDUAL,
    "1.2.398.3.2.3.1": KeyRole.CIVIL_SERVANT,
    "1.2.398.3.2.3.2": KeyRole.CIVIL_SERVANT,
    "1.2.398.3.2.3.3": KeyRole.CIVIL_SERVANT,
    "1.2.398.3.2.3.4": KeyRole.CIVIL_SERVANT,
}


@dataclass(frozen=True)
class Certificate:
    """One certificate; equal when its bytes are."""

    der: bytes

    @cached_property
    def parsed(self) -> x509.Certificate:
        return x509.Certificate.load(self.der)

    @cached_property
    def _body(self) -> x509.TbsCertificate:
        return self.parsed["tbs_certificate"]

    @cached_property
    def fingerprint(self) -> str:
        return sha256(self.der).hexdigest()

    @property
    def signed_part(self) -> bytes:
        return bytes(self._body.dump())

    @property
    def signature(self) -> bytes:
        return bytes(self.parsed["signature_value"].native)

    @property
    def signature_algorithm(self) -> tuple[str, bytes]:
        """The object identifier and the DER of its parameters."""
        algorithm = self.parsed["signature_algorithm"]
        return algorithm["algorithm"].dotted, bytes(algorithm["parameters"].dump())

    @property
    def public_key_info(self) -> bytes:
        return bytes(self._body["subject_public_key_info"].dump())

    @property
    def serial(self) -> int:
        return int(self._body["serial_number"].native)

    @cached_property
    def subject_key(self) -> str:
        return str(self.parsed.subject.hashable)

    @cached_property
    def issuer_key(self) -> str:
        return str(self.parsed.issuer.hashable)

    @property
    def not_before(self) -> datetime:
        return self._moment("not_before")

    @property
    def not_after(self) -> datetime:
        return self._moment("not_after")

    def _moment(self, end: str) -> datetime:
        moment = self._body["validity"][end].native
        if not isinstance(moment, datetime):
            raise CertificateUnreadable(why="its validity is no time")
        return moment

    @property
    def name(self) -> str:
        """The common name, or the whole subject where there is none."""
        return self._first("common_name") or str(self.parsed.subject.human_friendly)

    @property
    def issuer_name(self) -> str:
        return str(self.parsed.issuer.native.get("common_name") or self.parsed.issuer.human_friendly)

    @property
    def is_authority(self) -> bool:
        usage = self.parsed.key_usage_value
        return bool(self.parsed.ca) and (usage is None or "key_cert_sign" in usage.native)

    @property
    def path_length(self) -> int | None:
        """How many authorities may stand below this one."""
        constraints = self.parsed.basic_constraints_value
        return None if constraints is None else constraints["path_len_constraint"].native

    @property
    def may_sign_documents(self) -> bool:
        """Key usage for signatures, and the purpose “signing” where purposes are stated."""
        usage = self.parsed.key_usage_value
        fits = usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)
        return fits and (not self.purposes or EXTENDED_KEY_USAGE_SIGNING in self.purposes)

    @property
    def purposes(self) -> tuple[str, ...]:
        extended = self.parsed.extended_key_usage_value
        return () if extended is None else tuple(purpose.dotted for purpose in extended)

    @property
    def critical_extensions(self) -> tuple[str, ...]:
        return tuple(each["extn_id"].dotted for each in self._body["extensions"] if each["critical"].native)

    @property
    def role(self) -> KeyRole:
        return next((role for oid, role in _ROLES.items() if oid in self.purposes), KeyRole.UNSTATED)

    @property
    def iin(self) -> str:
        """The person's individual identification number, or nothing."""
        return self._behind("IIN", "serial_number")

    @property
    def bin(self) -> str:
        """The organisation's business identification number, or nothing."""
        return self._behind("BIN", "organizational_unit_name")

    @property
    def surname(self) -> str:
        return self._first("surname")

    @property
    def patronymic(self) -> str:
        return self._first("given_name")

    @property
    def organisation(self) -> str:
        return self._first("organization_name")

    def _values(self, attribute: str) -> list[str]:
        found = self.parsed.subject.native.get(attribute) or []
        return [found] if isinstance(found, str) else [str(value) for value in found]

    def _first(self, attribute: str) -> str:
        return next(iter(self._values(attribute)), "")

    def _behind(self, prefix: str, attribute: str) -> str:
        for value in self._values(attribute):
            digits = value.removeprefix(prefix)
            if digits != value and len(digits) == 12 and digits.isascii() and digits.isdigit():
                return digits
        return ""


def read_certificate(data: bytes) -> Certificate:
    """A certificate from DER or PEM; refuses what it cannot read to the end now, not later."""
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        certificate = Certificate(der)
        x509.Certificate.load(der, strict=True)
        _ = (certificate.name, certificate.not_before, certificate.not_after, certificate.purposes, certificate.serial)
        _ = (certificate.signature_algorithm, certificate.is_authority, certificate.critical_extensions)
    except (ValueError, TypeError, KeyError) as reason:
        raise CertificateUnreadable(why=str(reason).split("\n", maxsplit=1)[0]) from reason
    return certificate


def read_certificates(data: bytes) -> Iterable[Certificate]:
    """All certificates of a PEM bundle, or the one of a DER file."""
    if not pem.detect(data):
        return [read_certificate(data)]
    return [read_certificate(der) for _, _, der in pem.unarmor(data, multiple=True)]
