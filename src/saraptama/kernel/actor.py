"""Who acts. An ActorRef travels with every act, and is what the audit remembers."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from saraptama.kernel.errors import NotPermitted
from saraptama.kernel.rights import Grant, Right, Scope


class ActorKind(StrEnum):
    """What stands behind an act."""

    PERSON = "PERSON"
    MACHINE = "MACHINE"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True)
class ActorRef:
    """The acting person or machine, on whose behalf, and with which grants at this moment."""

    id: UUID
    kind: ActorKind
    acting_for: UUID | None = None
    grants: tuple[Grant, ...] = ()
    body_id: UUID | None = None
    """The appointing body an orderer speaks for; None for the service's own people."""

    def may(self, right: Right, scope: Scope | None = None) -> bool:
        """Whether some grant covers this right in this scope (no scope: anywhere at all)."""
        return any(g.right == right.code and (scope is None or g.covers(scope)) for g in self.grants)

    def require(self, right: Right, scope: Scope | None = None) -> None:
        """Raise NotPermitted unless the actor may."""
        if not self.may(right, scope):
            raise NotPermitted(right=right.says)

    def grants_of(self, right: Right) -> tuple[Grant, ...]:
        """The grants that carry a right: what `visible_to` turns into a filter."""
        return tuple(g for g in self.grants if g.right == right.code)


SYSTEM = ActorRef(id=UUID(int=0), kind=ActorKind.SYSTEM)
"""The service itself: integrator, scheduler, worker."""
