"""Checkpoints: what the log says of itself, signed (C2SP tlog-checkpoint and signed-note).

A checkpoint is three lines (origin, number of entries, root) and, after an empty line, signatures. The log signs with
Ed25519; witnesses cosign with the time at which they saw the tree only grow (C2SP tlog-cosignature).
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from saraptama.proof.errors import (
    MalformedNote,
    MalformedNoteKey,
    NoteSignatureInvalid,
    UnknownNoteSigner,
    WrongOrigin,
)
from saraptama.proof.merkle import HASH_SIZE

_DASH = "\u2014 "
_KEY_ID_SIZE = 4


class NoteAlgorithm(IntEnum):
    """The signature types of C2SP signed-note that we know."""

    ED25519 = 0x01
    COSIGNATURE_V1 = 0x04


@dataclass(frozen=True, slots=True)
class NoteVerifier:
    """A key that may sign notes: its name, and how to write and read it (`<name>+<key id>+<base64>`)."""

    name: str
    public_key: bytes
    algorithm: NoteAlgorithm = NoteAlgorithm.ED25519

    def __post_init__(self) -> None:
        if not self.name or any(sign.isspace() or sign == "+" for sign in self.name) or len(self.public_key) != 32:
            raise MalformedNoteKey(key=self.name)

    @classmethod
    def parse(cls, vkey: str) -> "NoteVerifier":
        try:
            name, key_id, encoded = vkey.strip().split("+", 2)
            packed = base64.b64decode(encoded, validate=True)
            verifier = cls(name, packed[1:], NoteAlgorithm(packed[0]))
        except (ValueError, IndexError) as reason:
            raise MalformedNoteKey(key=vkey) from reason
        if verifier.key_id.hex() != key_id:
            raise MalformedNoteKey(key=vkey)
        return verifier

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + self._packed).digest()[:_KEY_ID_SIZE]

    @property
    def _packed(self) -> bytes:
        return bytes([self.algorithm]) + self.public_key

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self._packed).decode()}"

    def check(self, text: str, signature: bytes) -> datetime | None:
        """Refuse a signature that does not match; a cosignature's time is returned."""
        seen_at, message = None, text.encode()
        if self.algorithm is NoteAlgorithm.COSIGNATURE_V1:
            seconds, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            seen_at, message = datetime.fromtimestamp(seconds, UTC), _cosigned(text, seconds)
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except InvalidSignature as reason:
            raise NoteSignatureInvalid(signer=self.name) from reason
        return seen_at


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """The private half of a note key."""

    name: str
    private_key: Ed25519PrivateKey

    @property
    def verifier(self) -> NoteVerifier:
        return NoteVerifier(self.name, self.private_key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note: text, empty line, our signature."""
        return f"{text}\n{_signature_line(self.verifier, self.private_key.sign(text.encode()))}"


def cosign(note: str, name: str, private_key: Ed25519PrivateKey, seen_at: datetime) -> str:
    """The note with a witness's cosignature/v1 behind the others."""
    seconds = int(seen_at.timestamp())
    signature = seconds.to_bytes(8, "big") + private_key.sign(_cosigned(open_note(note).text, seconds))
    witness = NoteVerifier(name, private_key.public_key().public_bytes_raw(), NoteAlgorithm.COSIGNATURE_V1)
    return note + _signature_line(witness, signature)


def _signature_line(key: NoteVerifier, signature: bytes) -> str:
    return f"{_DASH}{key.name} {base64.b64encode(key.key_id + signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class NoteSignature:
    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read; nothing is verified yet."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def verify(self, trusted: Iterable[NoteVerifier]) -> dict[NoteVerifier, datetime | None]:
        """Who of the trusted signed it, and a cosignature's time. One wrong signature by a trusted key refuses all."""
        signed: dict[NoteVerifier, datetime | None] = {}
        for verifier in trusted:
            for line in self.signatures:
                if (line.name, line.key_id) == (verifier.name, verifier.key_id):
                    signed[verifier] = verifier.check(self.text, line.signature)
        if not signed:
            raise UnknownNoteSigner
        return signed


def open_note(note: str) -> Note:
    """Split a note into its text (with the final newline) and its signatures."""
    if any(sign < " " and sign != "\n" for sign in note):
        raise MalformedNote(why="it holds control characters")
    text, empty_line, block = note.rpartition("\n\n")
    if not empty_line or not block.endswith("\n"):
        raise MalformedNote(why="it has no signatures behind an empty line")
    return Note(text + "\n", tuple(_read_signature(line) for line in block[:-1].split("\n")))


def _read_signature(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        packed = base64.b64decode(encoded, validate=True)
    except binascii.Error as reason:
        raise MalformedNote(why="a signature is not base64") from reason
    if not line.startswith(_DASH) or not name or len(packed) <= _KEY_ID_SIZE:
        raise MalformedNote(why="a signature line is not one")
    return NoteSignature(name, packed[:_KEY_ID_SIZE], packed[_KEY_ID_SIZE:])


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log `origin` had `size` entries with this root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def signed_by(self, signer: NoteSigner) -> str:
        """The signed note to publish as `checkpoint`."""
        return signer.sign(self.text)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's own lines (no signatures)."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise MalformedNote(why="the origin, the size or the root is missing, or a line is empty")
    origin, size, root, *extensions = lines
    try:
        decoded = base64.b64decode(root, validate=True)
    except binascii.Error as reason:
        raise MalformedNote(why="the root is not base64") from reason
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size) or len(decoded) != HASH_SIZE:
        raise MalformedNote(why="the size or the root is misspelt")
    return Checkpoint(origin, int(size), decoded, tuple(extensions))


def verify_checkpoint(note: str, trusted: Sequence[NoteVerifier], origin: str | None = None) -> Checkpoint:
    """The checkpoint in a note that a trusted log key signed; `origin` insists on one log."""
    opened = open_note(note)
    checkpoint = parse_checkpoint(opened.text)
    if origin is not None and checkpoint.origin != origin:
        raise WrongOrigin(found=checkpoint.origin, expected=origin)
    opened.verify([key for key in trusted if key.algorithm is NoteAlgorithm.ED25519])
    return checkpoint
