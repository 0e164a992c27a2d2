"""The proof that travels with a document: its entry stands in the log, under a checkpoint that the log signed.

As JSON: `schema` (“saraptama/log-proof/0”), `origin`, `leaf_index`, `tree_size`, `leaf`, `proof` (a list), `checkpoint`
(the note), with the leaf's bytes and the hashes in base64. The leaf is the canonical JSON of an act; its `documents`
name what the act is about by SHA-256 in hex: `revision_1`, and `cms_1`, `cms_2` … for the signatures over it;
`dissent_1` and `dissent_cms_1` for a dissenting opinion.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from saraptama.kernel.canonical import canonical_json
from saraptama.proof.checkpoint import Checkpoint, NoteVerifier, open_note, parse_checkpoint, verify_checkpoint
from saraptama.proof.errors import LogProofUnreadable, NotInLog, WrongOrigin
from saraptama.proof.merkle import leaf_hash, verify_inclusion

SCHEMA: Final = "saraptama/log-proof/0"
REVISION_1: Final = "revision_1"
CMS_PREFIX: Final = "cms"
DISSENT_PREFIX: Final = "dissent"
DISSENT_CMS_PREFIX: Final = "dissent_cms"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LogProof:
    """An entry, its place, and the way from it to a checkpoint."""

    origin: str
    leaf_index: int
    tree_size: int
    leaf: bytes
    proof: tuple[bytes, ...]
    checkpoint: str

    def to_json(self) -> bytes:
        """The canonical bytes of the file."""
        return canonical_json(
            {
                "schema": SCHEMA,
                "origin": self.origin,
                "leaf_index": self.leaf_index,
                "tree_size": self.tree_size,
                "leaf": base64.b64encode(self.leaf).decode(),
                "proof": [base64.b64encode(part).decode() for part in self.proof],
                "checkpoint": self.checkpoint,
            }
        )

    @property
    def act(self) -> dict[str, Any]:
        """The act in the leaf; refuses one that is not written canonically, for it could be read in two ways."""
        try:
            act = json.loads(self.leaf)
            canonical = canonical_json(act) == self.leaf
        except (ValueError, RecursionError) as reason:
            raise LogProofUnreadable(why="the leaf is no JSON") from reason
        if not isinstance(act, dict) or not canonical:
            raise LogProofUnreadable(why="the leaf is no canonical JSON object")
        return act

    @property
    def documents(self) -> dict[str, str]:
        """What the act is about: role → SHA-256 in hex."""
        documents = self.act.get("documents")
        return {str(role): str(digest) for role, digest in documents.items()} if isinstance(documents, dict) else {}

    @property
    def recorded_at(self) -> datetime | None:
        """When the log says that the act was recorded."""
        try:
            moment = datetime.fromisoformat(str(self.act.get("recorded_at")))
        except ValueError:
            return None
        return moment if moment.tzinfo else None

    def check_inclusion(self) -> Checkpoint:
        """The embedded checkpoint, to whose root the proof leads; who signed it is not asked here."""
        checkpoint = parse_checkpoint(open_note(self.checkpoint).text)
        if checkpoint.origin != self.origin:
            raise WrongOrigin(found=checkpoint.origin, expected=self.origin)
        if checkpoint.size != self.tree_size or not verify_inclusion(
            leaf_hash(self.leaf), self.leaf_index, checkpoint.size, self.proof, checkpoint.root
        ):
            raise NotInLog
        return checkpoint

    def check_signed(self, trusted: Sequence[NoteVerifier]) -> Checkpoint:
        """The checkpoint, if a trusted key of that log signed it; a log's key is named after its origin."""
        return verify_checkpoint(self.checkpoint, [key for key in trusted if key.name == self.origin], self.origin)


def read_log_proof(data: bytes) -> LogProof:
    """A proof from its file."""
    try:
        stated = json.loads(data)
        if stated["schema"] != SCHEMA:
            raise LogProofUnreadable(why=f"its schema is {stated['schema']}, not {SCHEMA}")
        return LogProof(
            origin=_of_type(stated["origin"], str),
            leaf_index=_of_type(stated["leaf_index"], int),
            tree_size=_of_type(stated["tree_size"], int),
            leaf=base64.b64decode(stated["leaf"], validate=True),
            proof=tuple(base64.b64decode(part, validate=True) for part in stated["proof"]),
            checkpoint=_of_type(stated["checkpoint"], str),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as reason:
        raise LogProofUnreadable(why=f"{type(reason).__name__}: {reason}") from reason


def _of_type(value: Any, kind: type[_T]) -> _T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
