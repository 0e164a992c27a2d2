"""A whole service of its own: embedded database, web, worker, integrator as real processes on a throw-away home."""

from collections.abc import Iterator

import pytest

from tests.resilience.service import Service


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/resilience/" in str(item.path):
            item.add_marker("resilience")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Built as `saraptama demo --once` builds it, then kept running by `saraptama up`."""
    made = Service(tmp_path_factory.mktemp("service") / "home")
    try:
        made.build()
        made.start()
        yield made
    finally:
        made.remove()


@pytest.fixture
def running(service: Service) -> Service:
    """The service, answering and with nothing left to do from the test before."""
    service.wait_until_quiet()
    return service
