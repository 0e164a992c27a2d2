"""A body's system is told what happens: signed, in the order of the log, again and again until it takes the message."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from saraptama.demo.draining import drain
from saraptama.foundation.accounts.models import User
from saraptama.foundation.audit.models import AuditEntry, LogLeaf
from saraptama.foundation.messaging import ports
from saraptama.foundation.messaging.models import Notification, Webhook
from saraptama.foundation.messaging.services import tell_systems
from saraptama.foundation.reference import selectors as reference
from saraptama.integrations.webhooks.caller import HttpWebhookCaller
from tests.api.conftest import PROBLEM, System
from tests.api.receiver import Receiver, receiving
from tests.journey.conftest import Played
from tests.order_samples import changed, handwriting

EVERYTHING = ["order.registered", "examination.registered", "petition.sent", "petition.answered", "dispatch.sent"]


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """The attempts follow at once; how long the pauses are is a setting."""
    with override_settings(WEBHOOK_PAUSES=(0, 0, 0), WEBHOOK_MOST_FAILURES=30):
        yield


@pytest.fixture
def system(transactional_db: None, system: System) -> System:
    return system


def registered(system: System, receiver: Receiver, kinds: list[str] | None = None) -> dict[str, Any]:
    answer = system.post("webhooks", {"url": receiver.url, "kinds": kinds or EVERYTHING})
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()
    return made


def told() -> int:
    """Let the log be read and the messages be sent."""
    drain()
    made = tell_systems()
    drain()
    return made


def signature_of(secret: str, headers: dict[str, str], body: bytes) -> str:
    """As a receiver computes it, after the specification of Standard Webhooks."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def test_an_order_is_told_signed_and_with_its_place_in_the_log(system: System) -> None:
    with receiving(200) as receiver:
        webhook = registered(system, receiver)
        order = system.send(handwriting()).json()
        assert told() == 2
    (headers, body), (_, later) = receiver.got
    message = json.loads(body)
    assert message["type"] == "order.registered"
    assert message["data"]["order_id"] == order["order_id"]
    assert message["data"]["conversation_id"] == order["conversation_id"]
    assert message["data"]["state"] == "registered"
    assert message["leaf_index"] < json.loads(later)["leaf_index"]
    leaf = LogLeaf.objects.select_related("entry").get(position=message["leaf_index"])
    assert (leaf.entry.act, headers["webhook-id"]) == ("intake.order_registered", f"evt_{leaf.entry_id}")
    assert headers["webhook-signature"] == signature_of(webhook["secret"], headers, body)
    assert headers["content-type"] == "application/json"


def test_a_message_that_fails_twice_arrives_at_the_third_attempt_under_the_same_id(system: System) -> None:
    with receiving(500, 503, 204) as receiver:
        webhook = registered(system, receiver, ["order.registered"])
        system.send(handwriting())
        told()
    assert len(receiver.got) == 3
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len({body for _, body in receiver.got}) == 1
    (delivery,) = system.get(f"webhooks/{webhook['webhook_id']}/deliveries").json()["items"]
    assert delivery["state"] == "DELIVERED"
    assert [tried["status"] for tried in delivery["attempts"]] == [500, 503, 204]
    assert system.get(f"webhooks/{webhook['webhook_id']}").json()["failures"] == 0


def test_nothing_personal_and_no_text_leaves(played: Played, system: System) -> None:
    with receiving(200) as receiver:
        registered(system, receiver)
        story = played("sealed_and_sent")
        told()
    sent = b"".join(body for _, body in receiver.got).decode()
    kinds = [json.loads(body)["type"] for _, body in receiver.got]
    assert kinds == [
        "order.registered",
        "examination.registered",
        "petition.sent",
        "petition.answered",
        "dispatch.sent",
    ]
    assert str(story.petition_id) in sent and str(story.dispatch_id) in sent and str(story.examination_id) in sent
    order = handwriting()
    for secret in (order["plot"], order["appointing"]["person"]["surname"], *(text for _, text in story.words.answers)):
        assert secret not in sent
    for person in User.objects.exclude(surname=""):
        assert person.surname not in sent


def test_the_log_is_read_once_however_often_it_is_looked_at(system: System) -> None:
    with receiving(200) as receiver:
        registered(system, receiver, ["order.registered"])
        system.send(handwriting())
        assert [told(), told(), told()] == [1, 0, 0]
    assert len(receiver.got) == 1


def test_an_address_is_told_of_what_comes_after_it_and_only_of_what_it_asked_for(system: System) -> None:
    with receiving(200) as receiver:
        system.send(handwriting(), key="before")
        drain()
        registered(system, receiver, ["order.withdrawn"])
        order = system.send(changed("number", "119"), key="after").json()
        told()
        assert receiver.got == []
        system.post(f"orders/{order['order_id']}/withdrawal", {"ground": "Дело прекращено"})
        told()
    assert [json.loads(body)["type"] for _, body in receiver.got] == ["order.withdrawn"]


def test_another_body_is_told_nothing(system: System) -> None:
    with receiving(200) as receiver:
        registered(system, receiver)
        Webhook.objects.update(body_id=reference.body_by_code("71-01-1").id)
        system.send(handwriting())
        told()
    assert receiver.got == []


