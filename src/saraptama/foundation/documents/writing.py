"""Taking bytes in: checked, encrypted and hashed as they stream by; on the disk whole or not at all."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from saraptama.foundation.documents import cipher, content, kinds, ports
from saraptama.foundation.documents.errors import FileEmpty, FileTooLarge
from saraptama.foundation.documents.kinds import FileKind


@dataclass(frozen=True)
class Incoming:
    """What the sender says of the file."""

    name: str
    media_type: str
    kind: FileKind


@dataclass(frozen=True)
class Written:
    """A ciphertext that lies in the storage."""

    address: str
    size: int
    digest: bytes


def pieces_of(stream: BinaryIO | None, data: bytes | None) -> Iterator[bytes]:
    """The bytes to store, from a stream or given at once."""
    if (stream is None) == (data is None):
        raise ValueError("give either a stream or data")
    if data is not None:
        yield data
    elif stream is not None:
        while piece := stream.read(cipher.CHUNK):
            yield piece


class _Watch:
    """Looks at the plaintext as it passes: size, digest, beginning and end."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._limit = kinds.RULES[incoming.kind].max_bytes
        self._head = b""
        self._tail = b""
        self._checked = False
        self._digest = hashlib.sha256()
        self.size = 0

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces; raises as soon as the file proves wrong, and at its end."""
        for piece in pieces:
            self._see(piece)
            yield piece
        self._finish()

    def _see(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self._limit:
            raise FileTooLarge(field="file", name=self._incoming.name, limit=self._limit // kinds.MB)
        self._digest.update(piece)
        self._tail = (self._tail + piece)[-content.TAIL_BYTES :]
        if not self._checked:
            self._head += piece[: content.HEAD_BYTES]
            if len(self._head) >= content.HEAD_BYTES:
                self._check_head()

    def _check_head(self) -> None:
        self._checked = True
        content.check(
            name=self._incoming.name,
            media_type=self._incoming.media_type,
            head=self._head[: content.HEAD_BYTES],
            kind=self._incoming.kind,
        )

    def _finish(self) -> None:
        if self.size == 0:
            raise FileEmpty(field="file", name=self._incoming.name)
        if not self._checked:
            self._check_head()
        content.check_tail(name=self._incoming.name, media_type=self._incoming.media_type, tail=self._tail)

    @property
    def digest(self) -> bytes:
        return self._digest.digest()


def write(incoming: Incoming, file_id: UUID, key: bytes, pieces: Iterable[bytes]) -> Written:
    """Encrypt into the storage. Whatever goes wrong before the end, nothing is left under any address."""
    watch = _Watch(incoming)
    address = hashlib.sha256()
    writer = ports.storage.get().begin()
    try:
        for sealed in cipher.seal(key, file_id, watch.over(pieces)):
            address.update(sealed)
            writer.write(sealed)
        writer.commit(address.hexdigest())
    except BaseException:
        writer.abort()
        raise
    return Written(address=address.hexdigest(), size=watch.size, digest=watch.digest)
