"""A database that would answer Kazakh searches wrongly is refused before anything starts, with the way to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from saraptama.cli.database_check import UnsuitableDatabase, check_database
from saraptama.cli.embedded_postgres.credentials import Urls
from saraptama.cli.home import Home
from tests.cli.conftest import Saraptama


@contextmanager
def database(urls: Urls, how: str) -> Iterator[str]:
    """One made from template0 in a way of its own."""
    with psycopg.connect(urls.admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE other TEMPLATE template0 {how}")  # type: ignore[arg-type]  # constant text
        try:
            yield urls.admin.replace("/saraptama?", "/other?")
        finally:
            admin.execute("DROP DATABASE other WITH (FORCE)")


def test_our_own_database_passes_for_every_role(running: tuple[Home, Urls]) -> None:
    for url in (running[1].app, running[1].owner, running[1].admin):
        check_database(url)


def test_a_database_that_knows_no_cyrillic(running: tuple[Home, Urls], saraptama: Saraptama) -> None:
    home, urls = running
    with database(urls, "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'") as url:
        refused = saraptama("check", SARAPTAMA_HOME=str(home.path), DATABASE_URL=url)
    assert refused.returncode == 2
    assert "'ҚАЗ' is not found by 'қаз'" in refused.stderr
    assert "CREATE DATABASE saraptama" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_whose_trigrams_see_no_letters(running: tuple[Home, Urls]) -> None:
    """The built-in provider alone is not enough: pg_trgm still asks the C library."""
    with (
        database(running[1], "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'") as url,
        pytest.raises(UnsuitableDatabase) as refusal,
    ):
        check_database(url)
    assert "pg_trgm finds no likeness" in refusal.value.text()


def test_a_database_of_another_encoding(running: tuple[Home, Urls]) -> None:
    with (
        database(running[1], "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'") as url,
        pytest.raises(UnsuitableDatabase) as refusal,
    ):
        check_database(url)
    assert "its encoding is SQL_ASCII" in refusal.value.text()


def test_an_address_that_does_not_answer(running: tuple[Home, Urls], saraptama: Saraptama) -> None:
    home, urls = running
    wrong = urls.app.replace("/saraptama?", "/nowhere?")
    refused = saraptama("check", SARAPTAMA_HOME=str(home.path), DATABASE_URL=wrong)
    assert refused.returncode == 2
    assert "does not answer" in refused.stderr
    assert "Traceback" not in refused.stderr
