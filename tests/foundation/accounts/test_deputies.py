"""Deputies act by delegation, in the holder's post, for the days named, and the record says so."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from saraptama.foundation.accounts import errors, selectors
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import actor_for, change_password, close_access, delegate, end_delegation
from saraptama.foundation.audit.models import AuditEntry
from saraptama.kernel.actor import SYSTEM
from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.rights import Right, Scope

ASSIGN = Right("examinations.assign", "")
REGISTER = Right("intake.register", "")
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
WEEK = {"valid_from": MONDAY, "valid_to": FRIDAY, "ground": "order 20"}


@pytest.fixture
def director(person: Callable[..., User], units: SimpleNamespace) -> User:
    return person("director", RoleCode.DIRECTOR, units.astana)


@pytest.fixture
def clerk(person: Callable[..., User], units: SimpleNamespace) -> User:
    return person("clerk", RoleCode.CLERK, units.astana)


def test_a_deputy_acts_in_the_holders_post_and_not_in_the_own(
    director: User, clerk: User, units: SimpleNamespace
) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    scope = Scope(units.laboratory.path)
    deputy = actor_for(clerk, acting_for=director.id, at=MONDAY)
    assert (deputy.id, deputy.acting_for) == (clerk.id, director.id)
    assert deputy.may(ASSIGN, scope) and not deputy.may(REGISTER, scope)
    own = actor_for(clerk, at=MONDAY)
    assert own.acting_for is None
    assert own.may(REGISTER, scope) and not own.may(ASSIGN, scope)


def test_the_holders_limits_bind_the_deputy(director: User, clerk: User, units: SimpleNamespace) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    deputy = actor_for(clerk, acting_for=director.id, at=MONDAY)
    assert not deputy.may(ASSIGN, Scope(units.almaty.path))


def test_a_delegation_holds_from_its_first_to_its_last_day(director: User, clerk: User) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    for day in (date(2026, 3, 1), date(2026, 3, 7)):
        with pytest.raises(errors.NotADeputy):
            actor_for(clerk, acting_for=director.id, at=day)
    for day in (MONDAY, FRIDAY):
        assert actor_for(clerk, acting_for=director.id, at=day).grants


def test_nobody_acts_for_another_without_delegation(director: User, clerk: User) -> None:
    with pytest.raises(errors.NotADeputy):
        actor_for(clerk, acting_for=director.id)


def test_only_a_role_that_is_held_is_delegated(director: User, clerk: User) -> None:
    with pytest.raises(errors.RoleNotHeld):
        delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.HEAD, **WEEK)


def test_an_expert_acts_in_person(person: Callable[..., User], clerk: User, units: SimpleNamespace) -> None:
    expert = person("expert", RoleCode.EXPERT, units.astana)
    with pytest.raises(errors.DelegationRefused):
        delegate(SYSTEM, from_user_id=expert.id, to_user_id=clerk.id, role=RoleCode.EXPERT, **WEEK)
    with pytest.raises(NotPermitted):
        delegate(actor_for(expert), to_user_id=clerk.id, role=RoleCode.EXPERT, **WEEK)


def test_a_deputy_names_no_further_deputy(director: User, clerk: User, person: Callable[..., User]) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    third = person("third")
    with pytest.raises(errors.DelegationRefused):
        delegate(
            actor_for(clerk, acting_for=director.id, at=MONDAY), to_user_id=third.id, role=RoleCode.DIRECTOR, **WEEK
        )


def test_one_cannot_delegate_what_belongs_to_somebody_else(director: User, clerk: User) -> None:
    with pytest.raises(NotPermitted):
        delegate(actor_for(clerk), from_user_id=director.id, to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)


def test_a_deputy_is_an_employee_and_another_person(
    director: User, clerk: User, person: Callable[..., User], court: Any
) -> None:
    judge = person("judge", kind="ORDERER", appointing_body_id=court.id)
    for stranger in (judge, director):
        with pytest.raises(errors.DelegationRefused):
            delegate(actor_for(director), to_user_id=stranger.id, role=RoleCode.DIRECTOR, **WEEK)


def test_the_same_days_are_delegated_once(director: User, clerk: User) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    with pytest.raises(errors.DelegationRefused):
        delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)


def test_a_delegation_can_be_withdrawn_early_but_not_undone(director: User, clerk: User) -> None:
    given = delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    withdraw = {"delegation_id": given.id, "ground": "order 21"}
    with pytest.raises(errors.DelegationRefused):
        end_delegation(actor_for(director), last_day=date(2026, 3, 1), **withdraw)
    end_delegation(actor_for(director), last_day=date(2026, 3, 3), **withdraw)
    assert actor_for(clerk, acting_for=director.id, at=date(2026, 3, 3)).grants
    with pytest.raises(errors.NotADeputy):
        actor_for(clerk, acting_for=director.id, at=date(2026, 3, 4))


def test_a_holder_who_left_leaves_no_deputies(director: User, clerk: User) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    close_access(SYSTEM, user_id=director.id, ground="order 22")
    with pytest.raises(errors.NotADeputy):
        actor_for(clerk, acting_for=director.id, at=MONDAY)
    assert selectors.deputyships_of(clerk.id, MONDAY) == []


def test_the_menu_offers_whom_one_may_act_for(director: User, clerk: User) -> None:
    delegate(actor_for(director), to_user_id=clerk.id, role=RoleCode.DIRECTOR, **WEEK)
    (line,) = selectors.deputyships_of(clerk.id, MONDAY)
    assert (line.holder_id, line.holder_name, line.role, line.valid_to) == (
        director.id,
        "Director",
        RoleCode.DIRECTOR,
        FRIDAY,
    )
    assert selectors.deputyships_of(clerk.id, date(2026, 3, 7)) == []


def test_the_record_says_for_whom_a_deputy_acted(director: User, clerk: User, person: Callable[..., User]) -> None:
    administrator = person("administrator", RoleCode.ADMINISTRATOR)
    delegate(actor_for(administrator), to_user_id=clerk.id, role=RoleCode.ADMINISTRATOR, **WEEK)
    deputy = actor_for(clerk, acting_for=administrator.id, at=MONDAY)
    change_password(deputy, user_id=director.id, password="quiet-steppe-rain-57")
    entry = AuditEntry.objects.get(act="accounts.password_changed")
    assert (entry.actor_id, entry.acting_for) == (clerk.id, administrator.id)
