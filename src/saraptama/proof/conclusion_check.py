"""Is this conclusion what the experts signed? Answered from the file and a trust store alone.

Each question is answered “proven”, “not proven” (nothing contradicts it, but we were not given what would prove it) or
“failed”. Only a file of which everything required is proven is called valid.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.proof.cms import VerifiedSignature, check_signer, read_cms, verify_signatures
from saraptama.proof.container import Container, Seal, read_container
from saraptama.proof.errors import (
    NobodyConcluded,
    NoSeal,
    NotCommitted,
    PdfUnreadable,
    ProofRefusal,
    SealNotWhole,
    TimesContradict,
    UnknownNoteSigner,
)
from saraptama.proof.log_proof import CMS_PREFIX, REVISION_1, LogProof, read_log_proof
from saraptama.proof.messages import sentence
from saraptama.proof.pdf_revisions import check_unaltered
from saraptama.proof.signature_errors import AlgorithmUnknown, DocumentAltered, IssuerUnknown
from saraptama.proof.time_stamps import trusted_time
from saraptama.proof.trust import TrustStore, build_chain

DIFFERENT_CLOCKS: Final = 24 * 3600
"""Seconds by which a signer's own clock may run ahead of the log before the two times contradict each other."""


class Check(StrEnum):
    """The questions, in the order in which they are answered."""

    READABLE = "readable"
    SEAL = "seal"
    SEAL_OWNER = "seal_owner"
    SEAL_TIME = "seal_time"
    SIGNATURE = "signature"
    SIGNER = "signer"
    UNALTERED = "unaltered"
    LOGGED = "logged"
    LOG_KEY = "log_key"
    COMMITTED = "committed"
    DISSENT = "dissent"
    REVOCATION = "revocation"


class Verdict(StrEnum):
    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    FAILED = "failed"


NOT_REQUIRED: Final = {Check.REVOCATION}
"""Said plainly, but no file can prove it offline without the authorities' answers inside."""


@dataclass(frozen=True)
class Finding:
    """One question about one thing, answered; `reason` names why not."""

    check: Check
    verdict: Verdict
    params: dict[str, str] = field(default_factory=dict)
    reason: Refusal | None = None

    def text(self, language: str = "en") -> str:
        return sentence(self.check, self.verdict, self.params, self.reason, language)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "check": self.check.value,
            "verdict": self.verdict.value,
            "reason": None if self.reason is None else self.reason.code,
            "text": self.text(language),
            "about": self.params,
        }


@dataclass(frozen=True)
class Report:
    """All answers about one file."""

    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        verdicts = {each.verdict for each in self.findings if each.check not in NOT_REQUIRED}
        if Verdict.FAILED in verdicts:
            return Verdict.FAILED
        return Verdict.NOT_PROVEN if Verdict.NOT_PROVEN in verdicts else Verdict.PROVEN

    def of(self, check: Check) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.check is check)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "schema": "saraptama/conclusion-report/0",
            "verdict": self.verdict.value,
            "findings": [each.as_json(language) for each in self.findings],
        }


def check(pdf: bytes, trust: TrustStore, at: datetime | None = None) -> Report:
    """Every answer about this file; `at` judges certificates at one moment instead of the proven times."""
    try:
        container = read_container(pdf)
    except PdfUnreadable as reason:
        return Report((Finding(Check.READABLE, Verdict.FAILED, reason=reason),))
    return _Checking(container, trust, at).report()


