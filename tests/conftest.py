"""What every test has: a database loaded once with the reference data and the cast."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.loaded_database import LoadedDatabase


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load reference data and the cast once; every flush after a transactional test brings them back."""
    with django_db_blocker.unblock():
        loaded = LoadedDatabase()
        loaded.load()
    with loaded.restored_after_each_flush():
        yield


@pytest.fixture
def actors(db: None) -> Any:
    """The cast as actors, by login."""
    from saraptama.demo.cast import CAST
    from saraptama.foundation.accounts.services import actor_for_login

    return {member.login: actor_for_login(member.login) for member in CAST}


@pytest.fixture(autouse=True)
def sentences_in_english() -> Iterator[None]:
    """Outside of requests, where the reader's language decides, tests read the sources' language."""
    from django.utils import translation

    with translation.override("en"):
        yield
