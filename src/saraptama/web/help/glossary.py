"""The glossary as a page: the words of docs/glossary.md, so that code, papers and screens speak alike."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

SOURCE = settings.PACKAGE.parents[1] / "docs" / "glossary.md"
_CELLS = 5
_DOUBT = "?"


@dataclass(frozen=True)
class Entry:
    """One notion in three languages, with the act it comes from."""

    english: str
    kazakh: str
    russian: str
    meaning: str
    source: str
    is_to_be_confirmed: bool


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Every line of the glossary; none in an installation without its documents."""
    if not SOURCE.exists():
        return ()
    rows = [
        line.strip("| \n").split("|") for line in SOURCE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "
    ]
    cells = [[cell.strip() for cell in row] for row in rows]
    return tuple(_entry(row) for row in cells[1:] if len(row) == _CELLS)


def _entry(row: list[str]) -> Entry:
    code, kazakh, russian, meaning, source = row
    kept = kazakh.rstrip(_DOUBT)
    return Entry(code.replace("_", " "), kept, russian, meaning, source, kept != kazakh)


def entries_of(typed: str) -> list[Entry]:
    """The entries of which some word holds what was typed; all of them for nothing."""
    asked = typed.casefold()
    return [entry for entry in entries() if asked in f"{entry.english} {entry.kazakh} {entry.russian}".casefold()]
