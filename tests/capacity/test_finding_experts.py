"""The register found by words: both languages, their forms, slips of the pen; by specialty, language and presence."""

from datetime import date

import pytest

from saraptama.capacity.experts import selectors, services
from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind, Language
from saraptama.capacity.experts.models import Absence, Expert
from saraptama.capacity.experts.rights import EXPERTS_VIEW
from saraptama.capacity.experts.types import ExpertFilter
from saraptama.demo.settle import builder
from saraptama.foundation.accounts.enums import UserKind
from saraptama.foundation.accounts.models import User
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorKind, ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Grant


def viewer(path: str = "") -> ActorRef:
    return ActorRef(id=new_id(), kind=ActorKind.PERSON, grants=(Grant(EXPERTS_VIEW.code, unit_path=path),))


def entered(login: str, full_name: str, unit: str, *specialties: str, **more: object) -> Expert:
    surname, name, patronymic = full_name.split()
    user = User.objects.create(
        login=login, surname=surname, name=name, patronymic=patronymic, kind=UserKind.STAFF, password="!"
    )
    expert = services.register_expert(
        builder(),
        user_id=user.id,
        kind=ExpertKind.STATE,
        hired_on=date(2020, 1, 9),
        unit_id=reference.unit_by_code(unit).id,
        **more,  # type: ignore[arg-type] # fields of the service
    )
    for code in specialties:
        services.add_certificate(
            builder(), expert_id=expert.id, specialty_code=code, number=f"{login}-{code}", issued_on=date(2022, 1, 10)
        )
    return expert


@pytest.fixture
def people(db: None) -> dict[str, Expert]:
    return {
        "shynar": entered("shynar", "Әлімқұлова Шынар Ғалымқызы", "I75-CRIM", "17.1"),
        "oleg": entered("oleg", "Подорожный Олег Игоревич", "I71-CRIM", "6.1", position="CHIEF_EXPERT"),
        "aizhan": entered("aizhan", "Тұрғанбаева Айжан Ерікқызы", "I71-CRIM", "6.1", languages=[Language.KK]),
    }


def found(**wanted: object) -> set[str]:
    rows = selectors.register(viewer(), ExpertFilter(**wanted))  # type: ignore[arg-type] # fields of the filter
    return {row.user.login for row in rows if row.user.login in ("shynar", "oleg", "aizhan")}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Әлімқұлова", {"shynar"}),
        ("алимкулова", {"shynar"}),
        ("Әлімқұловаға", {"shynar"}),
        ("Алимкулавой", {"shynar"}),
        ("Подорожного", {"oleg"}),
        ("падорожный", {"oleg"}),
        ("турганбаева айжан", {"aizhan"}),
        ("олег баллистика", {"oleg"}),
        ("баллистической", {"oleg", "aizhan"}),
        ("oleg-6.1", {"oleg"}),
        ("Олег молекулярная", set()),
    ],
)
def test_words_find_experts_in_any_form_and_with_slips(words: str, who: set[str], people: dict[str, Expert]) -> None:
    assert found(words=words) == who


def test_specialty_language_unit_and_presence_narrow(people: dict[str, Expert]) -> None:
    assert found(specialty="6.1") == {"oleg", "aizhan"}
    assert found(specialty="6.1", language="ru") == {"oleg"}
    assert found(unit_path=reference.unit_by_code("I75").path) == {"shynar"}
    today = clock.today()
    Absence.objects.create(expert=people["oleg"], kind=AbsenceKind.LEAVE, valid_from=today, valid_to=today)
    assert found(specialty="6.1", present=True) == {"aizhan"}


def test_a_suspended_certificate_is_no_longer_found_by_its_specialty(people: dict[str, Expert]) -> None:
    held = people["oleg"].certificates.get()
    services.suspend_certificate(builder(), certificate_id=held.id, suspended_from=clock.today(), ground="order 7")
    assert found(specialty="6.1") == {"aizhan"}


def test_those_who_left_are_shown_when_asked_for(people: dict[str, Expert]) -> None:
    services.end_service(builder(), expert_id=people["oleg"].id, left_on=date(2024, 1, 31))
    assert found(specialty="6.1") == {"aizhan"}
    assert found(specialty="6.1", former=True) == {"aizhan", "oleg"}


def test_the_kazakh_alphabet_orders_the_register(people: dict[str, Expert]) -> None:
    rows = selectors.register(viewer()).order_by("in_alphabet", "id")
    mine = [row.user.login for row in rows if row.user.login in people]
    assert mine == ["shynar", "oleg", "aizhan"]


def test_a_head_finds_only_experts_of_the_own_units(people: dict[str, Expert]) -> None:
    inside = selectors.register(viewer(reference.unit_by_code("I75").path), ExpertFilter(words="алимкулова подорожный"))
    assert not inside.exists()
    own = selectors.register(viewer(reference.unit_by_code("I75").path))
    assert {row.user.login for row in own} >= {"shynar"}
    assert all(row.unit.path.startswith("centre.i75") for row in own)
