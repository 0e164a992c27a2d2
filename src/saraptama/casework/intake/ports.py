"""What intake needs to be told from outside."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID


class UnaccountedObjects(Protocol):
    """Custody's answer: the labels of an order's objects that are neither returned nor used up."""

    def __call__(self, order_id: UUID, /) -> Sequence[str]: ...
