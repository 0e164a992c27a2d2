"""Articles are read apart in both languages; registration numbers are written by basis."""

import pytest

from saraptama.casework.intake.enums import OrderKind, Series
from saraptama.casework.intake.rules import number_text, parse_articles, series_of
from saraptama.kernel.identifiers import Qualification


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ст.188 ч.3", [Qualification("188", "", "3")]),
        ("ст. 217-1 УК РК", [Qualification("217", "1")]),
        ("ст.99 ч.2 п.8 УК РК", [Qualification("99", "", "2", "8")]),
        ("статья 190 часть 3", [Qualification("190", "", "3")]),
        ("ст.188 ч.3; ст.190 ч.2", [Qualification("188", "", "3"), Qualification("190", "", "2")]),
        ("ҚК-нің 188-бабы 3-бөлігі", [Qualification("188", "", "3")]),
        ("ҚК-нің 217-1-бабы", [Qualification("217", "1")]),
        ("190", [Qualification("190")]),
        ("мошенничество", []),
    ],
)
def test_an_article_is_read_apart(text: str, expected: list[Qualification]) -> None:
    assert list(parse_articles(text)) == expected


@pytest.mark.parametrize(
    "qualification",
    [Qualification("188", "", "3"), Qualification("217", "1"), Qualification("99", "", "2", "8")],
)
def test_what_we_write_we_can_read(qualification: Qualification) -> None:
    assert parse_articles(qualification.in_russian()) == (qualification,)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (OrderKind.RESOLUTION, "71-2026-000123"),
        (OrderKind.RULING, "71-2026-000123"),
        (OrderKind.REFERRAL, "71-2026-R-000123"),
        (OrderKind.CONTRACT, "71-2026-C-000123"),
    ],
)
def test_each_basis_has_a_series(kind: OrderKind, text: str) -> None:
    assert number_text(prefix="71", year=2026, series=series_of(kind), number=123) == text


def test_incoming_papers_are_numbered_apart() -> None:
    assert number_text(prefix="71", year=2026, series=Series.INCOMING, number=7) == "71-2026-IN-000007"
