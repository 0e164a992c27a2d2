"""Experts, heads and clerks are told how a term passes, as a clock that is held goes on."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from saraptama.casework.examinations import selectors, services
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.models import Notification, OutboxEvent
from saraptama.foundation.messaging.reacting import react_to
from saraptama.kernel import clock
from saraptama.web.shared.notifications import lines_of
from tests.journey.conftest import Played

KINDS = (NotificationKind.TERM_PASSES, NotificationKind.ASK_EXTENSION, NotificationKind.TERM_ENDS)


@pytest.fixture
def story(played: Played) -> Story:
    """Yerlan has accepted the examination; nothing stands still."""
    return played("production")


def told_by_the_days(story: Story, most_days: int) -> list[tuple[str, str, Any]]:
    """Each day at nine the service looks whether an alert is due: day of the term, kind, who."""
    t0 = story.examination.t0
    for day in range(most_days + 1):
        with clock.held_at(datetime.combine(t0 + timedelta(days=day), time(9), clock.ALMATY)):
            services.give_alerts()
            drain()
    rows = Notification.objects.filter(kind__in=KINDS).order_by("created_at")
    return [(row.kind, str(row.params["share"]), row.user_id) for row in rows]


def test_the_chain_of_a_term_is_told_to_the_expert_the_head_and_the_clerk_each_once(story: Story) -> None:
    reckoned = selectors.term_of(story.examination)
    assert reckoned.due is not None
    told = told_by_the_days(story, (reckoned.due - story.examination.t0).days + 5)
    people = {story.actor(login).id for login in ("yerlan", "dana", "aigerim")}
    for step in (("TERM_PASSES", "50"), ("TERM_PASSES", "80"), ("ASK_EXTENSION", "0"), ("TERM_ENDS", "100")):
        who = [person for kind, share, person in told if (kind, share) == step]
        assert people <= set(who), step
        assert len(who) == len(set(who)), step


def test_a_line_names_the_number_the_share_and_the_day(story: Story) -> None:
    told_by_the_days(story, 30)
    line = Notification.objects.filter(kind=NotificationKind.TERM_PASSES, params__share=50).first()
    assert line is not None
    number = f"{story.examination.registration.text}/1"
    due = selectors.term_of(story.examination).due
    from saraptama.foundation.messaging.selectors import notifications_of

    shown = next(one for one in lines_of(notifications_of(line.user_id)) if one.id == line.id)
    assert due is not None
    assert shown.subject == f"{number} · 50 % passed · due on {due:%d.%m.%Y}"
    assert str(story.examination_id) in shown.link


def test_a_reaction_that_comes_twice_tells_nobody_twice(story: Story) -> None:
    before = len(told_by_the_days(story, 30))
    for event in OutboxEvent.objects.filter(name="examinations.TermAlertGiven"):
        react_to(str(event.id))
    assert Notification.objects.filter(kind__in=KINDS).count() == before > 0
