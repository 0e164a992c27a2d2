"""Whether an earlier order is about the same: a score, and the reasons that make it up (features A7). No database.

CPC 287 and the internal rules want a doubted or completed examination named, and a repeated one given to other experts;
orders often name neither number nor institute, so that a person recognises the earlier one by case, people and things.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saraptama.casework.intake.enums import LikenessReason as R
from saraptama.casework.intake.enums import Verdict
from saraptama.casework.intake.types import Likeness

LATIN, CYRILLIC = "ABCEHKMOPTXY", "АВСЕНКМОРТХУ"
"""Letters that look alike: whoever copies a number from paper types either."""

_TWINS = str.maketrans(LATIN, CYRILLIC)
_REGISTRATION = re.compile(r"(?<![\w-])(\w{2,8}-\d{4}-(?:[RC]-)?\d{6})(?!\d)")
_MARK = re.compile(r"[\w-]{7,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONG_NUMBER = 10
"""From so many signs on a case number is one in the country; a shorter one is one in its body."""

WEIGHTS: dict[R, int] = {
    R.SAME_PAPER: 100,
    R.NAMED_IN_THE_ORDER: 100,
    R.SAME_CASE: 80,
    R.SAME_CASE_OF_THE_BODY: 60,
    R.SAME_MARK: 45,
    R.SAME_IIN: 40,
    R.SAME_NAME: 25,
    R.SAME_SEAL: 20,
    R.SAME_ARTICLE: 15,
    R.SAME_OBJECT: 15,
    R.SAME_BODY: 10,
    R.SAME_REGION: 5,
}
"""What each reason counts. Golden pairs of the tests hold these numbers in place."""

OFFERED, MATCHING = 45, 80
"""From this score on a link is offered; from that one on it is the same case unless a person says otherwise."""

MOST_PERSONS = 2
"""Two people in common say all that people can say."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of a case, as far as a paper tells: a name, and an IIN unless it is unknown."""

    name: str
    iin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognisable:
    """What of an order can be recognised in another one."""

    case_no: str = ""
    number: str = ""
    ordered_on: date | None = None
    body: str = ""
    region: str = ""
    registrations: frozenset[str] = frozenset()
    """The registration numbers that it has."""

    named: frozenset[str] = frozenset()
    """The registration numbers that it names."""

    persons: frozenset[KnownPerson] = frozenset()
    articles: frozenset[str] = frozenset()
    seals: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    written_marks: frozenset[str] = frozenset()
    """The marks as they stand in the paper: words that the search knows."""

    objects: frozenset[str] = frozenset()


def plain(text: str) -> str:
    """A number without what people write differently: spaces, dashes, case, letters of the other alphabet."""
    return "".join(sign for sign in text if sign.isalnum()).upper().translate(_TWINS)


def plain_name(text: str) -> str:
    """A name or a thing in words: one space between them, ё as е."""
    return " ".join(text.upper().replace("Ё", "Е").split())


def registration_numbers_in(*texts: str) -> frozenset[str]:
    """Registration numbers that a text names, whatever stands around them: `№ 71-2026-000123/1`."""
    return frozenset(number for text in texts for number in _REGISTRATION.findall(text))


def marks_in(texts: Iterable[str]) -> frozenset[str]:
    """What tells one thing from all others: body and engine numbers, IMEI, number plates, numbers of documents."""
    return frozenset(plain(mark) for mark in written_marks_in(texts))


def written_marks_in(texts: Iterable[str]) -> frozenset[str]:
    """The same as they are written; a day is no mark."""
    found = (mark for text in texts for mark in _MARK.findall(text) if not _DAY.fullmatch(mark))
    return frozenset(mark for mark in found if len(plain(mark)) >= 7 and sum(map(str.isdigit, mark)) >= 4)


def likeness(new: Recognisable, earlier: Recognisable) -> Likeness:
    """Score and reasons; both are symmetrical but for which order names which."""
    reasons = [*_papers(new, earlier), *_cases(new, earlier), *_persons(new, earlier), *_things(new, earlier)]
    if new.articles & earlier.articles:
        reasons.append(R.SAME_ARTICLE)
    if new.body and new.body == earlier.body:
        reasons.append(R.SAME_BODY)
    if new.region and new.region == earlier.region:
        reasons.append(R.SAME_REGION)
    score = sum(WEIGHTS[reason] for reason in reasons)
    return Likeness(score, tuple(dict.fromkeys(reasons)), verdict_of(score))


def verdict_of(score: int) -> Verdict:
    """Matching, worth a look, or another case."""
    if score >= MATCHING:
        return Verdict.MATCH
    return Verdict.OFFER if score >= OFFERED else Verdict.APART


def _papers(new: Recognisable, earlier: Recognisable) -> list[R]:
    same = new.number and (new.body, plain(new.number), new.ordered_on) == (
        earlier.body,
        plain(earlier.number),
        earlier.ordered_on,
    )
    named = new.named & earlier.registrations
    return ([R.SAME_PAPER] if same else []) + ([R.NAMED_IN_THE_ORDER] if named else [])


def _cases(new: Recognisable, earlier: Recognisable) -> list[R]:
    number = plain(new.case_no)
    if not number or number != plain(earlier.case_no):
        return []
    if len(number) >= LONG_NUMBER:
        return [R.SAME_CASE]
    return [R.SAME_CASE_OF_THE_BODY] if new.body and new.body == earlier.body else []


def _persons(new: Recognisable, earlier: Recognisable) -> list[R]:
    found: list[R] = []
    known = {person.iin for person in earlier.persons if person.iin}
    names = {plain_name(person.name): person.iin for person in earlier.persons}
    for person in new.persons:
        iin = names.get(plain_name(person.name))
        if person.iin and person.iin in known:
            found.append(R.SAME_IIN)
        elif iin is not None and not (iin and person.iin):
            found.append(R.SAME_NAME)
    return sorted(found, key=lambda reason: -WEIGHTS[reason])[:MOST_PERSONS]


def _things(new: Recognisable, earlier: Recognisable) -> list[R]:
    found = [R.SAME_MARK] if new.marks & earlier.marks else []
    found += [R.SAME_SEAL] if new.seals & earlier.seals else []
    return found + ([R.SAME_OBJECT] if new.objects & earlier.objects else [])
