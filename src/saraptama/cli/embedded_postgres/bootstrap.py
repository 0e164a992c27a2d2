"""What a new cluster gets before anybody uses it: two roles, one database, three extensions."""

import psycopg
from psycopg import sql

from saraptama.cli.embedded_postgres.credentials import ADMIN, APP, DATABASE, OWNER, Passwords

EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")

_OWNERSHIP = sql.SQL(
    """
    REVOKE ALL ON DATABASE {database} FROM PUBLIC;
    GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app};
    """
)
_ORDINARY_ROWS = sql.SQL(
    """
    GRANT USAGE ON SCHEMA public TO {app};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
    """
)
_NAMES = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER), "app": sql.Identifier(APP)}


def bootstrap(socket: str, passwords: Passwords) -> None:
    """Safe to repeat: a set-up that was cut off is finished by the next start."""
    with _connect(socket, "postgres", ADMIN, passwords.admin) as connection:
        _make_role(connection, OWNER, passwords.owner)
        _make_role(connection, APP, passwords.app)
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**_NAMES))
        connection.execute(_OWNERSHIP.format(**_NAMES))
    with _connect(socket, DATABASE, OWNER, passwords.owner) as connection:
        _make_extensions(connection)
        connection.execute(_ORDINARY_ROWS.format(**_NAMES))
    # Databases made later (a training run, a test's) start from this template.
    with _connect(socket, "template1", ADMIN, passwords.admin) as connection:
        _make_extensions(connection)


def _connect(socket: str, database: str, role: str, password: str) -> psycopg.Connection:
    return psycopg.connect(host=socket, dbname=database, user=role, password=password, autocommit=True)


def _make_role(connection: psycopg.Connection, role: str, password: str) -> None:
    if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(password)
        )
    )


def _make_extensions(connection: psycopg.Connection) -> None:
    for name in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def _exists(connection: psycopg.Connection, question: sql.SQL | str, name: str) -> bool:
    return connection.execute(question, [name]).fetchone() is not None
