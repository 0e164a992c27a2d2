"""What people opened stands under the log, a leaf a minute; a changed, removed or added reading is named."""

from collections.abc import Iterator
from datetime import date, datetime, time
from time import monotonic, sleep

import psycopg
import pytest
from django.db import connection, transaction

from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit import read_seals
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.models import AuditEntry, ReadEvent, ReadSeal
from saraptama.foundation.audit.partitions import MONTHS_AHEAD, prepare_read_partitions
from saraptama.foundation.audit.read_seals import seal_reads, unsealed_reads
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.audit.verification import verify_log
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM
from tests.foundation.audit.test_tampering_is_found import with_triggers_off

pytestmark = pytest.mark.django_db(transaction=True)


def three_are_read() -> list[int]:
    """Three members of the cast are looked at."""
    for person in User.objects.order_by("login")[:3]:
        note_read(SYSTEM, subject=person)
    return list(ReadEvent.objects.order_by("id").values_list("id", flat=True))[-3:]


def sealed_now() -> int:
    """Seal when every transaction running now has ended: another test process may work on this server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (begun_until,) = cursor.fetchone()
    give_up = monotonic() + 120
    while read_seals._oldest_running() < begun_until:
        assert monotonic() < give_up, "another transaction does not end"
        sleep(0.05)
    return seal_reads()


def at_noon(day: int) -> datetime:
    return datetime(2026, 12, day, 12, tzinfo=clock.ALMATY)


def what_is_wrong() -> list[str]:
    catch_up()
    return [f"{finding.where}: {finding.what}" for finding in verify_log(rows=True).findings]


def test_a_minute_of_reading_is_one_leaf() -> None:
    before = AuditEntry.objects.count()
    three_are_read()
    assert unsealed_reads() == 3
    assert sealed_now() == 3
    assert (unsealed_reads(), AuditEntry.objects.count()) == (0, before + 1)
    assert AuditEntry.objects.latest("recorded_at").act == "audit.reads_sealed"
    assert what_is_wrong() == []


def test_a_minute_without_reading_leaves_nothing() -> None:
    before = AuditEntry.objects.count()
    assert seal_reads() == 0
    assert AuditEntry.objects.count() == before


def test_a_changed_reading_is_named() -> None:
    _, changed, _ = three_are_read()
    sealed_now()
    with_triggers_off("UPDATE audit_readevent SET actor_id = gen_random_uuid() WHERE id = %s", changed)
    assert what_is_wrong() == [f"read event {changed}: its contents were changed"]


def test_a_removed_reading_is_named() -> None:
    removed, _, _ = three_are_read()
    sealed_now()
    with_triggers_off("DELETE FROM audit_readevent WHERE id = %s", removed)
    assert what_is_wrong() == [f"read event {removed}: it was removed"]


def test_a_reading_slipped_into_a_sealed_minute_is_named() -> None:
    one, _, _ = three_are_read()
    sealed_now()
    with_triggers_off(
        'INSERT INTO audit_readevent (month, actor_id, subject_table, subject_id, "window", recorded_at, xact)'
        " SELECT month, gen_random_uuid(), subject_table, subject_id, 1, recorded_at, xact"
        " FROM audit_readevent WHERE id = %s",
        one,
    )
    slipped = ReadEvent.objects.latest("id").id
    assert what_is_wrong() == [f"read event {slipped}: it was slipped in after its minute had been sealed"]


def test_a_removed_seal_is_a_removed_row() -> None:
    three_are_read()
    sealed_now()
    seal = ReadSeal.objects.get()
    with_triggers_off("DELETE FROM audit_readseal WHERE id = %s", seal.id)
    assert f"audit_readseal {seal.id}: the row was removed" in what_is_wrong()


@pytest.fixture
def somebody_else() -> Iterator[psycopg.Connection]:
    """Another process with a connection of its own."""
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    with psycopg.connect(**settings) as other:
        yield other


def test_a_reading_that_commits_late_is_in_the_next_seal(somebody_else: psycopg.Connection) -> None:
    somebody_else.execute(
        'INSERT INTO audit_readevent (month, actor_id, subject_table, subject_id, "window", recorded_at)'
        " VALUES ('2026-11-01', gen_random_uuid(), 'accounts_user', 'x', 1, now())"
    )
    three_are_read()
    assert seal_reads() == 0  # they may not be sealed before the older one has ended
    somebody_else.commit()
    assert sealed_now() == 4
    assert what_is_wrong() == []


def numbers_begin_at(first: int) -> None:
    """Transactions get numbers behind this one, as on a server that has run for longer."""
    with connection.cursor() as cursor:
        default = f"pg_current_xact_id()::text::bigint + {first}"
        cursor.execute(f"ALTER TABLE audit_readevent ALTER xact SET DEFAULT {default}")


def test_sealing_goes_on_after_the_numbers_of_transactions_began_again() -> None:
    """A dump restored on a new server: its transactions have lower numbers than those already sealed."""
    numbers_begin_at(10**12)
    with clock.held_at(at_noon(1)):
        three_are_read()
    assert read_seals._seal(0, ReadEvent.objects.latest("xact").xact + 1, 0) == 3
    with clock.held_at(at_noon(2)):
        three_are_read()
    numbers_begin_at(0)
    with clock.held_at(at_noon(3)):
        three_are_read()
    assert [sealed_now(), sealed_now()] == [3, 3]
    with clock.held_at(at_noon(4)):
        three_are_read()
    assert sealed_now() == 3
    assert unsealed_reads() == 0
    assert what_is_wrong() == []


def test_a_great_minute_is_cut_between_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_seals, "_MOST_AT_ONCE", 2)
    with transaction.atomic():
        three_are_read()
    with clock.held_at(at_noon(4)):
        three_are_read()
    sealed = 0
    while unsealed_reads():
        sealed += seal_reads()
    assert sealed == 6
    assert what_is_wrong() == []


def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_readevent'::regclass")
        return {name for (name,) in cursor.fetchall()}


def test_partitions_are_made_ahead_and_only_once() -> None:
    with transaction.atomic():
        made = prepare_read_partitions()
        assert len(made) == MONTHS_AHEAD + 1
        assert set(made) <= partitions()
        assert prepare_read_partitions() == []
        three_are_read()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM audit_readevent_{clock.today():%Y_%m}")
            assert cursor.fetchone() == (3,)
        transaction.set_rollback(True)


def test_a_month_that_has_begun_without_a_partition_stays_where_it_is() -> None:
    three_are_read()
    with transaction.atomic():
        month = f"audit_readevent_{clock.today():%Y_%m}"
        assert month not in prepare_read_partitions()
        assert ReadEvent.objects.count() == 3
        transaction.set_rollback(True)


@pytest.mark.parametrize("statement", ["UPDATE {} SET subject_id = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_a_partition_is_guarded_like_its_table(statement: str) -> None:
    three_are_read()
    with transaction.atomic():
        (next_month, *_) = prepare_read_partitions()
        with clock.held_at(datetime.combine(_day_of(next_month), time(10), clock.ALMATY)):
            three_are_read()
        for table in ("audit_readevent_other", next_month):
            with (
                pytest.raises(Exception, match="is refused"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement.format(table))
        transaction.set_rollback(True)


def _day_of(partition: str) -> date:
    year, month = partition.rsplit("_", 2)[-2:]
    return date(int(year), int(month), 15)
