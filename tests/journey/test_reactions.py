"""What follows from a fact follows once; what fails is tried again and never undoes the fact."""

from collections.abc import Iterator
from typing import Any

import pytest

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.events import ObjectsAccepted, ObjectsComplete
from saraptama.casework.custody.services import report_lost
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake.events import OrderRegistered
from saraptama.casework.intake.services import withdraw_order
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story, body_answers
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.enums import NotificationKind
from saraptama.foundation.messaging.models import Notification, OutboxEvent, Reaction
from saraptama.foundation.messaging.reacting import HandlersFailed, react_to
from saraptama.foundation.messaging.services import publish
from saraptama.journey import register_order
from saraptama.journey.reactions import REACTIONS
from saraptama.kernel.actor import SYSTEM
from tests.factories import intake
from tests.factories.custody_papers import signed_act
from tests.journey.conftest import Acts, Played


def test_every_event_handled_again_changes_nothing(played: Played, acts: Acts) -> None:
    """A job may come twice: the worker died after the handlers' commit and before its own."""
    played()
    acts.new()
    told = Notification.objects.count()
    done = set(Reaction.objects.values_list("id", "done_at"))
    for event in OutboxEvent.objects.order_by("recorded_at"):
        react_to(str(event.id))
    drain()
    assert acts.new() == []
    assert Notification.objects.count() == told
    assert set(Reaction.objects.values_list("id", "done_at")) == done


def test_a_fact_that_is_told_after_the_end_is_no_failure(played: Played, acts: Acts) -> None:
    """A job that waited for hours may speak of an examination that has ended meanwhile."""
    story = played("objects")
    withdraw_order(story.actor("timur"), order_id=story.order_id, ground="Постановление отменено")
    drain()
    acts.new()
    for event in (ObjectsComplete, ObjectsAccepted):
        told = OutboxEvent.objects.get(name=event.name)
        publish(SYSTEM, event.from_payload(told.payload))
    drain()
    assert acts.new() == []
    assert story.examination.state == "withdrawn"


def test_an_incident_is_told_to_who_answers_for_the_objects_but_not_to_who_reported_it(played: Played) -> None:
    story = played("objects")
    bolat = story.actor("bolat")
    lost = custody.objects_of_order(bolat, story.order_id)[0]
    incident = report_lost(bolat, object_id=lost.id, words="нет на полке", paper=signed_act())
    drain()
    told = Notification.objects.filter(kind=NotificationKind.INCIDENT_OPENED)
    assert [line.user_id for line in told] == [story.actor("nurlan").id]
    assert told[0].params == {"number": lost.label}
    assert told[0].link == f"custody_incident:{incident.id}"


@pytest.fixture
def stumbling(transactional_db: None) -> Iterator[list[Any]]:
    """The handlers of a registration, with one more in front that fails the first time it is called."""
    calls: list[Any] = []

    def stumbles_once(event: OrderRegistered) -> None:
        calls.append(event)
        if len(calls) == 1:
            raise ConnectionError("the other side does not answer")

    with_one_more = {**REACTIONS, OrderRegistered: (stumbles_once, *REACTIONS[OrderRegistered])}
    ports.reactions.bind(lambda: with_one_more)
    yield calls
    ports.reactions.bind(lambda: REACTIONS)


def test_a_failing_reaction_leaves_the_fact_and_the_other_reactions_and_is_tried_again(
    stumbling: list[Any], acts: Acts
) -> None:
    aigerim = actor_for_login("aigerim")
    order_id = intake.receive(actor_for_login("timur")).order_id
    register_order.check(aigerim, order_id=order_id)
    number = register_order.register(aigerim, order_id=order_id)
    event = OutboxEvent.objects.get(name=OrderRegistered.name)
    with pytest.raises(HandlersFailed, match="stumbles_once"):
        react_to(str(event.id))
    assert intake.order(order_id).state == "registered"
    assert len(examinations.of_order(actor_for_login("nurlan"), order_id)) == 1
    assert [reaction.handler.rpartition(".")[2] for reaction in event.reactions.all()] == ["on_order_registered"]
    drain()
    assert len(stumbling) == 2
    assert event.reactions.count() == 2
    assert number
    assert acts.new().count("examinations.register") == 1


def test_a_story_that_stops_between_two_steps_goes_on(played: Played) -> None:
    """Nothing of the way lives in a process: another one takes it up from the database."""
    first = played("petition")
    second = Story(
        drain=drain,
        order_id=first.order_id,
        examination_id=first.examination_id,
        petition_id=first.petition_id,
    )
    assert body_answers(second)["state"] == "in_production"
