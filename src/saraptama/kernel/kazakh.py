"""Kazakh and Russian text: alphabetical order and word forms, for lists and for search.

The database compares bytes (`C.UTF-8`), which puts Ә after Я. Lists therefore sort by a stored key, and search
compares stems: Russian ones by Snowball, Kazakh ones by stripping inflection, for which no maintained stemmer exists.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Kazakh Cyrillic alphabet in their order; the Russian alphabet is contained in it."""

KAZAKH_ONLY = frozenset("әғқңөұүһі")
"""Letters that Russian does not have: a word with one of them is Kazakh."""

_KEY_OF = {letter: chr(0x0400 + place) for place, letter in enumerate(ALPHABET)}
_KEY_OF |= {sign: sign for sign in "0123456789abcdefghijklmnopqrstuvwxyz"}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN_WORDS = re.compile(r"[\s\-–—]+")

_BACK, _FRONT = frozenset("аоұыёюя"), frozenset("әөүіеэ")
_VOWELS = frozenset("аоұыёюяәөүіеэ")
_GLIDES = frozenset("уиюй")
_NASALS = frozenset("мнң")
_VOICELESS = frozenset("пфкқтсшщхцчһ")
_LOAN_VOICED = frozenset("бвгд")
_VOICED = frozenset("бвгғджзйлмнңру")
_ANY = _VOWELS | _GLIDES | _VOICED | _VOICELESS
_OPEN = _VOWELS | _GLIDES

_VOICED_ENDS = {"б": "п", "ғ": "қ", "г": "к"}
_SHORTEST_STEM = 3

# Which sounds may stand before which endings (back-vowel form; the front form follows by harmony).
_RULES: tuple[tuple[str, frozenset[str]], ...] = (
    ("ны", _VOWELS),
    ("ның", _VOWELS | _NASALS),
    ("ды дың", _VOICED | _GLIDES),
    ("ты тың", _VOICELESS | _LOAN_VOICED),
    ("ға", _OPEN | _VOICED),
    ("қа", _VOICELESS | _LOAN_VOICED),
    ("да дан дағы", _OPEN | _VOICED),
    ("та тан тағы", _VOICELESS | _LOAN_VOICED),
    ("нан", _NASALS),
    ("мен", _OPEN | _VOICED),
    ("бен", frozenset("зж") | _LOAN_VOICED),
    ("пен", _VOICELESS | _LOAN_VOICED),
    ("лар", _OPEN | frozenset("р")),
    ("дар", frozenset("лжз") | _NASALS),
    ("тар", _VOICELESS | _LOAN_VOICED),
    ("сы сын сына сында сынан сының сымен сындағы", _VOWELS),
    ("ы ын ына ында ынан ының ымен ындағы", (_VOICED | _VOICELESS | _GLIDES)),
    ("ым ымыз ың ыңыз", _VOICED | _VOICELESS | _GLIDES),
    ("мыз ңыз", _VOWELS),
    ("дай дық", _OPEN | _VOICED),
    ("тай тық", _VOICELESS),
    ("лық", _OPEN | frozenset("р")),
    ("сыз", _ANY),
)
_TO_FRONT = str.maketrans("аығқ", "еігк")

_TERMS = frozenset(
    [
        "ақын",
        "аты",
        "айғақ",
        "акт",
        "арыз",
        "ат",
        "баға",
        "байланыс",
        "балама",
        "баллистика",
        "басшы",
        "белгі",
        "бұйым",
        "бұйрық",
        "дауыс",
        "дәлел",
        "дәлелдеме",
        "дәрігер",
        "денсаулық",
        "есеп",
        "жазба",
        "жарақат",
        "жарылыс",
        "жауап",
        "жер",
        "заң",
        "зат",
        "зерттеу",
        "институт",
        "із",
        "іс",
        "кесу",
        "кітап",
        "кодекс",
        "көлік",
        "куә",
        "куәлік",
        "күн",
        "күрделілік",
        "қағаз",
        "қаражат",
        "қару",
        "қаулы",
        "қолжазба",
        "қолтаңба",
        "қорытынды",
        "құжат",
        "құқық",
        "құрылыс",
        "лаборатория",
        "мамандық",
        "маман",
        "материал",
        "мәйіт",
        "мәселе",
        "мекен",
        "мекеме",
        "мерзім",
        "метод",
        "механизм",
        "мұнай",
        "мұрағат",
        "нөмір",
        "нысан",
        "объект",
        "облыс",
        "орган",
        "орталық",
        "орын",
        "отын",
        "өлім",
        "өнім",
        "өрт",
        "өтініш",
        "өтінішхат",
        "пломба",
        "полиция",
        "прокурор",
        "прокуратура",
        "процесс",
        "рұқсат",
        "санат",
        "сан",
        "сапа",
        "сараптама",
        "сарапшы",
        "сауал",
        "соғыс",
        "сот",
        "судья",
        "сұрақ",
        "талап",
        "талдау",
        "тәртіп",
        "телефон",
        "тергеу",
        "тергеуші",
        "тест",
        "тіл",
        "тіркеу",
        "топырақ",
        "тұжырым",
        "түр",
        "ұйғарым",
        "үй",
        "үкім",
        "үлгі",
        "факт",
        "фонограмма",
        "хабар",
        "хат",
        "шағым",
        "шарт",
        "шешім",
        "шот",
        "ықпал",
        "бөлім",
        "басқарма",
        "департамент",
        "палата",
        "лицензия",
        "біліктілік",
        "әдіс",
        "әдістеме",
        "әділет",
        "адам",
        "айып",
        "айыпталушы",
        "жәбірленуші",
    ]
)
"""Dictionary forms of the field whose own last letters look like endings, or which are very short."""


