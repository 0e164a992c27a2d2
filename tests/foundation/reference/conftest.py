"""The delivered data, and two people: Aliya keeps the reference data, Bolat only reads it."""

import pytest

from saraptama.foundation.reference import services
from saraptama.foundation.reference.rights import REFERENCE_EDIT, REFERENCE_IMPORT
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Grant


@pytest.fixture
def delivered_data(db: None) -> list[services.Loaded]:
    """A database with everything that the system is delivered with."""
    return services.load_seed()


@pytest.fixture
def aliya() -> ActorRef:
    """The keeper of the reference data."""
    return ActorRef(
        id=new_id(), kind=ActorKind.PERSON, grants=(Grant(REFERENCE_EDIT.code), Grant(REFERENCE_IMPORT.code))
    )


@pytest.fixture
def bolat() -> ActorRef:
    """A clerk without rights over reference data."""
    return ActorRef(id=new_id(), kind=ActorKind.PERSON)
