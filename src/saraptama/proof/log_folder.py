"""An outsider's reader of the log: a folder of static files, a key, and nothing else (C2SP tlog-tiles).

`checkpoint` is the signed note, `tile/…` are the tiles of hashes, `tile/entries/…` the leaves. `key` holds the log's
verifier key for convenience; whoever doubts the host brings the key from elsewhere.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from saraptama.proof.checkpoint import Checkpoint, NoteVerifier, verify_checkpoint
from saraptama.proof.errors import LogFolderAltered
from saraptama.proof.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from saraptama.proof.tiles import TILE_WIDTH, EntryBundle, Tile, changed_bundles, decode_bundle, node_reader

CHECKPOINT: Final = "checkpoint"
KEY: Final = "key"


class LogFolder:
    """A published log, opened under the key that one trusts; each question reads the files it needs and no more."""

    def __init__(self, folder: Path, key: NoteVerifier | None = None) -> None:
        """Raises the refusals of `verify_checkpoint` when the note is not signed by this key of this log."""
        self._folder = folder
        trusted = key or NoteVerifier.parse((folder / KEY).read_text(encoding="utf-8"))
        self.note = (folder / CHECKPOINT).read_text(encoding="utf-8")
        self.checkpoint: Checkpoint = verify_checkpoint(self.note, [trusted], trusted.name)

    def _read(self, part: Tile | EntryBundle) -> bytes:
        try:
            return (self._folder / part.path).read_bytes()
        except OSError as reason:
            raise LogFolderAltered(where=part.path, why="it is missing") from reason

    def entry(self, index: int) -> bytes:
        """One leaf, with the proof that the signed root covers it. Raises LogFolderAltered."""
        size, root = self.checkpoint.size, self.checkpoint.root
        leaf = self._leaf(index)
        proof = inclusion_proof(node_reader(self._read, size), index, size)
        if not verify_inclusion(leaf_hash(leaf), index, size, proof, root):
            raise LogFolderAltered(where=f"leaf {index}", why="the signed root does not cover it")
        return leaf

    def _leaf(self, index: int) -> bytes:
        number, place = divmod(index, TILE_WIDTH)
        bundle = EntryBundle(number, min(self.checkpoint.size - number * TILE_WIDTH, TILE_WIDTH))
        return decode_bundle(self._read(bundle), bundle)[place]

    def extends(self, earlier: Checkpoint) -> bool:
        """Whether this tree begins with exactly the tree of an earlier checkpoint: nothing was changed or cut out."""
        now = self.checkpoint
        if earlier.origin != now.origin or earlier.size > now.size:
            return False
        proof = consistency_proof(node_reader(self._read, now.size), earlier.size, now.size)
        return verify_consistency(earlier.size, now.size, earlier.root, now.root, proof)

    def entries(self) -> Iterator[bytes]:
        """Every leaf from the first to the last, none of them checked."""
        for bundle in changed_bundles(0, self.checkpoint.size):
            yield from decode_bundle(self._read(bundle), bundle)

    def check_everything(self) -> int:
        """Recompute the root from the leaves themselves; returns how many there are. Raises LogFolderAltered."""
        frontier = Frontier()
        for leaf in self.entries():
            frontier.append(leaf_hash(leaf))
        if (frontier.size, frontier.root()) != (self.checkpoint.size, self.checkpoint.root):
            raise LogFolderAltered(where="tile/entries", why="the leaves give another root than the log signed")
        return frontier.size
