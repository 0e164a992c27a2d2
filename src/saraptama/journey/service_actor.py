"""The service acting by itself, when one act entails another: with exactly the rights that the consequence needs."""

from saraptama.kernel.actor import SYSTEM, ActorKind, ActorRef
from saraptama.kernel.rights import Confidentiality, Grant, Right


def service_actor(*rights: Right) -> ActorRef:
    """The service with these rights everywhere; the right of a person was asked at the act that entailed this one."""
    everywhere = frozenset(Confidentiality)
    grants = tuple(Grant(right=right.code, confidentiality=everywhere) for right in rights)
    return ActorRef(id=SYSTEM.id, kind=ActorKind.SYSTEM, grants=grants)
