"""The body answers what the expert asks: the clock goes on, and only the body extends the term (art. 34)."""

from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.examinations.enums import PetitionKind
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.journey.suspend_and_extend import send_petition
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def test_the_page_says_what_is_asked_and_that_the_clock_stands(played: Played) -> None:
    story = played("petition")
    page = Desk("timur").reads(f"/portal/petitions/{story.petition_id}/")
    assert story.words.petition_subject in page
    assert "The clock stands still until you answer" in page
    assert "Days granted" not in page


def test_an_answer_with_a_document_starts_the_clock_again(played: Played) -> None:
    story = played("petition")
    desk, url = Desk("timur"), f"/portal/petitions/{story.petition_id}/"
    paper = SimpleUploadedFile("Сопроводительное.pdf", b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")
    address = desk.sends(url, decision="GRANTED", text="Направлены образцы", number="118/1", paper=paper)
    assert address == f"/portal/orders/{story.order_id}/"
    assert story.examination.state == "in_production"
    assert "Сопроводительное.pdf" in [file.name for file in files_of_case(story.order_id)]
    assert "Направлены образцы" in desk.reads(url)


def test_an_answer_needs_a_decision(played: Played) -> None:
    story = played("petition")
    Desk("timur").sends_in_vain(f"/portal/petitions/{story.petition_id}/", text="…")
    assert story.examination.state == "suspended"


def test_a_second_answer_is_refused(played: Played) -> None:
    story = played("answer")
    answer = Desk("timur").client.post(f"/portal/petitions/{story.petition_id}/", {"decision": "REFUSED"})
    assert answer.status_code == 409
    assert "already_answered" in answer.content.decode()


def test_granted_days_move_the_due_date(played: Played) -> None:
    story = played("production")
    asked = send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.EXTENSION,
        subject="Продление срока",
        text="Объём объектов",
        asked_days=5,
    )
    desk, url = Desk("timur"), f"/portal/petitions/{asked}/"
    before = story.examination.due_on
    assert 'value="5"' in desk.opens(url)
    assert "Give the number of days" in desk.sends_in_vain(url, decision="GRANTED", granted_days="")
    desk.sends(url, decision="GRANTED", granted_days="5")
    assert (story.examination.due_on - before).days >= 5


def test_a_refusal_of_an_extension_grants_no_days(played: Played) -> None:
    story = played("production")
    asked = send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.EXTENSION,
        subject="Продление срока",
        text="Объём объектов",
        asked_days=5,
    )
    before = story.examination.due_on
    Desk("timur").sends(f"/portal/petitions/{asked}/", decision="REFUSED", granted_days="5", text="Нет оснований")
    assert story.examination.due_on == before


def test_after_the_end_nothing_is_asked_any_more(played: Played) -> None:
    story = played("production")
    asked = send_petition(
        story.actor("yerlan"),
        examination_id=story.examination_id,
        kind=PetitionKind.ACCESS_TO_OBJECT,
        subject="Доступ",
        text="Осмотр на месте",
    )
    desk = Desk("timur")
    desk.sends(f"/portal/orders/{story.order_id}/withdraw/", ground="Дело прекращено")
    story.drain()
    assert "needs no answer any more" in desk.reads(f"/portal/petitions/{asked}/")
