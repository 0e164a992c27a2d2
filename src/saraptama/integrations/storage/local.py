"""Files on a local disk: `ab/cd/abcd…` folders, written aside, flushed to the disk, then renamed in one step."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from saraptama.foundation.documents.errors import BlobMissing

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_UNFINISHED = "incoming"
_PARTS = "parts"


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Create a folder, and those above it that are missing, for the service's own eyes."""
    if not folder.exists():
        make_private(folder.parent)
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)


class LocalWriter:
    """An upload in the folder of unfinished ones. A crash leaves its remains there, never under an address."""

    def __init__(self, storage: "LocalStorage") -> None:
        self._storage = storage
        handle, path = tempfile.mkstemp(dir=storage.unfinished)
        self._path = Path(path)
        self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def commit(self, address: str) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        target = self._storage.path_of(address)
        make_private(target.parent)
        self._path.rename(target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)

    def abort(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


class LocalStorage:
    """The storage port over one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.unfinished = root / _UNFINISHED
        self.parts = root / _PARTS
        make_private(self.unfinished)

    def path_of(self, address: str) -> Path:
        """Where an address lies; an address is 64 hexadecimal digits, so no path can be smuggled in."""
        if len(address) != 64 or not set(address) <= set("0123456789abcdef"):
            raise ValueError("a storage address is the SHA-256 of its content in lower-case hexadecimal")
        return self.root / address[:2] / address[2:4] / address

    def begin(self) -> LocalWriter:
        return LocalWriter(self)

    def read(self, address: str, start: int, length: int) -> bytes:
        try:
            with self.path_of(address).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError as exc:
            raise BlobMissing(address) from exc

    def size(self, address: str) -> int:
        try:
            return self.path_of(address).stat().st_size
        except FileNotFoundError as exc:
            raise BlobMissing(address) from exc

    def delete(self, address: str) -> None:
        with suppress(FileNotFoundError):
            self.path_of(address).unlink()

    def addresses(self) -> Iterator[tuple[str, datetime]]:
        for path in self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _part(self, name: str) -> Path:
        return self.parts / str(UUID(name))

    def extend_part(self, name: str, at: int, data: bytes) -> None:
        make_private(self.parts)
        handle = os.open(self._part(name), os.O_WRONLY | os.O_CREAT, _PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            file.truncate(at)
            file.seek(at)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def read_part(self, name: str, start: int, length: int) -> bytes:
        try:
            with self._part(name).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError as exc:
            raise BlobMissing(name) from exc

    def commit_part(self, name: str, address: str) -> None:
        target = self.path_of(address)
        make_private(target.parent)
        with suppress(FileExistsError):
            os.link(self._part(name), target)
        os.utime(target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)

    def drop_part(self, name: str) -> None:
        self._part(name).unlink(missing_ok=True)

    def clear_unfinished(self, older_than: datetime) -> int:
        """Remove the remains of uploads that broke off before the moment; how many."""
        remains = [p for p in self.unfinished.iterdir() if p.stat().st_mtime < older_than.timestamp()]
        for path in remains:
            path.unlink(missing_ok=True)
        return len(remains)
