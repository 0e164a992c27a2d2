"""How often a caller may ask for what costs much: a call outside, a stored file, a search by hash."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from saraptama.foundation.messaging.errors import TooOften
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef

MINUTE = 60


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
    actor = getattr(request, "auth", None)
    if isinstance(actor, ActorRef):
        return str(actor.id)
    # Behind a socket of one's own machine there is no address: all such callers share one count.
    return str(get_adapter().get_client_ip(request)) if request.META.get("REMOTE_ADDR") else ""
