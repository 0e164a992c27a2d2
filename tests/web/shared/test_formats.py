"""Dates, numbers and money are written the same way everywhere."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from saraptama.web.shared import formats


def test_a_day_is_written_with_points() -> None:
    assert formats.date_text(date(2026, 11, 22)) == "22.11.2026"


def test_a_moment_late_in_utc_belongs_to_the_next_day_in_almaty() -> None:
    assert formats.datetime_text(datetime(2026, 11, 22, 20, 30, tzinfo=UTC)) == "23.11.2026 01:30"


def test_an_absent_date_is_a_dash() -> None:
    assert formats.date_text(None) == "—"


def test_thousands_are_grouped_by_thin_spaces() -> None:
    assert formats.number_text(1_234_567) == "1\u202f234\u202f567"


@pytest.mark.parametrize(("language", "written"), [("ru", "41\u202f297,50\u202f₸"), ("en", "41\u202f297.50\u202f₸")])
def test_tenge_show_tiyn_only_when_there_are_any(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.money_text(4_129_750) == written
        assert formats.money_text(1_245_000) == "12\u202f450\u202f₸"


def test_a_negative_number_has_a_minus_and_not_a_hyphen() -> None:
    assert formats.number_text(-12) == "−12"


@pytest.mark.parametrize(("octets", "written"), [(0, "0\u202fB"), (1023, "1\u202f023\u202fB"), (1024, "1\u202fKB")])
def test_sizes_take_the_largest_unit_that_fits(octets: int, written: str) -> None:
    with translation.override("en"):
        assert formats.size_text(octets) == written


def test_a_twenty_gigabyte_file_is_written_in_gigabytes() -> None:
    with translation.override("en"):
        assert formats.size_text(20 * 1024**3) == "20.0\u202fGB"
