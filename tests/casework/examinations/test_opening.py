"""From the registration to the start of the term: later clicks never move the day on which it starts (art. 34)."""

from datetime import date

import pytest

from saraptama.casework.examinations import selectors, services
from saraptama.casework.examinations.enums import ExaminationState, TermState
from saraptama.casework.examinations.errors import (
    AlreadyOpened,
    DayInTheFuture,
    ObjectsAlreadyComplete,
    UnitOutsideInstitute,
    WrongState,
)
from saraptama.casework.examinations.models import Examination
from saraptama.casework.intake.enums import Composition
from saraptama.casework.intake.types import SpecialtyAsked
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import SYSTEM
from saraptama.kernel.errors import NotPermitted
from tests.factories import examinations, intake
from tests.factories.examinations import on

pytestmark = pytest.mark.django_db

THREE = (SpecialtyAsked(code="17.1"), SpecialtyAsked(code="5.1"), SpecialtyAsked(code="1.1"))


def test_an_order_has_one_examination_for_each_specialty_and_they_wait_for_objects() -> None:
    with on("2025-11-03"):
        submission = examinations.asked(specialties=THREE)
    opened = examinations.opened("2025-11-03", submission)
    assert [(e.seq, e.specialty_code, e.examination_type) for e in opened] == [
        (1, "17.1", "17"),
        (2, "5.1", "5"),
        (3, "1.1", "1"),
    ]
    for examination in opened:
        assert examination.current_state is ExaminationState.AWAITING_OBJECTS
        assert (examination.t0, examination.due_on) == (None, None)
        assert [row.act for row in examination.statuses.all()] == ["register", "await_objects"]


def test_opening_is_one_act_with_one_audit_entry_and_one_event() -> None:
    examinations.opened("2025-11-03")
    assert AuditEntry.objects.filter(act="examinations.register").count() == 1
    assert OutboxEvent.objects.filter(name="examinations.ExaminationsOpened").count() == 1


def test_a_registration_is_opened_once() -> None:
    opened = examinations.opened("2025-11-03")
    with on("2025-11-03") as day, pytest.raises(AlreadyOpened):
        services.open_examinations(SYSTEM, registration_id=opened[0].registration_id, occurred_on=day)
    assert Examination.objects.count() == 1


def test_each_institute_opens_the_specialties_that_the_order_asks_of_it() -> None:
    with on("2025-11-03") as day:
        elsewhere = SpecialtyAsked(code="17.1", institute_code="I71")
        order = intake.registered_order(examinations.asked(specialties=(elsewhere,)))
        here, there = (order.registrations.get(institute__code=code) for code in ("I75", "I71"))
        assert services.open_examinations(SYSTEM, registration_id=here.id, occurred_on=day) == []
        [examination] = services.open_examinations(SYSTEM, registration_id=there.id, occurred_on=day)
    assert (examination.institute.code, examination.region) == ("I71", "71")


def test_objects_that_are_complete_at_opening_start_the_term_at_once() -> None:
    with on("2025-11-03") as day:
        order = intake.registered_order(examinations.asked())
        [examination] = services.open_examinations(
            SYSTEM,
            registration_id=order.registrations.get().id,
            occurred_on=day,
            objects_complete={"1.1": date(2025, 11, 1)},
        )
    assert examination.current_state is ExaminationState.REGISTERED
    assert (examination.t0, examination.due_on) == (date(2025, 11, 3), date(2025, 12, 3))


def test_the_examinations_of_a_complex_order_belong_together() -> None:
    with on("2025-11-03"):
        submission = examinations.asked(specialties=THREE, composition=Composition.COMPLEX)
    groups = {e.complex_group for e in examinations.opened("2025-11-03", submission)}
    assert len(groups) == 1
    assert None not in groups


def test_the_term_starts_with_the_last_object_and_the_heads_later_click_does_not_move_it() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-17") as day:
        services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=day)
    with on("2025-04-22") as day:
        accepted = services.accept_for_production(examinations.head(), examination_id=examination.id, occurred_on=day)
    assert accepted.current_state is ExaminationState.ACCEPTED
    assert (accepted.t0, accepted.cap_on) == (date(2025, 4, 17), date(2025, 5, 17))
    assert (accepted.due_on, accepted.target_on) == (date(2025, 5, 17), date(2025, 5, 16))
    assert accepted.norms_version == "2026-11-a"
    assert accepted.calendar_version == "1"


def test_objects_entered_late_still_start_the_term_on_their_own_day() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-25") as day:
        noted = services.note_objects_complete(
            SYSTEM, examination_id=examination.id, objects_complete_on=date(2025, 4, 17), occurred_on=day
        )
    assert noted.t0 == date(2025, 4, 17)


def test_objects_taken_before_the_order_leave_the_start_to_the_order() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-07") as day:
        noted = services.note_objects_complete(
            SYSTEM, examination_id=examination.id, objects_complete_on=date(2025, 4, 1), occurred_on=day
        )
    assert noted.t0 == date(2025, 4, 7)


def test_the_day_on_which_objects_were_complete_is_noted_once() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-17") as day:
        services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=day)
        with pytest.raises(ObjectsAlreadyComplete):
            services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=day)


def test_without_objects_nothing_is_accepted_for_production() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-08") as day, pytest.raises(WrongState):
        services.accept_for_production(examinations.head(), examination_id=examination.id, occurred_on=day)
    assert selectors.term_of(examinations.fresh(examination)).state is TermState.WAITING


def test_a_day_that_has_not_come_is_refused() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-08"), pytest.raises(DayInTheFuture):
        services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=date(2025, 4, 9))


def test_the_head_of_another_institute_accepts_nothing_here() -> None:
    [examination] = examinations.opened("2025-04-07")
    with on("2025-04-08") as day:
        services.note_objects_complete(SYSTEM, examination_id=examination.id, objects_complete_on=day)
        with pytest.raises(NotPermitted):
            services.accept_for_production(
                examinations.head("centre.i71"), examination_id=examination.id, occurred_on=day
            )


def test_work_goes_down_the_chain_to_a_laboratory_of_the_institute_only() -> None:
    examination = examinations.accepted("2025-04-07")
    laboratory, elsewhere = reference.unit_by_code("I75-CRIM"), reference.unit_by_code("I71-CRIM")
    with on("2025-04-08") as day:
        directed = services.direct_to_unit(
            examinations.head(), examination_id=examination.id, unit_id=laboratory.id, occurred_on=day
        )
        assert directed.unit_id == laboratory.id
        with pytest.raises(UnitOutsideInstitute):
            services.direct_to_unit(
                examinations.head(), examination_id=examination.id, unit_id=elsewhere.id, occurred_on=day
            )
