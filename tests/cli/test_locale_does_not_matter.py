"""The database is the same whatever language the operator's terminal speaks.

Under LANG=C an ordinary initdb makes a database in which Cyrillic has no lower case and no trigrams.
"""

import pytest

from saraptama.cli.database_check import check_database
from saraptama.cli.embedded_postgres import launcher
from saraptama.cli.home import Home
from tests.cli.conftest import Saraptama, ask

QUESTIONS = {
    "SELECT 'ҚАЗ' ILIKE 'қаз'": True,
    "SELECT lower('ӘҒҚҢӨҰҮҺІЁ')": "әғқңөұүһіё",
    "SELECT round(similarity('сараптама', 'сараптамасы')::numeric, 2)::text": "0.69",
    "SELECT to_tsvector('simple', '«ҚАЗ» № 5')::text": "'5':2 'қаз':1",
    "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['я', 'А', 'ә', 'Б']) w": "АБяә",
    "SHOW lc_messages": "C",
    "SHOW server_encoding": "UTF8",
}


@pytest.mark.parametrize("language", ["C", "ru_RU.UTF-8", None])
def test_search_answers_the_same(home: Home, saraptama: Saraptama, language: str | None) -> None:
    words = {"LANG": language, "LC_ALL": language, "LC_CTYPE": None, "PYTHONUTF8": "1"}
    started = saraptama("db", "start", "--throw-away", SARAPTAMA_HOME=str(home.path), **words)
    assert started.returncode == 0, started.stderr
    urls = launcher.ensure_running(home, supervised=False)
    assert {question: ask(urls.app, question) for question in QUESTIONS} == QUESTIONS
    check_database(urls.app)
