"""The cipher of stored files: AES-256-GCM in chunks of 1 MiB, so that any part opens without the rest.

Every file has a random key of its own, so a counter is a safe nonce (NIST SP 800-38D, 8.2.1). The additional data of
a chunk binds the file, the chunk's place and whether it is the last: chunks cannot be swapped, moved between files, or
cut off at the end (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). No Django here.
"""

import secrets
import struct
from collections.abc import Iterable, Iterator
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from saraptama.foundation.documents.errors import IntegrityError

CHUNK = 1024 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """A random 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def envelope_seal(key: bytes, secret: bytes, context: bytes) -> bytes:
    """Encrypt something small (a key, a digest) so that it opens only with the key and in the context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, context)


def envelope_open(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What `envelope_seal` hid, or IntegrityError."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as exc:
        raise IntegrityError("the envelope does not open") from exc


def chunk_count(size: int) -> int:
    """How many chunks a file of `size` bytes has; a file has at least one."""
    return max(1, -(-size // CHUNK))


def sealed_size(size: int) -> int:
    """The ciphertext's length for a plaintext of `size` bytes."""
    return size + TAG * chunk_count(size)


def _nonce(index: int) -> bytes:
    return struct.pack(">IQ", 0, index)


def _bound_to(file_id: UUID, index: int, last: bool) -> bytes:
    return file_id.bytes + struct.pack(">Q?", index, last)


def seal_chunk(key: AESGCM, file_id: UUID, index: int, plain: bytes, *, last: bool) -> bytes:
    """One chunk of ciphertext with its tag."""
    return key.encrypt(_nonce(index), plain, _bound_to(file_id, index, last))


def open_chunk(key: AESGCM, file_id: UUID, index: int, sealed: bytes, *, last: bool) -> bytes:
    """One chunk of plaintext, or IntegrityError if it is not this chunk of this file."""
    try:
        return key.decrypt(_nonce(index), sealed, _bound_to(file_id, index, last))
    except (InvalidTag, ValueError) as exc:
        raise IntegrityError(f"chunk {index} of file {file_id} is not authentic") from exc


def in_chunks(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of any length as chunks of CHUNK bytes, each with "is the last"; nothing at all for no bytes."""
    pending = bytearray()
    for piece in pieces:
        pending += piece
        while len(pending) > CHUNK:
            yield bytes(pending[:CHUNK]), False
            del pending[:CHUNK]
    if pending:
        yield bytes(pending), True


def seal(key: bytes, file_id: UUID, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The ciphertext of a file, chunk by chunk."""
    aead = AESGCM(key)
    for index, (plain, last) in enumerate(in_chunks(pieces)):
        yield seal_chunk(aead, file_id, index, plain, last=last)
