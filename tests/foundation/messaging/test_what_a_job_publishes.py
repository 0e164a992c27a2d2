"""What a reaction publishes stands or falls with the reaction, inside the worker as everywhere else."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from saraptama.casework.intake.events import OrderChecked, OrderClosed
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.foundation.messaging.services import publish
from saraptama.foundation.messaging.types import Event
from saraptama.foundation.messaging.working import run_worker
from saraptama.journey.reactions import REACTIONS
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)

Bind = Callable[[Callable[[Event], None]], None]


@pytest.fixture
def reaction() -> Iterator[Bind]:
    """Makes a handler the only reaction to an order's check."""

    def bind(handler: Callable[[Event], None]) -> None:
        ports.reactions.bind(lambda: {OrderChecked: (handler,)})

    yield bind
    ports.reactions.bind(lambda: REACTIONS)


def a_check_happens() -> None:
    publish(SYSTEM, OrderChecked(uuid4(), uuid4(), uuid4(), uuid4(), state="CHECKED", blocking=0))


def publishes(event: Event) -> None:
    publish(SYSTEM, OrderClosed(uuid4(), uuid4(), uuid4(), uuid4(), closed_on=clock.today()))


def publishes_and_fails(event: Event) -> None:
    publishes(event)
    raise ConnectionError("the other side does not answer")


def one_pass_of_the_worker() -> None:
    from saraptama.demo.draining import _with_a_connection_of_its_own

    run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1,
               task_middleware=[_with_a_connection_of_its_own])  # fmt: skip


def jobs() -> set[str]:
    """The events that jobs speak of."""
    found = ProcrastinateJob.objects.filter(task_name="messaging.react")
    return {job.args["event_id"] for job in found}


def test_a_reaction_that_fails_leaves_neither_event_nor_job(reaction: Bind) -> None:
    reaction(publishes_and_fails)
    a_check_happens()
    one_pass_of_the_worker()
    assert jobs() == {str(id_) for id_ in OutboxEvent.objects.values_list("id", flat=True)}
    assert len(jobs()) == 1


def test_a_reaction_that_succeeds_leaves_both(reaction: Bind) -> None:
    reaction(publishes)
    a_check_happens()
    one_pass_of_the_worker()
    assert jobs() == {str(id_) for id_ in OutboxEvent.objects.values_list("id", flat=True)}
    assert len(jobs()) == 2
