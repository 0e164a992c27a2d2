"""Web, worker and integrator hold a role of the database that can add to history and cannot change it.

The triggers refuse everybody; these grants refuse the service even where somebody would take the triggers away.
"""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.resilience.service import Service

APP = "saraptama_app"


@pytest.fixture
def app(service: Service) -> Iterator[psycopg.Connection]:
    """Connected as the web is."""
    with psycopg.connect(service.urls().app, autocommit=True) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (APP,)
        yield connection


def guarded(service: Service, operation: str) -> list[str]:
    """Tables whose trigger refuses the operation: 8 is DELETE, 16 is UPDATE (pg_trigger.tgtype).

    A trigger with a condition refuses some rows only (a note once it is locked), so the others need their grant.
    """
    bit = {"DELETE": 8, "UPDATE": 16}[operation]
    return [
        name
        for (name,) in service.rows(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE p.proname = 'saraptama_refuse_change' AND t.tgqual IS NULL AND t.tgtype & %s > 0 ORDER BY 1",
            bit,
        )
    ]


@pytest.mark.parametrize("operation", ["UPDATE", "DELETE"])
def test_what_a_trigger_refuses_is_not_granted_either(service: Service, operation: str) -> None:
    tables = guarded(service, operation)
    assert {"audit_auditentry", "audit_readevent_other", "intake_orderstatus", "custody_custodyevent"} <= set(tables)
    granted = [
        table
        for table in tables
        if service.rows("SELECT has_table_privilege(%s, %s, %s)", APP, table, operation) == [(True,)]
    ]
    assert granted == []


def test_nothing_can_be_truncated(service: Service) -> None:
    granted = service.rows(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(%s, c.oid, 'TRUNCATE')",
        APP,
    )
    assert granted == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET act = 'x'",
        "DELETE FROM audit_auditentry",
        "TRUNCATE audit_auditentry CASCADE",
        "UPDATE audit_readevent_other SET subject_id = 'x'",
        "DELETE FROM intake_orderstatus",
        "DELETE FROM intake_order",
        "SET session_replication_role = replica",
        "ALTER TABLE audit_auditentry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_auditentry_guard ON audit_auditentry",
        "CREATE OR REPLACE FUNCTION public.saraptama_refuse_change() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE public.mine ()",
        "SET ROLE saraptama_owner",
    ],
)
def test_the_service_is_refused_by_the_database(app: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_the_service_can_do_its_work(app: psycopg.Connection) -> None:
    """Enough is granted: rows of every table can be read, history can be added to, leaves find their place."""
    tables = [
        name
        for (name,) in app.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
        )
    ]
    for table in tables:
        app.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table)))
        may = app.execute("SELECT has_table_privilege(%s, 'INSERT')", (table,)).fetchone()
        assert may == (True,), table


def test_the_months_ahead_have_their_partitions(service: Service) -> None:
    found = service.rows(
        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit_readevent'::regclass"
        " AND inhrelid::regclass::text LIKE 'audit_readevent_2%'"
    )
    assert found[0][0] >= 24
