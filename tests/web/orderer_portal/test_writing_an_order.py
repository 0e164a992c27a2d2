"""Seven pages, kept as they are typed; nothing is sent before all answers were seen."""

from itertools import pairwise
from typing import Any

import pytest

from saraptama.casework.intake.models import Order
from saraptama.casework.intake.services.drafts import MOST_DRAFTS
from saraptama.demo.draining import drain
from saraptama.foundation.documents.selectors import files_of_case
from saraptama.foundation.messaging.selectors import notifications_of
from tests.web.examination_page.sitting import Desk
from tests.web.orderer_portal.writing import PAGES, begun, filled, scan

pytestmark = pytest.mark.django_db


def test_there_are_seven_pages(actors: Any) -> None:
    page = Desk("timur").reads("/portal/new/")
    assert "Check your answers" in page
    assert len(PAGES) + 1 == 7


def test_what_is_known_is_not_asked_again() -> None:
    """The investigator appoints by a resolution, to the institute of the own region, under the own name."""
    desk = Desk("timur")
    draft = begun(desk)
    first = desk.opens(f"{draft}examination/")
    assert 'value="I71" selected' in first
    assert 'value="RESOLUTION"' in first.split("checked")[0].rsplit("<input", 1)[1]
    assert "Исмаилов Тимур Рашидович" in desk.opens(f"{draft}signature/")


def test_the_judge_appoints_by_a_ruling() -> None:
    desk = Desk("karlygash")
    first = desk.opens(f"{begun(desk)}examination/")
    assert 'value="RULING"' in first.split("checked")[0].rsplit("<input", 1)[1]


def test_each_page_leads_to_the_next_and_the_last_one_to_the_answers() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    codes = [*PAGES, "check"]
    for page, following in pairwise(codes):
        papers = {"scan": scan()} if page == "signature" else {}
        assert desk.sends(f"{draft}{page}/", **PAGES[page], **papers) == f"{draft}{following}/"


def test_a_wrong_page_comes_back_with_what_was_typed() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    page = desk.sends_in_vain(f"{draft}case/", **{**PAGES["case"], "ordered_on": "yesterday", "plot": ""})
    assert "Write the day as in 22.11.2026." in page
    assert "Ст. 270, 271 УПК РК" in page


def test_half_a_page_is_kept_when_somebody_leaves() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    assert desk.sends(f"{draft}case/", number="204", plot="Только начато", then="leave") == "/portal/new/"
    assert "№ 204" in desk.reads("/portal/new/")
    assert "Только начато" in desk.opens(f"{draft}case/")


def test_a_row_is_added_without_checking_the_others() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    answer: Any = desk.client.post(
        f"{draft}questions/", {"questions-count": "1", "questions-0-text": "Первый", "questions-add": "1"}
    )
    text = answer.content.decode()
    assert "questions-1-text" in text
    assert "Первый" in text
    assert "data-error-summary" not in text


def test_open_pages_are_named_and_nothing_can_be_sent() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    desk.sends(f"{draft}examination/", **PAGES["examination"])
    page = desk.reads(f"{draft}check/")
    assert "These pages are not complete yet: The order and its case Questions to the expert" in page
    assert desk.client.post(f"{draft}check/").status_code == 200
    assert not Order.objects.exists()


def test_the_answers_are_shown_in_words() -> None:
    desk = Desk("timur")
    page = desk.reads(f"{filled(desk)}check/")
    for said in (
        "204",
        "16.11.2026",
        "257199039999999 (pre-trial register (ERDR))",
        "Расписка на одном листе (document)",
        "seal KZ-1",
        "suspect Образцов Пётр Петрович, 999999000303",
        "Кем выполнена подпись?",
    ):
        assert said in page, said


def test_a_signed_order_is_not_sent_without_its_scan() -> None:
    desk = Desk("timur")
    draft = filled(desk, signature={"scan": ""})
    page = desk.sends_in_vain(f"{draft}signature/", **PAGES["signature"])
    assert "Choose the scan of the signed order" in page
    assert "These pages are not complete yet: Signature and papers" in desk.reads(f"{draft}check/")
    desk.client.post(f"{draft}check/")
    assert not Order.objects.exists()


def test_the_order_arrives_with_its_scan_and_waits_for_the_records_office() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    address = desk.sends(f"{draft}check/")
    order = Order.objects.get()
    assert address == f"/portal/orders/{order.pk}/"
    assert (order.state, order.number, order.language) == ("received", "204", "ru")
    assert [article["text"] for article in order.articles] == ["ст.190 ч.3 УК РК", "ст.385 УК РК"]
    assert order.questions.count() == 2
    assert order.persons.get().iin == "999999000303"
    assert order.arrivals.get().channel == "PORTAL"
    assert [file.name for file in files_of_case(order.pk)] == ["Постановление.pdf"]
    assert [file.kind for file in files_of_case(order.pk)] == ["ORDER"]
    page = desk.reads(address)
    assert "The records office checks the order" in page


@pytest.mark.django_db(transaction=True)
def test_the_clerk_is_told(actors: Any) -> None:
    desk = Desk("timur")
    desk.sends(f"{filled(desk)}check/")
    drain()
    order = Order.objects.get()
    assert f"registry_order:{order.pk}" in [line.link for line in notifications_of(actors["aigerim"].id)]


def test_a_refusal_leads_to_the_page_where_it_is_mended() -> None:
    desk = Desk("timur")
    draft = filled(desk, case={"case_no": "123"})
    page = desk.sends_in_vain(f"{draft}check/")
    assert f'href="{draft}case/">Mend it' in page
    assert "“123” is not a number of this kind." in page


def test_an_unsigned_order_says_so() -> None:
    desk = Desk("timur")
    draft = filled(desk, signature={"signature_status": "ABSENT", "scan": ""})
    desk.sends(f"{draft}check/")
    assert Order.objects.get().signature_status == "ABSENT"


def test_a_repeated_examination_names_the_first() -> None:
    desk = Desk("timur")
    draft = begun(desk)
    page = desk.sends_in_vain(f"{draft}examination/", **{**PAGES["examination"], "exam_kind": "REPEATED"})
    assert "An additional or repeated examination names the first one." in page


def test_a_draft_is_discarded_after_a_question() -> None:
    desk = Desk("timur")
    draft = filled(desk)
    assert "Discard the draft" in desk.reads(f"{draft}discard/")
    assert desk.sends(f"{draft}discard/") == "/portal/new/"
    assert "№ 204" not in desk.reads("/portal/new/")


def test_a_draft_outlives_the_session() -> None:
    draft = begun(Desk("timur"))
    Desk("timur").sends(f"{draft}case/", **PAGES["case"])
    Desk("timur").client.logout()
    again = Desk("timur")
    assert "№ 204 · 257199039999999" in again.reads("/portal/new/")
    assert "Подпись в расписке оспаривается." in again.opens(f"{draft}case/")


def test_of_drafts_there_is_an_end() -> None:
    desk = Desk("timur")
    for _ in range(MOST_DRAFTS):
        begun(desk)
    answer = desk.client.post("/portal/new/")
    assert answer.status_code == 409
    assert "too_many_drafts" in answer.content.decode()


def test_nobody_opens_the_draft_of_another() -> None:
    draft = filled(Desk("timur"))
    assert Desk("karlygash").client.get(f"{draft}case/").status_code == 404
