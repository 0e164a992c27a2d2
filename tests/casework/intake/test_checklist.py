"""The checklist of CPC art. 272: what each item looks for, and when it is asked for (domain.md 6.1)."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraptama.casework.intake.enums import CaseCategory, Consent, ExamKind, FindingOutcome, SignatureStatus
from saraptama.casework.intake.rules import (
    CHECKS,
    CONDITIONS,
    OrderFacts,
    bars_registration,
    check_order,
    is_deficient,
)
from saraptama.foundation.reference import selectors as reference


@dataclass(frozen=True)
class Item:
    code: str
    severity: str = "BLOCK"
    article: str = "CPC art. 272(1)"
    applies_when: str = "ALWAYS"


ALL_ITEMS = [Item(f"O{number}") for number in range(1, 13)]

COMPLETE = OrderFacts(
    case_category=CaseCategory.CRIM,
    exam_kind=ExamKind.REPEATED,
    body_is_named=True,
    place="Астана",
    specialties=1,
    grounds="сомнение в подписи",
    articles=1,
    case_no="257199039999999",
    objects=1,
    by_materials=False,
    destruction_is_stated=True,
    addressee_is_named=True,
    questions=1,
    examines_victim_or_witness=True,
    consent=Consent.GIVEN,
    consent_is_on_file=True,
    acquaintance_protocol=True,
    signature_status=SignatureStatus.VERIFIED,
    first_number="12",
    first_note="вывод необоснован",
    first_is_on_file=True,
)


def found(facts: OrderFacts) -> set[tuple[str, str]]:
    return {(finding.item, finding.field) for finding in check_order(facts, ALL_ITEMS)}


def test_a_complete_order_lacks_nothing() -> None:
    assert found(COMPLETE) == set()


@pytest.mark.parametrize(
    ("change", "item", "field"),
    [
        ({"body_is_named": False}, "O1", "body_name"),
        ({"place": ""}, "O2", "place"),
        ({"specialties": 0}, "O3", "specialties"),
        ({"grounds": ""}, "O4", "grounds"),
        ({"case_no": ""}, "O4", "case_no"),
        ({"articles": 0}, "O4", "articles"),
        ({"objects": 0}, "O5", "objects"),
        ({"destruction_is_stated": False}, "O6", "destruction_permission"),
        ({"addressee_is_named": False}, "O7", "institute"),
        ({"questions": 0}, "O8", "questions"),
        ({"consent": Consent.MISSING}, "O9", "consent"),
        ({"consent_is_on_file": False}, "O9", "consent"),
        ({"acquaintance_protocol": False}, "O10", "acquaintance_protocol"),
        ({"signature_status": SignatureStatus.INVALID}, "O11", "signature_status"),
        ({"signature_status": SignatureStatus.UNCHECKED}, "O11", "signature_status"),
        ({"first_number": ""}, "O12", "first_number"),
        ({"first_is_on_file": False}, "O12", "first_document"),
        ({"first_note": ""}, "O12", "first_note"),
    ],
)
def test_each_missing_particular_is_found_by_its_item(change: dict[str, Any], item: str, field: str) -> None:
    assert found(replace(COMPLETE, **change)) == {(item, field)}


def test_an_examination_by_materials_needs_no_object() -> None:
    assert found(replace(COMPLETE, objects=0, by_materials=True)) == set()


def test_an_exception_of_article_271_replaces_consent() -> None:
    assert found(replace(COMPLETE, consent=Consent.EXCEPTED, consent_is_on_file=False)) == set()


def test_a_scanned_signature_is_a_signature() -> None:
    assert found(replace(COMPLETE, signature_status=SignatureStatus.PAPER_SCAN)) == set()


def test_a_civil_case_needs_no_article() -> None:
    assert found(replace(COMPLETE, case_category=CaseCategory.CIV, articles=0)) == set()


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("CRIMINAL", replace(COMPLETE, case_category=CaseCategory.CIV)),
        ("NOT_BY_MATERIALS", replace(COMPLETE, by_materials=True)),
        ("OBJECTS_SENT", replace(COMPLETE, objects=0)),
        ("VICTIM_OR_WITNESS_EXAMINED", replace(COMPLETE, examines_victim_or_witness=False)),
        ("REPEATED_OR_ADDITIONAL", replace(COMPLETE, exam_kind=ExamKind.PRIMARY)),
    ],
)
def test_an_item_is_asked_for_only_when_it_applies(condition: str, facts: OrderFacts) -> None:
    item = Item("O8", applies_when=condition)
    assert check_order(replace(COMPLETE, questions=0), [item])
    assert not check_order(replace(facts, questions=0), [item])


def test_severity_is_data() -> None:
    facts = replace(COMPLETE, place="")
    for severity in ("BLOCK", "DEFICIENT", "WARN"):
        assert check_order(facts, [Item("O2", severity)])[0].outcome is FindingOutcome(severity.lower())


def test_only_a_block_bars_registration_and_a_warning_makes_nothing_deficient() -> None:
    facts = replace(COMPLETE, place="")
    by_severity = {s: check_order(facts, [Item("O2", s)]) for s in ("BLOCK", "DEFICIENT", "WARN")}
    assert [s for s, findings in by_severity.items() if bars_registration(findings)] == ["BLOCK"]
    assert [s for s, findings in by_severity.items() if is_deficient(findings)] == ["BLOCK", "DEFICIENT"]


@given(
    st.sets(st.sampled_from(["place", "grounds", "case_no", "first_number", "first_note"])),
    st.sets(st.sampled_from(["specialties", "questions", "objects", "articles"])),
)
def test_completing_an_order_never_finds_more(texts: set[str], counts: set[str]) -> None:
    lacking = replace(COMPLETE, **dict.fromkeys(texts, ""), **dict.fromkeys(counts, 0))
    for name in texts | counts:
        completed = replace(lacking, **{name: getattr(COMPLETE, name)})
        assert found(completed) < found(lacking)


@pytest.mark.django_db
def test_every_delivered_item_has_its_check_and_its_condition() -> None:
    items = reference.checklist()
    assert {item.code for item in items} == set(CHECKS)
    assert {item.applies_when for item in items} <= set(CONDITIONS)
    assert check_order(COMPLETE, items) == []
