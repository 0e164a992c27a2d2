"""Numbers that other registers issued: what they must look like, what they hint at (integration.md, section 7).

A number is kept as it was written. A `Verdict` separates what makes it unusable (`problem`) from what is only
surprising (`oddities`): the state itself dropped the meaning of birth dates, and layouts of registers change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NOT_ISSUED = 10

_TWELVE_DIGITS = re.compile(r"\d{12}", re.ASCII)
_KATO = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{3})", re.ASCII)
_ERDR = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{2})(\d)(\d{6})", re.ASCII)
_KUI = re.compile(r"\d{12,15}", re.ASCII)
_COURT = re.compile(r"(\d{2})(\d{2})-(\d{2})-(\d{2})-(\d{1,2}[а-яё]{0,2})/(\d+)(?:\((\d+)\))?", re.ASCII)
_LICENCE = re.compile(r"KZ\d{2}[A-Z]{3}\d{8}", re.ASCII)


class Problem(StrEnum):
    """Why a number cannot be used as what it claims to be."""

    EMPTY = "EMPTY"
    NOT_TWELVE_DIGITS = "NOT_TWELVE_DIGITS"
    CHECK_DIGIT = "CHECK_DIGIT"
    NOT_ISSUABLE = "NOT_ISSUABLE"
    LAYOUT = "LAYOUT"


class Oddity(StrEnum):
    """What is unusual about a number, without making it wrong."""

    BIRTH_DATE = "BIRTH_DATE"
    CENTURY = "CENTURY"
    REGISTRATION_MONTH = "REGISTRATION_MONTH"
    BIN_DIVISION = "BIN_DIVISION"
    ERDR_LAYOUT = "ERDR_LAYOUT"
    COURT_MONTH = "COURT_MONTH"
    OLD_LICENCE_FORM = "OLD_LICENCE_FORM"


@dataclass(frozen=True)
class Verdict:
    """What was written (without blanks around it), what is wrong with it, what is unusual about it."""

    text: str
    problem: Problem | None = None
    oddities: tuple[Oddity, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the number may be used."""
        return self.problem is None


@dataclass(frozen=True)
class Kato:
    """A place: region, district or city, rural district, settlement; `region` equals ISO 3166-2:KZ."""

    text: str
    region: str
    district: str
    rural_district: str
    settlement: str


@dataclass(frozen=True)
class ErdrHint:
    """How the layout of a pre-trial register number is usually read. Never a ground to refuse one."""

    year: str
    region: str
    body: str
    unit: str
    kind: str
    serial: str


@dataclass(frozen=True)
class CourtCaseNumber:
    """A court case number `CCII-YY-MM-T/N(k)`, kept as written and read apart.

    `month` 00 stands for final cases; `category` carries the instance letter (`2а`, `4к`).
    """

    text: str
    region: str
    court: str
    year: str
    month: str
    category: str
    serial: str
    continuation: str


