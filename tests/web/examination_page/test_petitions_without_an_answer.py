"""The list of petitions without an answer says until when the clock stands still, and when somebody has to decide."""

from datetime import date, datetime, time, timedelta

from saraptama.casework.examinations import selectors
from saraptama.demo.played_journey import Story
from saraptama.kernel import clock
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def read_on(day: date, login: str, address: str) -> str:
    with clock.held_at(datetime.combine(day, time(9), clock.ALMATY)):
        return Desk(login).reads(address)


def last_day(story: Story) -> date:
    petition = selectors.open_petitions(story.actor("dana")).get(pk=story.petition_id)
    return selectors.last_days_of([petition])[petition.pk]


def test_the_clock_stands_still_until_its_last_day_and_then_somebody_decides(played: Played) -> None:
    limit = last_day(played("petition"))
    next_day = limit + timedelta(days=1)
    assert f"stands still until {limit:%d.%m.%Y}" in read_on(limit, "dana", "/examinations/petitions/")
    assert f"ran on after {limit:%d.%m.%Y}: decide" in read_on(next_day, "dana", "/examinations/petitions/")
    assert "to decide" not in read_on(limit, "yerlan", "/expert/")
    assert "Petitions without an answer; to decide: 1" in read_on(next_day, "yerlan", "/expert/")
