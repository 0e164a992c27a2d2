"""What documents needs from outside: a place for ciphertext, a place for case keys, and the master key."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from saraptama.kernel.ports import Port


class BlobWriter(Protocol):
    """One upload under way. Nothing is visible under an address before `commit`."""

    def write(self, data: bytes) -> None:
        """Append bytes."""

    def commit(self, address: str) -> None:
        """Make all that was written durable, then visible under the address, in one step."""

    def abort(self) -> None:
        """Forget what was written; harmless after `commit`."""


class BlobStorage(Protocol):
    """Sequences of ciphertext, each under the SHA-256 of itself. Knows no keys, names or cases."""

    def begin(self) -> BlobWriter:
        """Start an upload."""

    def read(self, address: str, start: int, length: int) -> bytes:
        """Up to `length` bytes from `start`; BlobMissing if nothing lies there."""

    def size(self, address: str) -> int:
        """The length in bytes; BlobMissing if nothing lies there."""

    def delete(self, address: str) -> None:
        """Remove the blob; removing what is not there is no error."""

    def addresses(self) -> Iterator[tuple[str, datetime]]:
        """Every address with the moment it was written."""

    def extend_part(self, name: str, at: int, data: bytes) -> None:
        """Write at a place of a named unfinished part, made durable; whatever lay behind that place is forgotten."""

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """Up to `length` bytes of an unfinished part; BlobMissing if there is none."""

    def commit_part(self, name: str, address: str) -> None:
        """Make a part visible under its address, in one step; the part stays until it is dropped. Repeatable."""

    def drop_part(self, name: str) -> None:
        """Forget a part; forgetting what is not there is no error."""

    def clear_unfinished(self, older_than: datetime) -> int:
        """Remove the remains of uploads that broke off before the moment; how many."""


class KeyStore(Protocol):
    """Wrapped case keys, apart from the data and from its backups, so that destroying a key erases (design, files)."""

    def put_if_absent(self, case_id: UUID, wrapped: bytes) -> bytes:
        """Store the wrapped key unless the case has one; the stored one. KeyDestroyed if the case was erased."""

    def get(self, case_id: UUID) -> bytes:
        """The wrapped key; KeyDestroyed if it was destroyed, KeyMissing if there never was one."""

    def destroy(self, case_id: UUID) -> None:
        """Destroy the key and leave a tombstone; repeating is harmless."""


class MasterKey(Protocol):
    """The key that wraps case keys: a file on one machine, a hardware module on another."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Encrypt a case key so that it opens only in this context."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """The case key, or an IntegrityError when the blob, context or master key is another."""


storage: Port[BlobStorage] = Port("documents.storage")
key_store: Port[KeyStore] = Port("documents.key_store")
master_key: Port[MasterKey] = Port("documents.master_key")
