"""The one writer of the log: gives waiting entries their places, keeps tiles, signs checkpoints.

Acts never wait for it (no shared lock in their transactions); it follows them within seconds (design: merge delay at
most 5 s, alarm at 30 s). A session-level advisory lock elects one integrator among any number of processes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import close_old_connections, connection, transaction

from saraptama.foundation.audit import keys
from saraptama.foundation.audit.models import Checkpoint, LogTile
from saraptama.foundation.audit.read_seals import seal_reads
from saraptama.kernel import clock
from saraptama.proof import checkpoint as signed
from saraptama.proof.merkle import HASH_SIZE, Frontier
from saraptama.proof.tiles import Tile, grow

INTERVAL_SECONDS = 0.2
READS_EVERY_SECONDS = 60.0
BATCH = 50_000
_LEADER_LOCK = 0x5A4A_1066

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Integrated:
    """What one round did."""

    leaves: int
    tree_size: int


def _take_pending(limit: int) -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH taken AS (DELETE FROM audit_pendingleaf WHERE entry_id IN"
            " (SELECT entry_id FROM audit_pendingleaf ORDER BY entry_id LIMIT %s)"
            " RETURNING entry_id, leaf_hash) SELECT entry_id, leaf_hash FROM taken ORDER BY entry_id",
            [limit],
        )
        return [(str(entry), bytes(leaf)) for entry, leaf in cursor.fetchall()]


def _store_leaves(start: int, taken: list[tuple[str, bytes]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY audit_logleaf (position, entry_id, leaf_hash) FROM STDIN") as c,
    ):
        for offset, (entry_id, leaf) in enumerate(taken):
            c.write_row((start + offset, entry_id, leaf))


def _frontier(last: Checkpoint | None) -> Frontier:
    if last is None:
        return Frontier()
    packed = bytes(last.frontier)
    return Frontier(last.tree_size, [packed[at : at + HASH_SIZE] for at in range(0, len(packed), HASH_SIZE)])


def read_tile(tile: Tile) -> bytes:
    """The hashes of a tile as wide as asked, from what is stored."""
    data = LogTile.objects.values_list("data", flat=True).get(level=tile.level, number=tile.number)
    return bytes(data)[: tile.width * HASH_SIZE]


def _store_tiles(old_size: int, leaves: list[bytes]) -> None:
    tiles = [
        LogTile(level=tile.level, number=tile.number, data=data)
        for tile, data in grow(read_tile, old_size, leaves).items()
    ]
    LogTile.objects.bulk_create(
        tiles, update_conflicts=True, unique_fields=["level", "number"], update_fields=["data"], batch_size=500
    )


@transaction.atomic
def integrate(limit: int = BATCH) -> Integrated:
    """Give waiting entries consecutive places, store the tiles that filled, sign the new checkpoint.

    The caller holds the leader lock. Nothing waiting: nothing is written.
    """
    last = Checkpoint.objects.order_by("-tree_size").first()
    old = last.tree_size if last else 0
    taken = _take_pending(limit)
    if not taken:
        return Integrated(0, old)
    _store_leaves(old, taken)
    frontier = _frontier(last)
    frontier.extend(leaf for _, leaf in taken)
    _store_tiles(old, [leaf for _, leaf in taken])
    Checkpoint.objects.create(
        tree_size=frontier.size,
        root=frontier.root(),
        frontier=b"".join(frontier.nodes),
        note=signed.Checkpoint(keys.log_origin(), frontier.size, frontier.root()).signed_by(keys.log_signer()),
        created_at=clock.now(),
    )
    return Integrated(len(taken), frontier.size)


def become_leader() -> bool:
    """Whether this session is now the one integrator. The lock ends with the session, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LEADER_LOCK])
        return bool(cursor.fetchone()[0])


def resign() -> None:
    """Let another process lead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LEADER_LOCK])


def catch_up() -> int:
    """Integrate all that waits now, if nobody else leads; returns how many leaves were placed."""
    if not become_leader():
        return 0
    try:
        total = 0
        while (round_ := integrate()).leaves:
            total += round_.leaves
        return total
    finally:
        resign()


def run_forever(keep_going: Callable[[], bool] = lambda: True) -> None:
    """Integrate every 200 ms, seal what was read every minute; survives a lost database and takes the lead again."""
    leading = False
    reads_due = time.monotonic()
    while keep_going():
        try:
            leading = leading or become_leader()
            if leading and time.monotonic() >= reads_due:
                seal_reads()
                reads_due = time.monotonic() + READS_EVERY_SECONDS
            if leading:
                integrate()
        except Exception:
            log.exception("integrator_round_failed")
            leading = False
            connection.close()
            close_old_connections()
            time.sleep(1)
        time.sleep(INTERVAL_SECONDS)
