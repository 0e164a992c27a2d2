"""The canonical form of an act: the bytes that the log's leaf hash is taken over."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel.canonical import canonical_hash, canonical_json

SCHEMA = "saraptama/audit-entry/1"
ROWS_IN_CLEAR = 200
"""An entry is at most 65,535 bytes in a C2SP bundle; an act on more rows shows their count and one hash."""


@dataclass(frozen=True)
class CommittedRow:
    """One row version with its commitment, as it stands in the leaf."""

    table: str
    row_id: str
    version: int
    commitment: bytes


def moment_text(moment: datetime) -> str:
    """Microseconds in UTC: the form in which a moment enters leaves and promises."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def details_commitment(details: dict[str, Any], salt: bytes) -> bytes:
    """SHA-256 over salt and canonical details: publishable, and silent without the salt."""
    return hashlib.sha256(salt + canonical_json(details)).digest()


def leaf_bytes(entry: AuditEntry, rows: Iterable[CommittedRow]) -> bytes:
    """The leaf of an entry: everything about the act except what only the salts open."""
    return canonical_json(
        {
            "schema": SCHEMA,
            "id": entry.id,
            "act": entry.act,
            "right": entry.right,
            "actor": entry.actor_id,
            "actor_kind": entry.actor_kind,
            "acting_for": entry.acting_for,
            "subject": [entry.subject_table, entry.subject_id],
            "occurred_on": entry.occurred_on,
            "recorded_at": moment_text(entry.recorded_at),
            "details": details_commitment(entry.details, bytes(entry.details_salt)),
            "documents": entry.documents,
            "rows": _rows_part(rows),
        }
    )


def _rows_part(rows: Iterable[CommittedRow]) -> Any:
    listed = sorted([row.table, row.row_id, row.version, row.commitment.hex()] for row in rows)
    if len(listed) <= ROWS_IN_CLEAR:
        return listed
    return {"count": len(listed), "sha256": canonical_hash(listed)}
