"""An examination played by the cast as far as a test wants it, and desks to sit down at."""

from tests.journey.conftest import played

__all__ = ["played"]
