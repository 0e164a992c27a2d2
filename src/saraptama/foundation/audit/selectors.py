"""Questions to the record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import models

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.integrator import read_tile
from saraptama.foundation.audit.leaves import CommittedRow, leaf_bytes
from saraptama.foundation.audit.models import AuditEntry, AuditRow, Checkpoint, LogLeaf, PendingLeaf
from saraptama.foundation.audit.types import Act, LogProof
from saraptama.proof.errors import MalformedTilePath
from saraptama.proof.merkle import inclusion_proof
from saraptama.proof.tiles import TILE_WIDTH, EntryBundle, Tile, encode_bundle, node_reader, parse_path, tile_at


def leaf_of(entry: AuditEntry) -> bytes:
    """The entry's leaf, recomputed from what is stored."""
    return leaves_of([entry])[0]


def leaves_of(entries: Sequence[AuditEntry]) -> list[bytes]:
    """The leaf of each entry, recomputed from what is stored."""
    rows: dict[UUID, list[CommittedRow]] = defaultdict(list)
    stored = AuditRow.objects.filter(entry__in=entries)
    for entry, table, row, version, commitment in stored.values_list(
        "entry_id", "table_name", "row_id", "version", "commitment"
    ):
        rows[entry].append(CommittedRow(table, row, version, bytes(commitment)))
    return [leaf_bytes(entry, rows[entry.id]) for entry in entries]


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-tree_size").first()


def proof_of(entry_id: UUID) -> LogProof | None:
    """The entry's inclusion proof under the newest checkpoint; None while no checkpoint covers it."""
    leaf = LogLeaf.objects.filter(entry_id=entry_id).select_related("entry").first()
    checkpoint = latest_checkpoint()
    if leaf is None or checkpoint is None or leaf.position >= checkpoint.tree_size:
        return None
    nodes = node_reader(read_tile, checkpoint.tree_size)
    return LogProof(
        origin=keys.log_origin(),
        leaf_index=leaf.position,
        tree_size=checkpoint.tree_size,
        leaf=leaf_of(leaf.entry),
        proof=tuple(inclusion_proof(nodes, leaf.position, checkpoint.tree_size)),
        checkpoint=checkpoint.note,
    )


def published_tile(path: str) -> bytes | None:
    """What a static host of the log would answer for a C2SP path; None for what is not (yet) there."""
    checkpoint = latest_checkpoint()
    try:
        asked = parse_path(path)
    except MalformedTilePath:
        return None
    if checkpoint is None or not _is_covered(asked, checkpoint.tree_size):
        return None
    if isinstance(asked, EntryBundle):
        return read_bundle(asked)
    return read_tile(asked)


def _is_covered(asked: Tile | EntryBundle, size: int) -> bool:
    level = asked.level if isinstance(asked, Tile) else 0
    there = tile_at(level, asked.number, size)
    return there is not None and asked.width <= there.width


def read_bundle(asked: EntryBundle) -> bytes:
    """The leaves under a tile of level 0, as wide as asked."""
    first = asked.number * TILE_WIDTH
    leaves = LogLeaf.objects.filter(position__range=(first, first + asked.width - 1)).order_by("position")
    return encode_bundle(leaves_of([leaf.entry for leaf in leaves.select_related("entry")]))


def log_verifier_key() -> str:
    """The log's public key in the C2SP verifier-key form, to be handed to anybody."""
    return str(keys.log_signer().verifier)


def history_of(subject: models.Model) -> list[Act]:
    """Every act on a record, in the order in which they were recorded."""
    entries = AuditEntry.objects.filter(subject_table=subject._meta.db_table, subject_id=str(subject.pk))
    return _acts(entries.order_by("recorded_at", "id"))


def history_of_rows(table: str, row_ids: Iterable[str]) -> list[Act]:
    """Every act that wrote one of these rows, whatever its subject was."""
    entries = AuditEntry.objects.filter(rows__table_name=table, rows__row_id__in=list(row_ids)).distinct()
    return _acts(entries.order_by("recorded_at", "id"))


def _acts(entries: models.QuerySet[AuditEntry]) -> list[Act]:
    return [
        Act(
            id=entry.id,
            act=entry.act,
            actor_id=entry.actor_id,
            acting_for=entry.acting_for,
            occurred_on=entry.occurred_on,
            recorded_at=entry.recorded_at,
            details=entry.details,
            position=entry.leaf.position if hasattr(entry, "leaf") else None,
        )
        for entry in entries.select_related("leaf")
    ]


def pending_count() -> int:
    """How many entries wait for their place."""
    return PendingLeaf.objects.count()
