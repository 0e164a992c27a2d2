"""An order that goes back on a lawful ground, and one that is recalled in mid-course."""

from io import BytesIO
from uuid import UUID

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.custody import selectors as custody
from saraptama.casework.examinations.enums import ExaminationState, Result
from saraptama.casework.intake import services as intake_services
from saraptama.casework.intake.enums import Channel, OrderState
from saraptama.casework.intake.errors import ResultIsWritten
from saraptama.casework.intake.models import OrderReturn
from saraptama.demo.draining import drain
from saraptama.demo.played_journey import Story
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


def stands_under_the_seal(letter: bytes) -> bool:
    """An independent reader finds one signature over the whole file, unbroken, and it is the institution's own seal."""
    (seal,) = PdfFileReader(BytesIO(letter)).embedded_regular_signatures
    assert seal.signer_cert is not None
    trusted = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    checked = validate_pdf_signature(seal, trusted, skip_diff=True)
    return checked.intact and checked.valid and checked.coverage is SignatureCoverageLevel.ENTIRE_FILE


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
    assert all(stands_under_the_seal(letter) for letter in read.values())
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


def goes_back(story: Story) -> None:
    """The head's colleague at the records office sends the order back on a ground of the list."""
    register_order.send_back(
        story.actor("aigerim"),
        order_id=story.order_id,
        ground_code="TYPE_NOT_PERFORMED",
        explanation="Вопросы вне компетенции.",
    )


def test_a_registered_order_that_goes_back_ends_its_examination_and_everybody_is_told(played: Played) -> None:
    story = played("answer")
    draft = sign_conclusion.open_draft(story.actor("yerlan"), examination_id=story.examination_id, language="ru")
    goes_back(story)
    drain()
    examination = story.examination
    assert examination.current_state is ExaminationState.RETURNED
    assert (examination.result, examination.result_ground) == (Result.RETURNED, "TYPE_NOT_PERFORMED")
    assert examination.finished_on == OrderReturn.objects.get(order_id=story.order_id).returned_on
    last = examination.statuses.order_by("-seq").first()
    assert (last.act, last.ground) == ("return_without_execution", "Вопросы вне компетенции.")
    facts = conclusions.facts_of(draft)
    assert facts is not None
    assert facts.state is ConclusionState.ABANDONED
    for login in ("yerlan", "dana"):
        (line, *_older) = notifications_of(story.actor(login).id)
        assert (line.kind, line.link) == (NotificationKind.RETURNED, f"examination:{story.examination_id}")
    (line, *_older) = notifications_of(story.actor("bolat").id)
    assert (line.kind, line.link) == (NotificationKind.TO_RETURN, f"custody_order:{story.order_id}")
    due = custody.objects_of_order(story.actor("bolat"), story.order_id).values_list("return_due_on", flat=True)
    assert all(due)
    assert verify_log(rows=True).holds


def test_an_order_whose_conclusion_is_signed_does_not_go_back(played: Played) -> None:
    story = played("signed")
    with pytest.raises(ResultIsWritten, match=story.examination.registration.text):
        goes_back(story)
    assert intake.order(story.order_id).state == OrderState.REGISTERED
