"""Numbers of other registers, with the examples of integration.md section 7. No example can belong to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.kernel.identifiers import (
    CourtCaseNumber,
    Oddity,
    Problem,
    Qualification,
    check_bin,
    check_court_number,
    check_digit,
    check_erdr,
    check_iin,
    check_kato,
    check_kui,
    check_licence_number,
    iin_defects,
    read_court_number,
    read_erdr,
    read_kato,
)

ELEVEN = st.text(alphabet="0123456789", min_size=11, max_size=11)


@pytest.mark.parametrize("number", ["999999000012", "999999000303"])
def test_an_iin_with_an_impossible_birth_date_is_only_surprising(number: str) -> None:
    verdict = check_iin(number)
    assert verdict.ok
    assert verdict.oddities == (Oddity.BIRTH_DATE,)
    assert iin_defects(number) == ()


@pytest.mark.parametrize("number", ["999940000010", "999940000104"])
def test_a_bin_with_an_impossible_month_is_only_surprising(number: str) -> None:
    assert check_bin(number).ok
    assert check_bin(number).oddities == (Oddity.REGISTRATION_MONTH,)


@pytest.mark.parametrize("prefix", ["99999900039", "99994000013"])
def test_some_numbers_are_never_issued(prefix: str) -> None:
    assert check_digit(prefix) is None
    assert {check_iin(prefix + digit).problem for digit in "0123456789"} == {Problem.NOT_ISSUABLE}


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", Problem.EMPTY),
        ("   ", Problem.EMPTY),
        ("99999900001", Problem.NOT_TWELVE_DIGITS),
        ("99999900001x", Problem.NOT_TWELVE_DIGITS),
        ("٩99999000012", Problem.NOT_TWELVE_DIGITS),
        ("999999000013", Problem.CHECK_DIGIT),
    ],
)
def test_a_wrong_iin_has_a_named_problem(number: str, problem: Problem) -> None:
    assert check_iin(number).problem is problem
    assert iin_defects(number) == (problem,)
    assert check_bin(number).problem is problem


@given(ELEVEN)
def test_exactly_one_last_digit_is_right_or_none(prefix: str) -> None:
    right = [digit for digit in "0123456789" if check_iin(prefix + digit).ok]
    assert right == ([] if check_digit(prefix) is None else [str(check_digit(prefix))])


def test_a_real_birth_date_and_century_are_no_surprise() -> None:
    prefix = "00022950000"
    assert check_iin(f"{prefix}{check_digit(prefix)}").oddities == ()
    never = "00023050000"
    assert check_iin(f"{never}{check_digit(never)}").oddities == (Oddity.BIRTH_DATE,)


def test_farms_and_sole_forms_have_their_own_divisions() -> None:
    for division, expected in (("4", ()), ("9", (Oddity.BIN_DIVISION,))):
        prefix = f"25014{division}00001"
        assert check_bin(f"{prefix}{check_digit(prefix)}").oddities == expected


def test_a_place_code_is_read_by_levels() -> None:
    kato = read_kato("710000000")
    assert kato is not None
    assert (kato.region, kato.district, kato.rural_district, kato.settlement) == ("71", "00", "00", "000")
    assert check_kato("71").problem is Problem.LAYOUT


def test_an_erdr_number_is_never_refused_for_its_inner_layout() -> None:
    assert check_erdr("257199039999999").ok
    assert check_erdr("257199039999999").oddities == (Oddity.ERDR_LAYOUT,)
    assert check_erdr("257199031999999").oddities == ()
    hint = read_erdr("257100031000001")
    assert hint is not None
    assert (hint.year, hint.region, hint.unit) == ("25", "71", "03")
    assert check_erdr("25719903999999").problem is Problem.LAYOUT
    assert read_erdr("short") is None


@pytest.mark.parametrize(("number", "ok"), [("999999999999999", True), ("999999999999", True), ("99999999999", False)])
def test_a_record_book_number_has_12_to_15_digits(number: str, ok: bool) -> None:
    assert check_kui(number).ok is ok


def test_a_court_number_is_kept_as_written_and_read_apart() -> None:
    assert read_court_number("7199-25-00-2/99999") == CourtCaseNumber(
        "7199-25-00-2/99999", "71", "99", "25", "00", "2", "99999", ""
    )
    cassation = read_court_number("6003-25-00-4к/99999(2)")
    assert cassation is not None
    assert (cassation.category, cassation.continuation) == ("4к", "2")


@pytest.mark.parametrize(
    "number", ["7199-25-00-2/99999", "6003-25-00-4к/99999(2)", "6001-25-00-6ап/99999", "7594-24-12-2а/1"]
)
def test_court_numbers_in_use_are_accepted(number: str) -> None:
    assert check_court_number(f" {number} ").text == number
    assert check_court_number(number).ok


@pytest.mark.parametrize("number", ["7199-25-00-2", "719-25-00-2/1", "7199-25-00-2z/1", "7199/25/00/2/1"])
def test_other_texts_are_no_court_numbers(number: str) -> None:
    assert check_court_number(number).problem is Problem.LAYOUT
    assert read_court_number(number) is None


def test_a_month_that_does_not_exist_is_surprising() -> None:
    assert check_court_number("7199-25-13-2/1").oddities == (Oddity.COURT_MONTH,)


def test_a_licence_number_is_kept_verbatim() -> None:
    assert check_licence_number("KZ00AAA00000001").oddities == ()
    old = check_licence_number(" 0001234 серия ЮЛ ")
    assert (old.text, old.oddities, old.ok) == ("0001234 серия ЮЛ", (Oddity.OLD_LICENCE_FORM,), True)
    assert check_licence_number(" ").problem is Problem.EMPTY


def test_an_article_is_written_in_both_languages() -> None:
    theft = Qualification("188", part="3")
    assert theft.in_russian() == "ст.188 ч.3 УК РК"
    assert theft.in_kazakh() == "ҚК-нің 188-бабының 3-бөлігі"
    assert Qualification("217", suffix="1").in_kazakh() == "ҚК-нің 217-1-бабы"
    assert Qualification("217", "1", "2", "1").in_russian() == "ст.217-1 ч.2 п.1 УК РК"
    assert Qualification("217", "1", "2", "1").in_kazakh() == "ҚК-нің 217-1-бабының 2-бөлігінің 1-тармағы"
