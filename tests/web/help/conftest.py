"""Somebody who asks for help."""

from tests.web.shared.conftest import seated

__all__ = ["seated"]
