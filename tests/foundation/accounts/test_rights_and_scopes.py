"""Which role may do what, and where: role × right × scope."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.roles import ROLES
from saraptama.foundation.accounts.services import actor_for
from saraptama.kernel import rights
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.rights import Confidentiality, Grant, Right, Scope

CASEWORK_ACTS = ["intake.register", "custody.accept", "examinations.assign", "conclusions.sign", "accounts.manage"]

MAY = {
    RoleCode.CLERK: {"intake.register", "custody.accept"},
    RoleCode.CUSTODIAN: {"custody.accept"},
    RoleCode.DIRECTOR: {"examinations.assign"},
    RoleCode.HEAD: {"examinations.assign"},
    RoleCode.EXPERT: {"conclusions.sign"},
    RoleCode.ORDERER: set(),
    RoleCode.ADMINISTRATOR: {"accounts.manage"},
    RoleCode.AUDITOR: set(),
    RoleCode.API_ORDERER: set(),
}


@pytest.mark.parametrize("act", CASEWORK_ACTS)
@pytest.mark.parametrize("role", list(RoleCode))
def test_each_role_may_what_the_chain_of_roles_says(
    role: RoleCode, act: str, person: Callable[..., User], units: SimpleNamespace
) -> None:
    actor = actor_for(person("somebody", role, units.astana))
    assert actor.may(Right(act, act), Scope(unit_path=units.astana.path)) is (act in MAY[role])


def test_every_role_is_declared_with_a_sentence_and_rights() -> None:
    assert set(ROLES) == set(RoleCode)
    assert all(role.says and role.rights for role in ROLES.values())


def test_only_the_clerk_registers_orders() -> None:
    assert [code for code, role in ROLES.items() if "intake.register" in role.rights] == [RoleCode.CLERK]


def test_only_the_expert_signs_and_nobody_deputises_for_one() -> None:
    assert [code for code, role in ROLES.items() if "conclusions.sign" in role.rights] == [RoleCode.EXPERT]
    assert not ROLES[RoleCode.EXPERT].delegable


REGISTER = Right("intake.register", "register")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("testcentre.astana", True),
        ("testcentre.astana.lab", True),
        ("testcentre.almaty", False),
        ("testcentre", False),
        ("testcentre.astana2", False),
        ("", False),
    ],
)
def test_a_role_in_an_institute_holds_in_its_subtree_only(
    path: str, expected: bool, person: Callable[..., User], units: SimpleNamespace
) -> None:
    clerk = actor_for(person("clerk", RoleCode.CLERK, units.astana))
    assert clerk.may(REGISTER, Scope(unit_path=path)) is expected


def test_a_role_without_unit_holds_everywhere(person: Callable[..., User]) -> None:
    clerk = actor_for(person("clerk", RoleCode.CLERK))
    assert clerk.may(REGISTER, Scope(unit_path="testcentre.almaty"))


def test_regions_types_and_confidentiality_limit_a_role(person: Callable[..., User], units: SimpleNamespace) -> None:
    clerk = actor_for(
        person(
            "clerk",
            RoleCode.CLERK,
            units.astana,
            region_codes=["71"],
            examination_types=["9"],
            confidentiality=[Confidentiality.OPEN],
        )
    )
    inside = Scope(units.astana.path, "71", "9", Confidentiality.OPEN)
    assert clerk.may(REGISTER, inside)
    outside = [
        Scope(units.astana.path, "75", "9", Confidentiality.OPEN),
        Scope(units.astana.path, "71", "10", Confidentiality.OPEN),
        Scope(units.astana.path, "71", "9", Confidentiality.MEDICAL),
    ]
    assert not any(clerk.may(REGISTER, scope) for scope in outside)


def test_medical_secrecy_is_open_to_a_role_and_official_use_is_not(
    person: Callable[..., User], units: SimpleNamespace
) -> None:
    clerk = actor_for(person("clerk", RoleCode.CLERK, units.astana))
    path = units.astana.path
    assert clerk.may(REGISTER, Scope(path, confidentiality=Confidentiality.MEDICAL))
    assert not clerk.may(REGISTER, Scope(path, confidentiality=Confidentiality.OFFICIAL_USE))


def test_two_roles_do_not_lend_each_other_their_limits(person: Callable[..., User], units: SimpleNamespace) -> None:
    from saraptama.foundation.accounts.services import assign_role
    from saraptama.kernel.actor import SYSTEM

    user = person("clerk", RoleCode.CLERK, units.astana)
    assign_role(SYSTEM, user_id=user.id, role=RoleCode.HEAD, unit_id=units.almaty.id, ground="order 2")
    actor = actor_for(user)
    assert not actor.may(REGISTER, Scope(units.almaty.path))
    assert actor.may(Right("examinations.assign", ""), Scope(units.almaty.path))


def test_an_unknown_right_is_an_error_and_not_a_no() -> None:
    with pytest.raises(KeyError, match=r"intake\.regsiter"):
        rights.right("intake.regsiter")


paths = st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=4).map(".".join)


@given(granted=paths, asked=paths)
def test_a_grant_covers_exactly_the_units_whose_path_begins_with_its_steps(granted: str, asked: str) -> None:
    steps = granted.split(".")
    expected = asked.split(".")[: len(steps)] == steps
    assert Grant("x", unit_path=granted).covers(Scope(unit_path=asked)) is expected


def test_finding_the_actor_costs_one_query(
    person: Callable[..., User], units: SimpleNamespace, django_assert_num_queries: Callable[[int], ActorRef]
) -> None:
    user = person("clerk", RoleCode.CLERK, units.astana)
    with django_assert_num_queries(1):  # type: ignore[attr-defined] # a context manager of pytest-django
        actor_for(user)
