"""Return on a lawful ground, request for what is missing, withdrawal, closing (features A4, A5, C6)."""

from datetime import timedelta
from uuid import UUID

import pytest

from saraptama.casework.intake import errors, selectors, services
from saraptama.casework.intake.enums import MaterialRequestState, OrderState
from saraptama.casework.intake.models import MissingMaterialRequest, OrderReturn
from saraptama.casework.intake.types import OrderSupplement
from saraptama.foundation.messaging.models import OutboxEvent
from saraptama.kernel import clock
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import NotPermitted, NotVisible
from saraptama.kernel.transitions import TransitionRefused
from tests.factories import intake

pytestmark = pytest.mark.django_db

GROUND = "ORDER_INCOMPLETE"


def test_aigerim_returns_an_order_on_a_ground_of_the_list(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    services.return_order(aigerim, order_id=order_id, ground_code=GROUND, explanation="Нет вопросов эксперту.")
    order = intake.order(order_id)
    assert (order.state, order.return_ground) == (OrderState.RETURNED, GROUND)
    assert OutboxEvent.objects.latest("recorded_at").name == "intake.OrderReturned"


@pytest.mark.parametrize(
    ("ground", "explanation"), [("", "Нет вопросов."), ("BAD_MOOD", "Нет вопросов."), (GROUND, " ")]
)
def test_returning_without_a_ground_is_impossible(
    timur: ActorRef, aigerim: ActorRef, ground: str, explanation: str
) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises((errors.UnknownReturnGround, errors.ExplanationMissing)):
        services.return_order(aigerim, order_id=order_id, ground_code=ground, explanation=explanation)
    assert intake.order(order_id).state == OrderState.RECEIVED
    assert not OrderReturn.objects.exists()


def test_the_letter_speaks_both_languages(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    services.return_order(aigerim, order_id=order_id, ground_code=GROUND, explanation="Нет вопросов эксперту.")
    letter = selectors.return_letter(order_id)
    assert letter.ground_kk and letter.ground_ru and letter.ground_kk != letter.ground_ru
    assert letter.explanation_kk == letter.explanation_ru == "Нет вопросов эксперту."


def test_a_returned_order_is_not_returned_again(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    services.return_order(aigerim, order_id=order_id, ground_code=GROUND, explanation="Нет вопросов.")
    with pytest.raises(TransitionRefused):
        services.return_order(aigerim, order_id=order_id, ground_code=GROUND, explanation="Нет вопросов.")


def test_letters_belong_to_a_returned_order(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(NotVisible):
        services.attach_return_letters(aigerim, order_id=order_id, letter_kk=UUID(int=1), letter_ru=UUID(int=2))


def test_the_body_is_asked_and_answers(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive_and_register(timur, intake.complete_order(place="")).order_id
    answer_by = clock.today() + timedelta(days=10)
    asked = services.request_missing_material(
        aigerim, order_id=order_id, item_codes=["O2"], text="Укажите место назначения.", answer_by=answer_by
    )
    assert intake.order(order_id).state == OrderState.DEFICIENT
    services.supplement_order(timur, order_id=order_id, supplement=OrderSupplement(place="Астана"))
    answered = MissingMaterialRequest.objects.get(pk=asked.pk)
    assert (answered.state, answered.resolved_on) == (MaterialRequestState.SUPPLIED, clock.today())


def test_a_request_says_what_is_missing(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(errors.ExplanationMissing):
        services.request_missing_material(aigerim, order_id=order_id, item_codes=["O2"], text="")


def test_the_court_cannot_complete_an_order_of_the_police(timur: ActorRef, karlygash: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(NotVisible):
        services.supplement_order(karlygash, order_id=order_id, supplement=OrderSupplement(place="Алматы"))


def test_timur_withdraws_his_order(timur: ActorRef) -> None:
    order_id = intake.receive_and_register(timur).order_id
    services.withdraw_order(timur, order_id=order_id, ground="Постановление от 21.11 об отзыве")
    assert intake.order(order_id).state == OrderState.WITHDRAWN


def test_a_withdrawal_names_its_ground(timur: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(errors.WithdrawalGroundMissing):
        services.withdraw_order(timur, order_id=order_id, ground="  ")


def test_an_order_is_closed_when_every_object_is_accounted_for(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive_and_register(timur).order_id
    with pytest.raises(errors.ObjectsUnaccounted):
        services.close_order(aigerim, order_id=order_id, unaccounted=lambda _: ("O-71-2026-000001",))
    services.close_order(aigerim, order_id=order_id, unaccounted=lambda _: ())
    assert intake.order(order_id).closed_on == clock.today()


def test_the_service_closes_by_itself_and_the_investigator_does_not(timur: ActorRef) -> None:
    order_id = intake.receive_and_register(timur).order_id
    with pytest.raises(NotPermitted):
        services.close_order(timur, order_id=order_id, unaccounted=lambda _: ())
    assert services.close_order(SYSTEM, order_id=order_id, unaccounted=lambda _: ()).state == OrderState.CLOSED


def test_an_unregistered_order_is_not_closed(timur: ActorRef, aigerim: ActorRef) -> None:
    order_id = intake.receive(timur).order_id
    with pytest.raises(TransitionRefused):
        services.close_order(aigerim, order_id=order_id, unaccounted=lambda _: ())
