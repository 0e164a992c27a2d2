"""What an order must contain, which kinds go together, how articles and numbers read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from saraptama.casework.intake.enums import (
    CaseCategory,
    Composition,
    Consent,
    ExamKind,
    FindingOutcome,
    OrderKind,
    Series,
    SignatureStatus,
)
from saraptama.casework.intake.types import Finding
from saraptama.kernel.identifiers import Qualification


class ChecklistItem(Protocol):
    """An item of the versioned checklist, as the reference data holds it."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def applies_when(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What the check needs to know of an order."""

    case_category: CaseCategory | None
    exam_kind: ExamKind
    body_is_named: bool
    place: str
    specialties: int
    grounds: str
    articles: int
    case_no: str
    objects: int
    by_materials: bool
    destruction_is_stated: bool
    addressee_is_named: bool
    questions: int
    examines_victim_or_witness: bool
    consent: Consent
    consent_is_on_file: bool
    acquaintance_protocol: bool
    signature_status: SignatureStatus
    first_number: str
    first_note: str
    first_is_on_file: bool


Missing = list[tuple[str, str]]
"""Field and message code of each particular that an item finds missing."""


def _unless(present: object, field: str, message: str) -> Missing:
    return [] if present else [(field, message)]


def _grounds(facts: OrderFacts) -> Missing:
    missing = _unless(facts.grounds, "grounds", "grounds_missing") + _unless(
        facts.case_no, "case_no", "case_no_missing"
    )
    if facts.case_category is CaseCategory.CRIM:
        missing += _unless(facts.articles, "articles", "article_missing")
    return missing


def _consent(facts: OrderFacts) -> Missing:
    given = facts.consent is Consent.EXCEPTED or (facts.consent is Consent.GIVEN and facts.consent_is_on_file)
    return _unless(given, "consent", "consent_missing")


def _signature(facts: OrderFacts) -> Missing:
    signed = facts.signature_status in (SignatureStatus.VERIFIED, SignatureStatus.PAPER_SCAN)
    return _unless(signed, "signature_status", "signature_missing")


def _first_examination(facts: OrderFacts) -> Missing:
    return (
        _unless(facts.first_number, "first_number", "first_number_missing")
        + _unless(facts.first_is_on_file, "first_document", "first_copy_missing")
        + _unless(facts.first_note, "first_note", "reasons_for_doubt_missing")
    )


CHECKS: dict[str, Callable[[OrderFacts], Missing]] = {
    "O1": lambda facts: _unless(facts.body_is_named, "body_name", "body_not_named"),
    "O2": lambda facts: _unless(facts.place, "place", "place_missing"),
    "O3": lambda facts: _unless(facts.specialties, "specialties", "type_missing"),
    "O4": _grounds,
    "O5": lambda facts: _unless(facts.objects or facts.by_materials, "objects", "objects_missing"),
    "O6": lambda facts: _unless(facts.destruction_is_stated, "destruction_permission", "destruction_not_stated"),
    "O7": lambda facts: _unless(facts.addressee_is_named, "institute", "addressee_missing"),
    "O8": lambda facts: _unless(facts.questions, "questions", "questions_missing"),
    "O9": _consent,
    "O10": lambda facts: _unless(facts.acquaintance_protocol, "acquaintance_protocol", "acquaintance_missing"),
    "O11": _signature,
    "O12": _first_examination,
}
"""How each item of CPC 272 is looked for. Severity, article and condition of an item are data."""

CONDITIONS: dict[str, Callable[[OrderFacts], bool]] = {
    "ALWAYS": lambda facts: True,
    "CRIMINAL": lambda facts: facts.case_category is CaseCategory.CRIM,
    "NOT_BY_MATERIALS": lambda facts: not facts.by_materials,
    "OBJECTS_SENT": lambda facts: facts.objects > 0,
    "VICTIM_OR_WITNESS_EXAMINED": lambda facts: facts.examines_victim_or_witness,
    "REPEATED_OR_ADDITIONAL": lambda facts: facts.exam_kind is not ExamKind.PRIMARY,
}


def check_order(facts: OrderFacts, items: Iterable[ChecklistItem]) -> list[Finding]:
    """Every particular that the order lacks, in the order of the checklist. An unknown item is a KeyError."""
    return [
        Finding(item.code, FindingOutcome(item.severity.lower()), item.article, field, message)
        for item in items
        if CONDITIONS[item.applies_when](facts)
        for field, message in CHECKS[item.code](facts)
    ]


def bars_registration(findings: Iterable[Finding]) -> bool:
    """Whether the order cannot be registered until it is completed."""
    return any(finding.outcome is FindingOutcome.BLOCK for finding in findings)


def is_deficient(findings: Iterable[Finding]) -> bool:
    """Whether the order lacks anything but what is only warned of."""
    return any(finding.outcome is not FindingOutcome.WARN for finding in findings)


