"""The load for benchmarks: several processes, the same country, no index lost, one act that says what was loaded."""

from collections import defaultdict
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection

from saraptama.demo import settle
from saraptama.demo.bulk.loading import load
from saraptama.demo.republic import build_republic
from saraptama.foundation.audit.integrator import catch_up
from saraptama.foundation.audit.verification import verify_log

pytestmark = pytest.mark.django_db(transaction=True)


def model(label: str) -> Any:
    return apps.get_model(label)


def database_url() -> str:
    """The test database, for the processes that load."""
    given = connection.settings_dict
    host, port, user = str(given["HOST"]), str(given["PORT"]), quote(str(given["USER"]))
    return f"postgres://{user}:{quote(str(given['PASSWORD']))}@:{port}/{given['NAME']}?host={quote(host)}"


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
        return {name for (name,) in cursor.fetchall()}


def test_two_processes_load_one_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url())
    build_republic(settle.builder())
    before = indexes()

    done = load(settle.builder(), examinations=150, months=18, processes=2)

    assert indexes() == before
    rows = model("examinations.Examination").objects
    assert done.examinations == rows.count() == 150
    numbers: dict[Any, list[int]] = defaultdict(list)
    for institute, year, number in model("intake.Registration").objects.values_list("institute_id", "year", "number"):
        numbers[institute, year].append(number)
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in numbers.values())
    series = model("intake.NumberSeries").objects.filter(series="ORDER")
    assert {(s.institute_id, s.year): s.last_number for s in series} == {key: len(n) for key, n in numbers.items()}
    assert not rows.filter(state="closed", statuses__isnull=False).exists()
    assert not rows.exclude(state="closed").filter(statuses__isnull=True).exists()
    entry = model("audit.AuditEntry").objects.get(act="demo.benchmark_loaded")
    assert entry.details["examinations"] == 150
    catch_up()
    assert verify_log().holds
