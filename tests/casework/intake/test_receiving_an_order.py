"""An order that comes in becomes a case, once, or says everything that stands against it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saraptama.casework.intake import errors
from saraptama.casework.intake.enums import (
    CaseNoKind,
    Channel,
    Consent,
    ExamKind,
    ObjectKind,
    OrderState,
    PersonRole,
    SignatureStatus,
)
from saraptama.casework.intake.models import Arrival, Order
from saraptama.casework.intake.types import ObjectDeclared, PersonNamed, QuestionAsked, SpecialtyAsked
from saraptama.foundation.audit.models import AuditEntry
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotPermitted, Refusals
from tests.factories import intake

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 12
"""What registration over the API may cost (design, section 7). More statements are a decision, not an accident."""


def reasons_against(actor: ActorRef, **changes: object) -> set[tuple[str, str]]:
    """Code and field of every reason for which an order with these changes is refused."""
    with pytest.raises(Refusals) as refused:
        intake.receive(actor, intake.complete_order(**changes))
    assert not Order.objects.exists()
    return {(reason.code, reason.field) for reason in refused.value.reasons}


def test_timurs_complete_order_is_registered_at_once(timur: ActorRef) -> None:
    answer = intake.receive_and_register(timur)
    assert answer.state is OrderState.REGISTERED
    assert answer.findings == ()
    assert answer.registration_number == f"71-{clock.today().year}-000001"
    assert answer.incoming_number == f"71-{clock.today().year}-IN-000001"


def test_nothing_of_the_order_is_typed_again(timur: ActorRef) -> None:
    order = intake.order(intake.receive_and_register(timur).order_id)
    assert order.questions.get(number=1).text == "Кем выполнена подпись в договоре?"
    assert [(o.name, o.quantity) for o in order.ordered_objects.all()][1] == ("Образцы почерка", Decimal(5))
    assert order.persons.get().iin == "999999000012"
    assert order.articles[0]["read"] == [{"article": "190", "suffix": "", "part": "3", "point": ""}]
    assert order.case_no_parts["serial"] == "999999"
    assert order.arrivals.get().number == 1
    assert [status.state for status in order.statuses.all()] == ["received", "checked", "registered"]


def test_registration_is_one_act_with_one_entry_and_one_event(timur: ActorRef) -> None:
    entries, events = AuditEntry.objects.count(), OutboxEvent.objects.count()
    answer = intake.receive_and_register(timur)
    assert AuditEntry.objects.count() == entries + 1
    assert AuditEntry.objects.latest("recorded_at").act == "intake.order_registered"
    assert OutboxEvent.objects.count() == events + 1
    assert OutboxEvent.objects.latest("recorded_at").payload["number"] == answer.registration_number


@pytest.mark.django_db(transaction=True)
def test_registration_costs_few_statements(timur: ActorRef) -> None:
    intake.receive_and_register(timur)
    with CaptureQueriesContext(connection) as statements:
        intake.receive_and_register(timur)
    assert len(statements) <= MOST_STATEMENTS


def test_the_same_message_twice_is_one_order_with_one_answer(timur: ActorRef) -> None:
    key, given = str(uuid4()), intake.complete_order()
    first = intake.receive_and_register(timur, given, idempotency_key=key)
    again = intake.receive_and_register(timur, given, idempotency_key=key)
    assert again == replace(first, repeated=True)
    assert Order.objects.count() == 1


def test_the_repeat_gets_the_first_answer_even_when_the_order_went_on(timur: ActorRef, aigerim: ActorRef) -> None:
    key, given = str(uuid4()), intake.complete_order()
    first = intake.receive(timur, given, idempotency_key=key)
    intake.services.check_order(aigerim, order_id=first.order_id)
    again = intake.receive(timur, given, idempotency_key=key)
    assert again.state is OrderState.RECEIVED


def test_the_same_key_with_other_content_is_refused(timur: ActorRef) -> None:
    key = str(uuid4())
    intake.receive(timur, idempotency_key=key)
    with pytest.raises(errors.IdempotencyConflict) as refused:
        intake.receive(timur, intake.complete_order(number="16"), idempotency_key=key)
    assert refused.value.status == 409


def test_two_systems_may_use_one_key(timur: ActorRef) -> None:
    key = str(uuid4())
    intake.receive(timur, idempotency_key=key, source_system="torelik")
    intake.receive(timur, idempotency_key=key, source_system="e-criminal")
    assert Arrival.objects.filter(idempotency_key=key).count() == 2


def test_a_conversation_has_one_order(timur: ActorRef) -> None:
    conversation = uuid4()
    intake.receive(timur, intake.complete_order(conversation_id=conversation))
    with pytest.raises(errors.OrderAlreadyReceived):
        intake.receive(timur, intake.complete_order(conversation_id=conversation))


def test_timur_cannot_send_in_the_name_of_the_court(timur: ActorRef) -> None:
    with pytest.raises(errors.ForeignBody):
        intake.receive(timur, intake.complete_order(body_code="71-01-1"))


def test_an_expert_cannot_send_orders(yerlan: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        intake.receive(yerlan)


def test_aigerim_enters_a_paper_order_with_the_day_of_its_stamp(aigerim: ActorRef) -> None:
    yesterday = clock.today() - timedelta(days=1)
    given = intake.complete_order(ordered_on=yesterday, received_on=yesterday)
    answer = intake.receive(aigerim, given, channel=Channel.PAPER, source_system="chancery")
    arrival = Arrival.objects.get(order_id=answer.order_id)
    assert (arrival.channel, arrival.received_on) == ("PAPER", yesterday)


def test_timur_cannot_enter_paper(timur: ActorRef) -> None:
    with pytest.raises(NotPermitted):
        intake.receive(timur, channel=Channel.PAPER)


def test_an_order_of_tomorrow_is_refused(timur: ActorRef) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert reasons_against(timur, ordered_on=tomorrow) == {("order_from_the_future", "ordered_on")}


def test_a_receipt_of_tomorrow_is_refused(timur: ActorRef) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert reasons_against(timur, received_on=tomorrow) == {("receipt_from_the_future", "received_on")}


def test_all_reasons_are_said_at_once(timur: ActorRef) -> None:
    assert reasons_against(
        timur,
        institute_code="I99",
        language="en",
        person_iin="123456789012",
        specialties=(SpecialtyAsked(code="77.7"), SpecialtyAsked(code="1"), SpecialtyAsked(code="1.1")),
        questions=(QuestionAsked(text=" "), QuestionAsked(text="?", specialty_seq=9)),
        objects=(ObjectDeclared(kind=ObjectKind.THING, name="Нож", quantity=Decimal(0)),),
        persons=(PersonNamed(role=PersonRole.VICTIM, full_name="", iin="1"),),
    ) >= {
        ("unknown_institute", "institute_code"),
        ("wrong_language", "language"),
        ("wrong_iin", "person_iin"),
        ("unknown_specialty", "specialties[0].code"),
        ("specialty_is_a_type", "specialties[1].code"),
        ("empty_text", "questions[0].text"),
        ("no_such_specialty_in_order", "questions[1].specialty_seq"),
        ("wrong_quantity", "objects[0].quantity"),
        ("empty_text", "persons[0].full_name"),
        ("wrong_iin", "persons[0].iin"),
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"body_code": "99-99"}, ("unknown_body", "body_code")),
        ({"unit_code": "I75-CRIM"}, ("unknown_unit", "unit_code")),
        ({"institute_code": "I71-CRIM"}, ("unknown_institute", "institute_code")),
        ({"region": "99"}, ("wrong_region", "region")),
        ({"case_no": "12345"}, ("wrong_case_number", "case_no")),
        ({"case_no_kind": None}, ("case_number_kind_missing", "case_no_kind")),
        ({"specialties": (SpecialtyAsked(code="1.1"),) * 2}, ("specialty_twice", "specialties[1].code")),
        ({"specialties": (SpecialtyAsked(),)}, ("empty_text", "specialties[0].code")),
        ({"number": "1" * 61}, ("text_too_long", "number")),
        ({"grounds": "a\x00b"}, ("text_not_storable", "grounds")),
        ({"exam_kind": ExamKind.PRIMARY, "first_number": "7"}, ("combination_refused", "exam_kind")),
        ({"consent": Consent.EXCEPTED}, ("wrong_consent_exception", "consent_exception")),
        ({"consent_exception": "CPC271_1_2"}, ("wrong_consent_exception", "consent_exception")),
        (
            {"objects": (ObjectDeclared(kind=ObjectKind.THING, name="x", seal_number="1", no_seal_reason="y"),)},
            ("sealed_and_not", "objects[0].seal_number"),
        ),
        (
            {"objects": (ObjectDeclared(kind=ObjectKind.THING, name="x", quantity=Decimal("NaN")),)},
            ("wrong_quantity", "objects[0].quantity"),
        ),
        (
            {"objects": (ObjectDeclared(kind=ObjectKind.THING, name="x", measure_unit=""),)},
            ("empty_text", "objects[0].measure_unit"),
        ),
    ],
)
def test_a_wrong_particular_is_refused_by_name(
    timur: ActorRef, changes: dict[str, object], reason: tuple[str, str]
) -> None:
    assert reason in reasons_against(timur, **changes)


def test_a_closed_specialty_is_refused(timur: ActorRef) -> None:
    from saraptama.foundation.reference.models import Specialty

    Specialty.objects.filter(code="1.1").update(valid_to=date(2020, 1, 1))
    assert reasons_against(timur) == {("closed_specialty", "specialties[0].code")}


def test_a_study_that_stands_in_no_list_is_taken_in_words(timur: ActorRef) -> None:
    asked = (SpecialtyAsked(text="Исследование запахов"),)
    answer = intake.receive_and_register(timur, intake.complete_order(specialties=asked))
    assert intake.order(answer.order_id).specialties.get().asked_text == "Исследование запахов"


def test_an_unsigned_order_is_kept_but_not_registered(timur: ActorRef) -> None:
    unsigned = intake.complete_order(signature_status=SignatureStatus.ABSENT)
    answer = intake.receive_and_register(timur, unsigned)
    assert answer.state is OrderState.DEFICIENT
    assert answer.registration_number == ""
    assert [(f.item, f.outcome, f.field) for f in answer.findings] == [("O11", "block", "signature_status")]
    assert OutboxEvent.objects.latest("recorded_at").name == "intake.OrderChecked"


def test_missing_grounds_do_not_bar_registration(timur: ActorRef) -> None:
    answer = intake.receive_and_register(timur, intake.complete_order(grounds=""))
    assert answer.state is OrderState.REGISTERED
    assert [finding.item for finding in answer.findings] == ["O4"]


def test_silence_about_destruction_is_warned_of(timur: ActorRef) -> None:
    answer = intake.receive_and_register(timur, intake.complete_order(destruction_permission=None))
    assert [(f.item, f.outcome) for f in answer.findings] == [("O6", "warn")]
    assert answer.state is OrderState.REGISTERED


def test_a_kui_number_has_its_digits(timur: ActorRef) -> None:
    good = intake.complete_order(case_no="999999999999999", case_no_kind=CaseNoKind.KUI)
    assert intake.receive(timur, good).state is OrderState.RECEIVED
