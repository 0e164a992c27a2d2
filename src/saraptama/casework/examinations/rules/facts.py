"""The dated facts from which a term is reckoned. `on` is the legal day; `seq` orders facts of one day."""

from dataclasses import dataclass
from datetime import date

from saraptama.casework.examinations.enums import Complexity, Result, SuspensionGround


@dataclass(frozen=True, slots=True)
class OrderAccepted:
    """The body took the order for production."""

    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True)
class ObjectsComplete:
    """The last of the objects that the order sends for this specialty was taken by the body."""

    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True)
class ExpertAccepted:
    """The expert took the examination into production."""

    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True)
class ComplexitySet:
    """The expert set, or changed, the category of complexity."""

    on: date
    complexity: Complexity
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Suspended:
    """Production stopped on a ground. `subject` tells apart petitions on different matters."""

    on: date
    ground: SuspensionGround
    key: str
    subject: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Resumed:
    """The ground of the suspension `key` was removed."""

    on: date
    key: str
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Extended:
    """The appointing body granted days on a petition."""

    on: date
    days: int
    key: str = ""
    seq: int = 0
    until: date | None = None
    """The new due date, where the decision names a date and no number of days."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The examination ended: signed, returned by decision, or withdrawn."""

    on: date
    result: Result
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Dispatched:
    """The result, or the returned materials, left for the appointing body."""

    on: date
    seq: int = 0


Fact = (
    OrderAccepted
    | ObjectsComplete
    | ExpertAccepted
    | ComplexitySet
    | Suspended
    | Resumed
    | Extended
    | Finished
    | Dispatched
)
