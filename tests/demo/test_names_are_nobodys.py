"""The people of the demo do not exist, and cannot."""

from saraptama.demo.names import stock_of_iins, stock_of_names
from saraptama.kernel.identifiers import Oddity, check_iin
from saraptama.kernel.kazakh import KAZAKH_ONLY


def test_every_iin_is_well_formed_and_of_an_impossible_day() -> None:
    for iin in stock_of_iins():
        verdict = check_iin(iin)
        assert verdict.ok
        assert Oddity.BIRTH_DATE in verdict.oddities
        assert iin.startswith("999999")


def test_no_iin_stands_twice() -> None:
    assert len(set(stock_of_iins())) == len(stock_of_iins())


def test_the_same_seed_names_the_same_people() -> None:
    assert stock_of_names(5, 50) == stock_of_names(5, 50)
    assert stock_of_names(5, 50) != stock_of_names(6, 50)


def test_kazakh_names_are_written_with_kazakh_letters() -> None:
    letters = set("".join(name.full.lower() for name in stock_of_names(1)))
    assert letters >= KAZAKH_ONLY - {"һ"}


def test_a_patronymic_agrees_with_the_surname() -> None:
    for name in stock_of_names(1):
        woman = name.patronymic.endswith(("қызы", "на"))
        assert woman == name.surname.endswith("а"), name.full
