"""A hundred registrations at once at four institutes: consecutive numbers, none twice (features A8)."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from saraptama.casework.intake.models import Arrival, Order, Registration
from saraptama.casework.intake.types import ReceivedOrder
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from tests.factories import intake

pytestmark = pytest.mark.django_db(transaction=True)

INSTITUTES = ("I71", "I75", "I79", "I15")
WRITERS = 8


def test_a_hundred_registrations_have_consecutive_numbers() -> None:
    machine, today = intake.machine_of(), clock.today()
    given = [intake.complete_order(institute_code=INSTITUTES[turn % 4], ordered_on=today) for turn in range(100)]

    def register(turn: int) -> ReceivedOrder:
        try:
            return intake.receive_and_register(machine, given[turn])
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        answers = list(writers.map(register, range(100)))
    numbers = defaultdict(list)
    for institute, number in Registration.objects.values_list("institute__code", "number"):
        numbers[institute].append(number)
    assert {institute: sorted(taken) for institute, taken in numbers.items()} == {
        institute: list(range(1, 26)) for institute in INSTITUTES
    }
    assert len({answer.registration_number for answer in answers}) == 100


def test_one_message_sent_eight_times_at_once_is_one_order() -> None:
    machine, key, given = intake.machine_of(), str(uuid4()), intake.complete_order()

    def send(_: int) -> ReceivedOrder:
        try:
            return intake.receive_and_register(machine, given, idempotency_key=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as senders:
        answers = list(senders.map(send, range(WRITERS)))
    assert Order.objects.count() == Arrival.objects.count() == 1
    assert len({answer.registration_number for answer in answers}) == 1
    assert sum(not answer.repeated for answer in answers) == 1


def test_numbers_of_lost_races_are_not_lost(actors: dict[str, ActorRef]) -> None:
    test_one_message_sent_eight_times_at_once_is_one_order()
    assert intake.receive_and_register(actors["timur"]).registration_number.endswith("-000002")
