"""How often one address may ask at a door that needs no sign-in. Codes have 60 bits and more, so nobody guesses one."""

import hashlib
from ipaddress import IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from saraptama.kernel import clock

MOST_PER_MINUTE = 30
MINUTE = 60


def too_often(request: HttpRequest, door: str = "check", most: int = MOST_PER_MINUTE) -> bool:
    """Count this question; whether its sender has asked too often in this minute.

    The counter stands in the memory that all web nodes share, under a hash: who asks is not kept.
    """
    minute = int(clock.now().timestamp()) // MINUTE
    key = f"{door}:{hashlib.sha256(f'{minute}:{_sender(request)}'.encode()).hexdigest()}"
    cache.add(key, 0, timeout=2 * MINUTE)
    return bool(cache.incr(key) > most)


def _sender(request: HttpRequest) -> str:
    """The address; of IPv6 the network, because one household has 2^64 addresses.

    Behind a socket of one's own machine there is no address: all such callers share one count.
    """
    if not request.META.get("REMOTE_ADDR"):
        return ""
    address = ip_address(get_adapter().get_client_ip(request))
    return str(IPv6Network((address, 64), strict=False)) if address.version == 6 else str(address)
