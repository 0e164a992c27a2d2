"""The cast at intake: Aigerim registers in Astana, Timur investigates for the police, Karlygash judges."""

from typing import Any

import pytest

from saraptama.kernel.actor import ActorRef


@pytest.fixture
def aigerim(actors: Any) -> ActorRef:
    """Records clerk of the institute in Astana."""
    return actors["aigerim"]


@pytest.fixture
def nurlan(actors: Any) -> ActorRef:
    """Director of the institute in Astana."""
    return actors["nurlan"]


@pytest.fixture
def yerlan(actors: Any) -> ActorRef:
    """Expert of the criminalistic laboratory."""
    return actors["yerlan"]


@pytest.fixture
def timur(actors: Any) -> ActorRef:
    """Investigator of the Astana police."""
    return actors["timur"]


@pytest.fixture
def karlygash(actors: Any) -> ActorRef:
    """Judge of the court of Astana."""
    return actors["karlygash"]