class CombinationFlaw(StrEnum):
    """Why kind, composition, category and basis of an order do not go together."""

    CATEGORY_MISSING = "category_missing"
    CONTRACT_HAS_NO_CASE = "contract_has_no_case"
    CONTRACT_IS_PRIMARY = "contract_is_primary"
    CIVIL_NEEDS_RULING = "civil_needs_ruling"
    COMMISSION_HAS_ONE_SPECIALTY = "commission_has_one_specialty"
    COMPLEX_NEEDS_TWO_SPECIALTIES = "complex_needs_two_specialties"
    PRIMARY_HAS_NO_FIRST = "primary_has_no_first"


def check_combination(
    *,
    order_kind: OrderKind,
    exam_kind: ExamKind,
    composition: Composition,
    case_category: CaseCategory | None,
    specialties: int,
    names_a_first_examination: bool,
) -> list[CombinationFlaw]:
    """Whether kind × composition × category may stand together; every refusal is a rule with a name (features A6).

    In proceedings of every category an examination may be primary, additional or repeated, and sole, by commission or
    complex: CPC 281, 282, 287 and their counterparts in GPK and KoAP. What is refused:
    a commission over several specialties, a complex one of a single specialty, a first examination behind a primary
    one, a civil case without a court's ruling (GPK 82), and a contract that claims a case: a study by contract is no
    procedural act (Order 484), so it has neither category nor a doubted predecessor.
    """
    if order_kind is OrderKind.CONTRACT:
        flaws = [CombinationFlaw.CONTRACT_HAS_NO_CASE] if case_category else []
        flaws += [] if exam_kind is ExamKind.PRIMARY else [CombinationFlaw.CONTRACT_IS_PRIMARY]
    else:
        flaws = [] if case_category else [CombinationFlaw.CATEGORY_MISSING]
        if order_kind is OrderKind.RESOLUTION and case_category is CaseCategory.CIV:
            flaws.append(CombinationFlaw.CIVIL_NEEDS_RULING)
    if composition is Composition.COMMISSION and specialties > 1:
        flaws.append(CombinationFlaw.COMMISSION_HAS_ONE_SPECIALTY)
    if composition is Composition.COMPLEX and specialties < 2:
        flaws.append(CombinationFlaw.COMPLEX_NEEDS_TWO_SPECIALTIES)
    if exam_kind is ExamKind.PRIMARY and names_a_first_examination:
        flaws.append(CombinationFlaw.PRIMARY_HAS_NO_FIRST)
    return flaws


_RUSSIAN_ARTICLE = re.compile(
    r"ст(?:атья|атьи|\.)?\s*(\d+)(?:-(\d+))?(?:\s*,?\s*ч(?:асть|асти|\.)?\s*(\d+(?:-\d+)?))?"
    r"(?:\s*,?\s*п(?:ункт|ункта|\.)?\s*(\w+))?",
    re.IGNORECASE,
)
_KAZAKH_ARTICLE = re.compile(
    r"(\d+)(?:-(\d+))?\s*-\s*ба(?:бы|бының|п)(?:\s*(\d+(?:-\d+)?)\s*-\s*бөлі(?:гі|гінің|к))?"
    r"(?:\s*(\w+)\s*-\s*тарма(?:ғы|қ))?",
    re.IGNORECASE,
)
_BARE_ARTICLE = re.compile(r"(\d+)(?:-(\d+))?(?:\s*ч\.?\s*(\d+))?")


def parse_articles(text: str) -> tuple[Qualification, ...]:
    """The articles of a text in either language: `ст.188 ч.3; ст.217-1`, `ҚК-нің 188-бабы 3-бөлігі`.

    The text itself is always kept: what is not recognised is not lost, it is only not read apart.
    """
    for pattern in (_RUSSIAN_ARTICLE, _KAZAKH_ARTICLE):
        found = tuple(_qualification(match) for match in pattern.finditer(text))
        if found:
            return found
    bare = _BARE_ARTICLE.fullmatch(text.strip())
    return (_qualification(bare),) if bare else ()


def _qualification(match: re.Match[str]) -> Qualification:
    return Qualification(*(group or "" for group in match.groups()))


def series_of(kind: OrderKind) -> Series:
    """The number series of a basis (design, section 8)."""
    return {OrderKind.CONTRACT: Series.CONTRACT, OrderKind.REFERRAL: Series.REFERRAL}.get(kind, Series.ORDER)


_SERIES_MARK = {Series.ORDER: "", Series.REFERRAL: "R-", Series.CONTRACT: "C-", Series.INCOMING: "IN-"}


def number_text(*, prefix: str, year: int, series: Series, number: int) -> str:
    """A number as it is written: `71-2026-000123`; referrals and contracts carry a letter (domain.md, section 9)."""
    return f"{prefix}-{year}-{_SERIES_MARK[series]}{number:06d}"


def examination_type(specialty_code: str) -> str:
    """The type that a specialty belongs to: `17` of `17.1`."""
    return specialty_code.partition(".")[0]
