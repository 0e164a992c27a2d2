"""History and status tables refuse UPDATE, DELETE and TRUNCATE; records refuse DELETE (design.md §4)."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from saraptama.foundation.audit.rows import AuditedModel

pytestmark = pytest.mark.django_db

GUARDED_BUT_NOT_AUDITED = {
    "audit_auditentry",
    "audit_auditrow",
    "audit_logleaf",
    "audit_checkpoint",
    "audit_readevent",
    "messaging_outboxevent",
    "messaging_reaction",
}


def guarded_tables() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        found: dict[str, set[str]] = {}
        for table, trigger in cursor.fetchall():
            found.setdefault(table, set()).add(trigger)
        return found


def test_every_audited_table_is_guarded_by_the_database() -> None:
    triggers = guarded_tables()
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, AuditedModel)} | GUARDED_BUT_NOT_AUDITED
    unguarded = {t for t in tables if not {f"{t}_guard", f"{t}_guard_truncate"} <= triggers.get(t, set())}
    assert unguarded == set()


@pytest.mark.parametrize("table", sorted(GUARDED_BUT_NOT_AUDITED))
def test_truncating_history_is_refused(table: str) -> None:
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{table}" CASCADE')
