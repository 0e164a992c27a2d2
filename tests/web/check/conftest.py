"""An examination played by the cast as far as a test wants it."""

from tests.journey.conftest import played

__all__ = ["played"]
