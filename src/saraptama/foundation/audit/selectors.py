"""Questions to the record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.audit.integrator import read_tile
from saraptama.foundation.audit.leaves import CommittedRow, leaf_bytes
from saraptama.foundation.audit.models import AuditEntry, AuditRow, Checkpoint, Inspection, LogLeaf, PendingLeaf
from saraptama.foundation.audit.read_seals import unsealed_reads
from saraptama.foundation.audit.types import Act, LoggedAct, LogProof, LogState
from saraptama.kernel import clock
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
    return acts_of(entries.order_by("recorded_at", "id"))


def history_of_rows(table: str, row_ids: Iterable[str]) -> list[Act]:
    """Every act that wrote one of these rows, whatever its subject was."""
    entries = AuditEntry.objects.filter(rows__table_name=table, rows__row_id__in=list(row_ids)).distinct()
    return acts_of(entries.order_by("recorded_at", "id"))


def acts_of(entries: models.QuerySet[AuditEntry]) -> list[Act]:
    """Entries as the lines of a history, with their places in the log."""
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


def next_position() -> int:
    """The place that the next leaf of the log will get: the cursor of whoever begins to read now."""
    last = LogLeaf.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def logged_acts(first: int, most: int, acts: Iterable[str]) -> tuple[list[LoggedAct], int]:
    """Acts of these names among at most `most` leaves from a place on, in the order of the log, and the place to go
    on with. A leaf once given its place never changes, so nothing is missed and nothing comes in behind."""
    end = min(first + most, next_position())
    leaves = LogLeaf.objects.filter(position__range=(first, end - 1), entry__act__in=list(acts))
    found = [
        LoggedAct(
            position=leaf.position,
            entry_id=leaf.entry_id,
            act=leaf.entry.act,
            subject_table=leaf.entry.subject_table,
            subject_id=leaf.entry.subject_id,
            occurred_on=leaf.entry.occurred_on,
            recorded_at=leaf.entry.recorded_at,
            details=leaf.entry.details,
        )
        for leaf in leaves.select_related("entry").order_by("position")
    ]
    return found, max(first, end)


def entries_naming(subject: models.Model, document_sha256: str) -> list[UUID]:
    """The acts on a record whose published leaf names a document by its SHA-256, the first one first."""
    entries = AuditEntry.objects.filter(subject_table=subject._meta.db_table, subject_id=str(subject.pk))
    named = entries.order_by("recorded_at", "id").values_list("id", "documents")
    return [entry_id for entry_id, documents in named if document_sha256 in documents.values()]


def log_state() -> LogState:
    """Size, root and moment of the newest checkpoint; how many entries wait, and the longest of them how long."""
    newest = latest_checkpoint()
    oldest = PendingLeaf.objects.aggregate(oldest=models.Min("entry__recorded_at"))["oldest"]
    return LogState(
        size=newest.tree_size if newest else 0,
        root=bytes(newest.root).hex() if newest else "",
        signed_at=newest.created_at if newest else None,
        note=newest.note if newest else "",
        waiting=pending_count(),
        longest_wait=clock.now() - oldest if oldest else timedelta(),
        unsealed_reads=unsealed_reads(),
    )


def inspections(*kinds: InspectionKind, limit: int = 20) -> list[Inspection]:
    """The newest inspections of these kinds."""
    return list(Inspection.objects.filter(kind__in=kinds).order_by("-asked_at")[:limit])


def inspection(inspection_id: UUID) -> Inspection | None:
    """One inspection, if there is such."""
    return Inspection.objects.filter(pk=inspection_id).first()


def act_last_recorded_at(act: str) -> datetime | None:
    """When an act of this name was recorded last."""
    newest = AuditEntry.objects.filter(act=act).aggregate(newest=models.Max("recorded_at"))["newest"]
    return newest if isinstance(newest, datetime) else None
