"""Whole pages of the desks over millions of examinations: the time of the answer, its statements, its weight.

Each list page is asked for as the person who works with it, through the whole of Django (middleware, rights, template),
without the network in between.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import click

from benchmarks import ground
from benchmarks.journal import Statement, Watch
from benchmarks.measuring import Report, percentile
from saraptama.kernel import clock

TARGET_MS = 150
MOST_SECONDS = 20
WORDS = ["подпись", "наркотическое", "автомобиль", "қолтаңба жарақат", "мәйіт жарақат", "ноутбук", "құжат"]
NOT_COUNTED = 2
"""First answers of a page: they read what later ones find at hand."""


@dataclass(frozen=True)
class Page:
    """One address, as asked by one of the cast; `words` draws what is searched for."""

    name: str
    login: str
    address: Callable[[], str]


@dataclass(frozen=True)
class Answered:
    """One answer: how long it took, and the statements it waited for."""

    milliseconds: float
    address: str
    statements: list[Statement]

    @property
    def in_database(self) -> float:
        return sum(statement.seconds for statement in self.statements) * 1000


@click.command()
@click.option("--repeats", default=40, show_default=True, help="How often each page is asked for.")
@click.option("--only", default="", help="Only the pages whose name holds this.")
@click.option("--slowest", default=0, help="Show so many of the slowest statements of each page's slowest answer.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(repeats: int, only: str, slowest: int, append: bool) -> None:
    """Open the desks' lists, over and over."""
    ground.prepare()
    from django.apps import apps
    from django.db import connection

    from saraptama.cli.serve import collect_static
    from saraptama.config.web_worker import make_ready

    collect_static()
    count = apps.get_model("examinations.Examination").objects.count()
    report = Report(f"whole pages over {count:,} examinations")
    make_ready()
    watch = Watch()
    with connection.execute_wrapper(watch):
        for page in pages():
            if only in page.name:
                measure(report, page, repeats, watch, slowest)
    report.note("through the whole of Django, without the network; one caller; two first answers are not counted")
    report.show(append=append)


def measure(report: Report, page: Page, repeats: int, watch: Watch, slowest: int) -> None:
    """One page many times."""
    client = signed_in(page.login)
    answers: list[Answered] = []
    stop = time.perf_counter() + MOST_SECONDS
    for number in range(repeats + NOT_COUNTED):
        if number > 4 and time.perf_counter() > stop:
            break
        address = page.address()
        watch.statements = []
        begun = time.perf_counter()
        answer = client.get(address)
        answers.append(Answered((time.perf_counter() - begun) * 1000, address, watch.statements))
        if answer.status_code != 200:
            report.add(page.name, f"answered {answer.status_code} for {address}", "", False)
            return
    counted = answers[NOT_COUNTED:]
    times = [one.milliseconds for one in counted]
    p95 = percentile(times, 0.95)
    report.add(
        page.name,
        f"p50 {percentile(times, 0.5):.0f} ms, p95 {p95:.0f} ms; in the database "
        f"{percentile([one.in_database for one in counted], 0.5):.0f} and "
        f"{percentile([one.in_database for one in counted], 0.95):.0f} ms, {len(counted[-1].statements)} statements; "
        f"{len(answer.content) / 1024:.0f} KiB (asked {len(times)} times)",
        f"p95 < {TARGET_MS} ms",
        p95 < TARGET_MS,
    )
    if slowest:
        show_slowest(max(counted, key=lambda one: one.milliseconds), slowest)


def show_slowest(answered: Answered, most: int) -> None:
    """What a slow answer waited for."""
    click.echo(f"\n=== {answered.address}: {answered.milliseconds:.0f} ms, {answered.in_database:.0f} in the database")
    for statement in sorted(answered.statements, key=lambda one: -one.seconds)[:most]:
        click.echo(f"{statement.seconds * 1000:.1f} ms: {statement.sql}\n{statement.params}")


def signed_in(login: str) -> Any:
    """A browser of this person, with the second factor shown."""
    from allauth.account.internal.flows.login import (
        _AUTHENTICATION_METHODS_USER_SESSION_KEY,
        AUTHENTICATION_METHODS_SESSION_KEY,
    )
    from django.apps import apps
    from django.conf import settings
    from django.test import Client

    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    user = apps.get_model("accounts.User").objects.get(login=login)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


def at(name: str) -> Callable[[], str]:
    """The page as its link opens it."""
    from django.urls import reverse

    return lambda: reverse(name)


def far_down(name: str, login: str) -> Callable[[], str]:
    """The page of somebody who has leafed through several years."""
    return lambda: f"{at(name)()}?cursor={cursor_far_down(name, login)}"


