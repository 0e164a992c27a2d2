"""Who is told of a petition without an answer: the body until its limit, then the expert and the head."""

from datetime import datetime, time, timedelta

from saraptama.casework.examinations import services
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.models import Notification
from saraptama.kernel import clock
from tests.journey.conftest import Played

KINDS = (NotificationKind.PETITION_WAITS, NotificationKind.PETITION_LIMIT, NotificationKind.DECIDE_ON_SILENCE)


def look_each_day(story: Story, most_days: int) -> None:
    sent = story.examination.suspended_since
    for day in range(most_days + 1):
        with clock.held_at(datetime.combine(sent + timedelta(days=day), time(9), clock.ALMATY)):
            services.remind_of_petitions()
    drain()


def test_the_body_is_reminded_and_then_the_expert_and_the_head_are_called(played: Played) -> None:
    story = played("petition")
    look_each_day(story, 40)
    told = {kind: list(Notification.objects.filter(kind=kind)) for kind in KINDS}
    timur, yerlan, dana = (story.actor(login).id for login in ("timur", "yerlan", "dana"))
    assert [line.user_id for line in told[NotificationKind.PETITION_WAITS]].count(timur) == 3
    assert [line.user_id for line in told[NotificationKind.PETITION_LIMIT]].count(timur) == 1
    called = [line.user_id for line in told[NotificationKind.DECIDE_ON_SILENCE]]
    assert called.count(yerlan) == called.count(dana) == 1
    assert timur not in called
    assert {line.link for line in told[NotificationKind.PETITION_WAITS]} == {f"portal_petition:{story.petition_id}"}
    assert {line.link for line in told[NotificationKind.DECIDE_ON_SILENCE]} == {f"examination:{story.examination_id}"}
