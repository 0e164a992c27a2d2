"""`log verify`: recompute the log from what is stored, and, with rows, what is stored from the rows themselves."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.apps import apps
from django.db import connection, models

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.commitments import commitment_of, primary_key_of, table_of
from saraptama.foundation.audit.leaves import CommittedRow, leaf_bytes
from saraptama.foundation.audit.models import AuditEntry, AuditRow, Checkpoint, LogLeaf, LogTile, PendingLeaf, RowShape
from saraptama.foundation.audit.read_seals import check_reads
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.audit.types import Finding, Verification
from saraptama.kernel import clock
from saraptama.kernel.errors import Refusal
from saraptama.proof.checkpoint import verify_checkpoint
from saraptama.proof.merkle import HASH_SIZE, Frontier, leaf_hash
from saraptama.proof.promise import Promise, verify_promise
from saraptama.proof.tiles import tile_root

MERGE_ALARM = timedelta(seconds=30)
_CHUNK = 10_000
_SHOWN_PER_CHECK = 20


def verify_log(*, rows: bool = False) -> Verification:
    """Check leaves, tiles and checkpoints; with `rows`, every entry and every audited row as well. Writes nothing."""
    findings: list[Finding] = []
    frontier = Frontier()
    findings += _leaves_against_checkpoints(frontier)
    findings += _tiles()
    findings += _waiting_too_long()
    counted = None
    if rows:
        findings += _entries_against_leaves()
        findings += _entries_without_place()
        findings += check_reads()
        counted, wrong = _rows()
        findings += wrong
    return Verification(
        tree_size=frontier.size,
        root=frontier.root().hex(),
        pending=PendingLeaf.objects.count(),
        rows=counted,
        findings=tuple(findings),
    )


def _stored_leaves() -> Iterator[tuple[int, bytes]]:
    for position, stored in LogLeaf.objects.order_by("position").values_list("position", "leaf_hash").iterator(_CHUNK):
        yield position, bytes(stored)


def _leaves_against_checkpoints(frontier: Frontier) -> Iterator[Finding]:
    """Leaves stand without a gap, and every signed checkpoint has the root that its leaves give."""
    checkpoints = Checkpoint.objects.order_by("tree_size").iterator(_CHUNK)
    due = next(checkpoints, None)
    batch: list[bytes] = []
    expected = 0
    for position, stored in _stored_leaves():
        if position != expected:
            yield Finding("leaf", f"position {expected}", "the leaf is missing")
            expected = position
        expected += 1
        batch.append(stored)
        if due is not None and position + 1 == due.tree_size:
            frontier.extend(batch)
            batch.clear()
            yield from _checkpoint(due, frontier)
            due = next(checkpoints, None)
    frontier.extend(batch)
    if batch:
        yield Finding("leaf", f"position {expected - len(batch)}", "leaves stand behind the newest checkpoint")
    if due is not None:
        yield Finding("checkpoint", f"size {due.tree_size}", "leaves that the log signed for are missing")


def _checkpoint(stored: Checkpoint, frontier: Frontier) -> Iterator[Finding]:
    where = f"size {stored.tree_size}"
    try:
        signed = verify_checkpoint(stored.note, [keys.log_signer().verifier], keys.log_origin())
    except Refusal as refusal:
        yield Finding("checkpoint", where, refusal.text())
        return
    if (signed.size, signed.root) != (frontier.size, frontier.root()):
        yield Finding("checkpoint", where, "the stored leaves give another root than the log signed")
    if (stored.tree_size, bytes(stored.root)) != (signed.size, signed.root):
        yield Finding("checkpoint", where, "the stored size or root differs from the signed note")


def _tiles() -> Iterator[Finding]:
    """Tiles of level 0 are the leaves; each tile above holds the roots of the tiles below."""
    known: dict[tuple[int, int], bytes] = {}
    for tile in LogTile.objects.order_by("level", "number").iterator(1_000):
        data = bytes(tile.data)
        hashes = [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]
        if tile.level == 0:
            first = tile.number * 256
            span = LogLeaf.objects.filter(position__range=(first, first + len(hashes) - 1)).order_by("position")
            below = [bytes(h) for h in span.values_list("leaf_hash", flat=True)]
        else:
            below = [known.get((tile.level - 1, tile.number * 256 + i), b"") for i in range(len(hashes))]
        if hashes != below:
            yield Finding("tile", f"level {tile.level}, number {tile.number}", "the tile differs from what it covers")
        if len(hashes) == 256:
            known[tile.level, tile.number] = tile_root(hashes)


def _waiting_too_long() -> Iterator[Finding]:
    late = PendingLeaf.objects.filter(entry__recorded_at__lt=clock.now() - MERGE_ALARM).count()
    if late:
        yield Finding("delay", f"{late} entries", "they wait for their place longer than 30 seconds")


def _entries_against_leaves() -> Iterator[Finding]:
    """Each entry, recomputed from its own columns and its rows' commitments, gives the hash that the log holds."""
    verifier = keys.log_key().public_key()
    with connection.cursor() as cursor:
        for entry, rows in _entries_with_rows():
            recomputed = leaf_hash(leaf_bytes(entry, rows))
            where = f"audit entry {entry.id} ({entry.act})"
            if recomputed != bytes(entry.leaf_hash):
                yield Finding("entry", where, "its contents were changed after it was recorded")
            try:
                promise = Promise(keys.log_origin(), entry.id, bytes(entry.leaf_hash), entry.recorded_at)
                verify_promise(promise, bytes(entry.promise), verifier)
            except Refusal:
                yield Finding("promise", where, "the log's promise does not fit the entry")
        cursor.execute(
            "SELECT l.position, l.entry_id FROM audit_logleaf l JOIN audit_auditentry e ON e.id = l.entry_id"
            " WHERE l.leaf_hash <> e.leaf_hash ORDER BY l.position LIMIT %s",
            [_SHOWN_PER_CHECK],
        )
        for position, entry_id in cursor.fetchall():
            yield Finding("leaf", f"position {position}", f"it differs from audit entry {entry_id}")


