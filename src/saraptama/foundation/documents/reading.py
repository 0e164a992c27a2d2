"""Reading a stored file: whole or in part, and believing none of it unchecked."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from saraptama.foundation.documents import cipher, ports, vault
from saraptama.foundation.documents.errors import (
    BlobMissing,
    FileAltered,
    FileMissing,
    IntegrityError,
    RangeNotSatisfiable,
)
from saraptama.foundation.documents.models import StoredFile


class FileReader:
    """An opened file. `start` and `end` are offsets as in a slice: `end` is not included."""

    def __init__(self, file: StoredFile) -> None:
        self._file = file
        self._keys = vault.keys_of(file)

    @property
    def file_id(self) -> UUID:
        return self._file.id

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def media_type(self) -> str:
        return self._file.media_type

    @property
    def size(self) -> int:
        return self._file.size

    @property
    def sha256(self) -> str:
        """The plaintext's digest in hexadecimal, as it was when the file was stored."""
        return self._keys.digest.hex()

    @cached_property
    def _aead(self) -> AESGCM:
        return AESGCM(self._keys.key)

    def read(self) -> bytes:
        """The whole content. Every chunk is authenticated and the whole compared with the stored digest."""
        return b"".join(self.stream())

    def stream(self) -> Iterator[bytes]:
        """The whole content chunk by chunk; the last chunk is given only when the whole proved right."""
        digest = hashlib.sha256()
        last = cipher.chunk_count(self.size) - 1
        for index in range(last + 1):
            plain = self._chunk(index)
            digest.update(plain)
            if index == last and digest.digest() != self._keys.digest:
                raise FileAltered(file_id=self._file.id)
            yield plain

    def iter_range(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` up to `end`, decrypting only the chunks they lie in."""
        if not 0 <= start < end <= self.size:
            raise RangeNotSatisfiable(size=self.size)
        return self._iter_range(start, end)

    def _iter_range(self, start: int, end: int) -> Iterator[bytes]:
        for index in range(start // cipher.CHUNK, (end - 1) // cipher.CHUNK + 1):
            begins = index * cipher.CHUNK
            yield self._chunk(index)[max(0, start - begins) : end - begins]

    def _chunk(self, index: int) -> bytes:
        last = index == cipher.chunk_count(self.size) - 1
        try:
            sealed = ports.storage.get().read(
                self._file.ciphertext_sha256, index * cipher.SEALED_CHUNK, cipher.SEALED_CHUNK
            )
            return cipher.open_chunk(self._aead, self._file.id, index, sealed, last=last)
        except BlobMissing as exc:
            raise FileMissing(file_id=self._file.id) from exc
        except IntegrityError as exc:
            raise FileAltered(file_id=self._file.id) from exc
