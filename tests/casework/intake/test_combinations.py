"""Kind × composition × category: every combination is accepted, or refused by a rule with a name (features A6)."""

from itertools import product

import pytest

from saraptama.casework.intake.enums import CaseCategory, Composition, ExamKind, OrderKind
from saraptama.casework.intake.rules import CombinationFlaw, check_combination

F = CombinationFlaw
PROCEEDINGS = list(product(ExamKind, Composition, CaseCategory))
SPECIALTIES = {Composition.SOLE: 1, Composition.COMMISSION: 1, Composition.COMPLEX: 2}


def flaws(
    kind: ExamKind,
    composition: Composition,
    category: CaseCategory | None,
    *,
    basis: OrderKind = OrderKind.RULING,
    specialties: int | None = None,
    first: bool | None = None,
) -> list[CombinationFlaw]:
    return check_combination(
        order_kind=basis,
        exam_kind=kind,
        composition=composition,
        case_category=category,
        specialties=SPECIALTIES[composition] if specialties is None else specialties,
        names_a_first_examination=kind is not ExamKind.PRIMARY if first is None else first,
    )


@pytest.mark.parametrize(("kind", "composition", "category"), PROCEEDINGS)
def test_every_combination_is_lawful_by_a_ruling(
    kind: ExamKind, composition: Composition, category: CaseCategory
) -> None:
    assert flaws(kind, composition, category) == []


@pytest.mark.parametrize(("kind", "composition", "category"), PROCEEDINGS)
def test_a_resolution_appoints_in_every_case_but_a_civil_one(
    kind: ExamKind, composition: Composition, category: CaseCategory
) -> None:
    expected = [F.CIVIL_NEEDS_RULING] if category is CaseCategory.CIV else []
    assert flaws(kind, composition, category, basis=OrderKind.RESOLUTION) == expected


@pytest.mark.parametrize(("kind", "composition", "category"), PROCEEDINGS)
def test_a_contract_belongs_to_no_case(kind: ExamKind, composition: Composition, category: CaseCategory) -> None:
    assert F.CONTRACT_HAS_NO_CASE in flaws(kind, composition, category, basis=OrderKind.CONTRACT)
    without_case = flaws(kind, composition, None, basis=OrderKind.CONTRACT)
    assert without_case == ([] if kind is ExamKind.PRIMARY else [F.CONTRACT_IS_PRIMARY])


@pytest.mark.parametrize(("kind", "composition"), list(product(ExamKind, Composition)))
def test_proceedings_have_a_category(kind: ExamKind, composition: Composition) -> None:
    assert flaws(kind, composition, None) == [F.CATEGORY_MISSING]


@pytest.mark.parametrize(
    ("composition", "specialties", "expected"),
    [
        (Composition.SOLE, 3, []),
        (Composition.COMMISSION, 2, [F.COMMISSION_HAS_ONE_SPECIALTY]),
        (Composition.COMPLEX, 1, [F.COMPLEX_NEEDS_TWO_SPECIALTIES]),
    ],
)
def test_composition_agrees_with_the_number_of_specialties(
    composition: Composition, specialties: int, expected: list[CombinationFlaw]
) -> None:
    assert flaws(ExamKind.PRIMARY, composition, CaseCategory.CRIM, specialties=specialties) == expected


def test_a_primary_examination_has_no_earlier_one() -> None:
    assert flaws(ExamKind.PRIMARY, Composition.SOLE, CaseCategory.CRIM, first=True) == [F.PRIMARY_HAS_NO_FIRST]
