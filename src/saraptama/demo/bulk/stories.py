"""The words of generated cases: questions, objects and circumstances by examination type, in both languages."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saraptama.kernel.kazakh import search_text

_FILE = Path(__file__).parent / "data" / "texts.txt"
LANGUAGES = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that an order may send."""

    kind: str
    measure_unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Story:
    """What an order of one type says in one language. `{person}` and `{city}` are filled in."""

    questions: tuple[str, ...]
    things: tuple[Thing, ...]
    plots: tuple[str, ...]

    def ask(self, rng: random.Random, count: int) -> list[str]:
        """So many questions, in their order, fewer when there are not as many."""
        if count >= len(self.questions):
            return list(self.questions)
        start = int(rng.random() * (len(self.questions) - count + 1))
        return list(self.questions[start : start + count])


@cache
def stories() -> dict[tuple[str, str], Story]:
    """By examination type and language."""
    lines = [line.split("|") for line in _FILE.read_text(encoding="utf-8").splitlines() if line]
    found = {}
    for kind in dict.fromkeys(line[0] for line in lines):
        for column, language in enumerate(LANGUAGES, start=4):
            rows = [(line[1], line[2], line[3], line[column]) for line in lines if line[0] == kind]
            found[kind, language] = Story(
                questions=tuple(said for what, _, _, said in rows if what == "q"),
                things=tuple(Thing(of, unit, said) for what, of, unit, said in rows if what == "o"),
                plots=tuple(said for what, _, _, said in rows if what == "p"),
            )
    return found


@cache
def words_of(said: str) -> frozenset[str]:
    """The stems under which a text is found; placeholders stand for words that are counted elsewhere."""
    return frozenset(search_text(said.replace("{person}", " ").replace("{city}", " ")).split())