def _entries_with_rows() -> Iterator[tuple[AuditEntry, list[CommittedRow]]]:
    """Every entry with its committed rows, streamed in the order of their ids."""
    rows = groupby(
        AuditRow.objects.order_by("entry_id")
        .values_list("entry_id", "table_name", "row_id", "version", "commitment")
        .iterator(_CHUNK),
        key=lambda row: row[0],
    )
    current = next(rows, None)
    for entry in AuditEntry.objects.order_by("id").iterator(_CHUNK):
        committed: list[CommittedRow] = []
        if current is not None and current[0] == entry.id:
            committed = [CommittedRow(t, r, v, bytes(c)) for _, t, r, v, c in current[1]]
            current = next(rows, None)
        yield entry, committed


def _entries_without_place() -> Iterator[Finding]:
    """An entry is in the log or waits for its place; one that does neither was slipped in or cut out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.act FROM audit_auditentry e"
            " LEFT JOIN audit_logleaf l ON l.entry_id = e.id LEFT JOIN audit_pendingleaf p ON p.entry_id = e.id"
            " WHERE l.entry_id IS NULL AND p.entry_id IS NULL LIMIT %s",
            [_SHOWN_PER_CHECK],
        )
        for entry_id, act in cursor.fetchall():
            yield Finding("entry", f"audit entry {entry_id} ({act})", "it has no place in the log and waits for none")


def audited_models() -> list[type[AuditedModel]]:
    """Every model whose rows are named by audit entries."""
    found = [model for model in apps.get_models() if issubclass(model, AuditedModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def _rows() -> tuple[int, list[Finding]]:
    total, findings = 0, []
    for model in audited_models():
        checked, wrong = _rows_of(model)
        total += checked
        findings += wrong
    return total, findings


def _rows_of(model: type[AuditedModel]) -> tuple[int, list[Finding]]:
    """The newest audited version of each row of a table against the row as it stands."""
    table = model._meta.db_table
    existing = set(_columns_in_database(table))
    findings: list[Finding] = []
    checked = 0
    for shape in RowShape.objects.filter(table_name=table):
        if lost := set(shape.columns) - existing:
            findings.append(Finding("shape", table, f"committed columns no longer exist: {', '.join(sorted(lost))}"))
            continue
        checked += _compare(model, shape, findings)
    findings += _never_audited(model)
    return checked, findings


def _columns_in_database(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


_LATEST = """
WITH latest AS (
    SELECT DISTINCT ON (row_id) row_id, version, salt, commitment, shape_id, entry_id
    FROM audit_auditrow WHERE table_name = %(table)s ORDER BY row_id, version DESC
)
"""


def _compare(model: type[models.Model], shape: RowShape, findings: list[Finding]) -> int:
    table = model._meta.db_table
    sql = f"""{_LATEST}
SELECT a.row_id, t.row_version, a.version,
       t.row_version IS NOT NULL AND {commitment_of(shape.columns, "a.salt")} = a.commitment, x.entry_id
FROM latest a
LEFT JOIN {table_of(model)} t ON t.{primary_key_of(model)}::text = a.row_id
LEFT JOIN audit_erasedrow x ON x.table_name = %(table)s AND x.row_id = a.row_id
WHERE a.shape_id = %(shape)s
"""
    checked = 0
    with connection.cursor() as cursor:
        cursor.execute(sql, {"table": table, "shape": shape.pk})
        while chunk := cursor.fetchmany(_CHUNK):
            checked += len(chunk)
            for row_id, stands, audited, same, erased in chunk:
                if what := _difference(stands, audited, same, erased):
                    findings.append(Finding("row", f"{table} {row_id}", what))
    return checked


def _difference(stands: int | None, audited: int, same: bool, erased: object) -> str:
    if stands is None:
        return "" if erased else "the row was removed"
    if stands != audited:
        return f"version {stands} was written outside any act (the last audited version is {audited})"
    return "" if same else "its contents were changed outside any act"


def _never_audited(model: type[models.Model]) -> Iterator[Finding]:
    table = model._meta.db_table
    column = primary_key_of(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{column}::text FROM {table_of(model)} t WHERE NOT EXISTS"
            f" (SELECT FROM audit_auditrow a WHERE a.table_name = %s AND a.row_id = t.{column}::text) LIMIT %s",
            [table, _SHOWN_PER_CHECK],
        )
        for (row_id,) in cursor.fetchall():
            yield Finding("row", f"{table} {row_id}", "the row was written outside any act")
