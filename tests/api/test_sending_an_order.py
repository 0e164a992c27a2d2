"""An order sent by a system becomes a registered case at once, and the same message never becomes two."""

import pytest
from django.test import Client

from saraptama.casework.intake.models import Arrival, Order
from saraptama.foundation.accounts.models import User
from tests.api.conftest import PROBLEM, System, refusals, row_counts
from tests.order_samples import HANDWRITING, changed, handwriting

XML = """<?xml version="1.0" encoding="UTF-8"?>
<order xmlns="urn:saraptama:order:1"><kind>RESOLUTION</kind><number>7</number><ordered_on>2026-11-16</ordered_on>
<place>Астана</place><grounds>ст. 270</grounds><plot>фабула</plot><language>ru</language><institute>I71</institute>
<case><category>CRIM</category><number>257199039999999</number><number_kind>ERDR</number_kind></case>
<appointing><body>71-03-1</body><person><surname>Исмаилов</surname><position>следователь</position></person></appointing>
<examination><kind>PRIMARY</kind><composition>SOLE</composition><specialties><specialty>1.1</specialty></specialties>
</examination><questions><question><text>Кем выполнена подпись?</text></question></questions></order>""".encode()


def test_an_order_is_registered_with_its_number(system: System) -> None:
    answer = system.send(handwriting())
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["state"] == "registered"
    assert told["registrations"][0]["institute"] == "I71"
    assert told["findings"] == []
    assert told["repeated"] is False
    order = Order.objects.get(pk=told["order_id"])
    assert order.questions.count() == len(handwriting()["questions"])
    assert order.ordered_objects.count() == len(handwriting()["objects"])
    assert order.registrations.get().text == told["registrations"][0]["number"]


def test_the_same_order_in_xml_is_registered_too(system: System) -> None:
    assert system.send(XML).status_code == 201


def test_the_same_message_gets_the_first_answer(system: System) -> None:
    first = system.send(handwriting()).json()
    before = row_counts()
    second = system.send(handwriting())
    assert second.status_code == 200
    assert second.json() == first | {"repeated": True}
    assert row_counts() == before


def test_the_key_with_other_content_is_a_conflict(system: System) -> None:
    system.send(handwriting())
    before = row_counts()
    answer = system.send(changed("number", "119"))
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_conflict")
    assert row_counts() == before
    assert refusals()[-1]["code"] == "idempotency_conflict"


def test_two_systems_may_use_the_same_key(system: System) -> None:
    """A key is unique for its sender only: the arrival carries whose it is."""
    system.send(handwriting())
    assert Arrival.objects.get().source_system.startswith("api:")


def test_what_the_law_demands_is_asked_for(system: System) -> None:
    """CPC 272(1): the grounds. The order is registered all the same, and says what it lacks."""
    told = system.send(changed("grounds", "")).json()
    assert told["state"] == "registered"
    missing = next(finding for finding in told["findings"] if finding["field"] == "grounds")
    assert missing["item"] and missing["article"] and missing["detail"] and missing["mend"]


def test_an_order_without_what_is_indispensable_waits_for_it(system: System) -> None:
    """A repeated examination needs the first conclusion (CPC 287), which no document brings along."""
    repeated = changed("examination.kind", "REPEATED")
    repeated["examination"]["first"] = {"number": "71-2025-000001", "reason": "Вывод вызывает сомнения"}
    told = system.send(repeated).json()
    assert (told["state"], told["registrations"]) == ("deficient", [])
    assert "O12" in {finding["item"] for finding in told["findings"] if finding["outcome"] == "block"}


def test_a_signed_in_person_is_no_machine(client: Client, db: None) -> None:
    client.force_login(User.objects.get(login="timur"), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/api/v1/orders", HANDWRITING.read_bytes(), "application/json")
    assert answer.status_code == 401


@pytest.mark.parametrize("key", ["", " ", "k" * 101])
@pytest.mark.usefixtures("nothing_written")
def test_a_write_names_itself(system: System, key: str) -> None:
    answer = system.send(handwriting(), key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert answer["Content-Type"] == PROBLEM


@pytest.mark.usefixtures("nothing_written")
def test_an_order_in_the_name_of_another_body_is_refused(system: System) -> None:
    answer = system.send(changed("appointing.body", "71-01-1"))
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_body")
    assert refusals() == [{"code": "foreign_body", "path": "/api/v1/orders", "reasons": ["foreign_body"]}]


def test_a_message_with_the_same_number_again_is_another_order(system: System) -> None:
    """Only the key makes a repeat; whether two orders are one, the records office decides."""
    one, two = (system.send(HANDWRITING.read_bytes(), key=key).json() for key in ("a", "b"))
    assert one["order_id"] != two["order_id"]
