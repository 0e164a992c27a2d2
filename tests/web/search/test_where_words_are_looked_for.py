"""Of many records that hold the words the newest are shown that the reader may see, wherever newer ones lie."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake import querysets, words
from saraptama.kernel.actor import ActorRef
from saraptama.web.search.finding import groups_of
from saraptama.web.search.understanding import readings
from saraptama.web.shared.pagination import Total
from tests.factories import examinations

pytestmark = pytest.mark.django_db

WORD = "гипсокартон"


@pytest.fixture
def own() -> Examination:
    """An examination in Almaty; Astana has a newer one with the same word."""
    opened = examinations.opened("2026-03-02", asked(number="1"))[0]
    examinations.opened("2026-03-09", asked(number="2", institute_code="I71"))
    return opened


def asked(**changes: Any) -> Any:
    return examinations.asked(plot=f"На складе хранился {WORD}.", ordered_on=date(2026, 3, 1), **changes)


def found(actor: ActorRef) -> list[UUID]:
    groups = groups_of(actor, readings(WORD))
    return [row.pk for group in groups if group.key == "examinations" for row in group.page.rows]


def test_a_head_finds_the_institutes_although_newer_ones_lie_elsewhere(
    own: Examination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_FOUND", 1)
    assert found(examinations.head("centre.i75")) == [own.pk]


def test_a_head_of_a_laboratory_finds_its_own_though_orders_stand_with_the_institute(
    own: Examination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_FOUND", 1)
    Examination.objects.filter(pk=own.pk).update(unit=unit_of("I75-CRIM"))
    assert found(examinations.head("centre.i75.crim")) == [own.pk]
    assert found(examinations.head("centre.i71")) != [own.pk]


def test_what_belongs_to_older_orders_is_not_denied(own: Examination, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = {group.key: group for group in groups_of(examinations.head("centre.i75"), readings(WORD))}
    assert groups["examinations"].total == Total(1, True)
    monkeypatch.setattr(words, "MOST_FOUND", 1)
    monkeypatch.setattr(querysets, "MOST_FOUND", 1)
    groups = {group.key: group for group in groups_of(examinations.head("centre.i75"), readings(WORD))}
    assert groups["examinations"].total == Total(1, False)


def test_an_expert_finds_the_cases_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_FOUND", 1)
    expert = examinations.expert("finder")
    mine = examinations.assigned("2026-03-02", expert, asked(number="1"))
    examinations.opened("2026-03-09", asked(number="2"))
    assert found(examinations.acting(expert)) == [mine.pk]


def unit_of(code: str) -> UUID:
    from saraptama.foundation.reference import selectors as reference

    return reference.unit_by_code(code).id