def _endings() -> tuple[tuple[str, frozenset[str], bool | None], ...]:
    """Every ending with the sounds that may precede it and the vowel quality it asks for, longest first."""
    table: list[tuple[str, frozenset[str], bool | None]] = []
    for forms, before in _RULES:
        for back in forms.split():
            front = back.translate(_TO_FRONT)
            table += [(back, before, None)] if back == front else [(back, before, True), (front, before, False)]
    return tuple(sorted(table, key=lambda row: (-len(row[0]), row[0])))


_ENDINGS = _endings()


def sort_key(text: str) -> str:
    """A key whose byte order is the order of the Kazakh alphabet: signs dropped, digits, Latin, Cyrillic.

    Case does not matter; words compare one by one, so that a shorter first word comes first.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    keyed = ("".join(_KEY_OF.get(sign, "") for sign in word) for word in _BETWEEN_WORDS.split(folded))
    return " ".join(word for word in keyed if word)


def words(text: str) -> list[str]:
    """The words of a text in lower case, Russian ё written as е, in their order."""
    folded = unicodedata.normalize("NFC", text).lower().replace("ё", "е")
    return _WORD.findall(folded)


def is_kazakh(word: str) -> bool:
    """Whether a word has a letter that only Kazakh has."""
    return not KAZAKH_ONLY.isdisjoint(word)


@lru_cache(maxsize=20_000)
def kazakh_stem(word: str) -> str:
    """The word without its case, possessive and plural endings: `сараптамасының` → `сараптама`.

    A term of the field is recognised through any chain of endings; any other word loses endings until none is left,
    so its forms meet at one stem, which may be shorter than the dictionary form: it is compared, never shown.
    """
    if term := _term_inside(word):
        return term
    while (shorter := next(_shorter(word, _SHORTEST_STEM), _devoiced(word))) != word:
        word = shorter
    return word


_OWN_RUSSIAN_STEMS = ("подпис",)
"""Words of the trade that Snowball cuts differently by case: `подпись` to `подп`, but `подписи` to `подпис`."""


def russian_stem(word: str) -> str:
    """The Snowball stem of a Russian word."""
    for stem in _OWN_RUSSIAN_STEMS:
        if word.startswith(stem):
            return stem
    return str(Stemmer.Stemmer("russian").stemWord(word))


def stems(word: str) -> tuple[str, ...]:
    """The stems under which a word is found: one for a Kazakh word, both where the language cannot be told."""
    if is_kazakh(word):
        return (kazakh_stem(word),)
    if not any(letter in ALPHABET for letter in word):
        return (word,)
    return tuple(dict.fromkeys((russian_stem(word), kazakh_stem(word))))


def search_text(text: str) -> str:
    """What is indexed of a text: the stems of all its words, for a `simple` tsvector."""
    return " ".join(stem for word in words(text) for stem in stems(word))


def search_query(text: str) -> str:
    """What is asked of the index: every word must be there in some form (syntax of `to_tsquery('simple', …)`).

    Empty when the text holds no word.
    """
    groups = (" | ".join(_quoted(stem) for stem in stems(word)) for word in words(text))
    return " & ".join(f"({group})" for group in groups)


def _quoted(stem: str) -> str:
    return "'" + stem.replace("'", "''") + "'"


def _term_inside(word: str) -> str:
    """The longest term of the field that the word is a form of."""
    waiting, found = [word], ""
    while waiting:
        form = waiting.pop()
        for spelling in {form, _devoiced(form)}:
            if spelling in _TERMS and len(spelling) > len(found):
                found = spelling
            waiting.extend(_shorter(spelling, 2))
    return found


def _shorter(word: str, shortest: int) -> Iterator[str]:
    """The word without one ending, the longest ending first."""
    for ending, before, back in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) == len(word) or len(stem) < shortest or _VOWELS.isdisjoint(stem):
            continue
        if stem[-1] in before and (back is None or _is_back(stem) in (None, back)):
            yield stem


def _is_back(stem: str) -> bool | None:
    """Vowel harmony: the last clear vowel decides; у and и say nothing."""
    for letter in reversed(stem):
        if letter in _VOWELS:
            return letter in _BACK
    return None


def _devoiced(word: str) -> str:
    """`кітаб` (of `кітабы`) is `кітап`: a voiceless end is voiced before a vowel."""
    if len(word) > _SHORTEST_STEM and word[-1] in _VOICED_ENDS:
        return word[:-1] + _VOICED_ENDS[word[-1]]
    return word
