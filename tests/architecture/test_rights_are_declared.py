"""Roles name rights by code, and so do desks: each code must be declared by the context that owns it."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.roles import ROLES
from saraptama.kernel.rights import declared


@pytest.fixture(autouse=True)
def every_context_has_declared_its_rights() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("saraptama.") and find_spec(f"{config.name}.rights"):
            import_module(f"{config.name}.rights")


def codes() -> set[str]:
    """What the service declares; tests declare some of their own."""
    return {right.code for right in declared() if not right.code.startswith("tests.")}


@pytest.mark.parametrize("role", list(RoleCode))
def test_every_right_of_a_role_is_declared(role: RoleCode) -> None:
    assert sorted(ROLES[role].rights - codes()) == []


def test_every_declared_right_belongs_to_some_role() -> None:
    held = {code for role in ROLES.values() for code in role.rights}
    assert sorted(codes() - held) == []


def test_every_right_says_what_it_allows() -> None:
    assert all(right.says and "." in right.code for right in declared())
