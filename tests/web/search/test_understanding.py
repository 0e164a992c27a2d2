"""What the search box takes a text for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.demo.settle import iin_with_serial
from saraptama.web.search.understanding import LONGEST, Kind, Reading, readings


def kinds(typed: str) -> list[Kind]:
    return [reading.kind for reading in readings(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("71-2026-000123", Reading(Kind.REGISTRATION, "71-2026-000123")),
        ("71-2026-000123/2", Reading(Kind.REGISTRATION, "71-2026-000123", "2")),
        ("№ 71-2026-r-000045", Reading(Kind.REGISTRATION, "71-2026-R-000045")),
        ("71-2026-", Reading(Kind.REGISTRATION, "71-2026-")),
        ("71-2026", Reading(Kind.REGISTRATION, "71-2026")),
        ("2026/45", Reading(Kind.INCOMING, "2026", "45")),
        ("вх. № 2026/45", Reading(Kind.INCOMING, "2026", "45")),
        ("O-71-2026-000045", Reading(Kind.LABEL, "O-71-2026-000045")),
        ("О-71-2026-000045", Reading(Kind.LABEL, "O-71-2026-000045")),  # the Cyrillic letter
        ("7594-26-00-2/3412", Reading(Kind.COURT, "7594-26-00-2/3412")),
        ("267199039999001", Reading(Kind.ERDR, "267199039999001")),
        ("2K7F-M9XQ-4TRA-0PBC", Reading(Kind.CHECK_CODE, "2K7F-M9XQ-4TRA-0PBC")),
        ("2k7fm9xq4tra0pbc", Reading(Kind.CHECK_CODE, "2K7F-M9XQ-4TRA-0PBC")),
        ("7q2mxk-4t9rnb-pw3d8k", Reading(Kind.STATUS_CODE, "7Q2MXK-4T9RNB-PW3D8K")),
        ("договор займа", Reading(Kind.WORDS, "договор займа")),
        ("қолхат", Reading(Kind.WORDS, "қолхат")),
    ],
)
def test_the_surest_reading_comes_first(typed: str, expected: Reading) -> None:
    assert readings(typed)[0] == expected


def test_twelve_digits_are_an_iin_only_with_its_check_digit() -> None:
    iin = iin_with_serial(7)
    assert kinds(iin)[0] is Kind.IIN
    wrong = iin[:-1] + str((int(iin[-1]) + 1) % 10)
    assert Kind.IIN not in kinds(wrong)
    assert Kind.KUI in kinds(wrong)


def test_fifteen_digits_may_stand_in_either_register() -> None:
    assert kinds("267199039999001") == [Kind.ERDR, Kind.KUI]


def test_words_with_a_number_among_them_are_words() -> None:
    assert kinds("договор 2026/45 поддельный") == [Kind.WORDS]


@pytest.mark.parametrize("typed", ["", "   ", ".", "№", "?!"])
def test_nothing_is_understood_in_nothing(typed: str) -> None:
    assert readings(typed) == ()


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read_without_a_fault(typed: str) -> None:
    assert all(len(reading.value) <= LONGEST for reading in readings(typed))
