"""Monthly partitions of the read events, made ahead by `saraptama migrate`: only the tables' owner may.

Where a month has none, its events stand in the DEFAULT partition: nothing is lost, only dropping a whole month at once
is not possible for it.
"""

from datetime import date

from django.db import connection, transaction

from saraptama.foundation.audit.migration_operations import guard_partition
from saraptama.kernel import clock

MONTHS_AHEAD = 24


def prepare_read_partitions(months: int = MONTHS_AHEAD) -> list[str]:
    """Make the partitions of this month and the next ones that are missing; returns the names of those made."""
    first = clock.today().replace(day=1)
    with transaction.atomic(), connection.cursor() as cursor:
        # Two releases started at the same moment would otherwise make the same month.
        cursor.execute("LOCK TABLE audit_readevent IN SHARE UPDATE EXCLUSIVE MODE")
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_readevent'::regclass")
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT month FROM audit_readevent_other")
        kept_elsewhere = {month for (month,) in cursor.fetchall()}
        made = []
        for month in (_plus(first, ahead) for ahead in range(months + 1)):
            name = f"audit_readevent_{month:%Y_%m}"
            if name in there or month in kept_elsewhere:
                continue
            cursor.execute(
                f"CREATE TABLE {name} PARTITION OF audit_readevent"
                f" FOR VALUES FROM ('{month}') TO ('{_plus(month, 1)}');" + guard_partition(name)
            )
            made.append(name)
    return made


def _plus(month: date, months: int) -> date:
    years, index = divmod(month.month - 1 + months, 12)
    return date(month.year + years, index + 1, 1)
