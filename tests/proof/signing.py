"""The people, keys and files of the signature tests: made once, by the development authority."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import typst
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from saraptama.integrations.eds.development_ca import DevelopmentAuthority
from saraptama.integrations.eds.development_signer import sign_detached
from saraptama.integrations.eds.identities import Identity
from saraptama.integrations.eds.seal import TechnicalSeal, development_seal
from saraptama.kernel import clock
from saraptama.kernel.canonical import canonical_json
from saraptama.proof.checkpoint import Checkpoint, NoteSigner
from saraptama.proof.log_proof import LogProof
from saraptama.proof.merkle import MemoryTree, inclusion_proof, leaf_hash
from saraptama.proof.trust import TrustStore

INSTITUTE = {"bin": "990340000123", "organisation": "Сот сараптамалары орталығы"}
SIGNED_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LOG = NoteSigner("saraptama.example/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))

_PAGE = """
#set document(title: "Сараптама қорытындысы", author: "Saraptama", date: datetime(year: 2026, month: 11, day: 2))
#set text(lang: "kk", font: "Libertinus Serif")
#set page(width: 105mm, height: 74mm)
= Сараптама қорытындысы № 1
Қолтаңбаны Омаров қойған. #link("https://example.kz/q")[Тексеру]
#pagebreak()
Екінші бет.
"""


@cache
def authority() -> DevelopmentAuthority:
    return DevelopmentAuthority(Path(tempfile.mkdtemp(prefix="development-keys-")))


@cache
def aigerim() -> Identity:
    return authority().expert(iin="850101400123", surname="ОМАРОВА", name="АЙГЕРІМ", patronymic="СЕРІКҚЫЗЫ")


@cache
def serik() -> Identity:
    return authority().expert(iin="790202300456", surname="АХМЕТОВ", name="СЕРІК", **INSTITUTE)


@cache
def technical_seal() -> TechnicalSeal:
    return development_seal(authority(), **INSTITUTE)


def trust() -> TrustStore:
    return authority().trust([LOG.verifier])


@cache
def revision_1() -> bytes:
    """A real first revision: tagged PDF/A-3a and PDF/UA-1 by Typst."""
    return typst.compile(_PAGE.encode(), format="pdf", pdf_standards=["a-3a", "ua-1"])


@dataclass(frozen=True)
class Conclusion:
    """A finished conclusion with the parts it was made of."""

    revision_1: bytes
    signatures: tuple[bytes, ...]
    pdf: bytes


def hashed(data: bytes) -> str:
    return sha256(data).hexdigest()


def logged(first: bytes, *signatures: bytes) -> LogProof:
    """The entry of a signing, second of three in a small log."""
    documents = {"revision_1": hashed(first)}
    documents |= {f"cms_{number}": hashed(cms) for number, cms in enumerate(signatures, start=1)}
    leaf = canonical_json({"documents": documents, "recorded_at": SIGNED_AT})
    tree = MemoryTree([leaf_hash(b"before"), leaf_hash(leaf), leaf_hash(b"after")])
    note = Checkpoint(LOG.name, tree.size, tree.root()).signed_by(LOG)
    return LogProof(LOG.name, 1, tree.size, leaf, tuple(inclusion_proof(tree.node, 1, tree.size)), note)


def concluded(*experts: Identity, first: bytes = b"") -> Conclusion:
    """A conclusion signed by these experts, logged and sealed."""
    first = first or revision_1()
    signatures = tuple(sign_detached(first, each, at=SIGNED_AT) for each in experts or (aigerim(),))
    return enclosed(first, signatures, logged(first, *signatures))


def enclosed(first: bytes, signatures: tuple[bytes, ...], *proofs: LogProof) -> Conclusion:
    with clock.held_at(SIGNED_AT):
        pdf = technical_seal().enclose(first, signatures=signatures, log_proofs=proofs, data=b'{"answers": []}')
    return Conclusion(first, signatures, pdf)


@cache
def conclusion() -> Conclusion:
    """The plain case: Aigerim's conclusion."""
    return concluded()
