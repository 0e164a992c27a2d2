"""Writing the record: one audit entry per act, in the act's own transaction."""

import json
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.commitments import SALT_SIZE, RowCommitment, commit_rows
from saraptama.foundation.audit.leaves import CommittedRow, leaf_bytes
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.audit.prepared import executed
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Right
from saraptama.proof.merkle import leaf_hash
from saraptama.proof.promise import Promise, sign_promise

READ_WINDOW_SECONDS = 300
"""One read event per actor and thing in five minutes (design, rights)."""

_INSERT = """
WITH entry AS (
    INSERT INTO audit_auditentry (id, act, "right", actor_id, actor_kind, acting_for, subject_table, subject_id,
        occurred_on, recorded_at, details, details_salt, documents, leaf_hash, promise)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::jsonb, $14, $15)
    RETURNING id, leaf_hash
), written AS (
    INSERT INTO audit_auditrow (entry_id, shape_id, table_name, row_id, version, salt, commitment)
    SELECT entry.id, r.shape_id, r.table_name, r.row_id, r.version, r.salt, r.commitment
    FROM entry, unnest($16::int[], $17::text[], $18::text[], $19::int[], $20::bytea[], $21::bytea[])
        AS r(shape_id, table_name, row_id, version, salt, commitment)
)
INSERT INTO audit_pendingleaf (entry_id, leaf_hash) SELECT id, leaf_hash FROM entry
"""


class NotInTransaction(RuntimeError):
    """An act was recorded outside its transaction: a programming mistake."""


def record(
    actor: ActorRef,
    *,
    act: str,
    right: Right | None = None,
    subject: models.Model | None = None,
    occurred_on: date | None = None,
    wrote: Iterable[AuditedModel | RowCommitment] = (),
    details: dict[str, Any] | None = None,
    documents: dict[str, str] | None = None,
) -> AuditEntry:
    """Record one act, exactly once, inside its transaction.

    `wrote` names every audited row the act inserted or changed, or the commitment to it that `insert_together` gave
    (if the act did not change the row afterwards); `details` holds codes, numbers and dates only;
    `documents` maps a role to a SHA-256 in hex that the published leaf shows in clear (a signed conclusion).
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(act)
    rows = _committed(wrote)
    entry = AuditEntry(
        act=act,
        right=right.code if right else "",
        actor_id=actor.id,
        actor_kind=actor.kind.value,
        acting_for=actor.acting_for,
        subject_table=subject._meta.db_table if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        occurred_on=occurred_on,
        recorded_at=clock.now(),
        details=details or {},
        details_salt=secrets.token_bytes(SALT_SIZE),
        documents=documents or {},
    )
    _seal(entry, rows)
    _insert(entry, rows)
    return entry


def _committed(wrote: Iterable[AuditedModel | RowCommitment]) -> list[RowCommitment]:
    known: list[RowCommitment] = []
    rows: list[AuditedModel] = []
    for written in wrote:
        if isinstance(written, RowCommitment):
            known.append(written)
        else:
            rows.append(written)
    return known + commit_rows(rows)


def _seal(entry: AuditEntry, rows: list[RowCommitment]) -> None:
    leaf = leaf_bytes(entry, (CommittedRow(r.table, r.row_id, r.version, r.commitment) for r in rows))
    entry.leaf_hash = leaf_hash(leaf)
    entry.promise = sign_promise(
        Promise(keys.log_origin(), entry.id, entry.leaf_hash, entry.recorded_at), keys.log_key()
    )


def _insert(entry: AuditEntry, rows: list[RowCommitment]) -> None:
    values = [
        entry.id,
        entry.act,
        entry.right,
        entry.actor_id,
        entry.actor_kind,
        entry.acting_for,
        entry.subject_table,
        entry.subject_id,
        entry.occurred_on,
        entry.recorded_at,
        json.dumps(entry.details),
        bytes(entry.details_salt),
        json.dumps(entry.documents),
        bytes(entry.leaf_hash),
        bytes(entry.promise),
        [r.shape_id for r in rows],
        [r.table for r in rows],
        [r.row_id for r in rows],
        [r.version for r in rows],
        [r.salt for r in rows],
        [r.commitment for r in rows],
    ]
    with executed(_INSERT, values):
        pass


@transaction.atomic
def record_refusal(actor: ActorRef, *, act: str, code: str, details: dict[str, Any] | None = None) -> AuditEntry:
    """Record that an attempt was refused. Called after the attempt's own transaction was rolled back."""
    return record(actor, act=f"{act}.refused", details={"code": code, **(details or {})})


def note_read(actor: ActorRef, *, subject: models.Model) -> None:
    """Note that the actor opened a file or case; once per five minutes.

    Raises the database's error when the event cannot be written: for a restricted case the caller lets it refuse.
    """
    moment = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_readevent"
            ' (month, actor_id, acting_for, subject_table, subject_id, "window", recorded_at)'
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                clock.local_date(moment).replace(day=1),
                actor.id,
                actor.acting_for,
                subject._meta.db_table,
                str(subject.pk),
                int(moment.timestamp()) // READ_WINDOW_SECONDS,
                moment,
            ],
        )
