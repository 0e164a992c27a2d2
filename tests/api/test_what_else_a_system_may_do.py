"""A body's system completes and recalls its orders, sends papers, follows objects; each act happens once."""

import base64
import hashlib
import json

import pytest

from saraptama.casework.intake.models import Order
from saraptama.demo.draining import drain
from saraptama.foundation.accounts.models import User
from saraptama.foundation.documents.models import StoredFile
from saraptama.foundation.reference import selectors as reference
from saraptama.proof.merkle import leaf_hash, root_from_inclusion
from tests.api.conftest import PROBLEM, System, refusals
from tests.journey.conftest import Played
from tests.order_samples import changed, handwriting

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def deficient(system: System) -> str:
    """A repeated examination lacks the first conclusion (CPC 287)."""
    repeated = changed("examination.kind", "REPEATED")
    repeated["examination"]["first"] = {"number": "71-2025-000001", "reason": "Вывод вызывает сомнения"}
    told = system.send(repeated).json()
    assert told["state"] == "deficient"
    return str(told["order_id"])


@pytest.mark.django_db
def test_a_deficient_order_is_completed_with_a_paper(system: System) -> None:
    order = deficient(system)
    paper = system.attach(order, PDF, "заключение.pdf").json()
    answer = system.post(f"orders/{order}/supplement", {"first_document_id": paper["document_id"]})
    assert answer.status_code == 200, answer.content
    card = answer.json()
    assert card["state"] == "checked" or "O12" not in {
        finding["item"] for finding in card["findings"] if finding["outcome"] == "block"
    }
    assert str(Order.objects.get(pk=order).first_document_id) == paper["document_id"]


@pytest.mark.django_db
def test_a_paper_of_another_case_completes_nothing(system: System) -> None:
    order, other = deficient(system), system.send(handwriting(), key="other").json()["order_id"]
    paper = system.attach(other, PDF).json()
    answer = system.post(f"orders/{order}/supplement", {"first_document_id": paper["document_id"]})
    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (422, "first_document_id")


@pytest.mark.django_db
def test_a_registered_order_is_not_supplemented(system: System) -> None:
    order = system.send(handwriting()).json()["order_id"]
    answer = system.post(f"orders/{order}/supplement", {"grounds": "ст. 272 УПК"})
    assert answer.status_code == 409
    assert refusals()[-1]["path"] == f"/api/v1/orders/{order}/supplement"


@pytest.mark.django_db
def test_an_order_is_recalled_once(system: System) -> None:
    order = system.send(handwriting()).json()["order_id"]
    path = f"orders/{order}/withdrawal"
    assert system.post(path, {"ground": "  "}).status_code == 422
    answer = system.post(path, {"ground": "Дело прекращено"})
    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert system.post(path, {"ground": "Дело прекращено"}).status_code == 409
    late = system.attach(order, PDF)
    assert (late.status_code, late.json()["code"]) == (409, "order_ended")


@pytest.mark.django_db
def test_a_change_upon_an_older_version_is_refused(system: System) -> None:
    order = deficient(system)
    seen = system.get(f"orders/{order}")["ETag"]
    path = f"orders/{order}/supplement"
    first = system.post(path, {"place": "Алматы"}, {"If-Match": seen})
    assert first.status_code == 200
    assert first["ETag"] == system.get(f"orders/{order}")["ETag"] != seen
    stale = system.post(path, {"place": "Астана"}, {"If-Match": seen})
    assert (stale.status_code, stale.json()["code"], stale["Content-Type"]) == (412, "stale_version", PROBLEM)
    assert Order.objects.get(pk=order).place == "Алматы"
    in_kazakh = {"If-Match": first["ETag"], "Accept-Language": "kk"}
    assert system.post(path, {"place": "Астана"}, in_kazakh).status_code == 200


