"""A body's system follows its orders: states and due dates with their reasons, and never a finding or a name."""

import json
from typing import Any

import pytest

from saraptama.foundation.accounts.models import User
from saraptama.foundation.reference import selectors as reference
from tests.api.conftest import PROBLEM, System, refusals
from tests.journey.conftest import Played
from tests.order_samples import changed, handwriting


def test_an_order_is_found_by_its_id_and_by_its_conversation(system: System) -> None:
    sent = system.send(handwriting()).json()
    card = system.get(f"orders/{sent['order_id']}").json()
    assert card["number"] == "118"
    assert card["registrations"] == sent["registrations"]
    assert card["findings"] == sent["findings"]
    found = system.get("orders", conversation_id=sent["conversation_id"]).json()
    assert [line["order_id"] for line in found["items"]] == [sent["order_id"]]


def test_orders_are_read_page_by_page(system: System) -> None:
    sent = [system.send(changed("number", str(n)), key=f"k{n}").json()["order_id"] for n in range(5)]
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = system.get("orders", limit=2, cursor=cursor).json()
        seen += [line["order_id"] for line in page["items"]]
        cursor = page["next"]
    assert cursor == ""
    assert seen == sorted(sent, reverse=True)


def test_orders_are_narrowed_by_state(system: System) -> None:
    system.send(handwriting())
    assert len(system.get("orders", state="registered").json()["items"]) == 1
    assert system.get("orders", state="closed").json()["items"] == []
    assert system.get("orders", state="burnt").status_code == 422


@pytest.mark.parametrize("cursor", ["x", "eyJhIjoxfQ", "WyIyMDI2LTExLTE2Il0", "WyIxIiwiMiJd", "AAAA", "%00"])
def test_a_foreign_cursor_is_refused(system: System, cursor: str) -> None:
    answer = system.get("orders", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_cursor")


@pytest.mark.parametrize("limit", ["0", "201", "many"])
def test_a_page_has_its_limits(system: System, limit: str) -> None:
    answer = system.get("orders", limit=limit)
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["reasons"][0]["field"] == "limit"


@pytest.mark.parametrize("path", ["orders", "examinations", "dispatches"])
@pytest.mark.parametrize("id", ["00000000-0000-7000-8000-000000000000", "seven"])
def test_what_is_not_there_is_not_found(system: System, path: str, id: str) -> None:
    answer = system.get(f"{path}/{id}")
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, PROBLEM, "not_found")


def test_nothing_of_another_body_is_seen(played: Played, system: System) -> None:
    """The same system, speaking for the court, does not even learn that the order exists."""
    story = played("petition")
    court = reference.body_by_code("71-01-1").id
    User.objects.filter(login="e-case").update(appointing_body=court)
    for path in (f"orders/{story.order_id}", f"examinations/{story.examination_id}"):
        assert system.get(path).status_code == 404
    for path in ("orders", "examinations", "petitions", "dispatches"):
        assert system.get(path).json()["items"] == []
    answer = system.post(f"petitions/{story.petition_id}/answer", {"decision": "GRANTED"})
    assert answer.status_code == 404
    assert refusals()[-1]["code"] == "not_found"


def test_an_examination_says_where_it_stands_and_why_it_is_due(played: Played, system: System) -> None:
    story = played("petition")
    line = system.get("examinations", unfinished="true").json()["items"][0]
    assert line["examination_id"] == str(story.examination_id)
    card = system.get(f"examinations/{story.examination_id}", headers={"Accept-Language": "kk"}).json()
    assert card["state"] == "suspended"
    assert card["term"]["steps"]
    assert card["term"]["steps"][0]["article"]
    assert [happening["act"] for happening in card["happenings"]].count("send_petition") >= 1
    assert card["petitions"][0]["answer"] is None


def test_neither_findings_nor_experts_leave_by_this_door(played: Played, system: System) -> None:
    story = played("sealed_and_sent")
    told = json.dumps(
        [
            system.get(f"orders/{story.order_id}").json(),
            system.get(f"examinations/{story.examination_id}").json(),
            system.get(f"dispatches/{story.dispatch_id}").json(),
        ],
        ensure_ascii=False,
    )
    for secret in ("Сейітов", "Оспанова", *(text for _, text in story.words.answers)):
        assert secret not in told


def test_a_petition_is_answered_once(played: Played, system: System) -> None:
    story = played("petition")
    waiting = system.get("petitions").json()["items"]
    assert [petition["petition_id"] for petition in waiting] == [str(story.petition_id)]
    path = f"petitions/{story.petition_id}/answer"
    answer = system.post(path, {"decision": "GRANTED", "text": "Направлены образцы", "number": "118/1"})
    assert answer.status_code == 200, answer.content
    assert answer.json()["answer"]["decision"] == "GRANTED"
    assert story.examination.state == "in_production"
    assert system.get("petitions").json()["items"] == []
    again = system.post(path, {"decision": "REFUSED"})
    assert (again.status_code, again.json()["code"]) == (409, "already_answered")
    assert refusals()[-1]["code"] == "already_answered"


WRONG_ANSWERS: dict[str, Any] = {
    "no decision": {"text": "…"},
    "an unknown decision": {"decision": "MAYBE"},
    "an unknown field": {"decision": "GRANTED", "days": 3},
    "negative days": {"decision": "GRANTED", "granted_days": -1},
    "days where none were asked for": {"decision": "GRANTED", "granted_days": 5},
}


@pytest.mark.parametrize("case", WRONG_ANSWERS)
def test_a_wrong_answer_changes_nothing(played: Played, system: System, case: str) -> None:
    story = played("petition")
    answer = system.post(f"petitions/{story.petition_id}/answer", WRONG_ANSWERS[case])
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert story.examination.state == "suspended"
    assert len(refusals()) == 1
