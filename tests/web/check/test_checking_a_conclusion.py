"""Anybody who holds a conclusion learns whether it is in force, and nothing else."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saraptama.casework.conclusions.enums import ConclusionState
from saraptama.casework.conclusions.models import Conclusion
from saraptama.casework.conclusions.record import check_address
from saraptama.foundation.documents.models import StoredFile
from saraptama.foundation.documents.services import read_for_system
from saraptama.kernel import clock
from saraptama.web.check.limits import MOST_PER_MINUTE
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import words

UNKNOWN = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db: None) -> None:
    cache.clear()


def page_of(client: Client, token: str, **how: Any) -> str:
    answer = client.get(f"/check/{token}", headers={"Accept-Language": "en"}, **how)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return html.unescape(answer.content.decode())


def test_the_address_in_the_qr_code_is_served_exactly(played: Played, client: Client) -> None:
    story = played("sealed_and_sent")
    conclusion = Conclusion.objects.get(pk=story.conclusion_id)
    path = "/" + check_address(conclusion.qr_token).split("/", 3)[3]
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    page = html.unescape(answer.content.decode())
    assert "The document is valid." in page
    for secret in (
        conclusion.number,
        "Сейітов",
        "Исмаилов",
        str(conclusion.pk),
        *(text for _, text in story.words.answers),
    ):
        assert secret not in page


@pytest.mark.parametrize(
    "typed", [str.lower, lambda token: token.replace("-", ""), lambda token: token.replace("0", "O")]
)
def test_a_code_is_read_as_people_type_it(played: Played, client: Client, typed: Any) -> None:
    token = Conclusion.objects.get(pk=played("sealed_and_sent").conclusion_id).qr_token
    assert "The document is valid." in page_of(client, typed(token))
    answer = client.get("/check/", {"code": f" {typed(token)} "})
    assert "The document is valid." in page_of(client, answer["Location"].rsplit("/", 1)[1])


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (ConclusionState.REPLACED, "The document was replaced by a later one."),
        (ConclusionState.WITHDRAWN, "The document was withdrawn."),
    ],
)
def test_what_is_no_longer_in_force_says_so(played: Played, client: Client, state: str, says: str) -> None:
    token = Conclusion.objects.get(pk=played("sealed_and_sent").conclusion_id).qr_token
    Conclusion.objects.filter(qr_token=token).update(state=state)
    assert says in page_of(client, token)


def test_a_file_is_compared_with_the_issued_one(played: Played, client: Client) -> None:
    """Anybody learns whether a file was changed; what stands in it is neither kept nor shown."""
    conclusion = Conclusion.objects.get(pk=played("sealed_and_sent").conclusion_id)
    assert conclusion.final_id is not None
    issued = read_for_system(conclusion.final_id).read()
    files = StoredFile.objects.count()

    def says(content: bytes, token: str = conclusion.qr_token) -> str:
        paper = SimpleUploadedFile("заключение.pdf", content, content_type="application/pdf")
        answer = client.post(f"/check/{token}", {"file": paper}, headers={"Accept-Language": "en"})
        return html.unescape(answer.content.decode())

    assert "Unchanged: this file is, byte for byte" in says(issued)
    assert "Changed: this file is not the one" in says(issued.replace(b"%PDF-", b"%PDf-", 1))
    assert "Is your file unchanged?" not in says(issued, UNKNOWN)
    assert "byte for byte" not in says(issued, UNKNOWN)
    without = client.post(f"/check/{conclusion.qr_token}", headers={"Accept-Language": "en"}).content.decode()
    assert 'class="error-summary' in without
    assert StoredFile.objects.count() == files


def test_a_draft_looks_like_an_unknown_code(played: Played, client: Client) -> None:
    draft = Conclusion.objects.get(pk=played("conclusion").conclusion_id)
    told = [words(page_of(client, token)).replace(token, "") for token in (draft.qr_token, UNKNOWN)]
    assert re.sub(r"\w{4}-\w{4}", "", told[0]) == re.sub(r"\w{4}-\w{4}", "", told[1])


@pytest.mark.parametrize("token", ["x", "%00", "….", "'%20or%201=1", "a" * 3000, "<script>alert(1)"])
def test_nonsense_is_an_unknown_code(client: Client, token: str) -> None:
    page = page_of(client, token)
    assert "No document in force is known under this code." in page
    assert "<script>alert" not in client.get(f"/check/{token}").content.decode()


def test_who_asks_too_often_waits_a_minute(client: Client) -> None:
    start = datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)
    with clock.held_at(start):
        for _ in range(MOST_PER_MINUTE):
            page_of(client, UNKNOWN)
        assert client.get(f"/check/{UNKNOWN}").status_code == 429
        page_of(client, UNKNOWN, REMOTE_ADDR="192.0.2.7")
    with clock.held_at(start + timedelta(minutes=1)):
        page_of(client, UNKNOWN)


def test_addresses_of_one_network_count_together(client: Client) -> None:
    with clock.held_at(datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)):
        for n in range(MOST_PER_MINUTE):
            page_of(client, UNKNOWN, REMOTE_ADDR=f"2001:db8::{n:x}")
        assert client.get(f"/check/{UNKNOWN}", REMOTE_ADDR="2001:db8::ffff").status_code == 429
        page_of(client, UNKNOWN, REMOTE_ADDR="2001:db8:1::1")


def test_who_comes_by_a_socket_without_an_address_is_answered_and_counted(client: Client) -> None:
    """A proxy on one's own machine may speak through a socket: the request then names no address."""
    with clock.held_at(datetime(2026, 11, 22, 9, 0, tzinfo=UTC)):
        for _ in range(MOST_PER_MINUTE):
            page_of(client, UNKNOWN, REMOTE_ADDR="")
        assert client.get(f"/check/{UNKNOWN}", REMOTE_ADDR="").status_code == 429
        assert client.get("/track/7Q2MXK-4T9RNB-PW3D8K", REMOTE_ADDR="").status_code == 200


def test_the_page_that_asks_for_the_code(client: Client) -> None:
    page = client.get("/check/", headers={"Accept-Language": "en"}).content.decode()
    assert "Code under the QR" in page
    assert client.get("/check/", {"code": ""}).status_code == 200
