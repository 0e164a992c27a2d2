"""The log's promise: handed out when an act is committed, before the act has its place in the tree.

Whoever holds a promise and later finds no such leaf can show that the log broke its word (the role of the signed
certificate timestamp in RFC 6962, section 3.2).
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from saraptama.kernel.canonical import canonical_json
from saraptama.proof.errors import PromiseInvalid

SCHEMA = "saraptama/promise/0"


@dataclass(frozen=True, slots=True)
class Promise:
    """“The log `origin` will include this leaf”: which entry, which hash, and when it was recorded."""

    origin: str
    entry_id: UUID
    leaf_hash: bytes
    recorded_at: datetime

    @property
    def signed_bytes(self) -> bytes:
        return canonical_json(
            {
                "schema": SCHEMA,
                "origin": self.origin,
                "entry": self.entry_id,
                "leaf_hash": base64.b64encode(self.leaf_hash).decode(),
                "recorded_at": self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            }
        )


def sign_promise(promise: Promise, key: Ed25519PrivateKey) -> bytes:
    """The 64 bytes that bind the log."""
    return key.sign(promise.signed_bytes)


def verify_promise(promise: Promise, signature: bytes, key: Ed25519PublicKey) -> None:
    """Refuses a promise that this key did not make."""
    try:
        key.verify(signature, promise.signed_bytes)
    except InvalidSignature as reason:
        raise PromiseInvalid(entry=promise.entry_id) from reason
