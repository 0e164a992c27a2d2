"""One encrypted file that holds a folder of keys, for a safe in another building (decision 0007).

The key store and the keys of the installation are two files with two passphrases, kept apart: whoever holds one opens
nothing. The passphrase becomes a key by scrypt (RFC 7914); the content is sealed in the chunks of stored files. The
heading is readable, so that a file found in ten years says what it is, and is bound to the content: a heading that was
changed opens nothing.
"""

import hashlib
import json
import os
import secrets
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from saraptama.foundation.documents import cipher
from saraptama.foundation.documents.errors import IntegrityError
from saraptama.integrations.storage.local import make_private, sync_folder
from saraptama.kernel.errors import Refusal, gettext_noop

FORMAT = "saraptama-keys/1"
KEPT_FOR = timedelta(days=35)
"""A backup of the key store is destroyed after this: later no copy of an erased case's key exists (decision 0007)."""

SHORTEST_PASSPHRASE = 16
SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""128 MiB and about half a second a guess (OWASP Password Storage Cheat Sheet)."""

_PART = struct.Struct(">HI")
_SALT_BYTES = 16


class PassphraseTooShort(Refusal):
    """Guessing is cheap for whoever holds the file."""

    code = "passphrase_too_short"
    message = gettext_noop("The passphrase has fewer than {least} characters. Take five or six unrelated words.")


class NothingToBackUp(Refusal):
    """An empty backup would be trusted until the day it is needed."""

    code = "nothing_to_back_up"
    message = gettext_noop("{folder} holds no key. Check SARAPTAMA_HOME.")


class BackupStands(Refusal):
    """A backup is never overwritten."""

    code = "backup_stands"
    message = gettext_noop("{file} exists already. Give the backup another name.")


class NoKeyBackup(Refusal):
    """The file is something else, or of a later release."""

    code = "no_key_backup"
    message = gettext_noop("{file} is no backup of keys that this release can read.")


class BackupDoesNotOpen(Refusal):
    """Another passphrase, or an altered file: the cipher cannot tell which."""

    code = "backup_does_not_open"
    message = gettext_noop("{file} does not open: the passphrase is another one, or the file was altered or cut off.")


class KeysStand(Refusal):
    """Restoring over living keys would make files unreadable."""

    code = "keys_stand"
    message = gettext_noop("{folder} holds keys already. Move it away first; nothing was changed.")


@dataclass(frozen=True)
class Heading:
    """What a backup says of itself."""

    part: str
    made_on: date
    files: int
    salt: bytes
    cost: dict[str, int]

    @property
    def destroy_on(self) -> date:
        """The last day on which this file may be kept."""
        return self.made_on + KEPT_FOR

    def line(self) -> bytes:
        """One line of JSON, the same bytes every time."""
        said = {
            "format": FORMAT,
            "part": self.part,
            "made_on": self.made_on.isoformat(),
            "files": self.files,
            "salt": self.salt.hex(),
            "scrypt": self.cost,
        }
        return json.dumps(said, sort_keys=True).encode() + b"\n"

    def binding(self) -> UUID:
        """What every chunk is bound to."""
        return UUID(bytes=hashlib.sha256(self.line()).digest()[:16])

    def key(self, passphrase: str) -> bytes:
        derived = Scrypt(salt=self.salt, length=cipher.KEY_BYTES, **self.cost)
        return derived.derive(passphrase.encode())


def back_up(folder: Path, file: Path, *, part: str, passphrase: str, today: date) -> Heading:
    """Write the folder's files into one encrypted file, whole or not at all."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
    if file.exists():
        raise BackupStands(file=file)
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    names += sorted(path.relative_to(folder) for path in folder.rglob("*.destroyed"))
    if not names:
        raise NothingToBackUp(folder=folder)
    heading = Heading(part, today, len(names), secrets.token_bytes(_SALT_BYTES), dict(SCRYPT))
    sealed = cipher.seal(heading.key(passphrase), heading.binding(), _parts(folder, names))
    _write_whole(file, [heading.line()], sealed)
    return heading


def _parts(folder: Path, names: Iterable[Path]) -> Iterator[bytes]:
    for name in names:
        path, content = str(name).encode(), (folder / name).read_bytes()
        yield _PART.pack(len(path), len(content)) + path + content


def _write_whole(file: Path, *pieces: Iterable[bytes]) -> None:
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            for group in pieces:
                out.writelines(group)
            out.flush()
            os.fsync(out.fileno())
        Path(aside).rename(file)
    finally:
        Path(aside).unlink(missing_ok=True)
    sync_folder(file.parent)


def heading_of(file: Path) -> Heading:
    """What the file says of itself; NoKeyBackup when it is none."""
    with file.open("rb") as opened:
        return _heading(opened, file)


def _heading(opened: BinaryIO, file: Path) -> Heading:
    try:
        said: Any = json.loads(opened.readline(4096))
        if said["format"] != FORMAT:
            raise NoKeyBackup(file=file)
        made_on, cost = date.fromisoformat(said["made_on"]), {name: int(said["scrypt"][name]) for name in SCRYPT}
        return Heading(str(said["part"]), made_on, int(said["files"]), bytes.fromhex(said["salt"]), cost)
    except (ValueError, KeyError, TypeError) as wrong:
        raise NoKeyBackup(file=file) from wrong


def restore(file: Path, folder: Path, *, passphrase: str) -> Heading:
    """Bring the folder back as it was; refused where keys stand, and then nothing is changed."""
    if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
        raise KeysStand(folder=folder)
    make_private(folder.parent)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        with file.open("rb") as opened:
            heading = _heading(opened, file)
            try:
                found = _unpack(_opened(opened, heading, passphrase), aside)
            except (IntegrityError, ValueError) as wrong:
                raise BackupDoesNotOpen(file=file) from wrong
        if found != heading.files:
            raise BackupDoesNotOpen(file=file)
        _remove_empty(folder)
        aside.rename(folder)
    except BaseException:
        _remove(aside)
        raise
    sync_folder(folder.parent)
    return heading


def _opened(opened: BinaryIO, heading: Heading, passphrase: str) -> Iterator[bytes]:
    """The content, chunk by chunk; the last one is marked as such, so a file that was cut off does not open."""
    key, binding, index = AESGCM(heading.key(passphrase)), heading.binding(), 0
    chunk = opened.read(cipher.SEALED_CHUNK)
    while chunk:
        following = opened.read(cipher.SEALED_CHUNK)
        yield cipher.open_chunk(key, binding, index, chunk, last=not following)
        chunk, index = following, index + 1


def _unpack(pieces: Iterator[bytes], into: Path) -> int:
    """Write every file; how many."""
    take = _taking(pieces)
    found = 0
    while lengths := take(_PART.size):
        path_length, content_length = _PART.unpack(lengths)
        target = (into / take(path_length).decode()).resolve()
        if not target.is_relative_to(into.resolve()):
            raise ValueError("a name leads out of the folder")
        make_private(target.parent)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(take(content_length))
            out.flush()
            os.fsync(out.fileno())
        found += 1
    return found


def _taking(pieces: Iterator[bytes]) -> Callable[[int], bytes]:
    """Take so many bytes off a stream: all of them, or nothing at its end."""
    held = bytearray()

    def take(count: int) -> bytes:
        while len(held) < count and (piece := next(pieces, b"")):
            held.extend(piece)
        if held and len(held) < count:
            raise ValueError("the content ends in the middle of a file")
        taken = bytes(held[:count])
        del held[:count]
        return taken

    return take


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    if folder.exists():
        folder.rmdir()


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()
