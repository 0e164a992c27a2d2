"""Whole pages of the desks over millions of examinations: the time of the answer, its statements, its weight.

Each list page is asked for as the person who works with it, through the whole of Django (middleware, rights, template),
without the network in between.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from benchmarks import ground
from benchmarks.measuring import Report, percentile

TARGET_MS = 150
MOST_SECONDS = 20


@dataclass(frozen=True)
class Page:
    """One address, as asked by one of the cast; `words` draws what is searched for."""

    name: str
    login: str
    address: Callable[[], str]


@click.command()
@click.option("--repeats", default=40, show_default=True, help="How often each page is asked for.")
@click.option("--append", is_flag=True, help="Add the table to RESULTS.md.")
def main(repeats: int, append: bool) -> None:
    """Open the desks' lists, over and over."""
    ground.prepare()
    from django.apps import apps

    count = apps.get_model("examinations.Examination").objects.count()
    report = Report(f"whole pages over {count:,} examinations")
    for page in pages():
        measure(report, page, repeats)
    report.note("through the whole of Django, without the network; one caller; two first answers are not counted")
    report.show(append=append)


def measure(report: Report, page: Page, repeats: int) -> None:
    """One page many times."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(page.login)
    times: list[float] = []
    stop = time.perf_counter() + MOST_SECONDS
    answer: Any = None
    for number in range(repeats + 2):
        if number > 4 and time.perf_counter() > stop:
            break
        address = page.address()
        begun = time.perf_counter()
        answer = client.get(address)
        if number >= 2:
            times.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            report.add(page.name, f"answered {answer.status_code} for {address}", "", False)
            return
    with CaptureQueriesContext(
        connection,
    ) as sent:
        client.get(page.address())
    p95 = percentile(times, 0.95)
    report.add(
        page.name,
        f"p50 {percentile(times, 0.5):.0f} ms, p95 {p95:.0f} ms; {len(sent)} statements, "
        f"{len(answer.content) / 1024:.0f} KiB (asked {len(times)} times)",
        f"p95 < {TARGET_MS} ms",
        p95 < TARGET_MS,
    )  # fmt: skip


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


def pages() -> list[Page]:
    """The lists of every desk, plain and searched."""
    from django.apps import apps
    from django.urls import reverse

    from saraptama.demo.names import stock_of_names

    rng = random.Random(11)
    registrations = apps.get_model("intake.Registration").objects
    numbers = list(registrations.filter(text__startswith="71-").values_list("text", flat=True)[:5_000])
    words = ["подпись", "наркотическое", "автомобиль", "қолтаңба жарақат", "мәйіт жарақат", "ноутбук", "құжат"]
    names = [name.full for name in stock_of_names(1)]
    examinations = list(
        apps.get_model("examinations.Examination")
        .objects.filter(institute__code="I71", confidentiality="OPEN").values_list("id", flat=True)[:500]
    )  # fmt: skip

    def at(name: str, query: str = "") -> Callable[[], str]:
        return lambda: reverse(name) + query

    def searched(name: str, stock: list[str], key: str = "words") -> Callable[[], str]:
        return lambda: f"{reverse(name)}?{key}={rng.choice(stock)}"

    return [
        Page("registry: the desk", "aigerim", at("registry_home")),
        Page("registry: inbox", "aigerim", at("registry_inbox")),
        Page("registry: journal", "aigerim", at("registry_journal")),
        Page("registry: journal by number", "aigerim", searched("registry_journal", numbers)),
        Page("registry: journal by name", "aigerim", searched("registry_journal", names)),
        Page("registry: what was sent", "aigerim", at("registry_dispatches")),
        Page("custody: the desk", "bolat", at("custody_home")),
        Page("custody: objects", "bolat", at("custody_objects")),
        Page("custody: expected", "bolat", at("custody_expected")),
        Page("head: the desk", "dana", at("head_home")),
        Page("head: journal", "dana", at("head_journal")),
        Page("director: the desk", "nurlan", at("head_home")),
        Page("director: journal", "nurlan", at("head_journal")),
        Page("director: journal by number", "nurlan", searched("head_journal", numbers)),
        Page("head: queue", "dana", at("head_queue")),
        Page("head: what falls due", "dana", at("head_due")),
        Page("director: workload board", "nurlan", at("head_board")),
        Page("director: register of experts", "nurlan", at("head_experts")),
        Page("search by words, institute", "nurlan", searched("search", words, "q")),
        Page("search by number, institute", "nurlan", searched("search", numbers, "q")),
        Page("search by words, a body", "timur", searched("search", words, "q")),
        Page("expert: the desk", "yerlan", at("expert_home")),
        Page("portal: home", "timur", at("portal_home")),
        Page("portal: orders", "timur", at("portal_orders")),
        Page("auditor: journal of the country", "zarina", at("registry_journal")),
        Page("an examination", "nurlan", lambda: reverse("examination", args=[rng.choice(examinations)])),
    ]


if __name__ == "__main__":
    main()
