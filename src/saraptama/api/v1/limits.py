"""How often a caller may ask: for anything at all, and for what costs much (a call outside, a file, a search by hash).

What costs much is counted in the memory that all web nodes share. Everything else is counted by each web process for
itself: it protects from a caller that has gone wild, and must not cost a question to the database at every request.
"""

import hashlib
from collections import Counter
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from saraptama.foundation.messaging.errors import TooOften
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

MINUTE = 60
MOST_CALLERS = 50_000
"""Of how many callers a process keeps count in a minute; all further ones share one count."""


class CallsOfTheMinute:
    """Who has called this process how often since the minute began."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._calls: Counter[str] = Counter()

    def count(self, caller: str, minute: int) -> int:
        """This call too; how many there are now."""
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._calls.clear()
            known = caller in self._calls or len(self._calls) < MOST_CALLERS
            name = caller if known else ""
            self._calls[name] += 1
            return self._calls[name]


_calls = CallsOfTheMinute()


def hold_all(request: HttpRequest) -> None:
    """Count this request, whatever it asks for.

    Raises TooOften when its sender has called more often in this minute than `API_REQUESTS_PER_MINUTE`.
    """
    minute, gone = divmod(int(clock.now().timestamp()), MINUTE)
    if _calls.count(_sender(request), minute) > settings.API_REQUESTS_PER_MINUTE:
        raise TooOften(seconds=MINUTE - gone)


def hold_to(request: HttpRequest, what: str, *, most: int) -> None:
    """Count this request; raise TooOften when its sender has asked more often in this minute.

    The counter stands in the memory that all web nodes share.
    """
    second = int(clock.now().timestamp())
    minute, gone = divmod(second, MINUTE)
    key = f"api:{hashlib.sha256(f'{minute}:{what}:{_sender(request)}'.encode()).hexdigest()}"
    cache.add(key, 0, timeout=2 * MINUTE)
    if cache.incr(key) > most:
        raise TooOften(seconds=MINUTE - gone)


def _sender(request: HttpRequest) -> str:
    actor = getattr(request, "actor", None)
    if isinstance(actor, ActorRef):
        return str(actor.id)
    # Behind a socket of one's own machine there is no address: all such callers share one count.
    return str(get_adapter().get_client_ip(request)) if request.META.get("REMOTE_ADDR") else ""