class Stock:
    """What people ask for, drawn from what is there."""

    def __init__(self) -> None:
        from django.apps import apps

        from saraptama.demo.names import stock_of_names

        self.rng = random.Random(11)
        registrations = apps.get_model("intake.Registration").objects
        self.numbers = list(registrations.filter(text__startswith="71-").values_list("text", flat=True)[:5_000])
        self.names = [name.full for name in stock_of_names(1)]
        open_ones = apps.get_model("examinations.Examination").objects.filter(
            institute__code="I71", confidentiality="OPEN"
        )
        self.examinations = list(open_ones.values_list("id", flat=True)[:500])

    def searched(self, name: str, stock: list[str], key: str = "words") -> Callable[[], str]:
        """The page narrowed to something else each time."""
        return lambda: f"{at(name)()}?{key}={self.rng.choice(stock)}"

    def examination(self) -> str:
        """The page of one examination."""
        from django.urls import reverse

        return reverse("examination", args=[self.rng.choice(self.examinations)])


def pages() -> list[Page]:
    """The lists of every desk, plain and searched."""
    stock = Stock()
    return [*of_the_registry(stock), *of_the_custody_room(), *of_heads(stock), *of_everybody(stock)]


def of_the_registry(stock: Stock) -> list[Page]:
    """Records office and auditor."""
    return [
        Page("registry: the desk", "aigerim", at("registry_home")),
        Page("registry: inbox", "aigerim", at("registry_inbox")),
        Page("registry: journal", "aigerim", at("registry_journal")),
        Page("registry: journal by number", "aigerim", stock.searched("registry_journal", stock.numbers)),
        Page("registry: journal by name", "aigerim", stock.searched("registry_journal", stock.names)),
        Page("registry: journal of a kind", "aigerim",
             stock.searched("registry_journal", ["REPEATED", "ADDITIONAL"], "kind")),
        Page("registry: journal of a period", "aigerim",
             stock.searched("registry_journal", ["week", "month", "year"], "registered")),
        Page("registry: journal, far down", "aigerim", far_down("registry_journal", "aigerim")),
        Page("registry: what was sent", "aigerim", at("registry_dispatches")),
        Page("auditor: journal of the country", "zarina", at("registry_journal")),
    ]  # fmt: skip


def of_the_custody_room() -> list[Page]:
    """Objects."""
    return [
        Page("custody: the desk", "bolat", at("custody_home")),
        Page("custody: objects", "bolat", at("custody_objects")),
        Page("custody: expected", "bolat", at("custody_expected")),
        Page("custody: to return", "aigerim", at("custody_to_return")),
    ]


def of_heads(stock: Stock) -> list[Page]:
    """Head of a laboratory, director of an institute."""
    return [
        Page("head: the desk", "dana", at("head_home")),
        Page("head: journal", "dana", at("head_journal")),
        Page("director: the desk", "nurlan", at("head_home")),
        Page("director: journal", "nurlan", at("head_journal")),
        Page("director: journal, far down", "nurlan", far_down("head_journal", "nurlan")),
        Page("director: journal by number", "nurlan", stock.searched("head_journal", stock.numbers)),
        Page("head: queue", "dana", at("head_queue")),
        Page("head: what falls due", "dana", at("head_due")),
        Page("director: workload board", "nurlan", at("head_board")),
        Page("director: cases behind the board", "nurlan", at("head_board_cases")),
        Page("director: register of experts", "nurlan", at("head_experts")),
    ]


def of_everybody(stock: Stock) -> list[Page]:
    """Search, the expert's desk, the portal, one examination."""
    return [
        Page("search by words, institute", "nurlan", stock.searched("search", WORDS, "q")),
        Page("search by number, institute", "nurlan", stock.searched("search", stock.numbers, "q")),
        Page("search by words, a body", "timur", stock.searched("search", WORDS, "q")),
        Page("expert: the desk", "yerlan", at("expert_home")),
        Page("portal: home", "timur", at("portal_home")),
        Page("portal: orders", "timur", at("portal_orders")),
        Page("an examination", "nurlan", stock.examination),
    ]


@cache
def cursor_far_down(name: str, login: str) -> str:
    """Where a person stands who has leafed through several years of a journal."""
    from saraptama.casework.examinations import selectors as examinations
    from saraptama.casework.intake import selectors as intake
    from saraptama.foundation.accounts.services import actor_for_login
    from saraptama.web.shared.pagination import page_of

    actor, years_ago = actor_for_login(login), clock.today() - timedelta(days=3 * 365)
    if name == "registry_journal":
        return page_of(intake.journal(actor, last=years_ago), order=["-received_on"]).next
    earlier = examinations.journal(actor).filter(registered_on__lte=years_ago)
    return page_of(earlier, order=["-registered_on"]).next


if __name__ == "__main__":
    main()
