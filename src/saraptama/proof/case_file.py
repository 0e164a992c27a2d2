"""The acts of one case as a file: what an outsider needs to see that each of them stands in the log.

A ZIP file: `acts.jsonl`, one act a line (`proof` as in `log_proof`, with `details` and the `salt` that open the leaf's
commitment); `reads.jsonl`, who opened what; `checkpoint`, the signed note under which all proofs lead; `key`, the log's
verifier key for convenience: whoever doubts the sender brings the key from elsewhere.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from saraptama.kernel.canonical import canonical_json
from saraptama.kernel.errors import Refusal
from saraptama.proof.checkpoint import NoteVerifier
from saraptama.proof.errors import LogProofUnreadable
from saraptama.proof.log_proof import LogProof, read_log_proof

SCHEMA: Final = "saraptama/case-acts/0"
ACTS: Final = "acts.jsonl"
READS: Final = "reads.jsonl"
CHECKPOINT: Final = "checkpoint"
KEY: Final = "key"
MAGIC: Final = b"PK\x03\x04"
LARGEST: Final = 200 * 1024 * 1024
"""Unpacked, a part that is larger is no such file."""


@dataclass(frozen=True, slots=True)
class CaseFileReport:
    """What the check of a case's acts found: how many stand in the log, whether its key is trusted, what is wrong."""

    title: str
    acts: int
    reads: int
    trusted: bool
    wrong: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Every act is proven under a checkpoint that a trusted key signed."""
        return self.trusted and not self.wrong and self.acts > 0


def is_case_file(data: bytes) -> bool:
    """Whether the file is a ZIP file at all."""
    return data.startswith(MAGIC)


def check_case_file(data: bytes, trusted: Sequence[NoteVerifier]) -> CaseFileReport:
    """Check every act of the file: its place in the log, its details, and the log's signature by a trusted key."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            about = json.loads(_part(file, "about.json"))
            lines = _part(file, ACTS).splitlines()
            reads = _part(file, READS).splitlines()
            note = _part(file, CHECKPOINT).decode()
    except (zipfile.BadZipFile, KeyError, ValueError) as reason:
        raise LogProofUnreadable(why=str(reason)) from reason
    wrong = [*_wrong_acts(lines, note), *_wrong_count(about, lines)]
    return CaseFileReport(
        title=str(about.get("title", "")),
        acts=len(lines),
        reads=len(reads),
        trusted=bool(lines) and _is_trusted(lines[0], trusted),
        wrong=tuple(wrong),
    )


def _part(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} is too large")
    return file.read(name)


def _wrong_count(about: dict[str, Any], lines: list[bytes]) -> Iterator[str]:
    if about.get("schema") != SCHEMA:
        yield f"about.json: {about.get('schema')}"
    if about.get("acts") != len(lines):
        yield f"{ACTS}: {len(lines)} ≠ {about.get('acts')}"


def _wrong_acts(lines: list[bytes], note: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            stated = json.loads(line)
            proof = _proof_in(stated)
            proof.check_inclusion()
            if proof.checkpoint != note:
                yield f"{ACTS}:{number}: checkpoint"
            if not _details_fit(stated, proof):
                yield f"{ACTS}:{number}: details"
        except (Refusal, ValueError, TypeError, KeyError) as reason:
            yield f"{ACTS}:{number}: {reason}"


def _proof_in(stated: dict[str, Any]) -> LogProof:
    return read_log_proof(json.dumps(stated["proof"]).encode())


def _details_fit(stated: dict[str, Any], proof: LogProof) -> bool:
    """The details open the commitment in the leaf: SHA-256 over salt and canonical details."""
    committed = hashlib.sha256(bytes.fromhex(stated["salt"]) + canonical_json(stated["details"])).digest()
    return bool(proof.act.get("details") == committed.hex())


def _is_trusted(line: bytes, trusted: Sequence[NoteVerifier]) -> bool:
    """Whether a trusted key of that log signed the checkpoint; the file's own key proves nothing by itself."""
    try:
        _proof_in(json.loads(line)).check_signed(trusted)
    except (Refusal, ValueError, TypeError, KeyError):
        return False
    return True
