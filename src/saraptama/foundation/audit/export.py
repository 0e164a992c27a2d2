"""The log as static files (C2SP tlog-tiles): anybody may host them, and read them without asking us.

The checkpoint is written last: whoever reads the folder meanwhile finds every tile that the checkpoint speaks of.
"""

from contextlib import suppress
from pathlib import Path

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.errors import FolderOfAnotherLog, LogIsEmpty
from saraptama.foundation.audit.integrator import read_tile
from saraptama.foundation.audit.models import Checkpoint
from saraptama.foundation.audit.selectors import latest_checkpoint, log_verifier_key, read_bundle
from saraptama.foundation.audit.types import Exported
from saraptama.kernel.errors import Refusal
from saraptama.proof.checkpoint import verify_checkpoint
from saraptama.proof.log_folder import CHECKPOINT, KEY
from saraptama.proof.tiles import changed_bundles, changed_tiles


def export_log(folder: Path) -> Exported:
    """Write what the folder lacks of the newest checkpoint's tree. Raises LogIsEmpty, FolderOfAnotherLog."""
    newest = latest_checkpoint()
    if newest is None:
        raise LogIsEmpty
    old_size = _size_in(folder)
    written = 0
    for tile in changed_tiles(old_size, newest.tree_size):
        written += _write(folder / tile.path, read_tile(tile))
    for bundle in changed_bundles(old_size, newest.tree_size):
        written += _write(folder / bundle.path, read_bundle(bundle))
    written += _write(folder / KEY, f"{log_verifier_key()}\n".encode())
    written += _write(folder / CHECKPOINT, newest.note.encode())
    return Exported(old_size=old_size, size=newest.tree_size, files=written)


def _size_in(folder: Path) -> int:
    """How many leaves the folder's checkpoint speaks of; 0 for a new folder."""
    if not (folder / CHECKPOINT).exists():
        return 0
    with suppress(Refusal, ValueError):
        note = (folder / CHECKPOINT).read_text(encoding="utf-8")
        found = verify_checkpoint(note, [keys.log_signer().verifier], keys.log_origin())
        ours = Checkpoint.objects.filter(tree_size=found.size).first()
        if ours is not None and bytes(ours.root) == found.root:
            return found.size
    raise FolderOfAnotherLog(folder=folder)


def _write(path: Path, content: bytes) -> int:
    """Put a file in its place as a whole or not at all; 1 if it was not there as it should be."""
    if path.exists() and path.read_bytes() == content:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
    return 1
