"""Two people, or two tabs, write in one draft: what is written, what stands, and what must be shown. Pure.

Every field travels with the mark of what it showed when the page was made. So a field that only the other one changed
is left as it is, and only a field that both changed asks its writer.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256

MARK_LETTERS = 16


class Outcome(Enum):
    """What follows for one field."""

    STANDS = "stands"
    """Nothing to write: both say the same, or only the other one changed it."""
    WRITE = "write"
    """Nobody else touched it."""
    CONFLICT = "conflict"
    """Both changed it, differently."""


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed meanwhile: what stands there now, by whom, since when."""

    name: str
    label: str
    theirs: str
    who: str = ""
    at: datetime | None = None


def mark_of(value: str) -> str:
    """A short name of what a field showed."""
    return sha256(value.replace("\r\n", "\n").strip().encode()).hexdigest()[:MARK_LETTERS]


def merged(*, shown: str, mine: str, theirs: str) -> Outcome:
    """`shown` is the mark of what the writer's page began with."""
    own, standing = mark_of(mine), mark_of(theirs)
    if own in (standing, shown):
        return Outcome.STANDS
    return Outcome.WRITE if shown == standing else Outcome.CONFLICT
