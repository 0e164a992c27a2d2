"""Somebody at the search box."""

from tests.web.shared.conftest import seated

__all__ = ["seated"]
