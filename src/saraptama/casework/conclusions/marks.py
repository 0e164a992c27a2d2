"""Marks: how a text refers to pictures and tables by number, and how the numbers follow when the order changes. Pure.

In Russian `[рис. 2]` and `[табл. 1]`, in Kazakh `[2-сурет]` and `[1-кесте]`; both are understood in either language.
A mark that is a paragraph of its own puts the picture or table there; inside a sentence it refers to it.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any


class Figure(StrEnum):
    """What a mark speaks of."""

    PICTURE = "picture"
    TABLE = "table"


_MARK = re.compile(r"\[(?:(рис|табл)\.\s?(\d{1,3})|(\d{1,3})-(сурет|кесте))\]")
_KINDS = {"рис": Figure.PICTURE, "сурет": Figure.PICTURE, "табл": Figure.TABLE, "кесте": Figure.TABLE}
_WORDS = {
    ("ru", Figure.PICTURE): "рис.\u00a0{number}",
    ("ru", Figure.TABLE): "табл.\u00a0{number}",
    ("kk", Figure.PICTURE): "{number}-сурет",
    ("kk", Figure.TABLE): "{number}-кесте",
}
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def mark(kind: Figure, number: int, language: str) -> str:
    """What is typed into a text: `[рис. 2]`."""
    return f"[{words(kind, number, language)}]".replace("\u00a0", " ")


def words(kind: Figure, number: int, language: str) -> str:
    """What is printed in a sentence: `рис. 2`."""
    return _WORDS[language, kind].format(number=number)


def referred(text: str) -> set[tuple[Figure, int]]:
    """Everything that the text refers to."""
    return {_meant(found) for found in _MARK.finditer(text)}


def plain(text: str, language: str) -> str:
    """The text as it is printed: marks become words."""
    return _MARK.sub(lambda found: words(*_meant(found), language), text)


def renumbered(text: str, kind: Figure, numbers: Mapping[int, int]) -> str:
    """The text after pictures or tables changed places; what was taken out is referred to as number 0."""

    def follow(found: re.Match[str]) -> str:
        meant, number = _meant(found)
        if meant is not kind or number not in numbers:
            return found[0]
        return mark(kind, numbers[number], "ru" if found[1] else "kk")

    return _MARK.sub(follow, text)


def laid_out(text: str, have: Mapping[Figure, int], language: str) -> Iterator[dict[str, Any]]:
    """The text in pieces: every picture and table where its mark first stands alone, the others behind the text."""
    left = {(kind, number) for kind, count in have.items() for number in range(1, count + 1)}
    prose: list[str] = []
    for paragraph in _PARAGRAPH_END.split(text.replace("\r", "")):
        alone = _MARK.fullmatch(paragraph.strip())
        if alone is None or _meant(alone) not in left:
            prose.append(paragraph)
            continue
        yield from _text(prose, language)
        prose = []
        left.discard(_meant(alone))
        yield _placed(*_meant(alone))
    yield from _text(prose, language)
    for kind, number in sorted(left, key=lambda item: (item[0] is Figure.PICTURE, item[1])):
        yield _placed(kind, number)


def _text(paragraphs: list[str], language: str) -> Iterator[dict[str, Any]]:
    joined = "\n\n".join(paragraphs).strip()
    if joined:
        yield {"kind": "text", "text": plain(joined, language), "number": 0}


def _placed(kind: Figure, number: int) -> dict[str, Any]:
    return {"kind": kind.value, "text": "", "number": number}


def _meant(found: re.Match[str]) -> tuple[Figure, int]:
    return _KINDS[found[1] or found[4]], int(found[2] or found[3])
