"""Orders come in over the API while every part of the service is killed in turn: none is lost, none is doubled."""

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import pytest

from saraptama.demo.texts import RUSSIAN
from saraptama.kernel import clock
from tests.resilience.service import NoAnswer, Service, until

SENDERS = 3
ORDERS_BEFORE_EACH_KILL = 8
LONGEST_WAIT = 90.0


@dataclass(eq=False)
class Sender(threading.Thread):
    """A system that sends order after order, and repeats each under its key until it has an answer."""

    service: Service
    name_of_sender: str
    stop: threading.Event
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: Exception | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        try:
            number = 0
            while not self.stop.is_set():
                number += 1
                key = f"{self.name_of_sender}-{number}"
                self.answers[key] = self.send(key)
        except Exception as failure:
            self.failure = failure

    def send(self, key: str) -> dict[str, Any]:
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return self.service.post_order(order(key), key)
            except NoAnswer:
                assert time.monotonic() < end, f"no answer for {key}"
                time.sleep(0.1)


def order(key: str) -> bytes:
    document = json.loads(RUSSIAN.order_document(clock.today()))
    return json.dumps({**document, "number": key}).encode()


@pytest.fixture(scope="module")
def answers(service: Service) -> dict[str, dict[str, Any]]:
    """Every answer that was given while web, worker, integrator and postmaster were killed in turn."""
    stop = threading.Event()
    service.token()
    senders = [Sender(service, f"sender{number}", stop) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    try:
        for part in ("web", "worker", "integrator", "postmaster"):
            enough = sum(len(s.answers) for s in senders) + ORDERS_BEFORE_EACH_KILL
            until(lambda enough=enough: sum(len(s.answers) for s in senders) >= enough, "more answers")  # type: ignore[misc]
            service.kill(part)
        enough = sum(len(s.answers) for s in senders) + ORDERS_BEFORE_EACH_KILL
        until(lambda: sum(len(s.answers) for s in senders) >= enough, "answers after the last crash")
    finally:
        stop.set()
        for sender in senders:
            sender.join(LONGEST_WAIT)
    assert [sender.failure for sender in senders] == [None] * SENDERS
    service.wait_until_quiet()
    return {key: answer for sender in senders for key, answer in sender.answers.items()}


def test_every_answered_order_exists_exactly_once(service: Service, answers: dict[str, dict[str, Any]]) -> None:
    arrived = service.rows("SELECT idempotency_key, order_id FROM intake_arrival WHERE idempotency_key LIKE 'sender%'")
    assert len(answers) > ORDERS_BEFORE_EACH_KILL * 5 - SENDERS
    assert sorted((key, str(order_id)) for key, order_id in arrived) == sorted(
        (key, answer["order_id"]) for key, answer in answers.items()
    )
    numbered = service.rows("SELECT number, count(*) FROM intake_order WHERE number LIKE 'sender%' GROUP BY 1")
    assert {number for number, count in numbered if count == 1} == set(answers)


def test_a_repeat_gets_the_same_number(service: Service, answers: dict[str, dict[str, Any]]) -> None:
    for key, first in answers.items():
        again = service.post_order(order(key), key)
        assert again == {**first, "repeated": True}


@pytest.mark.parametrize(
    ("table", "series"),
    [("intake_registration", "institute_id, series, year"), ("intake_arrival", "institute_id, year")],
)
def test_numbers_have_no_gaps(service: Service, answers: dict[str, dict[str, Any]], table: str, series: str) -> None:
    found = service.rows(f"SELECT count(*), min(number), max(number) FROM {table} GROUP BY {series}")
    assert max(count for count, _, _ in found) >= len(answers)
    assert all((first, last) == (1, count) for count, first, last in found)


def test_every_event_was_reacted_to(service: Service, answers: dict[str, dict[str, Any]]) -> None:
    assert service.rows("SELECT status::text, task_name FROM procrastinate_jobs WHERE status = 'failed'") == []
    unhandled = service.rows(
        "SELECT e.id FROM messaging_outboxevent e WHERE e.name = 'intake.OrderRegistered'"
        " AND NOT EXISTS (SELECT FROM messaging_reaction r WHERE r.event_id = e.id)"
    )
    assert unhandled == []
    opened = service.rows(
        "SELECT o.number, count(*) FROM examinations_examination x JOIN intake_order o ON o.id = x.order_id"
        " WHERE o.number LIKE 'sender%' GROUP BY 1"
    )
    assert dict(opened) == dict.fromkeys(answers, 1)


def test_the_log_holds_with_every_row(service: Service, answers: dict[str, dict[str, Any]]) -> None:
    outcome = json.loads(service.saraptama("log", "verify", "--rows", "--json").stdout)
    assert outcome["findings"] == []
    assert outcome["pending"] == 0
    assert outcome["tree_size"] > len(answers)


def test_the_supervisor_kept_everything_running(service: Service, answers: dict[str, dict[str, Any]]) -> None:
    assert service.is_supervised
    assert service.is_answering()
