"""Kazakh strings hold no English or Russian, Russian ones no English or Kazakh: pasted leftovers are found at once.

The browser tests look for English on every page (`test_main_pages_in_three_languages`); here every string is looked at,
shown or not.
"""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

WRITTEN_IN_LATIN = {
    "Authorization", "Bearer", "CMS", "DOCTYPE", "DOCX", "ETag", "Enter", "English", "ISO", "JPEG", "JSON", "PDF",
    "PNG", "Saraptama", "TIFF", "Tab", "UUID", "XML", "cookie", "entity", "false", "holidays", "saraptama",
    "true", "verify", "yes",
}  # fmt: skip
"""Names, formats, keys of the keyboard, and words of protocols that machines read."""

PLACEHOLDERS = re.compile(r"%\(\w+\)\w|\{\w*\}|<[^>]+>|&\w+;")
LATIN = re.compile(r"(?<![\w./@:{%-])[A-Za-z]{3,}(?![\w./@:}-])")
KAZAKH_LETTERS = re.compile("[әіңғүұқөһ]", re.IGNORECASE)
RUSSIAN_WORDS = {"и", "для", "по", "или", "если", "что", "это", "при", "от", "из", "на", "до", "без", "как", "уже"}
NAMES = {"Төрелік (суды)"}
"""Proper names of systems."""


def strings_of(language: str) -> list[str]:
    """Every translated string, plural forms included."""
    found: list[str] = []
    for folder in settings.LOCALE_PATHS:
        with (Path(folder) / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
            catalogue: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined] # all of it
        found += [text for key, text in catalogue.items() if key]
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_word_is_left(language: str) -> None:
    strings = strings_of(language)
    assert len(strings) > 3000
    left = {
        text: words for text in strings if (words := set(LATIN.findall(PLACEHOLDERS.sub(" ", text))) - WRITTEN_IN_LATIN)
    }
    assert left == {}


def test_no_russian_word_is_left_in_kazakh() -> None:
    left = [
        text
        for text in strings_of("kk")
        if RUSSIAN_WORDS & set(re.findall(r"[\wёәіңғүұқөһ]+", text.lower())) or "ё" in text.lower()
    ]
    assert left == []


def test_no_kazakh_word_is_left_in_russian() -> None:
    assert [text for text in strings_of("ru") if KAZAKH_LETTERS.search(text) and text not in NAMES] == []
