"""Is this PostgreSQL fit for us? Asked before anything is started on it.

A database with the wrong character type answers every query, only wrongly: a search for «қаз» does not find «ҚАЗ»,
and nobody is told. So we ask a few questions with known answers, and refuse with the way to mend it.
"""

from collections.abc import Iterator

import psycopg

from saraptama.kernel.errors import Refusal

OLDEST_SERVER = 17

HOW_TO_MEND = """\
Make a right database as a superuser of your PostgreSQL 17 or newer and give its address in DATABASE_URL:

  CREATE ROLE saraptama_owner LOGIN PASSWORD '...';
  CREATE DATABASE saraptama OWNER saraptama_owner TEMPLATE template0 ENCODING 'UTF8'
      LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
  \\c saraptama
  CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist; CREATE EXTENSION unaccent;

Or leave DATABASE_URL unset: then saraptama runs a PostgreSQL of its own. More in docs/runbooks/database.md."""


class DatabaseUnreachable(Refusal):
    code = "database_unreachable"
    message = "The database in DATABASE_URL does not answer: {why}\nCheck the address, the password and that it runs."


class UnsuitableDatabase(Refusal):
    code = "unsuitable_database"
    message = "The database in DATABASE_URL cannot be used:\n{reasons}\n\n" + HOW_TO_MEND


def check_database(url: str) -> None:
    """Raise unless the database behind this address is one we can trust with Kazakh and Russian text."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            reasons = list(_reasons(connection))
            connection.rollback()
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(why=str(error).strip()) from None
    if reasons:
        raise UnsuitableDatabase(reasons="\n".join(f"  - {reason}" for reason in reasons))


def _reasons(connection: psycopg.Connection) -> Iterator[str]:
    version = connection.info.server_version
    if version < OLDEST_SERVER * 10_000:
        yield f"the server is PostgreSQL {version // 10_000}, needed is {OLDEST_SERVER} or newer"
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        yield f"its encoding is {encoding}, needed is UTF8"
        return
    if not _is_true(connection, "SELECT 'ҚАЗ' ILIKE 'қаз' AND lower('Ә') = 'ә'"):
        yield "it does not know Kazakh letters: 'ҚАЗ' is not found by 'қаз' (its character type is wrong)"
    yield from _search_reasons(connection)


def _search_reasons(connection: psycopg.Connection) -> Iterator[str]:
    """A new database may lack the extension: then it is tried inside this transaction, which is rolled back."""
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        if not _is_true(connection, "SELECT similarity('сараптама', 'сараптамасы') > 0.5"):
            yield "pg_trgm finds no likeness between «сараптама» and «сараптамасы» (LC_CTYPE must be a UTF-8 one)"
    except psycopg.Error as error:
        yield f"the extension pg_trgm cannot be used: {error.diag.message_primary or error}"


def _is_true(connection: psycopg.Connection, question: str) -> bool:
    row = connection.execute(question).fetchone()
    return row is not None and bool(row[0])
