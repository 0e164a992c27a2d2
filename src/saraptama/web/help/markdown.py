"""The little of Markdown that help texts use: headings, paragraphs, lists, bold, keys, links. Pure."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEY = re.compile(r"`(.+?)`")
_LINK = re.compile(r"\[(.+?)\]\((/[^)\s]*)\)")
_NUMBERED = re.compile(r"\d+\.\s+")


def as_html(text: str) -> str:
    """The text as HTML; everything in it that is not one of the marks is escaped."""
    return "\n".join(_block(kind, list(lines)) for kind, lines in groupby(_lines(text), key=_kind) if kind != "blank")


def _lines(text: str) -> Iterator[str]:
    for line in text.strip().splitlines():
        yield line.strip()


def _kind(line: str) -> str:
    if not line:
        return "blank"
    if line.startswith("### "):
        return "heading"
    if line.startswith("- "):
        return "ul"
    return "ol" if _NUMBERED.match(line) else "p"


def _block(kind: str, lines: list[str]) -> str:
    if kind == "heading":
        return "".join(f"<h3>{_inline(line[4:])}</h3>" for line in lines)
    if kind == "p":
        return f"<p>{_inline(' '.join(lines))}</p>"
    items = "".join(
        f"<li>{_inline(_NUMBERED.sub('', line, count=1) if kind == 'ol' else line[2:])}</li>" for line in lines
    )
    return f"<{kind}>{items}</{kind}>"


def _inline(text: str) -> str:
    marked = _BOLD.sub(r"<strong>\1</strong>", escape(text, quote=False))
    return _LINK.sub(r'<a href="\2">\1</a>', _KEY.sub(r"<kbd>\1</kbd>", marked))
