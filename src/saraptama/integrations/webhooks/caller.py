"""Posting a message to an address outside, and never to one inside (OWASP: server-side request forgery).

The name is resolved once, every address behind it is looked at, and the connection goes to the very address that was
looked at: a name that changes its mind in between gains nothing. Redirects are not followed.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.messaging.errors import WrongWebhookAddress
from saraptama.foundation.messaging.types import WebhookAnswer

SECONDS = 10.0
ANSWER_BYTES = 4096
LONGEST_ADDRESS = 500
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


class ForbiddenAddress(OSError):
    """The name leads to an address inside."""


class HttpWebhookCaller:
    """Calls over https to public addresses; in the demonstration also over http and to one's own machine."""

    def __init__(self, *, private_allowed: bool) -> None:
        self._private_allowed = private_allowed
        self._context = ssl.create_default_context()

    def check(self, url: str) -> None:
        """Refuse what would never be called. What the name leads to is looked at when it is called."""
        reason = self._flaw(url)
        if reason is not None:
            raise WrongWebhookAddress(field="url", reason=reason)

    def call(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Post once, with a limit of time."""
        if self._flaw(url) is not None:
            return WebhookAnswer(None, "forbidden_address")
        try:
            return WebhookAnswer(self._post(urlsplit(url), headers, body))
        except ForbiddenAddress:
            return WebhookAnswer(None, "forbidden_address")
        except ssl.SSLError:
            return WebhookAnswer(None, "certificate")
        except TimeoutError:
            return WebhookAnswer(None, "timeout")
        except socket.gaierror:
            return WebhookAnswer(None, "unknown_host")
        except (OSError, http.client.HTTPException):
            return WebhookAnswer(None, "no_connection")

    def _flaw(self, url: str) -> str | Promise | None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return _("it is not an address")
        if len(url) > LONGEST_ADDRESS or not url.isascii() or not url.isprintable() or " " in url:
            return _("it is too long, or has characters that an address cannot have")
        if parts.scheme != "https" and not (self._private_allowed and parts.scheme == "http"):
            return _("it must begin with https://")
        if not parts.hostname or port == 0:
            return _("it names no host")
        if parts.username is not None or parts.password is not None or parts.fragment:
            return _("it must hold no user, no password and no fragment")
        if not self._private_allowed and _is_inside_by_name(parts.hostname):
            return _("it leads to a private network")
        return None

    def _post(self, parts: SplitResult, headers: Mapping[str, str], body: bytes) -> int:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        connection = _Pinned(
            host, port, self._looked_at(host, port), self._context if parts.scheme == "https" else None
        )
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body=body, headers={**headers, "connection": "close"})
            answer = connection.getresponse()
            answer.read(ANSWER_BYTES)
            return answer.status
        finally:
            connection.close()

    def _looked_at(self, host: str, port: int) -> str:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self._private_allowed and any(is_inside(address) for address in found):
            raise ForbiddenAddress(host)
        return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was looked at; the certificate is still that of the name."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address, self._ssl = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = self._ssl.wrap_socket(plain, server_hostname=self.host) if self._ssl else plain


def is_inside(text: str) -> bool:
    """Whether an address is no public one: private, of this machine, link-local, reserved, or one in disguise."""
    address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        # Ways to reach an IPv4 address under another name (RFC 3056, 4380, 6052).
        if address.sixtofour or address.teredo or any(address in network for network in NAT64):
            return True
        address = address.ipv4_mapped or address
    return not address.is_global or address.is_multicast


def _is_inside_by_name(host: str) -> bool:
    """What can be said without asking a name server: an address written out, or a name of one's own machine."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return is_inside(host)
    except ValueError:
        return "." not in host
