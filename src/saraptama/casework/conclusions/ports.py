"""What conclusions need from outside: who verifies people's signatures, and who builds the sealed container."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from saraptama.kernel.ports import Port
from saraptama.proof.cms import Signer
from saraptama.proof.log_proof import LogProof


class SignatureVerifier(Protocol):
    """Verifies national signatures: RSA and Kazakh GOST, certificates valid at the moment, by trusted authorities."""

    def verify_detached(self, content: bytes, cms: bytes, at: datetime) -> tuple[Signer, ...]:
        """Everyone who signed exactly `content`; raises `proof.signature_errors.SignatureRefused` with its reason."""


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A paper with the detached signature over it: a dissenting opinion."""

    content: bytes
    cms: bytes


class ContainerBuilder(Protocol):
    """Puts the proofs behind the signed bytes by incremental update, and seals the whole (design, section 5)."""

    def enclose(
        self,
        revision_1: bytes,
        *,
        signatures: Sequence[bytes],
        log_proofs: Sequence[LogProof],
        data: bytes,
        dissents: Sequence[SignedPaper] = (),
    ) -> bytes:
        """The final file, `revision_1` untouched in front; a Refusal when the seal cannot be set now."""


signature_verifier: Port[SignatureVerifier] = Port("conclusions.signature_verifier")
container_builder: Port[ContainerBuilder] = Port("conclusions.container_builder")
