"""Which methods an examination may use, and on which day."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from saraptama.capacity.methods import errors, selectors
from saraptama.capacity.methods.models import MethodVersion
from saraptama.capacity.methods.policies import can_use, check_method
from saraptama.capacity.methods.services import load_delivered_methods, register_version, withdraw_version
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.types import Names
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
NAME = Names("Әдістеме", "Методика", "Method")


def numbers(specialty: str, on: date = MONDAY) -> list[tuple[str, str]]:
    return [(facts.number, facts.version) for facts in selectors.methods_for(specialty, on)]


def test_the_delivered_methods_come_once_and_none_is_confirmed() -> None:
    assert len(selectors.register()) >= 30
    assert load_delivered_methods(SYSTEM) == 0
    assert not any(facts.confirmed for facts in selectors.register())


def test_delivered_methods_speak_three_languages_and_name_specialties_of_the_list() -> None:
    codes = {specialty.code for specialty in reference.open_specialties(MONDAY)}
    for facts in selectors.register():
        assert facts.name.kk and facts.name.ru and facts.name.en
        assert set(facts.specialties) <= codes


def test_a_new_version_replaces_the_old_one_from_its_day() -> None:
    assert numbers("17.1", date(2022, 12, 31)) == [("M-17.1-01", "1")]
    assert numbers("17.1", date(2023, 1, 1)) == [("M-17.1-01", "2")]


def test_a_method_in_approbation_is_not_offered() -> None:
    assert ("M-1.2-02", "1") not in numbers("1.2")
    assert ("M-1.2-01", "1") in numbers("1.2")


def test_a_method_of_another_specialty_is_refused_by_name() -> None:
    dna = selectors.methods_for("17.1", MONDAY)[0]
    assert check_method(dna.id, specialty="17.1", on=MONDAY) == dna
    assert not can_use(dna.id, specialty="1.1", on=MONDAY)
    with pytest.raises(errors.MethodNotValid, match=r"M-17\.1-01"):
        check_method(dna.id, specialty="1.1", on=MONDAY)


def test_a_withdrawn_version_serves_to_its_last_day(republic: SimpleNamespace) -> None:
    row = _registered(SYSTEM)
    withdraw_version(SYSTEM, version_id=row.id, last_day=MONDAY)
    assert can_use(row.id, specialty="5.1", on=MONDAY)
    assert not can_use(row.id, specialty="5.1", on=date(2026, 3, 3))
    with pytest.raises(errors.MethodAlreadyWithdrawn):
        withdraw_version(SYSTEM, version_id=row.id, last_day=MONDAY)


def test_a_version_is_entered_once(republic: SimpleNamespace) -> None:
    _registered(SYSTEM)
    with pytest.raises(errors.MethodVersionTaken):
        _registered(SYSTEM)


def test_only_the_keeper_of_the_register_enters_methods(
    republic: SimpleNamespace, holder: Callable[[RoleCode, Any], ActorRef]
) -> None:
    with pytest.raises(NotPermitted):
        _registered(holder(RoleCode.EXPERT, republic.kostanay))
    assert _registered(holder(RoleCode.ADMINISTRATOR, republic.kostanay)).version == "1"


def _registered(actor: ActorRef) -> MethodVersion:
    return register_version(
        actor,
        number="T-1",
        version="1",
        name=NAME,
        specialty_codes=["5.1"],
        valid_from=date(2026, 1, 1),
        source="tests",
    )
