"""A small republic for these tests: two institutes, a laboratory, a court, and an administrator of everything."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from saraptama.foundation.accounts.enums import RoleCode, UserKind
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import actor_for, assign_role, create_user
from saraptama.foundation.reference.enums import UnitKind
from saraptama.foundation.reference.models import AppointingBody, Unit
from saraptama.kernel.actor import SYSTEM, ActorRef

PASSWORD = "gentle-steppe-wind-42"
LONG_AGO = date(2020, 1, 1)
LIMITS = ("region_codes", "examination_types", "confidentiality")


@pytest.fixture(autouse=True)
def quick_hashes_and_empty_counters(settings: Any, db: None) -> None:
    """The slow hash has its own test; counters of failed attempts must not pass from one test to the next."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def _unit(code: str, kind: UnitKind, parent: Unit | None, region: str) -> Unit:
    path = f"{parent.path}.{code}" if parent else code
    names = {"name_kk": code, "name_ru": code, "name_en": code, "sort_key_kk": code}
    return Unit.objects.create(
        code=path, kind=kind, parent=parent, path=path, region_code=region, source="tests", valid_from=LONG_AGO, **names
    )


@pytest.fixture
def units(db: None) -> SimpleNamespace:
    """Astana with a laboratory, and Almaty, under one centre."""
    centre = _unit("testcentre", UnitKind.CENTRE, None, "71")
    astana = _unit("astana", UnitKind.INSTITUTE, centre, "71")
    almaty = _unit("almaty", UnitKind.INSTITUTE, centre, "75")
    laboratory = _unit("lab", UnitKind.LABORATORY, astana, "71")
    return SimpleNamespace(centre=centre, astana=astana, almaty=almaty, laboratory=laboratory)


@pytest.fixture
def court(db: None) -> AppointingBody:
    """A court that appoints examinations."""
    names = {"name_kk": "сот", "name_ru": "суд", "name_en": "court", "sort_key_kk": "сот"}
    return AppointingBody.objects.create(code="court-1", kind_code="01", region_code="71", source="tests", **names)


@pytest.fixture
def person(units: SimpleNamespace) -> Callable[..., User]:
    """Makes a user through the front door, with a role if one is named."""

    def make(login: str, role: RoleCode | None = None, unit: Any = None, **fields: Any) -> User:
        fields = {"surname": login.title(), "kind": UserKind.STAFF, "password": PASSWORD, **fields}
        limits = {
            key: fields.pop(key) for key in ("region_codes", "examination_types", "confidentiality") if key in fields
        }
        user = create_user(SYSTEM, login=login, home_unit_id=unit.id if unit else None, **fields)
        if role is not None:
            assign_role(
                SYSTEM,
                user_id=user.id,
                role=role,
                unit_id=unit.id if unit else None,
                valid_from=LONG_AGO,
                ground="order 1",
                **limits,
            )
        return user

    return make


@pytest.fixture
def administrator(person: Callable[..., User]) -> ActorRef:
    """The administrator of the whole service."""
    return actor_for(person("admin", RoleCode.ADMINISTRATOR))
