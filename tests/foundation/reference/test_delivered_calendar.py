"""The delivered calendar, against the table of peculiarities (integration.md, section 8)."""

from datetime import date

import pytest

from saraptama.foundation.reference import delivered
from saraptama.kernel.calendar import DayKind, WorkingCalendar

DAYS = {day.date: day for day in delivered.calendar_days()}
CALENDAR = WorkingCalendar.from_days(
    "delivered", *delivered.calendar_years(), {day: DayKind(row.kind) for day, row in DAYS.items()}
)

OFF = [
    "2021-07-05",
    "2021-07-20",
    "2021-12-01",
    "2021-12-16",
    "2021-12-17",
    "2022-03-07",
    "2022-08-29",
    "2022-10-24",
    "2022-07-09",
    "2023-07-07",
    "2023-06-28",
    "2023-12-18",
    "2024-05-08",
    "2024-06-16",
    "2024-03-25",
    "2024-07-08",
    "2025-01-03",
    "2025-03-10",
    "2025-03-24",
    "2025-03-25",
    "2025-07-07",
    "2025-09-01",
    "2025-10-27",
    "2025-06-06",
    "2026-03-09",
    "2026-03-24",
    "2026-03-25",
    "2026-05-11",
    "2026-10-26",
    "2026-05-27",
    "2027-03-15",
    "2027-05-16",
]
WORKED = [
    "2021-07-03",
    "2022-03-05",
    "2022-08-27",
    "2022-10-22",
    "2023-07-01",
    "2024-05-04",
    "2025-01-05",
    "2022-12-01",
    "2026-08-31",
    "2027-08-30",
]


@pytest.mark.parametrize("day", OFF)
def test_nobody_works_on(day: str) -> None:
    assert not CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED)
def test_institutes_work_on(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2022-12-01", "2026-08-30", "2013-12-28"])
def test_is_no_special_day(day: str) -> None:
    assert date.fromisoformat(day) not in DAYS


def test_republic_day_begins_in_2022() -> None:
    named = sorted(day.year for day, row in DAYS.items() if row.title_en == "Republic Day")
    assert named == [2022, 2023, 2024, 2025, 2026, 2027]


@pytest.mark.parametrize("year", [2026, 2027])
def test_no_days_are_moved_yet_in(year: int) -> None:
    assert {row.kind for day, row in DAYS.items() if day.year == year} == {"HOLIDAY"}


def test_only_the_kurban_ait_of_coming_years_is_estimated() -> None:
    estimated = {day.isoformat(): row.title_ru for day, row in DAYS.items() if row.estimated}
    assert estimated == {"2026-05-27": "Первый день Курбан-айта", "2027-05-16": "Первый день Курбан-айта"}


def test_a_moved_day_names_the_day_it_was_exchanged_for() -> None:
    assert DAYS[date(2025, 1, 3)].title_ru == "Выходной день (взамен рабочего дня 05.01.2025)"
    assert DAYS[date(2025, 1, 5)].title_kk == "Жұмыс күні (03.01.2025 демалыс күнінің орнына)"


def test_an_observed_holiday_says_so() -> None:
    assert DAYS[date(2025, 9, 1)].title_kk == (
        "Қазақстан Республикасының Конституциясы күні (демалыс күні ауыстырылды)"
    )


def test_every_day_has_three_titles_an_act_and_a_source() -> None:
    for row in DAYS.values():
        assert row.title_kk and row.title_ru and row.title_en and row.act and row.source
        assert "{" not in row.title_kk + row.title_ru + row.title_en


def test_the_calendar_covers_2015_to_2027() -> None:
    assert (CALENDAR.first, CALENDAR.last) == (date(2015, 1, 1), date(2027, 12, 31))


def test_2023_had_246_working_days() -> None:
    """The figure on which the Ministry's load of 2023 was computed (domain.md, section 8)."""
    assert CALENDAR.working_days_between(date(2022, 12, 31), date(2023, 12, 31)) == 246
