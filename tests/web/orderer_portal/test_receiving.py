"""The sealed conclusion is downloaded, compared and received: once, by the body it was sent to (art. 34)."""

import hashlib
from typing import Any

from saraptama.casework.conclusions.models import Conclusion
from tests.journey.conftest import Played
from tests.web.examination_page.sitting import Desk


def test_the_page_offers_the_file_and_its_hash(played: Played) -> None:
    story = played("sealed_and_sent")
    desk, url = Desk("timur"), f"/portal/received/{story.dispatch_id}/"
    page = desk.reads(url)
    answer: Any = desk.client.get(f"{url}files/1/")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() in page
    number = Conclusion.objects.get(pk=story.conclusion_id).number.replace("/", "-")
    assert answer["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert f"{number}.pdf" in page
    assert desk.client.get(f"{url}files/2/").status_code == 404


def test_the_receipt_is_given_with_the_readers_name(played: Played) -> None:
    story = played("sealed_and_sent")
    desk, url = Desk("timur"), f"/portal/received/{story.dispatch_id}/"
    desk.sends(url, content_sha256="")
    story.drain()
    page = desk.reads(url)
    assert "Исмаилов Тимур Рашидович" in page
    assert "Confirm the receipt" not in page
    assert story.examination.state == "delivered"


def test_another_files_hash_is_refused(played: Played) -> None:
    story = played("sealed_and_sent")
    desk, url = Desk("timur"), f"/portal/received/{story.dispatch_id}/"
    assert "A SHA-256 has 64 digits" in desk.sends_in_vain(url, content_sha256="abc")
    assert "is not the hash of what was sent" in desk.sends_in_vain(url, content_sha256="0" * 64)
    assert "Confirm the receipt" in desk.reads(url)


def test_a_second_receipt_is_refused(played: Played) -> None:
    story = played("receipt")
    answer = Desk("timur").client.post(f"/portal/received/{story.dispatch_id}/")
    assert answer.status_code == 409
    assert "already_received" in answer.content.decode()


def test_another_body_finds_nothing(played: Played) -> None:
    story = played("sealed_and_sent")
    judge = Desk("karlygash").client
    assert judge.get(f"/portal/received/{story.dispatch_id}/").status_code == 404
    assert judge.get(f"/portal/received/{story.dispatch_id}/files/1/").status_code == 404
    assert judge.post(f"/portal/received/{story.dispatch_id}/").status_code == 404


def test_a_conclusion_that_was_withdrawn_later_says_so_where_it_was_received(played: Played) -> None:
    story = played("receipt")
    desk, url = Desk("timur"), f"/portal/received/{story.dispatch_id}/"
    assert "must not be relied on" not in desk.reads(url)
    for state, says in (("WITHDRAWN", "It must not be relied on"), ("REPLACED", "rely on the later one")):
        Conclusion.objects.filter(pk=story.conclusion_id).update(state=state)
        assert says in desk.reads(url)
