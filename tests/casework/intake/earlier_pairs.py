"""The golden set of A7: thirty pairs of a new order and an earlier one, as clerks would judge them."""

from datetime import date
from typing import Any

from saraptama.casework.intake.enums import Verdict
from saraptama.casework.intake.rules.earlier import KnownPerson, Recognisable, marks_in, plain_name

MATCH, OFFER, APART = Verdict.MATCH, Verdict.OFFER, Verdict.APART
ERDR = "267199039999999"
COURT = "7199-26-00-2а/15"
AIMAN, AIMAN_KK = "Сағынова Айман Қайратқызы", "САҒЫНОВА  Айман Қайратқызы"
PETR, PETR_YO = "Семенов Петр", "Семёнов Пётр"
IIN, OTHER_IIN = "999999000012", "999999000029"


def paper(**said: Any) -> Recognisable:
    """An order of the Astana police by what it says; objects and people in short."""
    given: dict[str, Any] = {"body": "police", "region": "71", "number": "1", "ordered_on": date(2026, 3, 1)}
    names = said.pop("people", {})
    things = said.pop("things", ())
    said["persons"] = frozenset(KnownPerson(name, iin) for name, iin in names.items())
    for field in ("named", "registrations", "articles", "seals"):
        said[field] = frozenset(said.get(field, ()))
    said |= {"marks": marks_in(things), "objects": frozenset(map(plain_name, things))}
    return Recognisable(**(given | said))


def later(**said: Any) -> Recognisable:
    """A second paper, of another number and day."""
    return paper(**({"number": "2", "ordered_on": date(2026, 5, 5)} | said))


ELSEWHERE = {"body": "court", "region": "75"}

PAIRS: tuple[tuple[str, Recognisable, Recognisable, Verdict], ...] = (
    # The same case, beyond doubt
    ("one number of the pre-trial register", later(case_no=ERDR), paper(case_no=ERDR), MATCH),
    ("the number with blanks and dashes", later(case_no="26 7199 0399 99999"), paper(case_no=ERDR), MATCH),
    ("a court number with a Latin letter", later(case_no="7199-26-00-2a/15"), paper(case_no=COURT), MATCH),
    ("a court number in capitals and brackets", later(case_no="7199 26 00 2А/15"), paper(case_no=COURT), MATCH),
    ("one case, appointed by the court afterwards", later(case_no=ERDR, **ELSEWHERE), paper(case_no=ERDR), MATCH),
    ("the first number is named", later(named=["71-2026-000123"]), paper(registrations=["71-2026-000123"]), MATCH),
    (
        "named by a court of another region",
        later(named=["71-2025-000007"], **ELSEWHERE),
        paper(registrations=["71-2025-000007", "00-2025-000001"]),
        MATCH,
    ),
    ("the same paper once more", paper(number="77"), paper(number="77"), MATCH),
    ("the same paper, its number written apart", paper(number="№ 77-А"), paper(number="77А"), MATCH),
    ("one body's number with a letter in the other alphabet", paper(number="77A"), paper(number="77А"), MATCH),
    (
        "two people by IIN, and the article",
        later(people={AIMAN: IIN, PETR: OTHER_IIN}, articles=["190-"]),
        paper(people={AIMAN: IIN, PETR: OTHER_IIN}, articles=["190-"]),
        MATCH,
    ),
    (
        "one car and its owner",
        later(things=["Автомобиль VIN XTA210990Y2766389"], people={PETR: IIN}),
        paper(things=["Toyota, VIN: XTA210990Y2766389"], people={PETR: IIN}),
        MATCH,
    ),
    # Worth a look
    (
        "one body number on a car",
        later(things=["ВАЗ XTA210990Y2766389"], **ELSEWHERE),
        paper(things=["Кузов XTA-210990-Y2766389"]),
        OFFER,
    ),
    (
        "one telephone by IMEI",
        later(things=["iPhone, IMEI 356938035643809"]),
        paper(things=["Смартфон 356938035643809"]),
        OFFER,
    ),
    ("a short number of the same body", later(case_no="1-15"), paper(case_no="1/15"), OFFER),
    (
        "a person by IIN and the article",
        later(people={AIMAN: IIN}, articles=["190-"]),
        paper(people={AIMAN: IIN}, articles=["190-"]),
        OFFER,
    ),
    ("a person by IIN in the same region", later(people={AIMAN: IIN}, body="court"), paper(people={AIMAN: IIN}), OFFER),
    (
        "a name and the article at one body",
        later(people={AIMAN: ""}, articles=["190-"]),
        paper(people={AIMAN_KK: ""}, articles=["190-"]),
        OFFER,
    ),
    (
        "two names and the article",
        later(people={AIMAN: "", PETR: ""}, articles=["190-"], **ELSEWHERE),
        paper(people={AIMAN: IIN, PETR_YO: ""}, articles=["190-"]),
        OFFER,
    ),
    (
        "a seal, what it seals, and the body",
        later(seals=["П-001"], things=["Договор займа"]),
        paper(seals=["П-001"], things=["договор  займа"]),
        OFFER,
    ),
    ("a number plate", later(things=["Камаз г/н 123ABC02"]), paper(things=["грузовик 123-ABC-02"]), OFFER),
    # Another case
    ("nothing but the body", later(), paper(), APART),
    ("the number differs in one digit", later(case_no="267199039999998"), paper(case_no=ERDR), APART),
    ("a short number of another body", later(case_no="1-15", **ELSEWHERE), paper(case_no="1-15"), APART),
    (
        "namesakes with different IINs",
        later(people={PETR: IIN}, articles=["188-"]),
        paper(people={PETR: OTHER_IIN}, articles=["188-"]),
        APART,
    ),
    ("a name alone", later(people={PETR: ""}, **ELSEWHERE), paper(people={PETR: ""}), APART),
    ("an article and a region", later(articles=["188-"]), paper(articles=["188-"]), APART),
    ("a seal number that every body uses", later(seals=["П-001"], **ELSEWHERE), paper(seals=["П-001"]), APART),
    ("the same words for different things", later(things=["Договор займа"]), paper(things=["Договор займа"]), APART),
    ("a day in the description", later(things=["Запись от 2026-11-22"]), paper(things=["Письмо 2026-11-22"]), APART),
)
