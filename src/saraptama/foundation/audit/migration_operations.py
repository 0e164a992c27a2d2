"""Migration operations that make the database itself guard history: triggers and grants."""

from typing import Any

from django.db import migrations

APP_ROLE = "saraptama_app"

_REFUSE = """
CREATE OR REPLACE FUNCTION saraptama_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'restrict_violation';
END $$;
"""
_BUMP = """
CREATE OR REPLACE FUNCTION saraptama_bump_row_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.row_version := OLD.row_version + 1;
    RETURN NEW;
END $$;
"""


_HISTORY = "history is only ever added to"


def _guard(table: str, operations: str, reason: str) -> str:
    return f"""
CREATE TRIGGER {table}_guard BEFORE {operations} ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION saraptama_refuse_change('{reason}');
{_guard_truncate(table, reason)}"""


def _guard_truncate(table: str, reason: str) -> str:
    return f"""
CREATE TRIGGER {table}_guard_truncate BEFORE TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION saraptama_refuse_change('{reason}');
"""


def _revoke(table: str, privileges: str) -> str:
    return f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        EXECUTE 'REVOKE {privileges} ON "{table}" FROM {APP_ROLE}';
    END IF;
END $$;
"""


def _drop(table: str) -> str:
    return f"""
DROP TRIGGER IF EXISTS {table}_guard ON "{table}";
DROP TRIGGER IF EXISTS {table}_guard_truncate ON "{table}";
DROP TRIGGER IF EXISTS {table}_version ON "{table}";
"""


class AppendOnlyTable(migrations.RunSQL):
    """History: rows are only ever added. UPDATE, DELETE and TRUNCATE are refused by trigger and by grant."""

    def __init__(self, table: str, **kwargs: Any) -> None:
        self.table = table
        super().__init__(
            sql=_REFUSE + _guard(table, "UPDATE OR DELETE", _HISTORY) + _revoke(table, "UPDATE, DELETE, TRUNCATE"),
            reverse_sql=_drop(table),
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {})


def guard_partition(partition: str) -> str:
    """SQL for what a partition of a history table does not inherit: the guard against TRUNCATE, and its own grants.

    Row triggers come from the parent; a statement that names the partition is asked for the partition's grants.
    """
    return _guard_truncate(partition, _HISTORY) + _revoke(partition, "UPDATE, DELETE, TRUNCATE")


class AppendOnlyPartition(migrations.RunSQL):
    """A partition of an AppendOnlyTable, guarded where a statement names it and not its parent."""

    def __init__(self, table: str, **kwargs: Any) -> None:
        self.table = table
        super().__init__(
            sql=guard_partition(table), reverse_sql=f'DROP TRIGGER IF EXISTS {table}_guard_truncate ON "{table}"'
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {})


class VersionedTable(migrations.RunSQL):
    """A record that changes: each UPDATE raises `row_version`; DELETE and TRUNCATE are refused."""

    def __init__(self, table: str, **kwargs: Any) -> None:
        self.table = table
        super().__init__(
            sql=_REFUSE
            + _BUMP
            + _guard(table, "DELETE", "records are closed or annulled, never deleted")
            + _revoke(table, "DELETE, TRUNCATE")
            + f"""
CREATE TRIGGER {table}_version BEFORE UPDATE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION saraptama_bump_row_version();
""",
            reverse_sql=_drop(table),
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {})
