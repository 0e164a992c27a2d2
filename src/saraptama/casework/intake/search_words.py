"""Word forms brought to stems, so that a search in Kazakh or Russian finds every form of a word.

Snowball knows Russian. Kazakh has no Snowball stemmer: its endings are cut by a small table of case, plural and
possessive endings. A word that could be either is kept under both stems; a query accepts either.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_SHORTEST_STEM = 3

_CASE = "ның|нің|дың|дің|тың|тің|на|не|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|мен|бен|пен|н"
_POSSESSIVE = "ымыз|іміз|мыз|міз|ыңыз|іңіз|ңыз|ңіз|сы|сі|ым|ім|ың|ің|ы|і"
_PLURAL = "лар|лер|дар|дер|тар|тер"
_ENDINGS = tuple(re.compile(f"(?:{group})$") for group in (_CASE, _POSSESSIVE, _PLURAL))


def _tokens(text: str) -> list[str]:
    return [word.replace("ё", "е") for word in _WORD.findall(text.lower())]


def kazakh_stem(word: str) -> str:
    """The word without its case, possessive and plural endings, as far as at least three letters remain."""
    for ending in _ENDINGS:
        cut = ending.sub("", word)
        if len(cut) >= _SHORTEST_STEM:
            word = cut
    return word


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems under which a word is kept and sought."""
    if word.isdigit() or len(word) <= _SHORTEST_STEM:
        return (word,)
    # A stemmer object keeps state while it works, so each call makes its own: threads share nothing.
    russian = Stemmer.Stemmer("russian").stemWord(word)
    return tuple(dict.fromkeys((russian, kazakh_stem(word))))


def words_of(parts: Iterable[str]) -> str:
    """What is stored for the search: every stem once, in alphabetical order."""
    found = {stem for part in parts for word in _tokens(part) for stem in stems(word)}
    return " ".join(sorted(found))


def query_of(text: str) -> str:
    """The tsquery for a person's words: each word, in any of its stems."""
    return " & ".join("(" + " | ".join(f"'{stem}'" for stem in stems(word)) + ")" for word in _tokens(text))
