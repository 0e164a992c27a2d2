"""A person's dates as a calendar, as other programs read it: by a secret address, and nothing of a case in it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
import vobject
from django.conf import settings
from django.test import Client

from saraptama.capacity.experts.models import Expert
from saraptama.casework.examinations import services
from saraptama.casework.examinations.enums import Complexity, PetitionKind
from saraptama.casework.examinations.models import Examination
from saraptama.foundation.accounts.enums import RoleCode
from saraptama.foundation.accounts.models import CalendarFeed, User
from saraptama.foundation.accounts.services import (
    actor_for,
    assign_role,
    close_access,
    make_calendar_feed,
    withdraw_calendar_feed,
)
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import SYSTEM
from saraptama.web.calendar_feed.views import MOST_PER_MINUTE
from tests.factories import examinations as made
from tests.web.shared.conftest import seated

__all__ = ["seated"]

pytestmark = pytest.mark.django_db

T0 = "2026-03-02"


def with_role(user: User, role: RoleCode, unit: str) -> User:
    with made.on("2026-01-05"):
        assign_role(SYSTEM, user_id=user.id, role=role, unit_id=reference.unit_by_code(unit).id, ground="order 1")
    return user


@pytest.fixture
def aigul(db: None) -> Expert:
    """An expert in handwriting in Almaty, who reads Russian."""
    found = made.expert("aigul")
    User.objects.filter(pk=found.user_id).update(language="ru")
    with_role(found.user, RoleCode.EXPERT, "I75-CRIM")
    return found


@pytest.fixture
def examination(aigul: Expert) -> Examination:
    """High complexity from 2 March 2026: due on 1 April."""
    return made.in_production(T0, aigul)


def address_of(user: User) -> str:
    with made.on(T0):
        return f"/calendar/{make_calendar_feed(actor_for(user))}.ics"


def fetched(address: str, day: str) -> bytes:
    """What a calendar program gets that holds nothing but the address."""
    with made.on(day):
        answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return bytes(answer.content)


def days(content: bytes) -> dict[str, Any]:
    """The events by their UID, as vobject reads them, which knows nothing of the library that wrote them."""
    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def test_two_readers_find_the_same_due_date(aigul: Expert, examination: Examination) -> None:
    content = fetched(address_of(aigul.user), "2026-03-03")
    (event,) = days(content).values()
    (same,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event.dtstart.value == same.decoded("DTSTART") == date(2026, 4, 1)
    assert event.dtstart.params == {"VALUE": ["DATE"]}
    number = f"{examination.registration.text}/1"
    assert event.summary.value == str(same["SUMMARY"]) == f"Срок экспертизы · {number} · 1.1"
    assert event.uid.value == f"{examination.id}-due@saraptama"
    assert b"\r\n" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_date_that_moves_keeps_its_uid_and_raises_its_sequence(aigul: Expert, examination: Examination) -> None:
    address = address_of(aigul.user)
    (before,) = days(fetched(address, "2026-03-03")).values()
    petition = made.petition(
        examination, aigul, "2026-03-10", kind=PetitionKind.EXTENSION, subject="time", text="Many.", asked_days=9
    )
    with made.on("2026-03-12") as when:
        services.grant_extension(made.body(), petition_id=petition.id, days=9, occurred_on=when)
    (after,) = days(fetched(address, "2026-03-13")).values()
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == date(2026, 4, 10)


def test_the_last_day_of_a_petition_stands_in_it_until_that_day(aigul: Expert, examination: Examination) -> None:
    """Ten working days from Tuesday 3 March; 8 March is a day off on Monday the 9th."""
    address = address_of(aigul.user)
    made.petition(examination, aigul, "2026-03-03")
    answer = days(fetched(address, "2026-03-04"))[f"{examination.id}-answer@saraptama"]
    assert answer.dtstart.value == date(2026, 3, 18)
    assert f"{examination.id}-answer@saraptama" not in days(fetched(address, "2026-03-19"))


def test_a_return_has_its_last_day_of_dispatch(aigul: Expert, examination: Examination) -> None:
    address = address_of(aigul.user)
    with made.on("2026-03-05") as when:
        services.return_without_execution(
            made.head(), examination_id=examination.id, reason="the samples are not there", occurred_on=when
        )
    (event,) = days(fetched(address, "2026-03-06")).values()
    assert event.uid.value == f"{examination.id}-delivery@saraptama"
    assert event.dtstart.value == date(2026, 3, 8)


def test_each_sees_the_own_work_and_no_more(aigul: Expert, examination: Examination) -> None:
    other = made.expert("daniyar")
    with_role(other.user, RoleCode.EXPERT, "I75-CRIM")
    theirs = made.in_production(T0, other, Complexity.MEDIUM)
    head = with_role(made.expert("laboratory-head").user, RoleCode.HEAD, "I75-CRIM")
    stranger = with_role(made.expert("head-elsewhere").user, RoleCode.HEAD, "I71")

    def seen_by(user: User) -> set[str]:
        return {uid[:36] for uid in days(fetched(address_of(user), "2026-03-03"))}

    assert seen_by(aigul.user) == {str(examination.id)}
    assert seen_by(other.user) == {str(theirs.id)}
    in_laboratory = {str(e.id) for e in (examination, theirs) if made.fresh(e).unit.path.startswith("centre.i75.crim")}
    assert seen_by(head) == in_laboratory
    assert seen_by(stranger) == set()


def test_nothing_of_the_case_is_in_it(aigul: Expert, examination: Examination) -> None:
    content = fetched(address_of(aigul.user), "2026-03-03").decode()
    order = made.order_of(examination)
    for secret in (order.case_no, order.plot, aigul.user.surname, order.person_name):
        assert secret
        assert secret not in content


def test_an_address_that_was_renewed_or_withdrawn_or_whose_owner_left_is_nobodys(aigul: Expert) -> None:
    first = address_of(aigul.user)
    second = address_of(aigul.user)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert withdraw_calendar_feed(actor_for(aigul.user))
    assert not withdraw_calendar_feed(actor_for(aigul.user)), "a repeat withdraws nothing"
    assert Client().get(second).status_code == 404
    third = address_of(aigul.user)
    close_access(SYSTEM, user_id=aigul.user_id, ground="order 2")
    assert Client().get(third).status_code == 404
    acts = AuditEntry.objects.filter(act__startswith="accounts.calendar_feed").values_list("act", flat=True)
    assert sorted(act.rpartition("_")[2] for act in acts) == ["made", "made", "renewed", "withdrawn"]


def test_only_a_hash_of_the_secret_is_stored(aigul: Expert) -> None:
    secret = address_of(aigul.user).removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get(user=aigul.user)
    assert secret not in str(vars(feed))
    assert len(secret) >= 43


def test_who_asks_too_often_waits_a_minute(aigul: Expert) -> None:
    address, browser = address_of(aigul.user), Client()
    with made.on("2026-03-03"):
        for _ in range(MOST_PER_MINUTE):
            assert browser.get("/calendar/guessed.ics").status_code == 404
        assert browser.get(address).status_code == 429
    assert fetched(address, "2026-03-04")


def test_a_person_makes_renews_and_withdraws_the_address_and_sees_it_once(seated: Callable[[str], Client]) -> None:
    browser = seated("yerlan")
    assert "/account/calendar/" in browser.get("/account/").content.decode()
    shown = browser.post("/account/calendar/", {"act": "make"}).context["address"]
    assert shown.startswith(f"{settings.BASE_URL}/calendar/")
    assert shown.encode() not in browser.get("/account/calendar/").content
    assert Client().get(urlsplit(shown).path).status_code == 200
    browser.post("/account/calendar/", {"act": "withdraw"})
    assert Client().get(urlsplit(shown).path).status_code == 404
