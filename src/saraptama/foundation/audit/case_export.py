"""The acts of one case as a file that proves them: each leaf with its way to the signed checkpoint, and the reads."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.case_rows import Rows, rows_of_case
from saraptama.foundation.audit.errors import NothingLoggedYet
from saraptama.foundation.audit.integrator import read_tile
from saraptama.foundation.audit.leaves import moment_text
from saraptama.foundation.audit.models import AuditEntry, AuditRow, Checkpoint, ReadEvent
from saraptama.foundation.audit.rights import AUDIT_EXPORT
from saraptama.foundation.audit.selectors import acts_of, latest_checkpoint, leaves_of, log_verifier_key
from saraptama.foundation.audit.services import record
from saraptama.foundation.audit.types import Act, Read
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.canonical import canonical_json
from saraptama.proof.case_file import ACTS, CHECKPOINT, KEY, READS, SCHEMA
from saraptama.proof.log_proof import LogProof
from saraptama.proof.merkle import inclusion_proof
from saraptama.proof.tiles import node_reader


def _entries_of(rows: Rows) -> models.QuerySet[AuditEntry]:
    """Entries that wrote one of the rows or are about one of them, in the order of their recording."""
    about, wrote = Q(pk__in=[]), Q(pk__in=[])
    for table, ids in rows.items():
        about |= Q(subject_table=table, subject_id__in=ids)
        wrote |= Q(table_name=table, row_id__in=ids)
    written = AuditRow.objects.filter(wrote).values("entry_id")
    return AuditEntry.objects.filter(about | Q(pk__in=written)).order_by("recorded_at", "id")


def acts_of_case(root: models.Model) -> list[Act]:
    """Everything that was done in the case, in the order of the log; what waits for its place comes last."""
    acts = acts_of(_entries_of(rows_of_case(root)))
    return sorted(acts, key=lambda act: (act.position is None, act.position or 0))


def reads_of_case(root: models.Model) -> list[Read]:
    """Who opened what of the case, once per five minutes, in order."""
    return [_read(event) for event in _events_of(rows_of_case(root))]


def _events_of(rows: Rows) -> models.QuerySet[ReadEvent]:
    about = Q(pk__in=[])
    for table, ids in rows.items():
        about |= Q(subject_table=table, subject_id__in=ids)
    return ReadEvent.objects.filter(about).order_by("recorded_at", "id")


def _read(event: ReadEvent) -> Read:
    return Read(
        actor_id=event.actor_id,
        acting_for=event.acting_for,
        table=event.subject_table,
        subject_id=event.subject_id,
        recorded_at=event.recorded_at,
    )


@transaction.atomic
def export_case(actor: ActorRef, root: models.Model, *, title: str) -> bytes:
    """The case's acts as a ZIP file for `saraptama verify`. Taking it is itself an act. Raises NothingLoggedYet."""
    actor.require(AUDIT_EXPORT)
    checkpoint, rows = latest_checkpoint(), rows_of_case(root)
    entries = list(_entries_of(rows).select_related("leaf"))
    if checkpoint is None or any(_is_waiting(entry, checkpoint) for entry in entries):
        raise NothingLoggedYet()
    reads = [_read_line(event) for event in _events_of(rows)]
    content = _zipped(title, checkpoint, _act_lines(entries, checkpoint), reads)
    record(
        actor,
        act="audit.case_exported",
        right=AUDIT_EXPORT,
        subject=root,
        details={"acts": len(entries), "reads": len(reads), "checkpoint": checkpoint.tree_size},
    )
    return content


def _is_waiting(entry: AuditEntry, checkpoint: Checkpoint) -> bool:
    return not hasattr(entry, "leaf") or entry.leaf.position >= checkpoint.tree_size


def _act_lines(entries: list[AuditEntry], checkpoint: Checkpoint) -> list[bytes]:
    nodes = node_reader(read_tile, checkpoint.tree_size)
    return [
        canonical_json(
            {
                "proof": json.loads(_proof(entry, leaf, nodes, checkpoint).to_json()),
                "details": entry.details,
                "salt": bytes(entry.details_salt).hex(),
            }
        )
        for entry, leaf in zip(entries, leaves_of(entries), strict=True)
    ]


def _proof(entry: AuditEntry, leaf: bytes, nodes: Any, checkpoint: Checkpoint) -> LogProof:
    return LogProof(
        origin=keys.log_origin(),
        leaf_index=entry.leaf.position,
        tree_size=checkpoint.tree_size,
        leaf=leaf,
        proof=tuple(inclusion_proof(nodes, entry.leaf.position, checkpoint.tree_size)),
        checkpoint=checkpoint.note,
    )


def _read_line(event: ReadEvent) -> dict[str, Any]:
    return {
        "actor": str(event.actor_id),
        "acting_for": _text(event.acting_for),
        "subject": [event.subject_table, event.subject_id],
        "recorded_at": moment_text(event.recorded_at),
    }


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None


def _zipped(title: str, checkpoint: Checkpoint, acts: list[bytes], reads: list[dict[str, Any]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("about.json", canonical_json({"schema": SCHEMA, "title": title, "acts": len(acts)}))
        file.writestr(ACTS, b"".join(line + b"\n" for line in acts))
        file.writestr(READS, b"".join(canonical_json(line) + b"\n" for line in reads))
        file.writestr(CHECKPOINT, checkpoint.note)
        file.writestr(KEY, f"{log_verifier_key()}\n")
    return packed.getvalue()
