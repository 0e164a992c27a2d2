"""A holiday is moved: the what-if screen names exactly the examinations whose days change, in three languages."""

from datetime import date
from functools import partial

import pytest
from playwright.sync_api import expect

from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW
from saraptama.demo import scenes
from saraptama.demo.draining import drain
from saraptama.foundation.reference import selectors as reference
from saraptama.journey.service_actor import service_actor
from saraptama.kernel.calendar import WorkingCalendar
from tests.browser.person import House
from tests.browser.service import Service, apart


@pytest.fixture(scope="module")
def numbers_by_day(service: Service) -> dict[date, set[str]]:
    """Running terms by the last working day of each: a day off there moves these and no others."""
    for scene in (scenes.the_work_goes_on, scenes.the_clock_stands_still):
        apart(partial(scene, drain))
    found: dict[date, set[str]] = apart(_by_target)
    return found


def _by_target() -> dict[date, set[str]]:
    """Those that another day off at the target would move, reckoned one by one from a calendar of its own."""
    running = list(examinations.visible_to(service_actor(VIEW)).unfinished().filter(t0__isnull=False).for_list())
    days = {row.target_on for row in running if row.target_on}
    return {day: {f"{row.registration.text}/{row.seq}" for row in running if _moves(row, day)} for day in days}


def _moves(row: object, day: date) -> bool:
    from saraptama.casework.examinations import rules
    from saraptama.kernel import clock

    now = reference.calendar()
    off = WorkingCalendar("moved", now.first, now.last, now.off_days | {day}, now.work_days - {day})
    facts, norms = examinations.facts_of(row), examinations.norms_of(row)  # type: ignore[arg-type] # a row of any model
    before, after = (rules.term(facts, norms, one, clock.today()) for one in (now, off))
    return (before.due, before.target) != (after.due, after.target)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_screen_names_exactly_the_right_examinations(
    house: House, numbers_by_day: dict[date, set[str]], language: str
) -> None:
    ruslan = house.sits("ruslan", language)
    for day, numbers in numbers_by_day.items():
        ruslan.opens("/administration/reference/calendar/")
        ruslan.writes("Day", day.strftime("%d.%m.%Y"))
        ruslan.page.locator("[name=kind]").select_option("MOVED_OFF")
        ruslan.writes("Act", "Қаулы 14")
        ruslan.writes("Source", "adilet.zan.kz")
        ruslan.presses("Show what it would do")
        ruslan.follows("See which, and why")
        rows = ruslan.page.locator("main table tbody tr")
        expect(rows).to_have_count(len(numbers))
        assert {row.split()[0] for row in rows.all_inner_texts()} == numbers
    assert ruslan.complaints == []
