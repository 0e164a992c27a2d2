"""A process of the web server has its pages loaded before the first request, out of the garbage collector's way."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import engines

from saraptama.cli.serve import SETTINGS
from saraptama.config import web_worker


@pytest.fixture
def collector() -> Iterator[None]:
    """The garbage collector as it was, afterwards."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_stays_out_of_the_rounds_of_the_garbage_collector(collector: None) -> None:
    web_worker.post_worker_init(None)
    assert gc.get_freeze_count() > 100_000
    assert gc.get_threshold()[0] == web_worker.YOUNG


def test_pages_are_at_hand(collector: None) -> None:
    web_worker.make_ready()
    django: Any = engines["django"]
    (loader,) = django.engine.template_loaders
    assert any(str(key).endswith("registry_desk/order.html") for key in loader.get_template_cache)


def test_the_server_is_started_with_it() -> None:
    assert SETTINGS.removeprefix("python:") == web_worker.__name__
