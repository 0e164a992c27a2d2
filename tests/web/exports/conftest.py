"""Somebody at a list."""

from tests.web.shared.conftest import seated

__all__ = ["seated"]
