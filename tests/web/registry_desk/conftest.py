"""The records clerk at her desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.shared.conftest import seated

__all__ = ["clerk", "seated"]


@pytest.fixture
def clerk(seated: Callable[[str], Client]) -> Client:
    """Aigerim, signed in with both factors."""
    return seated("aigerim")
