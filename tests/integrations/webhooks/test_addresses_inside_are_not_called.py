"""The service cannot be made to call what stands in its own network, whatever name leads there."""

import socket
from typing import Any

import pytest

from saraptama.foundation.messaging.errors import WrongWebhookAddress
from saraptama.integrations.webhooks.caller import HttpWebhookCaller, is_inside
from tests.api.receiver import receiving

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.8", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1",
    "2002:0a00:0001::1", "64:ff9b::a00:1", "ff02::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_known(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2.132.0.1", "2a00:1450:4010:c0f::8a", "::ffff:8.8.8.8"])
def test_an_address_outside_is_known(address: str) -> None:
    assert not is_inside(address)


def test_a_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name looks public when it is registered; what it leads to is looked at when it is called."""
    caller = HttpWebhookCaller(private_allowed=False)
    caller.check("https://hook.example.kz/")
    with receiving(200) as receiver:
        port = int(receiver.url.split(":")[2].split("/")[0])
        found: list[Any] = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
        answer = caller.call("https://hook.example.kz/", {}, b"{}")
    assert (answer.status, answer.problem) == (None, "forbidden_address")
    assert receiver.got == []


def test_a_name_with_one_address_inside_among_others_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
    answer = HttpWebhookCaller(private_allowed=False).call("https://hook.example.kz/", {}, b"{}")
    assert answer.problem == "forbidden_address"


def test_a_closed_port_and_a_plain_server_behind_https_are_failures_and_no_crash() -> None:
    caller = HttpWebhookCaller(private_allowed=True)
    with receiving(200) as receiver:
        spoken_to = caller.call(receiver.url.replace("http://", "https://"), {}, b"{}")
    assert (spoken_to.status, spoken_to.taken) == (None, False)
    assert caller.call(receiver.url, {}, b"{}").problem == "no_connection"


def test_an_address_with_a_password_is_refused_everywhere() -> None:
    with pytest.raises(WrongWebhookAddress):
        HttpWebhookCaller(private_allowed=True).check("http://user:secret@127.0.0.1/")
