"""Intake is tested on the reference data that the system is delivered with."""

import pytest

from saraptama.foundation.reference.services import load_seed


@pytest.fixture
def republic(db: None) -> None:
    """Institutes, bodies, specialties, checklist and dictionaries, as delivered."""
    load_seed()