def test_after_too_many_failures_an_address_is_disabled_and_people_are_told(system: System) -> None:
    with receiving(500, 500, 200) as receiver, override_settings(WEBHOOK_MOST_FAILURES=2):
        webhook = registered(system, receiver, ["order.registered"])
        path = f"webhooks/{webhook['webhook_id']}"
        system.send(handwriting())
        told()
        assert system.get(path).json()["state"] == "DISABLED"
        assert Notification.objects.filter(kind="WEBHOOK_DISABLED").count() >= 2
        assert AuditEntry.objects.filter(act="messaging.webhook_disabled").count() == 1
        system.send(changed("number", "119"), key="meanwhile")
        told()
        assert len(receiver.got) == 2
        refused = system.post(f"{path}/test", {})
        assert (refused.status_code, refused.json()["code"]) == (409, "webhook_not_active")
        on = system.post(path, {"active": True}, method="PATCH")
        assert (on.status_code, on.json()["state"]) == (200, "ACTIVE")
        told()
    assert len(receiver.got) == 4
    states = [one["state"] for one in system.get(f"{path}/deliveries").json()["items"]]
    assert states == ["DELIVERED", "DELIVERED"]


def test_a_receiver_that_is_gone_is_asked_once(system: System) -> None:
    with receiving(410) as receiver:
        webhook = registered(system, receiver, ["order.registered"])
        system.send(handwriting())
        told()
    assert len(receiver.got) == 1
    assert system.get(f"webhooks/{webhook['webhook_id']}").json()["state"] == "DISABLED"


def test_a_message_is_given_up_at_last_and_can_be_sent_again(system: System) -> None:
    with receiving(500, 500, 500, 500, 200) as receiver:
        webhook = registered(system, receiver, ["order.registered"])
        system.send(handwriting())
        told()
        path = f"webhooks/{webhook['webhook_id']}/deliveries"
        (delivery,) = system.get(path, state="FAILED").json()["items"]
        assert len(receiver.got) == 4
        again = system.post(f"deliveries/{delivery['delivery_id']}/redelivery", {})
        assert again.status_code == 202
        drain()
    assert receiver.got[-1][0]["webhook-id"] == delivery["message_id"]
    assert system.get(path).json()["items"][0]["state"] == "DELIVERED"


def test_a_redirect_is_not_followed(system: System) -> None:
    with receiving(307, 200) as receiver:
        registered(system, receiver, ["order.registered"])
        system.send(handwriting())
        with override_settings(WEBHOOK_PAUSES=()):
            told()
    assert len(receiver.got) == 1


def test_a_test_message_arrives(system: System) -> None:
    with receiving(200) as receiver:
        webhook = registered(system, receiver, ["order.closed"])
        answer = system.post(f"webhooks/{webhook['webhook_id']}/test", {})
        assert answer.status_code == 202, answer.content
        drain()
    (headers, body) = receiver.got[0]
    assert json.loads(body)["type"] == "webhook.test"
    assert headers["webhook-id"] == answer.json()["message_id"]


def test_a_new_secret_holds_beside_the_old_one_for_a_day(system: System) -> None:
    with receiving(200) as receiver:
        old = registered(system, receiver, ["order.registered"])
        new = system.post(f"webhooks/{old['webhook_id']}/secret", {}).json()
        assert new["secret"] != old["secret"]
        assert "secret" not in system.get(f"webhooks/{old['webhook_id']}").json()
        system.post(f"webhooks/{old['webhook_id']}/test", {})
        drain()
    headers, body = receiver.got[0]
    both = {signature_of(one["secret"], headers, body) for one in (old, new)}
    assert set(headers["webhook-signature"].split()) == both


def test_what_was_missed_is_read_from_the_last_known_place(system: System) -> None:
    with receiving(200) as receiver:
        webhook = registered(system, receiver, ["order.registered"])
        for n in range(3):
            system.send(changed("number", str(n)), key=f"k{n}")
        told()
    path = f"webhooks/{webhook['webhook_id']}/deliveries"
    known = json.loads(receiver.got[0][1])["leaf_index"]
    missed = system.get(path, after=known, limit=1).json()
    rest = system.get(path, after=known, limit=1, cursor=missed["next"]).json()
    places = [one["leaf_index"] for page in (missed, rest) for one in page["items"]]
    assert places == sorted(places) and len(places) == 2 and min(places) > known
    assert rest["next"] == ""


def test_an_address_is_changed_and_deleted_by_its_own_body_and_its_present_version(system: System) -> None:
    with receiving(200) as receiver:
        webhook = registered(system, receiver)
    path = f"webhooks/{webhook['webhook_id']}"
    first = system.get(path)["ETag"]
    change = {"kinds": ["order.closed"], "description": "e-case"}
    assert system.post(path, change, {"If-Match": first}, method="PATCH").json()["kinds"] == ["order.closed"]
    stale = system.post(path, {"active": False}, {"If-Match": first}, method="PATCH")
    assert (stale.status_code, stale.json()["code"], stale["Content-Type"]) == (412, "stale_version", PROBLEM)
    assert system.post(path, b"", {"If-Match": system.get(path)["ETag"]}, method="DELETE").status_code == 204
    assert system.get(path).status_code == 404
    assert system.get("webhooks").json()["items"] == []
    acts = AuditEntry.objects.filter(act__startswith="messaging.webhook").order_by("recorded_at")
    assert [entry.act.removeprefix("messaging.webhook_") for entry in acts] == ["registered", "changed", "closed"]
    assert receiver.url not in json.dumps([entry.details for entry in acts])


@pytest.mark.parametrize(
    "url",
    [
        "http://example.kz/hook",
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/",
        "https://gateway.internal/",
        "https://user:password@example.kz/",
        "https://",
        "ftp://example.kz/",
        "javascript:alert(1)",
        "https://example.kz:99999/",
        "https://сот.kz/",
    ],
)
def test_an_address_inside_is_refused(system: System, url: str) -> None:
    with ports.webhook_caller.holding(HttpWebhookCaller(private_allowed=False)):
        answer = system.post("webhooks", {"url": url, "kinds": EVERYTHING})
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_webhook_address"), url
    assert Webhook.objects.count() == 0
