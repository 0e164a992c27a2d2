"""The time of an examination on its pages: lights, two dates, the day asked about, delivery, whose hands."""

import re
import subprocess
from datetime import datetime, timedelta

import pytest

from saraptama.casework.examinations import selectors
from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.demo.played_journey import Story
from saraptama.foundation.audit.models import ReadEvent
from saraptama.journey import suspend_and_extend
from saraptama.kernel import clock
from saraptama.web.shared.formats import date_text
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def why(story: Story, **query: str) -> str:
    address = f"/examinations/{story.examination_id}/term/"
    return address + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


def test_a_standstill_moves_the_date_and_the_page_says_why_and_how_far(played: Played) -> None:
    story = played("production")
    suspend_and_extend.suspend(
        story.actor("dana"),
        examination_id=story.examination_id,
        ground=SuspensionGround.SICK,
        starts_on=clock.today(),
        basis="Sick note 17",
        planned_to=None,
    )
    page = Desk("dana").reads(f"/examinations/{story.examination_id}/")
    assert "the clock stands still" in page
    assert "Due, without the grounds that rest on practice (S2–S5)" in page
    reckoned = selectors.term_of(story.examination)
    assert reckoned.due_on_confirmed_grounds is not None
    assert date_text(reckoned.due_on_confirmed_grounds) in page


def test_both_dates_are_named_when_they_agree(played: Played) -> None:
    story = played("production")
    page, due = Desk("yerlan").reads(why(story)), selectors.term_of(story.examination).due
    assert re.search(
        rf"every documented ground {date_text(due)} .*rest on practice \(S2–S5\) {date_text(due)}", page
    ), page
    assert "Both dates agree" in page


def test_until_the_complexity_is_set_the_date_is_provisional(played: Played) -> None:
    story = played("assignment")
    assert "Provisional: the expert has not set the complexity yet" in Desk("dana").reads(why(story))


def test_a_past_day_shows_what_was_known_on_its_evening(played: Played) -> None:
    story = played("answer")
    sent = story.examination.petitions.get().occurred_on
    day_before = sent - timedelta(days=1)
    page = Desk("yerlan").reads(why(story, as_of=day_before.isoformat()))
    assert f"As it stood in the evening of {date_text(day_before)}" in page
    assert "A petition for additional materials" not in page
    assert "A petition for additional materials" in Desk("yerlan").reads(why(story))


def test_a_day_to_come_is_refused_with_a_sentence(played: Played) -> None:
    story = played("production")
    ahead = clock.today() + timedelta(days=3)
    assert "This day is still to come." in Desk("yerlan").reads(why(story, as_of=ahead.isoformat()))


def test_a_step_that_stops_the_clock_leads_to_its_stretch(played: Played) -> None:
    story = played("petition")
    desk = Desk("yerlan")
    with clock.held_at(clock.now() + timedelta(days=5)):
        page = desk.opens(why(story))
    targets = re.findall(r'href="#(stretch-\d+)"', page)
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


def test_delivery_has_a_clock_of_its_own(played: Played) -> None:
    story = played("sealed_and_sent")
    reckoned = selectors.term_of(story.examination)
    page = Desk("dana").reads(f"/examinations/{story.examination_id}/")
    assert "ended in time" in page
    assert f"deliver by {date_text(reckoned.delivery_due)}" in page
    assert re.search(r"\d days? left to deliver|delivered in time", page)


def test_the_hands_add_up_to_the_whole(played: Played) -> None:
    story = played("answer")
    went = selectors.stage_times(story.examination)
    assert sum((spent for _, spent in went.by_stage), timedelta()) == went.whole
    page = Desk("yerlan").reads(why(story))
    assert "Where the time went" in page and "Whole time" in page
    arrived = story.examination.order.arrivals.get().received_at
    assert went.whole == pytest.approx(clock.now() - arrived, abs=timedelta(minutes=5))


def test_the_hands_of_a_past_day_end_with_its_evening(played: Played) -> None:
    story = played("answer")
    day = story.examination.registered_on
    with clock.held_at(clock.now() + timedelta(days=2)):
        whole = selectors.stage_times(story.examination, day).whole
    arrived = story.examination.order.arrivals.get().received_at
    midnight = datetime(day.year, day.month, day.day, tzinfo=clock.ALMATY) + timedelta(days=1)
    assert whole == midnight - arrived


@pytest.mark.parametrize(
    ("language", "says"),
    [("kk", "Сараптама мерзімі туралы анықтама"), ("ru", "Справка о сроке производства экспертизы")],
)
def test_the_certificate_is_a_paper_of_the_day_asked_about(played: Played, language: str, says: str) -> None:
    story = played("answer")
    asked = story.examination.t0 + timedelta(days=1)
    desk = Desk("aigerim")
    before = ReadEvent.objects.filter(subject_id=str(story.examination_id)).count()
    address = f"/examinations/{story.examination_id}/term/certificate/{language}.pdf?as_of={asked.isoformat()}"
    with clock.held_at(clock.now() + timedelta(days=3)):
        answer = desk.client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()
    reckoned = selectors.term_of(story.examination, asked)
    for expected in (
        says,
        date_text(asked),
        date_text(reckoned.due),
        reckoned.norms_version,
        reckoned.calendar_version,
    ):
        assert expected in text
    assert ReadEvent.objects.filter(subject_id=str(story.examination_id)).count() == before + 1


def test_the_certificate_is_written_in_the_official_languages_only(played: Played) -> None:
    story = played("production")
    Desk("dana").opens(f"/examinations/{story.examination_id}/term/certificate/en.pdf", 404)
    Desk("timur").opens(f"/examinations/{story.examination_id}/term/certificate/ru.pdf", 404)


def test_the_week_shows_each_desk_what_falls_due_on_which_day(played: Played) -> None:
    story = played("production")
    number, due = f"{story.examination.registration.text}/1", story.examination.due_on
    expert, clerk, outsider = Desk("yerlan"), Desk("aigerim"), Desk("timur")
    assert number not in expert.reads("/examinations/week/")
    with clock.held_at(datetime(due.year, due.month, due.day, 12, tzinfo=clock.ALMATY) - timedelta(days=2)):
        for desk in (expert, clerk):
            page = desk.opens("/examinations/week/")
            cell = re.search(rf'data-title="[^"]* {due:%d.%m}"[^>]*>(.*?)</td>', page, re.DOTALL)
            assert cell is not None
            assert number in cell[1]
            assert "Сейітов" in page
    outsider.opens("/examinations/week/", 404)


def test_what_is_ready_stands_on_the_clerks_desk_until_it_is_delivered(played: Played) -> None:
    story = played("signed")
    week = selectors.due_week(story.actor("aigerim"), clock.today())
    assert [(line.examination.pk, line.desk) for line in week.lines] == [
        (story.examination_id, selectors.DueDesk.CLERK)
    ]
    assert week.lines[0].due == selectors.term_of(story.examination).delivery_due


def test_the_grounds_that_a_person_uses_are_counted(played: Played) -> None:
    story = played("answer")
    found = selectors.used_grounds(story.actor("dana"), clock.today() - timedelta(days=30))
    assert [(line.user_id, line.ground, line.times, line.examinations) for line in found] == [
        (story.actor("yerlan").id, SuspensionGround.PETITION, 1, 1)
    ]
    page = Desk("dana").reads("/examinations/grounds/")
    assert "petition for additional materials 1 1" in page
    assert selectors.used_grounds(story.actor("dana"), clock.today() + timedelta(days=1)) == []
