"""Keys on a local disk: the store of wrapped case keys, and the master key in a file of its own."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from saraptama.foundation.documents import cipher
from saraptama.foundation.documents.errors import IntegrityError, KeyDestroyed, KeyMissing
from saraptama.integrations.storage.local import make_private, sync_folder

_FINGERPRINT_BYTES = 8


def _write_once(path: Path, content: bytes) -> bool:
    """Create a private file with this content, whole or not at all; False if there already is one."""
    make_private(path.parent)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        return False
    finally:
        Path(aside).unlink()
    sync_folder(path.parent)
    return True


class DirectoryKeyStore:
    """One small file per case. Its backups are its own and expire, so a destroyed key is gone everywhere after that.

    A destroyed key leaves a tombstone, which holds even if the database is restored to a day before the erasure.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        make_private(root)

    def _key(self, case_id: UUID) -> Path:
        return self.root / case_id.hex[-2:] / f"{case_id}.key"

    def _tombstone(self, case_id: UUID) -> Path:
        return self._key(case_id).with_suffix(".destroyed")

    def put_if_absent(self, case_id: UUID, wrapped: bytes) -> bytes:
        if self._tombstone(case_id).exists():
            raise KeyDestroyed
        _write_once(self._key(case_id), wrapped)
        return self.get(case_id)

    def get(self, case_id: UUID) -> bytes:
        if self._tombstone(case_id).exists():
            raise KeyDestroyed
        try:
            return self._key(case_id).read_bytes()
        except FileNotFoundError as exc:
            raise KeyMissing from exc

    def destroy(self, case_id: UUID) -> None:
        _write_once(self._tombstone(case_id), b"")
        key = self._key(case_id)
        with suppress(FileNotFoundError), key.open("r+b") as file:
            file.write(bytes(key.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        key.unlink(missing_ok=True)
        sync_folder(key.parent)


class FileMasterKey:
    """The master key in one file that only the service may read; made at the first start.

    A wrapped key begins with the fingerprint of the master key that wrapped it, so that a key from another
    installation is named as such instead of "does not open".
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        _write_once(path, cipher.new_key())
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} may be read by others; run: chmod 600 {path}")
        self._key = path.read_bytes()
        if len(self._key) != cipher.KEY_BYTES:
            raise ValueError(f"{path} is no master key: it must hold {cipher.KEY_BYTES} bytes")
        self._fingerprint = hashlib.sha256(b"saraptama master key" + self._key).digest()[:_FINGERPRINT_BYTES]

    def wrap(self, key: bytes, context: bytes) -> bytes:
        return self._fingerprint + cipher.envelope_seal(self._key, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        if wrapped[:_FINGERPRINT_BYTES] != self._fingerprint:
            raise IntegrityError("the case key was wrapped by another master key")
        return cipher.envelope_open(self._key, wrapped[_FINGERPRINT_BYTES:], context)
