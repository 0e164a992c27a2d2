"""A certification authority for development and the demo, in the shape of the national one.

Every certificate says DEVELOPMENT in its subject's organisation, and nothing but a development trust store believes
it. Keys are made on first use and kept in a folder of their own, readable by their owner only.
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from saraptama.integrations.eds.identities import Identity, SigningKey, load_identity
from saraptama.proof import trust
from saraptama.proof.certificates import EXTENDED_KEY_USAGE_SIGNING, EXTENDED_KEY_USAGE_TIME_STAMPING, Certificate
from saraptama.proof.checkpoint import NoteVerifier
from saraptama.proof.trust import TrustStore

MARK = "DEVELOPMENT"
ROLE_INDIVIDUAL = "1.2.398.3.3.4.1.1"
ROLE_LEGAL_ENTITY = "1.2.398.3.3.4.1.2"
ROLE_HEAD = "1.2.398.3.3.4.1.2.1"
ROLE_EMPLOYEE = "1.2.398.3.3.4.1.2.5"
ROLE_INFORMATION_SYSTEM = "1.2.398.3.3.4.1.2.6"

# The demo builds years of history, so development certificates reach far back and far ahead.
VALID_FROM = datetime(2015, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2045, 1, 1, tzinfo=UTC)

_SIGNING_KEY_USAGE = frozenset({"digital_signature", "content_commitment"})
_AUTHORITY_KEY_USAGE = frozenset({"key_cert_sign", "crl_sign"})
_ALL_KEY_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


class DevelopmentAuthority:
    """A root, an issuing authority below it, and whoever asks for a certificate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._locked():
            root = self._kept("root") or self._self_signed("Saraptama development root")
            self._keep("root", root)
            issuing = self._kept("issuing") or self._issuing(root)
            self._keep("issuing", issuing)
        self.root, self._issuer = root, issuing

    def expert(
        self, *, iin: str, surname: str, name: str, patronymic: str = "", organisation: str = "", bin: str = ""
    ) -> Identity:
        """A person's signing certificate: an individual's, or an employee's when an organisation is named."""
        roles = (ROLE_LEGAL_ENTITY, ROLE_EMPLOYEE) if bin else (ROLE_INDIVIDUAL,)
        subject = _subject(f"{surname} {name}", iin=iin, surname=surname, patronymic=patronymic, bin=bin)
        return self._identity(f"person-{iin}-{bin or 'self'}", _with_organisation(subject, organisation), roles)

    def institute(self, *, bin: str, organisation: str, head_iin: str = "", head: str = "") -> Identity:
        """The institute's legal signature, in the hand of its head."""
        subject = _subject(head or organisation, iin=head_iin, bin=bin)
        return self._identity(
            f"institute-{bin}", _with_organisation(subject, organisation), (ROLE_LEGAL_ENTITY, ROLE_HEAD)
        )

    def seal(self, *, bin: str, organisation: str) -> Identity:
        """The technical seal of an information system (EC P-256)."""
        subject = _with_organisation(_subject(f"Technical seal {organisation}", bin=bin), organisation)
        roles = (ROLE_LEGAL_ENTITY, ROLE_INFORMATION_SYSTEM)
        return self._identity(f"seal-{bin}", subject, roles, elliptic=True)

    def time_stamping(self) -> Identity:
        """The key of the development time-stamp authority (RSA)."""
        with self._locked():
            found = self._kept("time-stamping") or self.issue(
                _with_organisation(_subject("Saraptama development time stamps"), ""),
                purposes=(EXTENDED_KEY_USAGE_TIME_STAMPING,),
                purposes_critical=True,
            )
            self._keep("time-stamping", found)
        return found

    def trust(self, logs: Sequence[NoteVerifier] = ()) -> TrustStore:
        """Whom a development verifier believes: this root, for people, seals and time alike."""
        root = (Certificate(self.root.certificate_der),)
        issuing = (Certificate(self._issuer.certificate_der),)
        return TrustStore(signers=root, seals=root, time_stamps=root, issuers=issuing, logs=tuple(logs))

    def write_trust(self, folder: Path, logs: Sequence[NoteVerifier] = ()) -> None:
        """The same as files, for `saraptama verify --trust`."""
        root = self.root.certificate.public_bytes(Encoding.PEM)
        issuing = self._issuer.certificate.public_bytes(Encoding.PEM)
        holders = {trust.SIGNERS: root, trust.SEALS: root, trust.TIME_STAMPS: root, trust.ISSUERS: issuing}
        for purpose, pem in holders.items():
            (folder / purpose).mkdir(parents=True, exist_ok=True)
            (folder / purpose / "development.pem").write_bytes(pem)
        (folder / trust.LOGS).mkdir(parents=True, exist_ok=True)
        (folder / trust.LOGS / "development.vkey").write_text("".join(f"{key}\n" for key in logs), "utf-8")

    def issue(
        self,
        subject: x509.Name,
        *,
        purposes: Sequence[str],
        purposes_critical: bool = False,
        elliptic: bool = False,
        valid_from: datetime = VALID_FROM,
        valid_until: datetime = VALID_UNTIL,
        key_usage: frozenset[str] = _SIGNING_KEY_USAGE,
        key: SigningKey | None = None,
    ) -> Identity:
        """A certificate of the issuing authority, for a new key unless one is given; nothing is kept."""
        key = key or (ec.generate_private_key(ec.SECP256R1()) if elliptic else _new_rsa_key())
        extended = x509.ExtendedKeyUsage([ObjectIdentifier(purpose) for purpose in purposes])
        builder = (
            _builder(subject, self._issuer.certificate.subject, key, valid_from, valid_until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(key_usage), critical=True)
            .add_extension(extended, critical=purposes_critical)
            .add_extension(_identifier_of(self._issuer), critical=False)
        )
        chain = (self._issuer.certificate, self.root.certificate)
        return Identity(key, builder.sign(self._issuer.key, hashes.SHA256()), chain)

    def _identity(self, name: str, subject: x509.Name, roles: Sequence[str], *, elliptic: bool = False) -> Identity:
        with self._locked():
            found = self._kept(name) or self.issue(
                subject, purposes=(EXTENDED_KEY_USAGE_SIGNING, *roles), elliptic=elliptic
            )
            self._keep(name, found)
        return found

    def _self_signed(self, name: str) -> Identity:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _with_organisation(_subject(name), "")
        builder = _as_authority(_builder(subject, subject, key, VALID_FROM, VALID_UNTIL), path_length=1)
        return Identity(key, builder.sign(key, hashes.SHA256()))

    def _issuing(self, root: Identity) -> Identity:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _with_organisation(_subject("Saraptama development authority"), "")
        builder = _builder(subject, root.certificate.subject, key, VALID_FROM, VALID_UNTIL)
        builder = _as_authority(builder, path_length=0).add_extension(_identifier_of(root), critical=False)
        return Identity(key, builder.sign(root.key, hashes.SHA256()), (root.certificate,))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.pem"

    def _kept(self, name: str) -> Identity | None:
        return load_identity(self._path(name)) if self._path(name).exists() else None

    def _keep(self, name: str, identity: Identity) -> None:
        if not self._path(name).exists():
            identity.save(self._path(name))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time makes keys."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _new_rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _subject(
    common_name: str, *, iin: str = "", surname: str = "", patronymic: str = "", bin: str = ""
) -> list[x509.NameAttribute[str]]:
    """The attributes of the national profile, those that are known."""
    stated = [
        (NameOID.COMMON_NAME, common_name),
        (NameOID.SURNAME, surname),
        (NameOID.SERIAL_NUMBER, iin and f"IIN{iin}"),
        (NameOID.GIVEN_NAME, patronymic),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, bin and f"BIN{bin}"),
        (NameOID.COUNTRY_NAME, "KZ"),
    ]
    return [x509.NameAttribute(oid, _fitting(value)) for oid, value in stated if value]


def _with_organisation(subject: list[x509.NameAttribute[str]], organisation: str) -> x509.Name:
    """The organisation's name behind the mark that no reader can overlook."""
    marked = f"{MARK} {organisation}".strip()
    return x509.Name([*subject, x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fitting(marked))])


def _fitting(text: str) -> str:
    """As much of a name as the library takes: 64 bytes, which is half as many Cyrillic letters."""
    return text.encode()[:64].decode(errors="ignore").strip()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: SigningKey, valid_from: datetime, valid_until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _as_authority(builder: x509.CertificateBuilder, *, path_length: int) -> x509.CertificateBuilder:
    return builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True).add_extension(
        _key_usage(_AUTHORITY_KEY_USAGE), critical=True
    )


def _key_usage(allowed: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(**{usage: usage in allowed for usage in _ALL_KEY_USAGES})


def _identifier_of(issuer: Identity) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
