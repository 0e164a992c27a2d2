"""Registration: by the clerk only, after the check, without gaps, in the year of the local day (features A2, A8)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from saraptama.casework.intake import errors, selectors, services
from saraptama.casework.intake.enums import CaseCategory, OrderKind, OrderState, Series, SignatureStatus
from saraptama.casework.intake.models import Registration
from saraptama.casework.intake.types import OrderSupplement, QuestionAsked, SpecialtyAsked
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible, StaleRecord
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import intake

pytestmark = pytest.mark.django_db

BEFORE_MIDNIGHT = datetime(2026, 12, 31, 18, 59, 59, tzinfo=UTC)
"""One second before the new year in Almaty; five hours before it in Greenwich."""


def test_aigerim_checks_and_registers_what_timur_sent(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    assert services.check_order(aigerim, order_id=order_id) == []
    registration = services.register_order(aigerim, order_id=order_id)[0]
    order = intake.order(order_id)
    assert order.state == OrderState.REGISTERED
    assert order.accepted_on == clock.today()
    assert selectors.registration_number_of(order_id) == registration.text


def test_an_unchecked_order_is_not_registered(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(errors.NotChecked):
        services.register_order(aigerim, order_id=order_id)


def test_only_the_records_office_registers(timur: ActorRef, aigerim: ActorRef, nurlan: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    services.check_order(aigerim, order_id=order_id)
    for somebody_else in (timur, nurlan):
        with pytest.raises(NotPermitted):
            services.register_order(somebody_else, order_id=order_id)


def test_a_clerk_of_another_institute_does_not_know_of_the_order(timur: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(NotVisible):
        services.check_order(intake.clerk_of("centre.i75"), order_id=order_id)


def test_an_order_is_registered_once(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive_and_register(timur).order_id
    with pytest.raises(TransitionRefused):
        services.register_order(aigerim, order_id=order_id)
    assert Registration.objects.filter(order_id=order_id).count() == 1


def test_what_bars_registration_is_named(timur: ActorRef, aigerim: ActorRef) -> None:
    unsigned = intake.complete_order(signature_status=SignatureStatus.ABSENT, questions=())
    order_id = intake.receive(timur, unsigned).order_id
    services.check_order(aigerim, order_id=order_id)
    with pytest.raises(errors.RegistrationBarred) as refused:
        services.register_order(aigerim, order_id=order_id)
    assert refused.value.params["items"] == "O11, O8"


def test_a_completed_order_can_be_registered(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive_and_register(timur, intake.complete_order(questions=(), place="")).order_id
    more = OrderSupplement(place="Астана", questions=(QuestionAsked(text="Кем выполнена подпись?"),))
    assert services.supplement_order(timur, order_id=order_id, supplement=more) == []
    assert intake.order(order_id).state == OrderState.CHECKED
    assert services.register_order(aigerim, order_id=order_id)[0].number == 1


def test_the_latest_check_decides(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive_and_register(timur, intake.complete_order(place="")).order_id
    assert [finding.item for finding in selectors.latest_findings(order_id)] == ["O2"]
    services.supplement_order(timur, order_id=order_id, supplement=OrderSupplement(place="Астана"))
    assert selectors.latest_findings(order_id) == []


def test_the_day_of_acceptance_lies_between_receipt_and_today(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    services.check_order(aigerim, order_id=order_id)
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(errors.WrongDay):
            services.register_order(aigerim, order_id=order_id, accepted_on=day)


def test_the_year_changes_at_local_midnight(timur: ActorRef) -> None:
    with clock.held_at(BEFORE_MIDNIGHT):
        assert intake.receive_and_register(timur).registration_number == "71-2026-000001"
    with clock.held_at(BEFORE_MIDNIGHT + timedelta(seconds=1)):
        first_of_the_year = intake.receive_and_register(timur)
    assert first_of_the_year.registration_number == "71-2027-000001"
    assert Registration.objects.get(text="71-2027-000001").registered_on.isoformat() == "2027-01-01"


def test_each_basis_is_counted_apart(timur: ActorRef) -> None:
    contract = intake.complete_order(order_kind=OrderKind.CONTRACT, case_category=None)
    texts = [
        intake.receive_and_register(timur, given).registration_number
        for given in (intake.complete_order(), contract, intake.complete_order())
    ]
    year = clock.today().year
    assert texts == [f"71-{year}-000001", f"71-{year}-C-000001", f"71-{year}-000002"]


def test_an_order_for_two_institutes_is_registered_in_both(timur: ActorRef) -> None:
    asked = (SpecialtyAsked(code="1.1"), SpecialtyAsked(code="17.1", institute_code="I75"))
    answer = intake.receive_and_register(timur, intake.complete_order(specialties=asked))
    year = clock.today().year
    assert [number.text for number in answer.registrations] == [f"71-{year}-000001", f"75-{year}-000001"]
    wanted = selectors.order_for_examination(answer.order_id).examinations
    assert [(e.specialty_code, e.registration_number) for e in wanted] == [
        ("1.1", f"71-{year}-000001"),
        ("17.1", f"75-{year}-000001"),
    ]


def test_a_rolled_back_registration_leaves_no_hole(timur: ActorRef) -> None:
    first = intake.receive_and_register(timur)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        intake.receive_and_register(timur)
        raise KeyboardInterrupt
    third = intake.receive_and_register(timur)
    numbers = [int(answer.registration_number[-6:]) for answer in (first, third)]
    assert numbers == [1, 2]


def test_an_institute_may_go_on_counting_where_it_stood(timur: ActorRef, aigerim: ActorRef) -> None:
    astana = reference.unit_by_code("I71").id
    start = {"institute_id": astana, "series": Series.ORDER, "year": clock.today().year}
    services.set_first_number(aigerim, **start, first_number=501)
    assert intake.receive_and_register(timur).registration_number.endswith("-000501")
    with pytest.raises(errors.SeriesInUse):
        services.set_first_number(aigerim, **start, first_number=1)


def test_a_series_begins_at_one_or_later(aigerim: ActorRef) -> None:
    astana = reference.unit_by_code("I71").id
    with pytest.raises(errors.FirstNumberWrong):
        services.set_first_number(aigerim, institute_id=astana, series=Series.ORDER, year=2026, first_number=0)


def test_what_changed_meanwhile_is_not_overwritten(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    seen = intake.order(order_id).row_version
    services.check_order(aigerim, order_id=order_id)
    with pytest.raises(StaleRecord):
        services.check_order(aigerim, order_id=order_id, row_version=seen)


def test_production_learns_what_the_order_asks(timur: ActorRef) -> None:
    given = intake.complete_order(
        specialties=(SpecialtyAsked(code="1.1"), SpecialtyAsked(code="1.2")),
        questions=(QuestionAsked(text="Кем?", specialty_seq=1), QuestionAsked(text="Когда?")),
    )
    order = selectors.order_for_examination(intake.receive_and_register(timur, given).order_id)
    assert order.case_category is CaseCategory.CRIM
    assert [[text for _, _, text in e.questions] for e in order.examinations] == [["Кем?", "Когда?"], ["Когда?"]]
    assert [len(e.objects) for e in order.examinations] == [2, 2]
