"""Verifies people's signatures for the services, against the trust that an administrator set up."""

from datetime import datetime

from saraptama.proof.cms import Signer, verify_signers
from saraptama.proof.trust import TrustStore


class CmsSignatureVerifier:
    """The adapter for the conclusions' port: raises a `SignatureRefused` with its reason, or says who signed."""

    def __init__(self, trust: TrustStore) -> None:
        self._trust = trust

    def verify_detached(self, content: bytes, cms: bytes, at: datetime) -> tuple[Signer, ...]:
        """Everyone who signed exactly `content`, by certificates that were valid at `at`."""
        return verify_signers(cms, content, trust=self._trust, at=at)
