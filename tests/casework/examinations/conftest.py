"""The institute in Almaty with experts in handwriting; none of the cast works there."""

import pytest

from saraptama.capacity.experts.models import Expert
from tests.factories import examinations


@pytest.fixture
def aigul(db: None) -> Expert:
    """An expert in handwriting."""
    return examinations.expert("aigul")


@pytest.fixture
def daniyar(db: None) -> Expert:
    """Another expert in handwriting."""
    return examinations.expert("daniyar")
