"""The working calendar as twelve months: every departure marked by shape and word, and chosen by a click."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saraptama.foundation.reference import selectors as reference
from saraptama.foundation.reference.enums import CalendarDayKind
from saraptama.kernel.calendar import DayKind, WorkingCalendar
from saraptama.web.administration.year import MARKS, months_of

pytestmark = pytest.mark.django_db

YEAR = 2026


def test_every_day_of_the_year_stands_once_under_its_weekday() -> None:
    months = months_of(YEAR, reference.calendar(), reference.calendar_days(YEAR))
    stood = [cell.day for month in months for week in month.weeks for cell in week if cell.day]
    assert stood == sorted(set(stood))
    assert (stood[0], stood[-1], len(stood)) == (date(YEAR, 1, 1), date(YEAR, 12, 31), 365)
    for month in months:
        for week in month.weeks:
            assert [cell.day.weekday() for cell in week if cell.day] == [
                place for place, cell in enumerate(week) if cell.day
            ]


def test_the_working_days_of_the_months_are_those_of_the_clock() -> None:
    version = reference.calendar()
    months = months_of(YEAR, version, reference.calendar_days(YEAR))
    expected = version.working_days_between(date(YEAR - 1, 12, 31), date(YEAR, 12, 31))
    assert sum(month.working_days for month in months) == expected


def test_a_worked_saturday_counts_and_a_moved_monday_does_not() -> None:
    moved = {date(YEAR, 8, 22): DayKind.MOVED_WORK, date(YEAR, 8, 31): DayKind.MOVED_OFF}
    ordinary = WorkingCalendar.from_days("1", date(YEAR, 1, 1), date(YEAR, 12, 31), {})
    version = WorkingCalendar.from_days("2", date(YEAR, 1, 1), date(YEAR, 12, 31), moved)
    cells = {cell.day: cell for week in months_of(YEAR, version, [])[7].weeks for cell in week}
    assert [cells[day].is_off for day in moved] == [False, True]
    assert months_of(YEAR, version, [])[7].working_days == months_of(YEAR, ordinary, [])[7].working_days


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert set(MARKS) == set(CalendarDayKind)
    assert len(set(MARKS.values())) == len(MARKS)


def test_the_page_marks_each_departure_by_shape_and_word(administrator: Client) -> None:
    page = administrator.get(reverse("admin_calendar"), {"year": YEAR}).content.decode()
    for day in reference.calendar_days(YEAR):
        cell = page.partition(f"?year={YEAR}&amp;day={day.date.isoformat()}#change")[2].partition("</td>")[0]
        assert MARKS[CalendarDayKind(day.kind)] in cell
        assert str(CalendarDayKind(day.kind).label) in cell


def test_a_chosen_day_stands_in_the_form_with_its_act(administrator: Client) -> None:
    chosen = reference.calendar_days(YEAR)[0]
    page = administrator.get(reverse("admin_calendar"), {"year": str(YEAR), "day": chosen.date.isoformat()})
    form = page.context["form"]
    assert (form["day"].value(), form["kind"].value(), form["act"].value()) == (chosen.date, chosen.kind, chosen.act)
