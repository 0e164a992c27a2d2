"""Questions often put to experts are reference data: three languages, a source, days in force."""

from datetime import date

import pytest

from saraptama.foundation.reference import delivered, selectors, services, tsv
from saraptama.foundation.reference.models import TypicalQuestion
from saraptama.foundation.reference.sheets import sheet_named


def test_every_open_specialty_has_some_to_offer(delivered_data: list[services.Loaded]) -> None:
    without = [one.code for one in selectors.open_specialties() if not selectors.typical_questions(one.code)]
    assert without == []


def test_a_specialty_s_own_come_before_those_of_its_type(delivered_data: list[services.Loaded]) -> None:
    assert {question.specialty_code for question in selectors.typical_questions("1.1")} == {"1.1"}
    assert {question.specialty_code for question in selectors.typical_questions("2.1")} == {"2"}


def test_an_unknown_specialty_has_none(delivered_data: list[services.Loaded]) -> None:
    assert selectors.typical_questions("77.7") == []


@pytest.mark.parametrize(("language", "word"), [("kk", "қолтаңба"), ("ru", "подпись"), ("en", "signature")])
def test_they_speak_three_languages(delivered_data: list[services.Loaded], language: str, word: str) -> None:
    assert word in selectors.typical_questions("1.1")[0].text.in_language(language)


def test_one_that_has_ended_is_not_offered(delivered_data: list[services.Loaded]) -> None:
    first, second, *_ = selectors.typical_questions("1.1")
    TypicalQuestion.objects.filter(pk=first.id).update(valid_to=date(2026, 1, 1))
    assert selectors.typical_questions("1.1", on=date(2026, 6, 1))[0].code == second.code
    assert selectors.typical_questions("1.1", on=date(2026, 1, 1))[0].code == first.code


def test_a_draft_of_ours_does_not_pose_as_law() -> None:
    """Nobody has confirmed these questions yet, and none decides what only a court may decide."""
    lines, problems = tsv.read(sheet_named("typical_questions"), dict(delivered.lists())["typical_questions"])
    assert problems == []
    assert not any(line.values["confirmed"] for line in lines)
    assert not any("виновен" in line.values["text_ru"].lower() for line in lines)
