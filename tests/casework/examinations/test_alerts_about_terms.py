"""Alerts at shares of the term and before the lead time of a petition: each once, and of the date that holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import Complexity, PetitionDecision, PetitionKind
from saraptama.casework.examinations.models import Examination, TermAlert
from saraptama.casework.examinations.rules import NormsNotUnderstood
from saraptama.casework.examinations.rules.alerts import shares_of
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.messaging.models import OutboxEvent
from tests.factories import examinations as made

pytestmark = pytest.mark.django_db

T0 = "2026-03-02"
"""A Monday; an examination of high complexity is due 30 days later, on Wednesday 1 April 2026."""


def given_on(day: str) -> int:
    with made.on(day):
        return services.give_alerts()


def told_of(examination: Examination) -> list[tuple[str, int, str, str]]:
    rows = TermAlert.objects.filter(examination=examination).order_by("recorded_at", "-kind")
    return [(row.kind, row.share, row.due_on.isoformat(), row.occurred_on.isoformat()) for row in rows]


def extended(examination: Examination, by: Expert, asked: str, answered: str, days: int) -> None:
    petition = made.petition(
        examination, by, asked, kind=PetitionKind.EXTENSION, subject="more time", text="Many samples.", asked_days=days
    )
    with made.on(answered) as when:
        services.grant_extension(made.body(), petition_id=petition.id, days=days, occurred_on=when)


def test_half_four_fifths_and_the_whole_are_told_on_their_days_and_each_once(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    days = [f"2026-03-{day:02}" for day in range(2, 32)] + ["2026-04-01", "2026-04-02", "2026-05-05"]
    for day in days:
        given_on(day)
        assert given_on(day) == 0, "a second look on the same day"
    assert told_of(examination) == [
        ("SHARE", 50, "2026-04-01", "2026-03-17"),
        ("SHARE", 80, "2026-04-01", "2026-03-26"),
        ("EXTENSION", 0, "2026-04-01", "2026-03-27"),
        ("SHARE", 100, "2026-04-01", "2026-04-01"),
    ]


def test_an_alert_is_one_act_with_one_entry_and_one_event(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    given_on("2026-03-17")
    entry = AuditEntry.objects.get(act="examinations.give_alerts", subject_id=str(examination.id))
    assert entry.details == {"alerts": [{"kind": "SHARE", "share": 50, "due": "2026-04-01"}]}
    assert OutboxEvent.objects.filter(name="examinations.TermAlertGiven").count() == 1


def test_the_database_itself_refuses_a_second_alert(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    given_on("2026-03-17")
    with pytest.raises(IntegrityError, match="examinations_alert_is_given_once"), transaction.atomic():
        TermAlert(
            examination=examination, kind="SHARE", share=50, due_on=date(2026, 4, 1), occurred_on=date(2026, 3, 18)
        ).save(force_insert=True)


def test_after_days_without_a_worker_only_the_highest_share_is_told(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    given_on("2026-03-26")
    assert [share for _, share, _, _ in told_of(examination)] == [80]


def test_suspended_days_put_an_alert_off(aigul: Expert) -> None:
    """Examples 5 and 6: what stands still uses nothing of the term."""
    examination = made.in_production(T0, aigul)
    petition = made.petition(examination, aigul, "2026-03-10")
    assert given_on("2026-03-17") == 0
    with made.on("2026-03-16") as when:
        services.answer_petition(
            made.body(), petition_id=petition.id, decision=PetitionDecision.GRANTED, occurred_on=when, text="sent"
        )
    assert given_on("2026-03-22") == 0
    assert given_on("2026-03-23") == 1
    assert told_of(examination) == [("SHARE", 50, "2026-04-07", "2026-03-23")]


def test_a_share_that_lies_ahead_again_after_an_extension_is_told_again(aigul: Expert) -> None:
    """24 of 30 days are 80 %, and 48 of 60: half passes again on day 30, four fifths on day 48."""
    examination = made.in_production(T0, aigul)
    given_on("2026-03-17")
    given_on("2026-03-26")
    extended(examination, aigul, "2026-03-26", "2026-03-27", 30)
    assert given_on("2026-03-31") == 0
    assert given_on("2026-04-01") == 1
    assert given_on("2026-04-19") == 1
    assert told_of(examination)[2:] == [
        ("SHARE", 50, "2026-05-01", "2026-04-01"),
        ("SHARE", 80, "2026-05-01", "2026-04-19"),
    ]


def test_a_share_that_had_passed_under_the_new_date_too_is_not_told_again(aigul: Expert) -> None:
    """16 of 30 days are half; with two days more they are half of 32 as well."""
    examination = made.in_production(T0, aigul)
    assert given_on("2026-03-18") == 1
    extended(examination, aigul, "2026-03-18", "2026-03-19", 2)
    assert given_on("2026-03-20") == 0
    assert told_of(examination) == [("SHARE", 50, "2026-04-01", "2026-03-18")]


def test_no_petition_is_called_for_while_one_is_before_the_body(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul)
    made.petition(
        examination, aigul, "2026-03-23", kind=PetitionKind.EXTENSION, subject="time", text="Many.", asked_days=10
    )
    given_on("2026-03-27")
    assert [kind for kind, _, _, _ in told_of(examination)] == ["SHARE"]


def test_a_finished_examination_is_told_of_nothing(aigul: Expert) -> None:
    examination = made.in_production(T0, aigul, Complexity.SIMPLE)
    with made.on("2026-03-04") as when:
        services.withdraw(made.body(), examination_id=examination.id, ground="the case is closed", occurred_on=when)
    assert given_on("2026-04-20") == 0


@pytest.mark.parametrize("entry", [{"shares_percent": [0]}, {"shares_percent": "50"}, {}, [50]])
def test_norms_with_senseless_shares_are_refused(entry: Any) -> None:
    with pytest.raises(NormsNotUnderstood, match="alerts"):
        shares_of("x", {"alerts": entry})


@pytest.mark.parametrize(
    ("values", "shares"), [({}, (50, 80, 100)), ({"alerts": {"shares_percent": [90, 30, 90]}}, (30, 90))]
)
def test_the_norms_name_the_shares(values: Mapping[str, Any], shares: tuple[int, ...]) -> None:
    assert shares_of("x", values) == shares