@dataclass(frozen=True)
class Qualification:
    """An article of the Criminal Code by its parts; empty parts are absent (`217-1` has suffix `1`)."""

    article: str
    suffix: str = ""
    part: str = ""
    point: str = ""

    def in_russian(self) -> str:
        """As Russian acts write it: `ст.188 ч.3 УК РК`."""
        parts = [f"ст.{self._number()}"]
        parts += [f"ч.{self.part}"] if self.part else []
        parts += [f"п.{self.point}"] if self.point else []
        return " ".join([*parts, "УК РК"])

    def in_kazakh(self) -> str:
        """As Kazakh acts write it: `ҚК-нің 188-бабы 3-бөлігі`; the last part carries the possessive ending."""
        named = [(self._number(), "бабы", "бабының"), (self.part, "бөлігі", "бөлігінің"), (self.point, "тармағы", "")]
        given = [(number, last, inner) for number, last, inner in named if number]
        words = [f"{number}-{inner}" for number, _, inner in given[:-1]]
        return " ".join(["ҚК-нің", *words, f"{given[-1][0]}-{given[-1][1]}"])

    def _number(self) -> str:
        return f"{self.article}-{self.suffix}" if self.suffix else self.article


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit of an IIN (Order 521 of 29.06.2023), or None when the number is never issued."""
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        remainder = _weighted(first_eleven, weights) % 11
        if remainder != _NOT_ISSUED:
            return remainder
    return None


def check_iin(text: str) -> Verdict:
    """An individual identification number. A strange birth date is a warning: its meaning was dropped in 2013."""
    digits = _twelve(text)
    if digits.problem:
        return digits
    oddities = []
    if digits.text[6] not in "0123456":
        oddities.append(Oddity.CENTURY)
    if not _is_birth_date(digits.text[:6], digits.text[6]):
        oddities.append(Oddity.BIRTH_DATE)
    return Verdict(digits.text, oddities=tuple(oddities))


def iin_defects(text: str) -> tuple[Problem, ...]:
    """What makes an IIN unusable; empty when it may be used."""
    problem = check_iin(text).problem
    return (problem,) if problem else ()


def check_bin(text: str) -> Verdict:
    """A business identification number (Order 423 of 27.06.2023). Its check digit follows the IIN by practice."""
    digits = _twelve(text)
    if digits.problem:
        return digits
    oddities = []
    if not "01" <= digits.text[2:4] <= "12":
        oddities.append(Oddity.REGISTRATION_MONTH)
    if digits.text[4] not in "456" or digits.text[5] not in "01234":
        oddities.append(Oddity.BIN_DIVISION)
    return Verdict(digits.text, oddities=tuple(oddities))


def check_kato(text: str) -> Verdict:
    """A code of the classifier of places: nine digits."""
    return _layout(text, _KATO)


def check_erdr(text: str) -> Verdict:
    """A number of the pre-trial register: fifteen digits; the layout inside is a hint only."""
    verdict = _layout(text, _ERDR)
    hint = read_erdr(verdict.text)
    unusual = hint is not None and hint.kind != "1"
    return Verdict(verdict.text, verdict.problem, (Oddity.ERDR_LAYOUT,) if unusual else ())


def check_kui(text: str) -> Verdict:
    """A number of the information record book: twelve to fifteen digits, any layout."""
    return _layout(text, _KUI)


def check_court_number(text: str) -> Verdict:
    """A court case number."""
    verdict = _layout(text, _COURT)
    number = read_court_number(verdict.text)
    unusual = number is not None and not "00" <= number.month <= "12"
    return Verdict(verdict.text, verdict.problem, (Oddity.COURT_MONTH,) if unusual else ())


def check_licence_number(text: str) -> Verdict:
    """A licence number: the modern form, or an older number kept verbatim with a warning."""
    kept = text.strip()
    if not kept:
        return Verdict(kept, Problem.EMPTY)
    modern = _LICENCE.fullmatch(kept) is not None
    return Verdict(kept, oddities=() if modern else (Oddity.OLD_LICENCE_FORM,))


def read_kato(text: str) -> Kato | None:
    """The place code by its levels, or None."""
    match = _KATO.fullmatch(text)
    return Kato(text, *match.groups()) if match else None


def read_erdr(text: str) -> ErdrHint | None:
    """What the layout of a pre-trial register number hints at, or None."""
    match = _ERDR.fullmatch(text)
    return ErdrHint(*match.groups()) if match else None


def read_court_number(text: str) -> CourtCaseNumber | None:
    """A court case number by its parts, or None."""
    match = _COURT.fullmatch(text)
    return CourtCaseNumber(text, *(part or "" for part in match.groups())) if match else None


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _twelve(text: str) -> Verdict:
    kept = text.strip()
    if not kept:
        return Verdict(kept, Problem.EMPTY)
    if not _TWELVE_DIGITS.fullmatch(kept):
        return Verdict(kept, Problem.NOT_TWELVE_DIGITS)
    expected = check_digit(kept[:11])
    if expected is None:
        return Verdict(kept, Problem.NOT_ISSUABLE)
    return Verdict(kept, None if expected == int(kept[11]) else Problem.CHECK_DIGIT)


def _layout(text: str, pattern: re.Pattern[str]) -> Verdict:
    kept = text.strip()
    if not kept:
        return Verdict(kept, Problem.EMPTY)
    return Verdict(kept, None if pattern.fullmatch(kept) else Problem.LAYOUT)


def _is_birth_date(yymmdd: str, century: str) -> bool:
    """Whether the first six digits are a date in the century that the seventh names (0: any, seen on foreigners)."""
    years = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
    year = years.get(century, 2000) + int(yymmdd[:2])
    try:
        date(year, int(yymmdd[2:4]), int(yymmdd[4:6]))
    except ValueError:
        return False
    return True
