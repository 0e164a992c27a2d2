"""What a person typed into the search box, read as every kind of number it can be, the surest first. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from saraptama.kernel.identifiers import check_iin, check_kui, read_court_number, read_erdr
from saraptama.kernel.kazakh import words

_REGISTRATION = re.compile(r"([0-9A-ZА-Я]{1,6}-\d{4}-(?:[RC]-)?\d{1,6})(?:/(\d{1,2}))?", re.IGNORECASE)
_BEGINNING = re.compile(r"\d{2}-\d{4}(?:-(?:[RC]-?)?\d{0,6})?", re.IGNORECASE)
_INCOMING = re.compile(r"(?:(?:вх|кір|inc|in)\.?\s*(?:№|no\.?)?\s*)?(\d{4})/(\d{1,7})", re.IGNORECASE)
_LABEL = re.compile(r"[OО0]-\d{2}-\d{4}-\d{1,6}(?:[-./]\d+)*", re.IGNORECASE)
_CHECK_CODE = re.compile(r"(?:[0-9A-Z]{4}[- ]?){3}[0-9A-Z]{4}", re.IGNORECASE)
_STATUS_CODE = re.compile(r"(?:[0-9A-Z]{6}[- ]?){2}[0-9A-Z]{6}", re.IGNORECASE)
_TWELVE = re.compile(r"\d{12}", re.ASCII)
_MARKS = "№#"

LONGEST = 200
SHORTEST_WORD = 2


class Kind(StrEnum):
    """What a text can be."""

    REGISTRATION = "REGISTRATION"
    INCOMING = "INCOMING"
    LABEL = "LABEL"
    COURT = "COURT"
    ERDR = "ERDR"
    IIN = "IIN"
    KUI = "KUI"
    CHECK_CODE = "CHECK_CODE"
    STATUS_CODE = "STATUS_CODE"
    WORDS = "WORDS"


@dataclass(frozen=True)
class Reading:
    """The text read as one kind of number, in that register's own spelling."""

    kind: Kind
    value: str
    part: str = ""
    """The second half of a number that has one: the specialty's place, the incoming number without its year."""


def readings(typed: str) -> tuple[Reading, ...]:
    """Every way to read the text; words are the last, and the only one where nothing else fits."""
    text = " ".join(typed.split())[:LONGEST].strip(" .,;:")
    if not text:
        return ()
    bare = text.lstrip(_MARKS).strip()
    numbers = [found for reader in _READERS for found in reader(bare)]
    return (*numbers, *_as_words(text)) if not numbers or not _is_one_number(bare) else tuple(numbers)


def _is_one_number(text: str) -> bool:
    is_code = _CHECK_CODE.fullmatch(text) or _STATUS_CODE.fullmatch(text)
    return not any(letter.isspace() for letter in text) or is_code is not None


def _as_words(text: str) -> list[Reading]:
    return [Reading(Kind.WORDS, text)] if any(len(word) >= SHORTEST_WORD for word in words(text)) else []


def _registration(text: str) -> list[Reading]:
    found = _REGISTRATION.fullmatch(text)
    if found:
        return [Reading(Kind.REGISTRATION, found.group(1).upper(), found.group(2) or "")]
    return [Reading(Kind.REGISTRATION, text.upper())] if _BEGINNING.fullmatch(text) else []


def _incoming(text: str) -> list[Reading]:
    found = _INCOMING.fullmatch(text)
    return [Reading(Kind.INCOMING, found.group(1), found.group(2))] if found else []


def _label(text: str) -> list[Reading]:
    if not _LABEL.fullmatch(text):
        return []
    return [Reading(Kind.LABEL, f"O{text[1:].upper()}")]  # the first letter is Latin; on many keyboards it is not


def _court(text: str) -> list[Reading]:
    return [Reading(Kind.COURT, text)] if read_court_number(text.lower()) else []


def _digits(text: str) -> list[Reading]:
    """Bare digits: an IIN (its check digit decides), a number of the pre-trial register, of the record book."""
    compact = text.replace(" ", "")
    found = []
    if _TWELVE.fullmatch(compact) and check_iin(compact).ok:
        found.append(Reading(Kind.IIN, compact))
    if read_erdr(compact):
        found.append(Reading(Kind.ERDR, compact))
    if check_kui(compact).ok:
        found.append(Reading(Kind.KUI, compact))
    return found


def _check_code(text: str) -> list[Reading]:
    """The code under a conclusion's QR: four groups of four letters and digits, at least one of them a letter."""
    letters = re.sub(r"[- ]", "", text).upper()
    if not _CHECK_CODE.fullmatch(text) or letters.isdigit() or not any(sign.isdigit() for sign in letters):
        return []
    return [Reading(Kind.CHECK_CODE, "-".join(letters[start : start + 4] for start in range(0, 16, 4)))]


def _status_code(text: str) -> list[Reading]:
    """The code by which the parties follow an order: three groups of six."""
    letters = re.sub(r"[- ]", "", text).upper()
    if not _STATUS_CODE.fullmatch(text) or letters.isdigit() or not any(sign.isdigit() for sign in letters):
        return []
    return [Reading(Kind.STATUS_CODE, "-".join(letters[start : start + 6] for start in range(0, 18, 6)))]


_READERS = (_registration, _incoming, _label, _court, _digits, _check_code, _status_code)
