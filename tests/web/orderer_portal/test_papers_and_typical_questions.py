"""What helps whoever writes an order: questions to tick, papers that stay, one order whatever is clicked twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saraptama.casework.intake.models import Order, OrderDraft
from saraptama.foundation.documents.models import CaseKey, StoredFile
from saraptama.foundation.documents.selectors import files_of_case
from tests.web.examination_page.sitting import Desk, words
from tests.web.orderer_portal.writing import PAGES, begun, filled, scan

pytestmark = pytest.mark.django_db


def on_questions(desk: Desk, language: str = "ru") -> str:
    """A draft about handwriting that has come to its questions."""
    draft = begun(desk)
    desk.sends(f"{draft}examination/", **PAGES["examination"])
    desk.sends(f"{draft}case/", **{**PAGES["case"], "language": language})
    return draft


def added(desk: Desk, draft: str, **sent: Any) -> str:
    answer: Any = desk.client.post(f"{draft}questions/", {"questions-count": "1", "typical-take": "1", **sent})
    return words(answer.content.decode())


def test_questions_are_offered_for_the_chosen_specialty_in_the_language_of_the_proceedings() -> None:
    desk = Desk("timur")
    assert "Одним или разными лицами выполнены рукописные тексты" in desk.reads(f"{on_questions(desk)}questions/")
    page = desk.reads(f"{on_questions(desk, 'kk')}questions/")
    assert "қолжазба мәтіндерді бір адам орындаған ба" in page
    assert "оттиск печати" not in page


def test_what_is_ticked_becomes_a_question_of_the_order_and_is_edited_there() -> None:
    desk = Desk("timur")
    draft = on_questions(desk)
    page = added(desk, draft, **{"questions-0-text": "Мой вопрос", "typical-1.1": ["1.1-02", "1.1-03"]})
    assert "Мой вопрос" in page
    assert "questions-2-text" in desk.opens(f"{draft}questions/")
    assert "data-error-summary" not in desk.opens(f"{draft}questions/")
    assert page.count("Одним или разными лицами") == 1  # now a row, no longer an offer
    desk.sends(
        f"{draft}questions/",
        **{
            "questions-count": "3",
            "questions-0-text": "Мой вопрос",
            "questions-1-text": "Одним или разными лицами выполнены тексты в расписках № 1 и 2?",
            "questions-2-text": "Третий",
        },
    )
    kept = OrderDraft.objects.get().pages["questions"]
    assert kept["questions-1-text"] == ["Одним или разными лицами выполнены тексты в расписках № 1 и 2?"]


def test_ticks_count_too_when_somebody_goes_straight_on() -> None:
    desk = Desk("timur")
    draft = on_questions(desk)
    sent = {"questions-count": "1", "questions-0-text": "", "typical-1.1": ["1.1-03"], "then": "next"}
    assert desk.sends(f"{draft}questions/", **sent) == f"{draft}objects/"
    assert OrderDraft.objects.get().pages["questions"]["questions-0-text"][0].startswith("Выполнена ли подпись")


def test_only_what_is_offered_can_be_ticked() -> None:
    desk = Desk("timur")
    draft = on_questions(desk)
    added(desk, draft, **{"typical-1.1": ["17-01", "<script>"]})
    assert OrderDraft.objects.get().pages["questions"]["questions-count"] == ["1"]


def test_a_paper_stays_though_the_next_one_is_refused() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    program = SimpleUploadedFile("акт.pdf", b"MZ\x90\x00 a program", content_type="application/pdf")
    page = desk.sends_in_vain(f"{draft}signature/", **PAGES["signature"], other=program, then="upload")
    assert "Постановление.pdf" in page
    assert ">акт.pdf</a>" not in page
    assert "старший следователь" in page


def test_an_uploaded_paper_is_listed_with_its_size_looked_at_and_erased() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    desk.sends(f"{draft}signature/", person_position="следователь", scan=scan(), then="upload")
    page = desk.opens(f"{draft}signature/?as-typed")
    assert "15" in words(page).split("Постановление.pdf")[1][:40]
    assert "data-error-summary" not in page
    paper = StoredFile.objects.get()
    content: Any = desk.client.get(f"{draft}papers/{paper.pk}/")
    assert b"".join(content.streaming_content) == b"%PDF-1.7\n%%EOF\n"
    desk.sends(f"{draft}signature/", person_position="следователь", detach=str(paper.pk))
    assert "Постановление.pdf" not in desk.opens(f"{draft}signature/")
    assert "следователь" in desk.opens(f"{draft}signature/")
    assert CaseKey.objects.get(case_id=paper.case_id).erasure_act.startswith("draft ")


def test_nobody_reads_the_paper_of_another_draft(actors: Any) -> None:
    desk = Desk("timur")
    draft = filled(desk)
    paper = StoredFile.objects.get()
    assert Desk("karlygash").client.get(f"{draft}papers/{paper.pk}/").status_code == 404
    assert desk.client.get(f"{begun(desk)}papers/{paper.pk}/").status_code == 404
    assert not StoredFile.objects.visible_to(actors["zarina"]).exists()


def test_discarding_a_draft_erases_its_papers() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    desk.sends(f"{draft}discard/")
    assert CaseKey.objects.get(case_id=StoredFile.objects.get().case_id).erased_on is not None


def test_all_papers_go_with_the_order_under_their_kinds() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    protocol = SimpleUploadedFile("протокол.txt", "Ознакомлен".encode(), content_type="text/plain")
    desk.sends(f"{draft}signature/", **PAGES["signature"], other=protocol)
    assert "протокол.txt" in desk.reads(f"{draft}check/")
    desk.sends(f"{draft}check/")
    kept = {file.name: file.kind for file in files_of_case(Order.objects.get().pk)}
    assert kept == {"Постановление.pdf": "ORDER", "протокол.txt": "ATTACHMENT"}


def test_a_second_click_and_the_way_back_lead_to_the_one_order() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    address = desk.sends(f"{draft}check/")
    assert desk.sends(f"{draft}check/") == address
    for page in ("check", "questions", "discard"):
        assert desk.client.get(f"{draft}{page}/").headers["Location"] == address
    assert desk.client.post(f"{draft}case/", PAGES["case"]).headers["Location"] == address
    assert Order.objects.count() == 1
    assert "sent already" in desk.reads(address)


def test_each_required_field_names_its_ground() -> None:
    from saraptama.web.orderer_portal import draft_forms as asked

    forms = (asked.KindForm, asked.CaseForm, asked.QuestionForm, asked.ObjectForm, asked.PersonForm,
             asked.ConsentForm, asked.SignatureForm)  # fmt: skip
    without = [
        (form.__name__, name)
        for form in forms
        for name, field in form.base_fields.items()
        if field.required and not form.legal_grounds.get(name)
    ]
    assert without == []


def test_an_earlier_order_of_the_case_is_pointed_out() -> None:
    desk = Desk("timur")
    desk.sends(f"{filled(desk)}check/")
    first = Order.objects.get()
    page = desk.opens(f"{filled(desk, case={'number': '205'})}check/")
    assert f"/portal/orders/{first.pk}/" in page
    assert "same case number" in page
