"""A real browser before the running service, with everybody of the cast at their desks."""

import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from tests.browser.person import House, chromium
from tests.browser.service import Service, apart, running_service


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """A test that fails leaves pictures of what everybody saw."""
    report = yield
    house = getattr(item, "funcargs", {}).get("house")
    if report.when == "call" and report.failed and house is not None:
        folder = Path(tempfile.mkdtemp(prefix=f"saraptama-{item.name[:40]}-"))
        house.takes_pictures(folder)
        report.sections.append(("pictures", str(folder)))
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for longer than a file: while the driver runs, tests of other folders could not ask the database."""
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The loaded database belongs to all tests of a file, and is as it was for the next file."""
    with django_db_blocker.unblock():
        apart(cache.clear)  # one-time codes that an earlier file showed
        yield
        apart(_flush)


@pytest.fixture(scope="module")
def service(transactional_db: None) -> Iterator[Service]:
    """The running service, one for the tests of a file."""
    with running_service() as running:
        yield running


@pytest.fixture(scope="module")
def house(service: Service, browser: Browser) -> Iterator[House]:
    house = House(browser, service.url)
    yield house
    house.close()


def _flush() -> None:
    """As after any transactional test: sequences go on, for what is brought back holds the first numbers."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
