"""The sealed conclusion is fetched byte for byte, in parts if need be, and its receipt is given over its hash."""

import hashlib
from typing import Any

import pytest

from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.services import receive_order
from saraptama.demo.draining import drain
from saraptama.foundation.audit.models import ReadEvent
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.order_documents.reading import validate
from saraptama.integrations.order_documents.submission import to_submission
from saraptama.journey.register_order import send_back
from tests.api.conftest import System, refusals
from tests.journey.conftest import Played
from tests.order_samples import handwriting


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_conclusion_is_fetched_and_received(played: Played, system: System) -> None:
    story = played("sealed_and_sent")
    line = system.get("dispatches", waiting="true").json()["items"][0]
    card = system.get(f"dispatches/{line['dispatch_id']}").json()
    assert [file["media_type"] for file in card["files"]] == ["application/pdf"]
    answer = system.get(f"dispatches/{line['dispatch_id']}/content")
    content = body_of(answer)
    digest = hashlib.sha256(content).hexdigest()
    assert content.startswith(b"%PDF")
    assert (answer["ETag"], digest) == (f'"{digest}"', card["content_sha256"])
    assert answer["Content-Length"] == str(len(content))
    assert ReadEvent.objects.filter(subject_table="documents_storedfile").exists()
    receipt = system.post(f"dispatches/{line['dispatch_id']}/receipt", {"content_sha256": digest.upper()})
    assert receipt.status_code == 200, receipt.content
    assert receipt.json()["state"] == "RECEIVED"
    assert receipt.json()["receiver_name"]
    assert system.get("dispatches", waiting="true").json()["items"] == []
    assert story.examination.state == "delivered"


def test_a_receipt_is_given_once_and_for_the_right_file(played: Played, system: System) -> None:
    story = played("sealed_and_sent")
    path = f"dispatches/{story.dispatch_id}/receipt"
    wrong = system.post(path, {"content_sha256": "0" * 64})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "receipt_does_not_fit")
    assert system.post(path, {"content_sha256": "nonsense"}).status_code == 422
    assert system.post(path, {}).status_code == 422
    right = system.get(f"dispatches/{story.dispatch_id}").json()["content_sha256"]
    assert system.post(path, {"content_sha256": right}).status_code == 200
    again = system.post(path, {"content_sha256": right})
    assert (again.status_code, again.json()["code"]) == (409, "already_received")
    assert [refusal["code"] for refusal in refusals()][-1] == "already_received"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-20", -20, None), ("bytes=5-99999999", 5, None)],
)
def test_a_part_is_fetched_by_range(played: Played, system: System, asked: str, start: int, end: int | None) -> None:
    story = played("sealed_and_sent")
    path = f"dispatches/{story.dispatch_id}/content"
    whole = body_of(system.get(path))
    answer = system.get(path, headers={"Range": asked})
    assert answer.status_code == 206
    part = body_of(answer)
    assert part == whole[start:end]
    first = start if start >= 0 else len(whole) + start
    assert answer["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


def test_ranges_that_cannot_be_given(played: Played, system: System) -> None:
    story = played("sealed_and_sent")
    path = f"dispatches/{story.dispatch_id}/content"
    assert system.get(path, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert system.get(path, headers={"Range": "bytes=0-1,4-5"}).status_code == 200
    assert system.get(path, headers={"Range": "lines=1-2"}).status_code == 200
    assert system.get(path, headers={"Range": "bytes=0-9", "If-Range": '"another"'}).status_code == 200
    assert system.get(path, file=2).status_code == 404


def test_letters_come_in_both_languages_and_are_received_by_the_hash_of_one(played: Played, system: System) -> None:
    story = played("order")
    clerk, timur = story.actor("aigerim"), story.actor("timur")
    received = receive_order(
        timur,
        submission=to_submission(validate(handwriting())),
        channel=Channel.PORTAL,
        idempotency_key="to-be-returned",
        source_system="portal",
    )
    send_back(
        clerk,
        order_id=received.order_id,
        ground_code=reference.terms("return_ground")[0].code,
        explanation="Не приложены образцы",
    )
    drain()
    sent = dispatches_visible_to(timur).get(kind="RETURN_LETTER")
    card = system.get(f"dispatches/{sent.id}").json()
    assert len(card["files"]) == 2
    letters = [body_of(system.get(f"dispatches/{sent.id}/content", file=n)) for n in (1, 2)]
    assert letters[0] != letters[1]
    path = f"dispatches/{sent.id}/receipt"
    assert system.post(path, {"content_sha256": "0" * 64}).status_code == 422
    digest = hashlib.sha256(letters[1]).hexdigest()
    assert system.post(path, {"content_sha256": digest}).json()["state"] == "RECEIVED"
