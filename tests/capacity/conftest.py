"""Two institutes where nobody of the cast works, and a way to make experts through the front doors."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from saraptama.capacity.experts.enums import ExpertKind
from saraptama.capacity.experts.models import Expert
from saraptama.capacity.experts.services import add_certificate, register_expert
from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.accounts.services import actor_for, assign_role, create_user
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import SYSTEM, ActorRef

LONG_AGO = date(2020, 1, 6)


@pytest.fixture
def republic(db: None) -> SimpleNamespace:
    """Kostanay and Pavlodar."""
    return SimpleNamespace(kostanay=reference.unit_by_code("I39"), pavlodar=reference.unit_by_code("I55"))


@pytest.fixture
def expert(republic: SimpleNamespace) -> Callable[..., Expert]:
    """Makes an expert, with certificates for the named specialties."""

    def make(login: str, unit: Any = None, *specialties: str, **fields: Any) -> Expert:
        private = unit is None
        user = create_user(
            SYSTEM,
            login=login,
            surname=login.title(),
            kind=UserKind.PRIVATE_EXPERT if private else UserKind.STAFF,
            home_unit_id=None if private else unit.id,
        )
        fields = {"hired_on": LONG_AGO, "position": "" if private else "EXPERT", **fields}
        made = register_expert(
            SYSTEM,
            user_id=user.id,
            kind=ExpertKind.PRIVATE if private else ExpertKind.STATE,
            unit_id=None if private else unit.id,
            **fields,
        )
        for code in specialties:
            add_certificate(
                SYSTEM, expert_id=made.id, specialty_code=code, number=f"{login}-{code}", issued_on=LONG_AGO
            )
        return made

    return make


@pytest.fixture
def holder(republic: SimpleNamespace) -> Callable[[RoleCode, Any], ActorRef]:
    """Makes somebody with a role in a unit, as an actor."""

    def make(role: RoleCode, unit: Any) -> ActorRef:
        user = create_user(SYSTEM, login=f"{role.lower()}-{unit.code.lower()}", surname="Holder", kind=UserKind.STAFF)
        assign_role(SYSTEM, user_id=user.id, role=role, unit_id=unit.id, ground="order 1")
        return actor_for(user)

    return make
