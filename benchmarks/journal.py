"""The journals over millions of examinations: lists, number, name and word look-ups, by the screens' own selectors.

Server time: from the call to the last row of a page of 50 with everything that a line shows, as the director of an
institute and as the auditor of the whole country. Statements are those of Django; the slowest are explained.
"""

import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import click

from benchmarks import ground
from benchmarks.measuring import Report, percentile

PAGE = 50
MOST_SECONDS = 20
"""A question that is far too slow is not asked to the end: its count says so."""
TARGET_MS = 50


@dataclass
class Asked:
    """One kind of question with the times of its answers."""

    name: str
    ask: Callable[[], Any]
    target: bool = True
    times: list[float] = field(default_factory=list)
    found: list[int] = field(default_factory=list)


@dataclass
class Statement:
    """A statement that was sent, and how long it took."""

    sql: str
    params: Any
    seconds: float
    of: str


class Watch:
    """Keeps the statements that Django sends."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.of = ""

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements.append(Statement(sql, params, time.perf_counter() - begun, self.of))


@click.command()
@click.option("--repeats", default=60, show_default=True, help="How often each question is asked.")
@click.option("--only", default="", help="Only the questions whose name holds this.")
@click.option("--explain/--no-explain", default=True, show_default=True, help="Explain the three slowest statements.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(repeats: int, only: str, explain: bool, append: bool) -> None:
    """Ask the journals, over and over, for other things each time."""
    ground.prepare()
    from django.apps import apps
    from django.db import connection

    from saraptama.config.web_worker import make_ready

    count = apps.get_model("examinations.Examination").objects.count()
    report = Report(f"journal and search over {count:,} examinations")
    make_ready()
    watch = Watch()
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(watch))
        questions = Questions()
        for asked in questions.all():
            if only not in asked.name:
                continue
            watch.of = asked.name
            answer_often(asked, repeats)
            measured = f"p50 {percentile(asked.times, 0.5):.1f} ms, p95 {percentile(asked.times, 0.95):.1f} ms"
            p95 = percentile(asked.times, 0.95)
            found = sum(asked.found) / len(asked.found)
            measured += f" ({found:.0f} rows, asked {len(asked.times)} times)"
            report.add(asked.name, measured, f"p95 < {TARGET_MS} ms" if asked.target else "",
                       p95 < TARGET_MS if asked.target else None)  # fmt: skip
    report.note(
        f"each question up to {repeats} times with other values, after two that are not counted; pages of {PAGE}"
    )
    report.note("one caller; caches as warm as the questions before left them")
    report.show(append=append)
    if explain:
        explain_slowest(watch.statements)


def answer_often(asked: Asked, repeats: int) -> None:
    """Ask, fetch the page, note the time."""
    stop = time.perf_counter() + MOST_SECONDS
    for number in range(repeats + 2):
        if number > 4 and time.perf_counter() > stop:
            return
        begun = time.perf_counter()
        rows = list(asked.ask()[:PAGE])
        if number >= 2:
            asked.times.append((time.perf_counter() - begun) * 1000)
            asked.found.append(len(rows))


class Questions:
    """What people ask of the journals, with values drawn from what is there."""

    def __init__(self) -> None:
        from django.apps import apps

        from saraptama.demo.names import stock_of_names
        from saraptama.foundation.accounts.services import actor_for_login

        self.rng = random.Random(7)
        self.director = actor_for_login("nurlan")
        self.auditor = actor_for_login("zarina")
        self.expert = actor_for_login("yerlan")
        registrations = apps.get_model("intake.Registration").objects
        self.numbers = list(registrations.filter(text__startswith="71-").values_list("text", flat=True)[:20_000])
        self.cases = list(apps.get_model("intake.Order").objects.values_list("case_no", flat=True)[:5_000])
        self.names = [name.full for name in stock_of_names(1)]

    def all(self) -> list[Asked]:
        """Every kind of question."""
        from saraptama.casework.examinations import selectors as examinations
        from saraptama.casework.examinations.types import JournalFilter
        from saraptama.casework.intake import selectors as intake

        def by_number(actor: Any) -> Any:
            return examinations.journal(actor, JournalFilter(number=self.draw(self.numbers)))

        return [
            Asked("examinations: newest of an institute", lambda: examinations.journal(self.director)),
            Asked("examinations: newest of the country", lambda: examinations.journal(self.auditor)),
            Asked("examinations: by number, institute", lambda: by_number(self.director)),
            Asked("examinations: by number, country", lambda: by_number(self.auditor)),
            Asked("examinations: unfinished of an institute",
                  lambda: examinations.journal(self.director, JournalFilter(unfinished=True))),
            Asked("examinations: overdue of an institute",
                  lambda: examinations.journal(self.director, JournalFilter(overdue=True))),
            Asked("examinations: of one specialty, country",
                  lambda: examinations.journal(self.auditor, JournalFilter(specialty=self.draw(SPECIALTIES)))),
            Asked("examinations: visible to an expert", lambda: examinations.journal(self.expert)),
            Asked("counts of the head's desk", lambda: [examinations.desk_counts(self.director)], target=False),
            Asked("orders: newest of an institute", lambda: intake.journal(self.director)),
            Asked("orders: newest of the country", lambda: intake.journal(self.auditor)),
            Asked("orders: inbox of an institute", lambda: intake.inbox(self.director)),
            Asked("orders: by number", lambda: intake.find(self.director, self.draw(self.numbers))),
            Asked("orders: by case number", lambda: intake.find(self.auditor, self.draw(self.cases))),
            Asked("orders: by name of a person", lambda: intake.find(self.auditor, self.draw(self.names))),
            Asked("orders: by name, institute", lambda: intake.find(self.director, self.draw(self.names))),
            Asked("orders: by one frequent word", lambda: intake.find(self.auditor, self.draw(WORDS))),
            Asked("orders: by two words", lambda: intake.find(self.auditor, " ".join(self.rng.sample(WORDS, 2)))),
            Asked("orders: by two words, institute",
                  lambda: intake.find(self.director, " ".join(self.rng.sample(WORDS, 2)))),
        ]  # fmt: skip

    def draw(self, values: list[str]) -> str:
        return values[int(self.rng.random() * len(values))]


SPECIALTIES = ["17.1", "24.1", "8.1", "15.1"]
WORDS = [
    "подпись",
    "наркотическое",
    "автомобиль",
    "қолтаңба",
    "мәйіт",
    "жарақат",
    "ноутбук",
    "расписка",
    "өрт",
    "құжат",
]


def explain_slowest(statements: list[Statement]) -> None:
    """The plans of the three slowest statements, each kind of question once."""
    from django.db import connection

    slowest: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: -s.seconds):
        if statement.sql.startswith("SELECT"):
            slowest.setdefault(statement.of, statement)
    for statement in list(slowest.values())[:3]:
        click.echo(f"\n=== {statement.of}: {statement.seconds * 1000:.1f} ms\n{statement.sql}\n{statement.params}")
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement.sql}", statement.params)
            for (line,) in cursor.fetchall():
                click.echo(line)


if __name__ == "__main__":
    main()
