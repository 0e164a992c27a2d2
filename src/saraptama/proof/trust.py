"""Whom we believe, and the path from a certificate to one of them (RFC 5280 section 6, the part that signatures use).

Trust is pinned: anchors are files that a person put there, never fetched. Those who vouch for people, for seals, for
time and for the log are kept apart, so that a seal's authority cannot pass for an expert's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from saraptama.proof.algorithms import SignedBytes, verify
from saraptama.proof.certificates import Certificate, read_certificates
from saraptama.proof.checkpoint import NoteVerifier
from saraptama.proof.signature_errors import (
    CertificateExpired,
    CertificateForged,
    CertificateNotYetValid,
    ConditionUnknown,
    IssuerNotAuthority,
    IssuerUnknown,
    SignatureRefused,
)

LONGEST_PATH = 8
# Basic constraints, key usage, extended key usage, certificate policies: looked at, or harmless when a pinned anchor
# and not a policy tree decides.
_UNDERSTOOD = {"2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.32"}

SIGNERS, SEALS, TIME_STAMPS, ISSUERS, LOGS = "signers", "seals", "time_stamps", "issuers", "logs"


@dataclass(frozen=True)
class TrustStore:
    """The anchors for each purpose, authorities in between that may complete a path, and the logs' keys."""

    signers: tuple[Certificate, ...] = ()
    seals: tuple[Certificate, ...] = ()
    time_stamps: tuple[Certificate, ...] = ()
    issuers: tuple[Certificate, ...] = field(default=())
    logs: tuple[NoteVerifier, ...] = ()

    @classmethod
    def from_directory(cls, folder: Path) -> "TrustStore":
        """Folders `signers`, `seals`, `time_stamps`, `issuers` with certificates; `logs` with verifier keys."""
        keys = [key for path in _files(folder / LOGS) for key in path.read_text("utf-8").split()]
        return cls(
            signers=_certificates(folder / SIGNERS),
            seals=_certificates(folder / SEALS),
            time_stamps=_certificates(folder / TIME_STAMPS),
            issuers=_certificates(folder / ISSUERS),
            logs=tuple(NoteVerifier.parse(key) for key in keys),
        )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _certificates(folder: Path) -> tuple[Certificate, ...]:
    return tuple(found for path in _files(folder) for found in read_certificates(path.read_bytes()))


def build_chain(
    certificate: Certificate, *, anchors: Sequence[Certificate], between: Sequence[Certificate], at: datetime
) -> tuple[Certificate, ...]:
    """The path from `certificate` to one of the anchors, every link signed and valid at `at`; refuses otherwise."""
    _check_itself(certificate, at)
    return _extend((certificate,), tuple(anchors), (*anchors, *between), at, set())


def _extend(
    path: tuple[Certificate, ...],
    anchors: tuple[Certificate, ...],
    issuers: tuple[Certificate, ...],
    at: datetime,
    tried: set[Certificate],
) -> tuple[Certificate, ...]:
    """Each issuer is tried once, so that certificates made to vouch for each other cannot keep us busy."""
    last = path[-1]
    if last in anchors:
        return path
    refusal: SignatureRefused = IssuerUnknown(name=last.name, issuer=last.issuer_name)
    for issuer in issuers:
        if issuer.subject_key != last.issuer_key or issuer in tried or issuer in path or len(path) > LONGEST_PATH:
            continue
        tried.add(issuer)
        try:
            _check_link(last, issuer, below=len(path) - 1)
            _check_itself(issuer, at)
            return _extend((*path, issuer), anchors, issuers, at, tried)
        except SignatureRefused as reason:
            refusal = reason
    raise refusal


def _check_itself(certificate: Certificate, at: datetime) -> None:
    name = certificate.name
    if at < certificate.not_before:
        raise CertificateNotYetValid(name=name, since=certificate.not_before, at=at)
    if at > certificate.not_after:
        raise CertificateExpired(name=name, until=certificate.not_after, at=at)
    for extension in certificate.critical_extensions:
        if extension not in _UNDERSTOOD:
            raise ConditionUnknown(name=name, extension=extension)


def _check_link(child: Certificate, issuer: Certificate, below: int) -> None:
    """`below` authorities stand between the issuer and the end of the path."""
    longest = issuer.path_length
    if not issuer.is_authority or (longest is not None and below > longest):
        raise IssuerNotAuthority(name=child.name, issuer=issuer.name)
    oid, parameters = child.signature_algorithm
    signed = SignedBytes(child.signed_part, child.signature, issuer.public_key_info, parameters)
    if not verify(oid, signed):
        raise CertificateForged(name=child.name, issuer=issuer.name)
