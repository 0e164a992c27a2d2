"""Where the delivered data comes from is said in the reader's language; what somebody entered stays as entered."""

import re

import pytest
from django.utils import translation

from saraptama.foundation.reference import selectors as reference
from saraptama.web.administration.delivered_sources import DELIVERED
from saraptama.web.administration.written import as_written

pytestmark = pytest.mark.django_db

NAMED_IN_LATIN = re.compile(r"\b(VI|II|V|KZ|ISO|holidays)\b")


def delivered() -> set[str]:
    lines = [line for one in reference.all_lists() for line in reference.records_of(one.name)]
    days = [text for day in reference.calendar_days() for text in (day.act, day.source)]
    norms = [entry["source"] for one in reference.all_norms() for entry in _entries(one.values)]
    return {*(line.source for line in lines), *days, *norms, *(one.source for one in reference.all_norms())} - {""}


def _entries(values: object) -> list[dict[str, str]]:
    if not isinstance(values, dict):
        return []
    own = [values] if isinstance(values.get("source"), str) else []
    return own + [entry for value in values.values() for entry in _entries(value)]


def test_every_delivered_source_is_known() -> None:
    assert {text for text in delivered() if text.isascii()} - set(DELIVERED) == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_delivered_source_is_left_in_english(language: str) -> None:
    with translation.override(language):
        left = [text for text in DELIVERED if re.search("[A-Za-z]{3,}", NAMED_IN_LATIN.sub("", as_written(text)))]
    assert left == []


def test_what_was_entered_stays_and_says_its_language() -> None:
    with translation.override("ru"):
        assert as_written("Order 5 of the Minister") == '<span lang="en">Order 5 of the Minister</span>'
        assert as_written("Приказ 5") == "Приказ 5"