class _Checking:
    """The answers as they come."""

    def __init__(self, container: Container, trust: TrustStore, at: datetime | None) -> None:
        self._container, self._trust, self._at = container, trust, at
        self._findings: list[Finding] = []
        self._first = b""

    def report(self) -> Report:
        self._say(Check.READABLE, Verdict.PROVEN, revisions=str(len(self._container.revision_ends)))
        self._seals()
        signed = self._signatures()
        self._unaltered(signed)
        proofs = self._log_proofs()
        for name, signature in signed:
            self._committed(name, signature, proofs)
            self._signer(name, signature, proofs)
        self._dissents(proofs)
        self._say(Check.REVOCATION, Verdict.NOT_PROVEN)
        return Report(tuple(self._findings))

    def _say(self, check: Check, verdict: Verdict, reason: Refusal | None = None, /, **params: str) -> None:
        self._findings.append(Finding(check, verdict, params, reason))

    def _seals(self) -> None:
        if not self._container.seals:
            self._say(Check.SEAL, Verdict.FAILED, NoSeal())
        for seal in self._container.seals:
            self._seal(seal)

    def _seal(self, seal: Seal) -> None:
        try:
            (signature,) = verify_signatures(seal.cms, seal.signed_bytes)
        except ProofRefusal as reason:
            self._say(Check.SEAL, _unless_unknown(reason), reason)
            return
        except ValueError:
            self._say(Check.SEAL, Verdict.FAILED, SealNotWhole())
            return
        name = signature.certificate.name
        if seal.covers_whole_file and seal.forbids_changes:
            self._say(Check.SEAL, Verdict.PROVEN, name=name)
        else:
            self._say(Check.SEAL, Verdict.FAILED, SealNotWhole(), name=name)
        moment = self._seal_time(signature)
        carried = read_cms(seal.cms).certificates
        try:
            between = (*self._trust.issuers, *carried)
            build_chain(signature.certificate, anchors=self._trust.seals, between=between, at=moment or clock.now())
            self._say(Check.SEAL_OWNER, Verdict.PROVEN, name=name, organisation=signature.certificate.organisation)
        except ProofRefusal as reason:
            self._say(Check.SEAL_OWNER, _unless_unknown(reason), reason, name=name)

    def _seal_time(self, signature: VerifiedSignature) -> datetime | None:
        if signature.time_stamp is None:
            self._say(Check.SEAL_TIME, Verdict.NOT_PROVEN)
            return self._at
        try:
            moment = trusted_time(signature.time_stamp, signature.value, self._trust)
        except ProofRefusal as reason:
            self._say(Check.SEAL_TIME, _unless_unknown(reason), reason)
            return self._at
        self._say(Check.SEAL_TIME, Verdict.PROVEN, at=_shown(moment))
        return self._at or moment

    def _signatures(self) -> list[tuple[str, VerifiedSignature]]:
        """The experts' signatures that hold over the first revision."""
        if not self._container.signatures:
            self._say(Check.SIGNATURE, Verdict.FAILED, NobodyConcluded())
        held: list[tuple[str, VerifiedSignature]] = []
        for name, cms in self._container.signatures.items():
            try:
                found = self._verify(cms)
            except ProofRefusal as reason:
                self._say(Check.SIGNATURE, _unless_unknown(reason), reason, file=name)
                continue
            for each in found:
                self._say(Check.SIGNATURE, Verdict.PROVEN, file=name, name=each.certificate.name)
                held.append((name, each))
        return held

    def _verify(self, cms: bytes) -> tuple[VerifiedSignature, ...]:
        """Over the first revision, whose last line end belongs to it or not: the signature decides, once for all."""
        refusal: ProofRefusal = DocumentAltered()
        for candidate in (self._first,) if self._first else self._first_revisions():
            try:
                found = verify_signatures(cms, candidate)
            except DocumentAltered as reason:
                refusal = reason
                continue
            self._first = candidate
            return found
        raise refusal

    def _first_revisions(self) -> list[bytes]:
        return [self._container.pdf[:end] for end in self._container.revision_ends]

    def _unaltered(self, signed: list[tuple[str, VerifiedSignature]]) -> None:
        if not signed:
            self._say(Check.UNALTERED, Verdict.NOT_PROVEN)
            return
        try:
            check_unaltered(self._first, self._container.pdf)
            self._say(Check.UNALTERED, Verdict.PROVEN)
        except ProofRefusal as reason:
            self._say(Check.UNALTERED, Verdict.FAILED, reason)

    def _log_proofs(self) -> list[LogProof]:
        """The proofs that lead to their checkpoint."""
        if not self._container.log_proofs:
            self._say(Check.LOGGED, Verdict.NOT_PROVEN)
        held = []
        for name, data in self._container.log_proofs.items():
            try:
                proof = read_log_proof(data)
                checkpoint = proof.check_inclusion()
                _ = proof.act
            except ProofRefusal as reason:
                self._say(Check.LOGGED, Verdict.FAILED, reason, file=name)
                continue
            held.append(proof)
            place = {"position": str(proof.leaf_index), "size": str(checkpoint.size), "origin": proof.origin}
            self._say(Check.LOGGED, Verdict.PROVEN, None, **place)
            self._log_key(proof)
        return held

    def _log_key(self, proof: LogProof) -> None:
        try:
            proof.check_signed(self._trust.logs)
            self._say(Check.LOG_KEY, Verdict.PROVEN, origin=proof.origin)
        except ProofRefusal as reason:
            self._say(Check.LOG_KEY, _unless_unknown(reason), reason, origin=proof.origin)

    def _committed(self, file: str, signature: VerifiedSignature, proofs: list[LogProof]) -> None:
        """The log entry speaks of exactly this first revision and exactly this signature."""
        name = signature.certificate.name
        if not proofs:
            self._say(Check.COMMITTED, Verdict.NOT_PROVEN, name=name)
            return
        if self._entry_of(file, proofs) is None:
            self._say(Check.COMMITTED, Verdict.FAILED, NotCommitted(), name=name)
        else:
            self._say(Check.COMMITTED, Verdict.PROVEN, name=name)

    def _entry_of(self, file: str, proofs: list[LogProof]) -> LogProof | None:
        cms, first = _hash(self._container.signatures[file]), _hash(self._first)
        for proof in proofs:
            named = proof.documents
            signatures = {digest for role, digest in named.items() if role.startswith(CMS_PREFIX)}
            if named.get(REVISION_1) == first and cms in signatures:
                return proof
        return None

    def _dissents(self, proofs: list[LogProof]) -> None:
        """Each dissenting opinion is signed by its own author, and the log knows both paper and signature."""
        for file, (paper, cms) in self._container.dissents.items():
            try:
                (signature,) = verify_signatures(cms, paper)
                moment = signature.signing_time or self._at or clock.now()
                check_signer(signature, read_cms(cms).certificates, trust=self._trust, at=moment)
            except ProofRefusal as reason:
                self._say(Check.DISSENT, _unless_unknown(reason), reason, file=file)
                continue
            except ValueError:
                self._say(Check.DISSENT, Verdict.FAILED, NobodyConcluded(), file=file)
                continue
            named = [set(proof.documents.values()) for proof in proofs]
            known = any({_hash(paper), _hash(cms)} <= digests for digests in named)
            verdict = Verdict.PROVEN if known else Verdict.FAILED if proofs else Verdict.NOT_PROVEN
            reason_why = None if known else NotCommitted()
            self._say(Check.DISSENT, verdict, reason_why, file=file, name=signature.certificate.name)

    def _signer(self, file: str, signature: VerifiedSignature, proofs: list[LogProof]) -> None:
        """Whose key it was, when it signed by its own account and when the log recorded it."""
        entry = self._entry_of(file, proofs)
        recorded = None if entry is None else entry.recorded_at
        moments = [self._at] if self._at else [each for each in (signature.signing_time, recorded) if each]
        carried = read_cms(self._container.signatures[file]).certificates
        certificate = signature.certificate
        params = {"name": certificate.name, "issuer": certificate.issuer_name, "iin": certificate.iin}
        params["at"] = _shown(moments[-1] if moments else clock.now())
        try:
            _check_order(signature.signing_time, recorded)
            for moment in moments or [clock.now()]:
                check_signer(signature, carried, trust=self._trust, at=moment)
            self._say(Check.SIGNER, Verdict.PROVEN, None, **params)
        except ProofRefusal as reason:
            self._say(Check.SIGNER, _unless_unknown(reason), reason, **params)


def _check_order(claimed: datetime | None, recorded: datetime | None) -> None:
    """Nobody signs after the signature was recorded."""
    if claimed and recorded and (claimed - recorded).total_seconds() > DIFFERENT_CLOCKS:
        raise TimesContradict(claimed=_shown(claimed), recorded=_shown(recorded))


def _unless_unknown(reason: ProofRefusal) -> Verdict:
    """An authority, a log or an algorithm that we do not know is no contradiction; all else is."""
    unknown = isinstance(reason, IssuerUnknown | AlgorithmUnknown | UnknownNoteSigner)
    return Verdict.NOT_PROVEN if unknown else Verdict.FAILED


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _shown(moment: datetime) -> str:
    return moment.astimezone(clock.ALMATY).strftime("%d.%m.%Y %H:%M:%S")
