"""The cast in the custody room: Bolat keeps the objects, Yerlan examines, Saule too, Timur brings and fetches."""

from typing import Any

import pytest

from saraptama.casework.intake.models import Order
from saraptama.kernel.actor import ActorRef
from tests.factories import intake


@pytest.fixture
def bolat(actors: Any) -> ActorRef:
    """Custodian of the institute in Astana."""
    return actors["bolat"]


@pytest.fixture
def yerlan(actors: Any) -> ActorRef:
    """Expert of the criminalistic laboratory."""
    return actors["yerlan"]


@pytest.fixture
def saule(actors: Any) -> ActorRef:
    """Another expert of the laboratory."""
    return actors["saule"]


@pytest.fixture
def timur(actors: Any) -> ActorRef:
    """Investigator of the Astana police."""
    return actors["timur"]


@pytest.fixture
def order(db: None) -> Order:
    """An order of the police with a contract and handwriting samples, registered today."""
    return intake.registered_order()
