"""The orderer's portal as it is used: few clicks, and nothing lost or sent twice whatever happens to the browser."""

import http.client
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Channel,
    Composition,
    ExamKind,
    OrderKind,
    SignatureStatus,
)
from saraptama.casework.intake.models import Order, OrderDraft
from saraptama.casework.intake.types import OrderSubmission, QuestionAsked, SpecialtyAsked
from saraptama.demo.cast import COURT
from saraptama.foundation.accounts.models import User
from saraptama.foundation.accounts.services import actor_for_login
from saraptama.journey import register_order
from tests.browser.judge import english_left, overflow
from tests.browser.person import DESK, PHONE, House, Person
from tests.browser.service import Service, apart

PLOT = "Подпись в завещании оспаривается."


@pytest.fixture
def timur(house: House) -> Iterator[Person]:
    """The investigator, in Russian; what he leaves behind is cleared away."""
    yield house.sits("timur", "ru")
    apart(lambda: OrderDraft.objects.all().delete())


def the_judge_has_ordered() -> Any:
    ruling = OrderSubmission(
        order_kind=OrderKind.RULING,
        ordered_on=date(2026, 11, 2),
        body_code=COURT,
        institute_code="I71",
        exam_kind=ExamKind.PRIMARY,
        composition=Composition.SOLE,
        language="kk",
        specialties=(SpecialtyAsked(code="1.1"),),
        questions=(QuestionAsked(text="Қолтаңбаны кім орындаған?"),),
        number="2-118",
        place="Астана қ.",
        grounds="АПК 82-бап",
        plot=PLOT,
        case_category=CaseCategory.CIV,
        case_no="7199-26-00-2/118",
        case_no_kind=CaseNoKind.CIVIL_CASE,
        person_name="Бекова Қ. Н.",
        person_position="судья",
        by_materials=True,
        signature_status=SignatureStatus.PAPER_SCAN,
    )
    judge = actor_for_login("karlygash")
    return register_order.receive(judge, submission=ruling, channel=Channel.PORTAL, request_key="2-118")


@pytest.mark.parametrize(("language", "size"), [("kk", DESK), ("ru", PHONE)])
def test_a_judge_finds_the_state_in_two_clicks(house: House, language: str, size: tuple[int, int]) -> None:
    """From the sign-in: the order, and its state with whose turn it is."""
    answer = apart(the_judge_has_ordered)
    apart(lambda: User.objects.filter(login="karlygash").update(language=language))
    judge = house.visitor(language, size=size)
    judge.signs_in("karlygash")
    clicks = 0
    for link in ("2-118",):
        judge.page.get_by_role("link", name=link).first.click()
        clicks += 1
    expect(judge.page).to_have_url(f"{judge.address}/portal/orders/{answer.order_id}/")
    judge.sees("Where the order is")
    expect(judge.page.locator('li[aria-current="step"]')).to_be_visible()
    expect(judge.page.locator(".record-head")).to_contain_text(judge.said("records office"))
    assert clicks <= 2
    assert overflow(judge.page) == 0
    assert english_left(judge.page) == []


def on_the_case_page(timur: Person) -> str:
    timur.opens("/portal/new/")
    timur.page.locator("main form button[type=submit]").last.click()
    timur.presses("Save and go on")  # the specialty is open: the page stays, and the draft with it
    draft = timur.page.url.removesuffix("examination/")
    timur.page.goto(f"{draft}case/")
    return draft


def test_an_ended_session_in_the_middle_of_a_page_loses_nothing(house: House, service: Service) -> None:
    timur = house.visitor("ru")
    timur.signs_in("timur")
    draft = on_the_case_page(timur)
    timur.writes("Circumstances of the case", PLOT)
    timur.page.context.clear_cookies(name="sessionid")
    timur.presses("Save and leave")
    expect(timur.page.locator("input[type=password]")).to_be_visible()
    timur.writes("Login", "timur")
    timur.writes("Password", "Saraptama-2026")
    timur.page.locator("main form button[type=submit]").first.click()
    expect(timur.page).to_have_url(f"{draft}case/")
    expect(timur.field("Circumstances of the case")).to_have_value(PLOT)


def test_questions_are_ticked_without_scripts(house: House) -> None:
    timur = house.sits("timur", "ru", scripts=False)
    timur.opens("/portal/new/")
    timur.page.locator("main form button[type=submit]").last.click()
    timur.picks("Specialty", "1.1 ")
    timur.presses("Save and go on")
    timur.page.goto(timur.page.url.replace("/case/", "/questions/"))
    timur.page.get_by_label("Одним или разными лицами выполнены рукописные тексты").check()
    timur.presses("Add the ticked questions")
    expect(timur.row("Question", 1).locator("textarea")).to_have_value(
        "Одним или разными лицами выполнены рукописные тексты в документах «…»?"
    )


def test_two_clicks_on_send_and_the_way_back_make_one_order(timur: Person, house: House) -> None:
    draft = apart(_a_complete_draft)
    timur.opens(f"/portal/new/{draft}/check/")
    timur.page.get_by_role("button", name=timur.said("Send the order"), exact=True).dblclick()
    expect(timur.page).to_have_url(re.compile("/portal/orders/"))
    assert timur.page.url.endswith(f"/{apart(lambda: _the_order_of(draft))}/")
    timur.page.goto(f"{timur.address}/portal/new/{draft}/check/")
    timur.sees("This order has been sent already. It was received once.")
    assert apart(lambda: Order.objects.filter(conversation_id=draft).count()) == 1


def test_an_upload_that_is_cut_leaves_what_came_before(timur: Person) -> None:
    draft = apart(_a_complete_draft)
    timur.opens(f"/portal/new/{draft}/signature/")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in timur.page.context.cookies())
    token = timur.page.locator("main input[name=csrfmiddlewaretoken]").first.input_value()
    whole = _multipart(csrfmiddlewaretoken=token, then="upload", file=b"%PDF-1.7\n" + b"0" * 400_000)
    address = urlsplit(timur.address)
    line = http.client.HTTPConnection(address.hostname or "", address.port or 80)
    line.putrequest("POST", f"/portal/new/{draft}/signature/")
    for name, value in (
        ("Content-Type", "multipart/form-data; boundary=cut"),
        ("Content-Length", str(len(whole))),
        ("Cookie", cookies),
        ("Referer", f"{timur.address}/"),
    ):
        line.putheader(name, value)
    line.endheaders()
    line.send(whole[: len(whole) * 9 // 10])
    line.close()
    timur.opens(f"/portal/new/{draft}/signature/")
    timur.sees_text("Постановление.pdf")
    expect(timur.page.get_by_text("срез.pdf")).to_have_count(0)
    expect(timur.field("Position")).to_have_value("старший следователь")


def _multipart(*, file: bytes, **fields: str) -> bytes:
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = '--cut\r\nContent-Disposition: form-data; name="other"; filename="срез.pdf"\r\n'
    parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + file + b"\r\n--cut--\r\n")
    return b"".join(parts)


def _a_complete_draft() -> Any:
    """Every page filled in and the scan uploaded, as the tests of the pages do it."""
    from tests.web.examination_page.sitting import Desk
    from tests.web.orderer_portal.writing import filled

    desk = Desk("timur")
    draft = filled(desk)
    User.objects.filter(login="timur").update(language="ru")
    return draft.rstrip("/").rsplit("/", 1)[1]


def _the_order_of(draft: Any) -> Any:
    return Order.objects.get(conversation_id=draft).pk
