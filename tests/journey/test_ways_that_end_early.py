"""An order that goes back on a lawful ground, and one that is recalled in mid-course."""

from uuid import UUID

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.examinations.enums import ExaminationState
from saraptama.casework.intake import services as intake_services
from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.casework.intake.models import OrderReturn
from saraptama.demo.draining import drain
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.foundation.audit.verification import verify_log
from saraptama.foundation.documents import services as documents
from saraptama.foundation.messaging.enums import DispatchKind, NotificationKind
from saraptama.foundation.messaging.selectors import dispatch_of, dispatches_visible_to, notifications_of
from saraptama.journey import register_order, sign_conclusion
from tests.factories import intake
from tests.journey.conftest import Acts, Played


def received() -> UUID:
    """Timur's order waits at the records office."""
    return register_order.receive(
        actor_for_login("timur"), submission=intake.complete_order(), channel=Channel.PORTAL, request_key="first"
    ).order_id


def test_an_order_returned_on_a_ground_leaves_letters_in_both_languages_and_reaches_its_body(acts: Acts) -> None:
    order_id = received()
    aigerim, timur = actor_for_login("aigerim"), actor_for_login("timur")
    register_order.send_back(aigerim, order_id=order_id, ground_code="ORDER_INCOMPLETE", explanation="Нет объектов.")
    drain()
    returned = OrderReturn.objects.get(order_id=order_id)
    letters = {"kk": returned.letter_kk_id, "ru": returned.letter_ru_id}
    read = {language: documents.open_file(aigerim, file_id).read() for language, file_id in letters.items()}
    assert all(letter.startswith(b"%PDF-") for letter in read.values())
    assert read["kk"] != read["ru"]
    sent = dispatches_visible_to(timur).get(subject_id=order_id, kind=DispatchKind.RETURN_LETTER)
    assert sorted(sent.files) == sorted(letters.values())
    assert [line.kind for line in notifications_of(timur.id)] == [NotificationKind.RETURNED]
    assert acts.new() == [
        *2 * ["documents.file_stored"],
        "intake.order_received",
        "intake.order_returned",
        "intake.return_letters_attached",
        "messaging.dispatched",
    ]
    assert verify_log(rows=True).holds


def test_a_recall_in_mid_course_ends_the_examination_and_gives_up_the_draft(played: Played) -> None:
    story = played("answer")
    draft = sign_conclusion.open_draft(story.actor("yerlan"), examination_id=story.examination_id, language="ru")
    intake_services.withdraw_order(
        story.actor("timur"), order_id=story.order_id, ground="Постановление отменено прокурором"
    )
    drain()
    assert story.examination.current_state is ExaminationState.WITHDRAWN
    facts = conclusions.facts_of(draft)
    assert facts is not None
    assert facts.state is ConclusionState.ABANDONED
    assert intake.order(story.order_id).state == OrderState.WITHDRAWN
    assert dispatch_of("conclusions_conclusion", draft, DispatchKind.CONCLUSION) is None
    assert verify_log(rows=True).holds
