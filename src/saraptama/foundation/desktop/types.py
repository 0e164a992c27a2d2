"""What crosses the border of the workplace."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saraptama.foundation.desktop.enums import ExportFormat, ExportState, MailMode


@dataclass(frozen=True)
class View:
    """A saved view of a table: its name, and the address's query that brings it back."""

    id: UUID
    name: str
    query: str
    is_own: bool
    is_shared: bool
    is_default: bool


@dataclass(frozen=True)
class KeptForm:
    """What somebody was typing when their session ended."""

    page: str
    action: str
    data: tuple[tuple[str, tuple[str, ...]], ...]
    had_files: bool


@dataclass(frozen=True)
class ExportLine:
    """A file made from a table, as its owner sees it."""

    id: UUID
    name: str
    format: ExportFormat
    state: ExportState
    rows_done: int
    rows_expected: int
    asked_at: datetime
    expires_at: datetime
    size: int

    @property
    def is_under_way(self) -> bool:
        return self.state in (ExportState.WAITING, ExportState.RUNNING)

    @property
    def is_ready(self) -> bool:
        return self.state is ExportState.DONE


@dataclass(frozen=True)
class ExportOrder:
    """What the worker needs to make an export: who asked, for which address, in which language."""

    id: UUID
    user_id: UUID
    acting_for: UUID | None
    path: str
    query: str
    format: ExportFormat
    language: str
    name: str


@dataclass(frozen=True)
class MailWishes:
    """When, and about which kinds of notifications, a person is not written to."""

    mode: MailMode
    muted: frozenset[str]
