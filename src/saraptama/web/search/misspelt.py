"""Words that nobody wrote, and the known words nearest to them."""

from saraptama.foundation.desktop.selectors import nearest_known_word
from saraptama.kernel.kazakh import stems, words

SHORTEST = 4
"""A shorter word has too many neighbours."""


def nearest_words(typed: str) -> str:
    """The text with each unknown word replaced by the known word nearest to it; empty when nothing would change."""
    told = [_nearest(word) for word in words(typed)]
    corrected = " ".join(told)
    return corrected if corrected and told != list(words(typed)) else ""


def _nearest(word: str) -> str:
    if len(word) < SHORTEST or word.isdigit():
        return word
    return nearest_known_word(stems(word)) or word
