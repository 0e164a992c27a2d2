"""Kazakh order and word forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.kernel.kazakh import ALPHABET, kazakh_stem, search_query, search_text, sort_key, stems, words

FORMS = {
    "сараптама": """сараптаманы сараптаманың сараптамаға сараптамада сараптамадан сараптамамен сараптамасы
        сараптамасының сараптамасын сараптамасына сараптамасында сараптамасынан сараптамасымен сараптамалар
        сараптамалары сараптамаларының сараптамаларды сараптамаларға сараптамаларында сараптамадағы""",
    "қорытынды": "қорытындысы қорытындының қорытындыны қорытындысын қорытындылар қорытындысының қорытындымен",
    "сарапшы": "сарапшының сарапшыға сарапшыдан сарапшылар сарапшылардың сарапшысы сарапшыны сарапшыларға",
    "сот": "соттың сотқа сотта соттан соттар соттары сотының соты",
    "іс": "істің істі іске істе істен істер істері ісі ісінің",
    "әдістеме": "әдістемесі әдістеменің әдістемелер әдістемелерінің әдістемесін",
    "заң": "заңы заңның заңға заңында заңдар заңдарының",
    "объект": "объектісі объектілер объектілердің объектінің объектілері",
    "мерзім": "мерзімі мерзімін мерзімінің мерзімдер мерзімге мерзімде",
    "орган": "органы органның органдар органдары органдарының органға",
    "мәйіт": "мәйіттің мәйітті мәйітке",
    "кітап": "кітабы кітабының кітаптар кітапқа",
    "құжат": "құжаттар құжаттың құжаты құжаттарды құжаттардың құжатқа",
    "дауыс": "дауысы дауыстың дауысты",
    "қолтаңба": "қолтаңбаның қолтаңбасы қолтаңбалар қолтаңбасын",
    "қаулы": "қаулысы қаулының қаулыны қаулысын қаулылар",
}


@pytest.mark.parametrize(("term", "form"), [(term, form) for term, text in FORMS.items() for form in text.split()])
def test_a_form_has_the_stem_of_its_term(term: str, form: str) -> None:
    assert kazakh_stem(form) == kazakh_stem(term) == term


def test_words_that_are_no_terms_meet_at_one_stem_too() -> None:
    assert len({kazakh_stem(form) for form in ["қарындаш", "қарындашты", "қарындаштың", "қарындаштар"]}) == 1


def test_different_words_keep_different_stems() -> None:
    assert len({kazakh_stem(term) for term in FORMS}) == len(FORMS)


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=20))
def test_a_stem_is_a_fixed_point_and_never_empty(word: str) -> None:
    stem = kazakh_stem(word)
    assert stem
    assert kazakh_stem(stem) == stem


def test_the_alphabet_has_42_letters_each_once() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 42


@given(st.permutations(list(ALPHABET)))
def test_letters_sort_by_the_alphabet(letters: list[str]) -> None:
    by_bytes = sorted(letters, key=lambda letter: sort_key(letter).encode())
    assert by_bytes == list(ALPHABET)


def test_kazakh_letters_stand_next_to_their_relatives() -> None:
    names = ["Яблоков", "Әбенов", "Абаев", "Ғалиев", "Гаев", "Қасымов", "Каримов", "Ұзақ", "Умаров", "Үсенов"]
    assert sorted(names, key=sort_key) == [
        "Абаев", "Әбенов", "Гаев", "Ғалиев", "Каримов", "Қасымов", "Умаров", "Ұзақ", "Үсенов", "Яблоков",
    ]  # fmt: skip


def test_case_and_quotes_do_not_change_the_order() -> None:
    assert sort_key("«Сарыарқа» ауданы") == sort_key("сарыарқа АУДАНЫ")


def test_a_shorter_first_word_comes_first_and_numbers_before_letters() -> None:
    assert sorted(["Алматы облысы", "Алма", "2-бөлім", "Алматы"], key=sort_key) == [
        "2-бөлім", "Алма", "Алматы", "Алматы облысы",
    ]  # fmt: skip


def test_words_fold_case_and_yo() -> None:
    assert words("Ещё, №17.1 «СОТ»") == ["еще", "17", "1", "сот"]


def test_a_word_with_kazakh_letters_has_only_a_kazakh_stem() -> None:
    assert stems("қорытындысы") == ("қорытынды",)
    assert set(stems("экспертизы")) >= {"экспертиз"}
    assert stems("dna") == ("dna",)


def test_what_is_asked_in_one_form_is_found_in_another() -> None:
    indexed = set(search_text("Сот-медициналық сараптамасының қорытындысы; заключение эксперта").split())
    for question in ("сараптама", "қорытындыны", "заключения", "эксперт"):
        assert indexed & set(stems(question))


def test_a_query_asks_for_every_word_in_some_form() -> None:
    assert search_query("заңдар қаулының") == "('заң') & ('қаулы')"
    assert search_query("сараптамасы") == "('сараптамас' | 'сараптама')"
    assert search_query("o'k") == "('o''k')"
    assert search_query(" … ") == ""


@pytest.mark.parametrize("form", ["подпись", "подписи", "подписью", "подписей"])
def test_every_form_of_signature_is_found_by_every_other(form: str) -> None:
    assert stems(form)[0] == stems("подпись")[0]
