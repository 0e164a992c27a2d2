"""What crosses the audit's border."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class LogProof:
    """All that an outsider needs to see that an act stands in the log."""

    origin: str
    leaf_index: int
    tree_size: int
    leaf: bytes
    proof: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True)
class Act:
    """One act as it is shown in a history."""

    id: UUID
    act: str
    actor_id: UUID
    acting_for: UUID | None
    occurred_on: Any
    recorded_at: datetime
    details: dict[str, Any]
    position: int | None


@dataclass(frozen=True)
class Finding:
    """Something that the verification found wrong: which check, which record, what is wrong with it."""

    check: str
    where: str
    what: str


@dataclass(frozen=True)
class Verification:
    """The outcome of verifying the log."""

    tree_size: int
    root: str
    pending: int
    rows: int | None
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Exported:
    """What an export of the log wrote: the tree's size before and now, and how many files."""

    old_size: int
    size: int
    files: int


@dataclass(frozen=True)
class LoggedAct:
    """One act in the order of the log, as those who read the log on need it."""

    position: int
    entry_id: UUID
    act: str
    subject_table: str
    subject_id: str
    occurred_on: Any
    recorded_at: datetime
    details: dict[str, Any]


@dataclass(frozen=True)
class Read:
    """Somebody opened a file or a record."""

    actor_id: UUID
    acting_for: UUID | None
    table: str
    subject_id: str
    recorded_at: datetime


@dataclass(frozen=True)
class LogState:
    """How the log stands now: its newest signed state, what waits for a place, and for how long."""

    size: int
    root: str
    signed_at: datetime | None
    note: str
    waiting: int
    longest_wait: timedelta
    unsealed_reads: int
