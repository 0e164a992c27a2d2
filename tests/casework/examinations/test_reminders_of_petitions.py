"""The body that does not answer: reminded on its days, at the limit, and then the expert and the head decide."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import PetitionDecision, SuspensionGround
from saraptama.casework.examinations.models import Petition, PetitionReminder
from saraptama.casework.examinations.rules import NormsNotUnderstood
from saraptama.casework.examinations.rules.reminders import ReminderDays, reminder_days_of
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.messaging.models import OutboxEvent
from tests.factories import examinations as made

pytestmark = pytest.mark.django_db

T0 = "2025-08-06"
SENT = "2025-08-19"
"""Example 7: the 10th working day is Wednesday 3 September 2025, because Monday 1 September is a day off."""


@pytest.fixture
def petition(aigul: Expert) -> Petition:
    return made.petition(made.in_production(T0, aigul), aigul, SENT)


def looked(day: str) -> int:
    with made.on(day):
        return services.remind_of_petitions()


def given(petition: Petition) -> list[tuple[str, int, str]]:
    rows = PetitionReminder.objects.filter(petition=petition).order_by("recorded_at")
    return [(row.kind, row.day, row.occurred_on.isoformat()) for row in rows]


def test_each_day_of_reminding_the_limit_and_the_decision_come_once(petition: Petition) -> None:
    days = [f"2025-08-{day}" for day in range(19, 32)] + [f"2025-09-{day:02}" for day in range(1, 15)]
    for day in days:
        looked(day)
        assert looked(day) == 0, "a second look on the same day"
    assert given(petition) == [
        ("WAITING", 3, "2025-08-22"),
        ("WAITING", 7, "2025-08-28"),
        ("WAITING", 9, "2025-09-02"),
        ("LIMIT", 0, "2025-09-03"),
        ("DECISION", 0, "2025-09-04"),
    ]
    assert {row.limit_on.isoformat() for row in petition.reminders.all()} == {"2025-09-03"}


def test_what_was_missed_is_not_made_up_for(petition: Petition) -> None:
    """A body is not written to three times on one day because the worker stood still."""
    looked("2025-09-02")
    looked("2025-09-10")
    assert given(petition) == [("WAITING", 9, "2025-09-02"), ("DECISION", 0, "2025-09-10")]


def test_an_answer_ends_the_reminding(petition: Petition) -> None:
    looked("2025-08-22")
    with made.on("2025-08-25") as when:
        services.answer_petition(
            made.body(), petition_id=petition.id, decision=PetitionDecision.GRANTED, text="sent", occurred_on=when
        )
    assert looked("2025-08-28") == 0
    assert looked("2025-09-04") == 0


def test_whoever_has_decided_to_proceed_is_not_called_to_decide(petition: Petition) -> None:
    with made.on("2025-09-03") as when:
        suspension = petition.suspension
        services.resume(made.head(), suspension_id=suspension.id, basis="on what exists", occurred_on=when)
    assert looked("2025-09-04") == 0


def test_a_reminder_is_one_act_with_one_entry_and_one_event(petition: Petition) -> None:
    looked("2025-08-22")
    entry = AuditEntry.objects.get(act="examinations.remind_of_petition")
    assert entry.details == {"petition": 1, "kind": "WAITING", "day": 3, "limit": "2025-09-03"}
    assert OutboxEvent.objects.filter(name="examinations.PetitionReminderGiven").count() == 1


def test_the_database_itself_refuses_a_second_reminder(petition: Petition) -> None:
    looked("2025-08-22")
    first = PetitionReminder.objects.get(petition=petition)
    with pytest.raises(IntegrityError, match="examinations_reminder_is_given_once"), transaction.atomic():
        PetitionReminder(
            petition=petition, kind="WAITING", day=3, limit_on=first.limit_on, occurred_on=first.occurred_on
        ).save(force_insert=True)


def test_another_ground_of_standstill_reminds_nobody(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    with made.on(SENT) as when:
        services.suspend(
            made.head(),
            examination_id=examination.id,
            ground=SuspensionGround.SICK,
            starts_on=when,
            basis="note 5",
            occurred_on=when,
        )
    assert looked("2025-09-04") == 0


@pytest.mark.parametrize(
    "entry", [{"days": [0]}, {"days": "3"}, {}, [3], {"days": [True]}, {"days": [3], "unit": "moons"}]
)
def test_norms_with_senseless_days_are_refused(entry: Any) -> None:
    with pytest.raises(NormsNotUnderstood):
        reminder_days_of("x", {"petition_reminders": entry})


def test_the_norms_name_the_days() -> None:
    assert reminder_days_of("x", {}) == ReminderDays((3, 7, 9), "working")
    named = {"petition_reminders": {"days": [5, 2], "unit": "calendar"}}
    assert reminder_days_of("x", named) == ReminderDays((2, 5), "calendar")