@pytest.mark.django_db
def test_a_repeat_under_one_key_does_nothing_and_says_so(system: System) -> None:
    order = deficient(system)
    path, key = f"orders/{order}/supplement", {"Idempotency-Key": "supplement-1"}
    first = system.post(path, {"place": "Алматы"}, key)
    before = Order.objects.get(pk=order).row_version
    again = system.post(path, {"place": "Алматы"}, key)
    assert (again.status_code, again.json(), again["Idempotency-Replayed"]) == (200, first.json(), "true")
    assert Order.objects.get(pk=order).row_version == before
    other = system.post(path, {"place": "Астана"}, key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")


@pytest.mark.django_db
def test_a_refused_request_may_be_repeated_under_its_key(system: System) -> None:
    order, key = deficient(system), {"Idempotency-Key": "one"}
    assert system.post(f"orders/{order}/withdrawal", {"ground": ""}, key).status_code == 422
    assert system.post(f"orders/{order}/withdrawal", {"ground": "Отозвано"}, key).status_code == 200


@pytest.mark.django_db
def test_a_paper_is_stored_with_its_hash_and_read_again(system: System) -> None:
    order = system.send(handwriting()).json()["order_id"]
    digest = hashlib.sha256(PDF).hexdigest()
    answer = system.attach(order, PDF, "..\\скан/постановление.exe", kind="ORDER", sha256=digest.upper(), key="scan")
    assert answer.status_code == 201, answer.content
    paper = answer.json()
    assert (paper["sha256"], paper["kind"], paper["size"]) == (digest, "ORDER", len(PDF))
    assert paper["name"].endswith(".pdf") and "/" not in paper["name"] and "\\" not in paper["name"]
    assert system.attach(order, PDF, "..\\скан/постановление.exe", kind="ORDER", sha256=digest.upper(), key="scan")[
        "Idempotency-Replayed"
    ]
    assert system.get(f"orders/{order}/documents").json()["items"] == [paper]
    content = system.get(f"orders/{order}/documents/{paper['document_id']}")
    assert b"".join(content.streaming_content) == PDF
    assert StoredFile.objects.filter(case_id=order).count() == 1


BAD_PAPERS: dict[str, tuple[bytes, dict[str, str], str]] = {
    "empty": (b"", {}, "file_empty"),
    "a program in disguise": (b"MZ\x90\x00" + b"\x00" * 100, {}, "file_disguised"),
    "a page that calls itself a PDF": (b"<!DOCTYPE html><script>alert(1)</script>", {}, "file_disguised"),
    "of a forbidden type": (b"<html>", {"media_type": "text/html"}, "file_type_not_allowed"),
    "with another hash": (PDF, {"sha256": "0" * 64}, "hash_does_not_fit"),
    "of an unknown kind": (PDF, {"kind": "CONCLUSION"}, "field_wrong"),
    "with a hash that is none": (PDF, {"sha256": "zz"}, "field_wrong"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", BAD_PAPERS)
def test_a_bad_paper_is_refused_and_leaves_nothing(system: System, case: str) -> None:
    data, fields, code = BAD_PAPERS[case]
    order = system.send(handwriting()).json()["order_id"]
    answer = system.attach(order, data, **fields)
    assert answer.status_code in (415, 422), answer.content
    assert answer["Content-Type"] == PROBLEM
    assert code in {answer.json()["code"], *(reason["code"] for reason in answer.json()["reasons"])}
    assert not StoredFile.objects.filter(case_id=order).exists()


@pytest.mark.django_db
def test_a_torn_upload_is_a_problem_and_not_a_breakdown(system: System) -> None:
    order = system.send(handwriting()).json()["order_id"]
    named = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"'
    whole = named + b"\r\nContent-Type: application/pdf\r\n\r\n"
    for body, form in (
        (whole + PDF[:20], "multipart/form-data; boundary=cut"),
        (b"", "multipart/form-data; boundary=cut"),
        (whole, "multipart/form-data"),
        (json.dumps({"file": "x"}).encode(), "application/json"),
    ):
        answer = system.post(f"orders/{order}/documents", body, {"Content-Type": form})
        assert answer.status_code in (400, 415, 422), (form, answer.content)
        assert answer["Content-Type"] == PROBLEM
    assert not StoredFile.objects.filter(case_id=order).exists()


def test_a_petition_is_answered_with_the_bodys_own_paper(played: Played, system: System) -> None:
    story = played("petition")
    asked = system.get(f"petitions/{story.petition_id}").json()
    assert asked["answer"] is None and asked["text"]
    path = f"petitions/{story.petition_id}/answer"
    stranger = StoredFile.objects.exclude(case_id=story.order_id).first()
    foreign = {"decision": "GRANTED", "document_id": str(stranger.id if stranger else story.order_id)}
    assert system.post(path, foreign).json()["reasons"][0]["field"] == "document_id"
    paper = system.attach(story.order_id, PDF, kind="PETITION").json()
    given = {"decision": "GRANTED", "text": "Направлены", "document_id": paper["document_id"]}
    answer = system.post(path, given)
    assert (answer.status_code, answer.json()["answer"]["decision"]) == (200, "GRANTED")
    assert system.get(f"petitions/{story.petition_id}").json() == answer.json()
    assert story.examination.state == "in_production"


def test_objects_are_followed_without_inner_places_and_names(played: Played, system: System) -> None:
    story = played("hand_over")
    listed = system.get("objects", order_id=str(story.order_id)).json()["items"]
    assert listed and {line["state"] for line in listed} == {"held"}
    card = system.get(f"objects/{listed[0]['object_id']}").json()
    assert card["chain_is_whole"] is True
    assert card["chain"][0]["act"] == "RECEIVED" and card["chain"][-1]["act"] == "HANDED_OVER"
    assert [link["previous_hash"] for link in card["chain"][1:]] == [link["hash"] for link in card["chain"][:-1]]
    (handed,) = system.get("hand-overs").json()["items"]
    assert handed["state"] == "confirmed" and set(handed["labels"]) == {line["label"] for line in listed}
    said = json.dumps([listed, card, handed], ensure_ascii=False)
    for person in User.objects.exclude(surname=""):
        assert person.surname not in said and str(person.id) not in said
    User.objects.filter(login="e-case").update(appointing_body=reference.body_by_code("71-01-1").id)
    assert system.get("objects").json()["items"] == system.get("hand-overs").json()["items"] == []
    assert system.get(f"objects/{listed[0]['object_id']}").status_code == 404


def test_a_machine_cannot_take_objects_over(system: System) -> None:
    """Two people are needed: no address of the interface confirms a hand-over."""
    assert system.post("hand-overs", {}).status_code == 405


def test_a_sealed_conclusion_is_found_fetched_and_proven(played: Played, system: System) -> None:
    story = played("sealed_and_sent")
    (line,) = system.get("conclusions", order_id=str(story.order_id)).json()["items"]
    assert line["examination_id"] == str(story.examination_id) and line["kind"] == "CONCLUSION"
    content = b"".join(system.get(f"conclusions/{line['conclusion_id']}/content").streaming_content)
    assert hashlib.sha256(content).hexdigest() == line["final_sha256"]
    drain()
    proof = system.client.get("/api/v1/log/proof", {"document": line["final_sha256"]}).json()
    nodes = [_bytes(node) for node in proof["proof"]]
    root = root_from_inclusion(leaf_hash(_bytes(proof["leaf"])), proof["leaf_index"], proof["tree_size"], nodes)
    assert proof["checkpoint"].splitlines()[1] == str(proof["tree_size"])
    assert _bytes(proof["checkpoint"].splitlines()[2]) == root
    assert line["final_sha256"] in _bytes(proof["leaf"]).decode()
    by_entry = system.client.get("/api/v1/log/proof", {"entry_id": proof["entry_id"]}).json()
    assert by_entry["leaf"] == proof["leaf"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{}, {"document": "0" * 64}, {"entry_id": "00000000-0000-7000-8000-000000000000"}])
def test_what_stands_not_in_the_log_has_no_proof(system: System, query: dict[str, str]) -> None:
    answer = system.client.get("/api/v1/log/proof", query)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def test_before_it_is_sealed_nothing_of_a_conclusion_is_seen(played: Played, system: System) -> None:
    played("signed")
    assert system.get("conclusions").json()["items"] == []


@pytest.mark.django_db
def test_arrivals_keep_the_first_answer(system: System) -> None:
    told = system.send(handwriting()).json()
    (arrival,) = system.get("arrivals", order_id=told["order_id"]).json()["items"]
    assert arrival["incoming_number"] == told["incoming_number"]
    assert arrival["answer_registrations"] == told["registrations"]
    assert arrival["answer_findings"] == told["findings"]
    assert arrival["payload_sha256"] == hashlib.sha256(json.dumps(handwriting()).encode()).hexdigest()
    assert system.get(f"arrivals/{arrival['arrival_id']}").json() == arrival
    User.objects.filter(login="e-case").update(appointing_body=reference.body_by_code("71-01-1").id)
    assert system.get(f"arrivals/{arrival['arrival_id']}").status_code == 404


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
