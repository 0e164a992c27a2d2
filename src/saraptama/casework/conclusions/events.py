"""Facts of conclusions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saraptama.foundation.messaging.types import Event


@dataclass(frozen=True)
class ConclusionEvent(Event):
    """A fact about one conclusion."""

    conclusion_id: UUID
    examination_id: UUID
    order_id: UUID
    occurred_on: date


@dataclass(frozen=True)
class DraftOpened(ConclusionEvent):
    """An expert began to write."""


@dataclass(frozen=True)
class DraftSubmitted(ConclusionEvent):
    """The draft is complete and goes to the heads."""


@dataclass(frozen=True)
class ConclusionRendered(ConclusionEvent):
    """Revision 1 is ready to be signed; `next_signer_id` signs first."""

    next_signer_id: UUID


@dataclass(frozen=True)
class SignatureGiven(ConclusionEvent):
    """One of several experts signed; `next_signer_id` is next."""

    signer_id: UUID
    next_signer_id: UUID


@dataclass(frozen=True)
class SignatureWithdrawn(ConclusionEvent):
    """An expert took the own signature back before the last one was given."""

    signer_id: UUID


@dataclass(frozen=True)
class ConclusionSigned(ConclusionEvent):
    """The last expert signed: the examination is completed with this kind of result."""

    kind: str


@dataclass(frozen=True)
class ConclusionSealed(ConclusionEvent):
    """The sealed file is ready for delivery to the appointing body."""

    body_id: UUID
    final_sha256: str


@dataclass(frozen=True)
class ConclusionDelivered(ConclusionEvent):
    """The appointing body has the conclusion."""


@dataclass(frozen=True)
class ConclusionReplaced(ConclusionEvent):
    """A later conclusion took its place."""

    by_conclusion_id: UUID


@dataclass(frozen=True)
class ConclusionWithdrawn(ConclusionEvent):
    """The conclusion was withdrawn on a ground."""
